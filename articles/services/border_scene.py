"""What a change of borders is made on: the items of its pages, locked, with their pieces and the pages' texts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Q

from articles.borders.pieces import Piece, Pieces, Stretch, is_blank
from articles.borders.words import Ground, Words
from articles.errors import BorderError, StaleRevisionError
from articles.ingest.continuations import plain_label
from articles.ingest.drafts import CreditDraft, Part
from articles.models import Article, Page, Span
from articles.services.article_text import WORDS, ArticleText, CreditText, text_of_article
from articles.services.store_lock import lock_store


@dataclass
class Scene:
    """The living articles of some pages by id, in the order of their ids; their pieces; all pages these stand on."""

    articles: dict[int, Article]
    layout: dict[int, Pieces]
    pages: dict[int, Page]
    _words: dict[int, Words] = field(default_factory=dict)

    @cached_property
    def texts(self) -> dict[int, str]:
        return {pk: page.text for pk, page in self.pages.items()}

    @cached_property
    def grounds(self) -> dict[int, Ground]:
        return {pk: Ground(page.text) for pk, page in self.pages.items()}

    def words(self, pk: int) -> Words:
        """The article's present text, whole."""
        if pk not in self._words:
            article = self.articles[pk]
            text = text_of_article(article)
            self._words[pk] = words_of_text(text, article.continued_from, article.continues_to)
        return self._words[pk]

    def place(self, pieces: Pieces) -> tuple[str, int, int]:
        """Where in the issue an item begins, to put items in reading order."""
        page = self.pages[pieces[0].page]
        return plain_label(page.label).rjust(8), page.pk, min(p.start for p in pieces if p.page == page.pk)

    def in_reading_order(self, pks: Iterable[int]) -> list[int]:
        return sorted(pks, key=lambda pk: self.place(self.layout[pk]))

    def owners(self, stretches: Iterable[Stretch]) -> list[int]:
        """The articles that hold text of the stretches."""
        where = list(stretches)
        return [
            pk
            for pk, pieces in self.layout.items()
            if any(p.page == s.page and p.start < s.end and s.start < p.end for p in pieces for s in where)
        ]


def open_scene(articles: Iterable[int], pages: Iterable[int]) -> Scene:
    """Lock what the change may touch: the store first, then the articles of all these pages in the order of their ids,
    as ingest and corrections do, so that none waits for another in a circle."""
    lock_store()
    wanted = set(articles)
    return _scene(wanted, {*pages, *Span.objects.filter(article__in=wanted).values_list("page_id", flat=True)})


def load_scene(pages: Iterable[int]) -> Scene:
    """The scene of these pages to look at, with nothing locked."""
    return _scene(set(), set(pages), lock=False)


def _scene(wanted: set[int], near: set[int], *, lock: bool = True) -> Scene:
    on_pages = Article.objects.filter(Q(page__in=near) | Q(spans__page__in=near) | Q(pk__in=wanted)).values("pk")
    living = Article.objects.exclude(state=Article.State.SUPERSEDED).filter(pk__in=on_pages).order_by("pk")
    held = {article.pk: article for article in (living.select_for_update() if lock else living)}
    pieces: dict[int, list[Piece]] = {}
    for span in Span.objects.filter(article__in=held).order_by("article", "rank"):
        piece = Piece(span.page_id, span.start, span.end, Part(span.part))
        pieces.setdefault(span.article_id, []).append(piece)
    layout = {pk: tuple(rows) for pk, rows in pieces.items()}
    stood_on = {piece.page for rows in layout.values() for piece in rows}
    rows = Page.objects.filter(pk__in=near | stood_on | {article.page_id for article in held.values()})
    return Scene(held, layout, {page.pk: page for page in rows.select_related("issue").defer("line_sketch")})


def present(scene: Scene, article: Article) -> Article:
    """The article as it is now. Raises BorderError when it became part of another meanwhile."""
    found = scene.articles.get(article.pk)
    if found is None:
        raise BorderError("superseded", f"{named(article)}已并入他篇，请刷新版面后再改。")
    return found


def with_text(scene: Scene, article: Article) -> Article:
    """As `present`; refuses an article that no page holds."""
    found = present(scene, article)
    if found.pk not in scene.layout:
        raise BorderError(
            "no_page_text", f"{named(found)}没有版面文字（录入、导入或版面上已找不到），不能调整起止；文字请直接校订。"
        )
    return found


def checked_stretches(page: Page, ranges: Iterable[tuple[int, int]], scene: Scene) -> list[Stretch]:
    """Raises BorderError for ranges outside the page's text or of blanks alone."""
    text = scene.texts[page.pk]
    stretches = []
    for start, end in ranges:
        if not 0 <= start < end <= len(text):
            raise BorderError("bad_range", f"{page.name}没有第 {start} 到 {end} 字这一段，请刷新版面后重新选择。")
        stretches.append(Stretch(page.pk, start, end))
    if is_blank(stretches, scene.texts):
        raise BorderError("blank", f"选中的地方没有文字（{page.name}{lines_named(page, ranges)}），请选有字的行。")
    return stretches


def lines_named(page: Page, ranges: Iterable[tuple[int, int]]) -> str:
    numbers = sorted({page.first_line + page.text.count("\n", 0, start) for start, _ in ranges})
    return f"第{'、'.join(map(str, numbers))}行" if numbers else ""


def refuse_stale(scene: Scene, touched: Iterable[int], bases: Mapping[int, int]) -> None:
    for pk in touched:
        article = scene.articles.get(pk)
        if article is not None and bases.get(pk, article.revision_number) != article.revision_number:
            raise StaleRevisionError(
                f"{named(article)}打开时是第{bases[pk]}稿，现在已是第{article.revision_number}稿；请刷新后再改。"
            )


def refuse_mixed_states(articles: Iterable[Article]) -> None:
    """What is withdrawn must not come before the public as a part of something else, nor the other way round."""
    held = list(articles)
    if len({article.state for article in held}) > 1:
        gone = next(article for article in held if article.state == Article.State.WITHDRAWN)
        raise BorderError("states_differ", f"{named(gone)}已撤下，另一篇是公开的；请先恢复公开，或把两篇都撤下再改。")


def named(article: Article) -> str:
    words = article.headline or article.body
    shown = "".join(words.split())[:16]
    return f"“{shown}”（{article.public_id}）" if shown else f"第 {article.public_id} 号{article.get_kind_display()}"


def words_of_text(text: ArticleText, continued_from: str = "", continues_to: str = "") -> Words:
    credits = tuple(CreditDraft(credit.name, credit.role, credit.is_person) for credit in text.credits)
    fields = {name: getattr(text, name) for name in WORDS}
    return Words(**fields, credits=credits, continued_from=continued_from, continues_to=continues_to)


def text_of_words(words: Words) -> ArticleText:
    credits = tuple(CreditText(credit.name, credit.role, credit.is_person) for credit in words.credits)
    return ArticleText(**{name: getattr(words, name) for name in WORDS}, credits=credits)
