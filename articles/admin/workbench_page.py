"""What the workbench shows of a page: items in order, OCR lines, the chosen article and where its text stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q
from django.http import Http404

from articles.admin.workbench_lines import Held, Line, held_lines
from articles.models import Article, Page, Redirect, Span

#: Code points of an item's title in the strip and beside its lines.
TITLE_LENGTH = 24


@dataclass(frozen=True)
class Item:
    """One item of the page. `number` counts from 1 in page order, as editors name it."""

    article: Article
    number: int
    is_chosen: bool = False

    @property
    def title(self) -> str:
        text = self.article.headline or self.article.body or self.article.get_kind_display()
        return text if len(text) <= TITLE_LENGTH else f"{text[:TITLE_LENGTH]}…"


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line with the item that holds it; `page_id` is another's where the chosen article goes on there."""

    line: Line
    item: Item
    page_id: int
    #: Where the line begins on the one number line of all texts that are shown, the page's own first.
    place: int

    @property
    def key(self) -> str:
        """What a ticked box sends."""
        return f"{self.page_id}:{self.line.start}-{self.line.end}"

    @property
    def end(self) -> int:
        return self.place + self.line.end - self.line.start

    @property
    def part_label(self) -> str:
        return Span.Part(self.line.part).label


@dataclass(frozen=True)
class Continued:
    """The lines of the chosen article that stand on another page."""

    page: Page
    lines: tuple[ShownLine, ...]


@dataclass(frozen=True)
class BenchPage:
    """A page with its items. Reading it takes a fixed number of queries, however many items and lines there are."""

    page: Page
    items: tuple[Item, ...]
    chosen: Item | None
    lines: tuple[ShownLine, ...]
    elsewhere: tuple[Continued, ...]

    @cached_property
    def by_id(self) -> Mapping[int, Item]:
        return {item.article.pk: item for item in self.items}

    @property
    def own_lines(self) -> list[ShownLine]:
        """Those of the chosen article, in its reading order."""
        elsewhere = (line for each in self.elsewhere for line in each.lines)
        own = (shown for shown in (*self.lines, *elsewhere) if shown.item.is_chosen)
        return sorted(own, key=lambda shown: (shown.line.rank, shown.place))

    def beside(self, step: int) -> Item | None:
        """The item `step` places behind the chosen one, or before it."""
        if self.chosen is None:
            return None
        place = self.chosen.number - 1 + step
        return self.items[place] if 0 <= place < len(self.items) else None


def read_page(page_id: int, article_id: int | None) -> BenchPage:
    """Raises Http404 for a page that the archive does not have. Without an article the first one is chosen.

    An article that became part of another stands for that one.
    """
    pages = Page.objects.select_related("issue", "newspaper").defer("line_sketch", "date_evidence")
    page = pages.filter(pk=page_id).first()
    if page is None:
        raise Http404("没有这一版。")
    spans = list(Span.objects.filter(page=page).order_by("start"))
    articles = articles_of(page, {span.article_id for span in spans})
    items = tuple(
        Item(article, number, is_chosen=article.pk == article_id) for number, article in enumerate(articles, 1)
    )
    if items and not any(item.is_chosen for item in items):
        chosen_id = successor_of(article_id) if article_id else None
        known = {item.article.pk for item in items}
        first = chosen_id if chosen_id in known else items[0].article.pk
        items = tuple(Item(item.article, item.number, is_chosen=item.article.pk == first) for item in items)
    chosen = next((item for item in items if item.is_chosen), None)
    by_id = {item.article.pk: item for item in items}
    return BenchPage(page, items, chosen, shown_lines(page, spans, by_id), elsewhere(page, chosen))


def articles_of(page: Page, holding: set[int]) -> list[Article]:
    """Those that stand on the page, in page order, also ones that begin on another."""
    there = Q(page=page) | Q(pk__in=holding)
    articles = Article.objects.filter(there).exclude(state=Article.State.SUPERSEDED)
    return sorted(articles, key=lambda article: (article.page_id != page.pk, article.position, article.pk))


def successor_of(article_id: int) -> int | None:
    moved = Redirect.objects.filter(old_public_id__in=Article.objects.filter(pk=article_id).values("public_id"))
    return moved.values_list("article_id", flat=True).first()


def shown_lines(page: Page, spans: list[Span], items: Mapping[int, Item], base: int = 0) -> tuple[ShownLine, ...]:
    """`base`: where the page's text begins on the number line."""
    held = [Held(span.article_id, span.start, span.end, span.part, span.rank) for span in spans]
    lines = held_lines(page.text, page.first_line, held)
    return tuple(ShownLine(line, items[line.article_id], page.pk, base + line.start) for line in lines)


def elsewhere(page: Page, chosen: Item | None) -> tuple[Continued, ...]:
    """What the chosen article has on other pages, in its own order."""
    if chosen is None:
        return ()
    spans = (
        Span.objects.filter(article=chosen.article).exclude(page=page).order_by("rank").select_related("page__issue")
    )
    by_page: dict[Page, list[Span]] = {}
    for span in spans.defer("page__line_sketch", "page__date_evidence"):
        by_page.setdefault(span.page, []).append(span)
    items = {chosen.article.pk: chosen}
    continued, base = [], len(page.text)
    for other, held in by_page.items():
        continued.append(Continued(other, shown_lines(other, held, items, base)))
        base += len(other.text)
    return tuple(continued)
