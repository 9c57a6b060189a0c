"""What a border button of the workbench asks for, read and handed to the border service."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.http import QueryDict

from articles.admin.numbers import sent_number
from articles.admin.workbench_page import BenchPage, Item, ShownLine
from articles.errors import BorderError, StaleRevisionError
from articles.models import Article, BorderChange, Page, Span
from articles.services import borders
from articles.services.border_scene import named

BASE = "base-"
PARTS = {
    Span.Part.HEADLINE: "设为主题",
    Span.Part.KICKER: "设为引题",
    Span.Part.SUBTITLE: "设为副题",
    Span.Part.BYLINE: "设为署名",
    Span.Part.BODY: "设为正文",
}


@dataclass(frozen=True, slots=True)
class Done:
    """`article_id` is what to go on with: the chosen article, what it became part of, or what was made of it."""

    change: BorderChange
    article_id: int

    @property
    def words(self) -> str:
        return f"{self.change.get_action_display()}：已完成。不对的话，用下面的“撤销”。"


@dataclass(frozen=True)
class BorderRequest:
    """One press of a button. Raises BorderError for what cannot be meant, StaleRevisionError as the service does."""

    data: QueryDict
    bench: BenchPage
    by: User

    def carry_out(self) -> Done:
        action, _, argument = self.sent("border").partition(":")
        if action in PARTS:
            page, ranges = self.selected()
            change = borders.set_part(self.chosen, page, ranges, Span.Part(action), by=self.by, bases=self.bases)
            return Done(change, self.chosen.pk)
        acts: dict[str, Callable[[], Done]] = {
            "split": self.split,
            "move": lambda: self.move(argument),
            "merge": lambda: self.merge(argument),
            "kind": self.set_kind,
            "order": lambda: self.reorder(-1 if argument == "-1" else 1),
            "join": self.join,
            "part": lambda: self.part(argument),
        }
        if action not in acts:
            raise BorderError("unknown_action", "没有这种操作，请重新打开本页。")
        return acts[action]()

    def sent(self, name: str) -> str:
        return str(self.data.get(name, ""))

    @property
    def chosen(self) -> Article:
        if self.bench.chosen is None:
            raise BorderError("no_article", "这一版没有文章。")
        return self.bench.chosen.article

    @property
    def bases(self) -> Mapping[int, int]:
        """Of every item of the page. A form that lacks one was made before that was there, or not by this page."""
        bases = posted_bases(self.data)
        unseen = [item.article for item in self.bench.items if item.article.pk not in bases]
        if unseen:
            raise StaleRevisionError(f"打开本页时还没有{named(unseen[0])}，请看过现在的样子再改。")
        return bases

    def selected(self) -> tuple[Page, Sequence[tuple[int, int]]]:
        """The ticked lines, which must stand on one page."""
        by_page: dict[int, list[tuple[int, int]]] = {}
        for key in self.data.getlist("line"):
            page_id, start, end = read_key(key)
            by_page.setdefault(page_id, []).append((start, end))
        if not by_page:
            raise BorderError("no_lines", "请先选中左边的行，再按按钮。")
        if len(by_page) > 1:
            raise BorderError("two_pages", "选中的行在两个版面上；一次只能选一个版面的行。")
        page_id, ranges = by_page.popitem()
        page = self.page(page_id)
        shown = {(line.line.start, line.line.end) for line in self.shown_lines if line.page_id == page_id}
        if not shown.issuperset(ranges):
            # Half a line would tear a word or a figure out of a sentence in print.
            raise BorderError(
                "part_of_line", "只能选整行；要从一行中间分开，请先在那里“拆分”。版面若刚被人改过，请刷新。"
            )
        return page, sorted(ranges)

    @property
    def shown_lines(self) -> Sequence[ShownLine]:
        return (*self.bench.lines, *(line for each in self.bench.elsewhere for line in each.lines))

    def page(self, page_id: int) -> Page:
        pages = (self.bench.page, *(each.page for each in self.bench.elsewhere))
        found = next((page for page in pages if page.pk == page_id), None)
        if found is None:
            raise BorderError("other_page", "所选的行不在这一版上，请重新打开本页。")
        return found

    def split(self) -> Done:
        """At the character where the caret stood, else at the first of the ticked lines."""
        if at := self.sent("at"):
            page_id, start, _ = read_key(at)
            page = self.page(page_id)
        else:
            page, ranges = self.selected()
            start = ranges[0][0]
        owner = self.owner(page, start)
        change = borders.split_article(owner, page, start, by=self.by, bases=self.bases)
        return Done(change, self.made_by(change) or owner.pk)

    def owner(self, page: Page, offset: int) -> Article:
        """The article that holds the character."""
        holding = [
            each for each in self.shown_lines if each.page_id == page.pk and each.line.start <= offset < each.line.end
        ]
        return holding[0].item.article if holding else self.chosen

    def move(self, target: str) -> Done:
        page, ranges = self.selected()
        to = None if target == "new" else self.target(target)
        change = borders.move_text(page, ranges, to, by=self.by, bases=self.bases)
        kept = self.chosen.pk if to is not None else self.made_by(change) or self.chosen.pk
        return Done(change, kept)

    def merge(self, target: str) -> Done:
        into = self.target(target)
        change = borders.merge_articles(into, [self.chosen], by=self.by, bases=self.bases)
        return Done(change, into.pk)

    def target(self, name: str) -> Article:
        """The item before the chosen one, behind it, or the one picked from the list."""
        if name in ("previous", "next"):
            item = self.bench.beside(-1 if name == "previous" else 1)
        else:
            item = self.picked(self.sent("to"))
        if item is None:
            raise BorderError("no_target", "没有这样的一篇：请从“选定的篇”里选一篇。")
        return item.article

    def picked(self, value: str) -> Item | None:
        return self.bench.by_id.get(sent_number(value) or 0)

    def set_kind(self) -> Done:
        kind = self.sent("kind")
        if kind not in Article.Kind.values:
            raise BorderError("no_kind", "没有这种体裁。")
        base = self.sent("base_kind")
        change = borders.set_kind(self.chosen, Article.Kind(kind), by=self.by, bases=self.bases, base_kind=base)
        return Done(change, self.chosen.pk)

    def reorder(self, step: int) -> Done:
        order = [item.article.pk for item in self.bench.items if item.article.page_id == self.bench.page.pk]
        if self.chosen.pk not in order:
            raise BorderError("elsewhere", "这一篇的首页在别的版面，请到那一版调整次序。")
        place = order.index(self.chosen.pk)
        if not 0 <= place + step < len(order):
            raise BorderError("at_the_edge", "已经在最前或最后。")
        order[place], order[place + step] = order[place + step], order[place]
        change = borders.reorder(self.bench.page, order, by=self.by, bases=self.bases)
        return Done(change, self.chosen.pk)

    def join(self) -> Done:
        """The other half, picked from the list: `head:<id>:<revision>` or `tail:…`, whichever it is."""
        role, _, chosen = self.sent("half").partition(":")
        number, revision = map(sent_number, chosen.partition(":")[::2])
        half = Article.objects.filter(pk=number or 0).first()
        if half is None or revision is None:
            raise BorderError("no_half", "请先选要接上的另一半。")
        head, tail = (half, self.chosen) if role == "head" else (self.chosen, half)
        change = borders.join_continuation(head, tail, by=self.by, bases={**self.bases, half.pk: revision})
        return Done(change, head.pk)

    def part(self, page_id: str) -> Done:
        page = self.page(sent_number(page_id) or 0)
        change = borders.part_continuation(self.chosen, page, by=self.by, bases=self.bases)
        return Done(change, self.chosen.pk)

    def made_by(self, change: BorderChange) -> int | None:
        """The article that the change brought into being."""
        return next((number for number in change.articles if number not in self.bench.by_id), None)


def posted_bases(data: QueryDict) -> dict[int, int]:
    """Article → the revision that the page was made from."""
    sent = [(sent_number(name.removeprefix(BASE)), sent_number(data[name])) for name in data if name.startswith(BASE)]
    return {pk: base for pk, base in sent if pk is not None and base is not None}


def read_key(key: str) -> tuple[int, int, int]:
    """Page, start and end of a line, as its box sends them."""
    page, _, place = key.partition(":")
    start, _, end = place.partition("-")
    numbers = [sent_number(each) for each in (page, start, end)]
    if None in numbers:
        raise BorderError("bad_line", "所选的行读不出来，请重新打开本页。")
    first, second, third = (number or 0 for number in numbers)
    return first, second, third
