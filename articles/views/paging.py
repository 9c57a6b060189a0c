"""Page numbers of long lists. A list opens at most `MAX_PAGE` pages deep: further down nobody reads, they narrow."""

from dataclasses import dataclass

PAGE_SIZE = 20
MAX_PAGE = 100
AROUND = 2
#: What to do about articles that lie deeper.
NARROW = "请用年份、部门等筛选缩小范围，或改按“最早”排序从另一头看起。"


class BadPageError(ValueError):
    """The page asked for is not one of this list; the message says which are."""


@dataclass(frozen=True, slots=True)
class Paging:
    number: int
    last: int
    is_capped: bool

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.last else None

    @property
    def shown(self) -> list[int | None]:
        """The first, the last and those around the present page; None where some are left out."""
        near = range(max(1, self.number - AROUND), min(self.last, self.number + AROUND) + 1)
        numbers = sorted({1, self.last, *near})
        shown: list[int | None] = []
        for number in numbers:
            if shown and shown[-1] is not None and number - shown[-1] > 1:
                shown.append(None)
            shown.append(number)
        return shown


def page_number(asked: str | None, *, beyond: str = NARROW) -> int:
    """The number asked for, 1 by default. Raises `BadPageError` for what is no page number or lies too deep; `beyond`
    says how what lies there is seen."""
    if not asked:
        return 1
    if not (asked.isascii() and asked.isdigit() and len(asked) <= 9 and int(asked) >= 1):
        raise BadPageError("页码须是从 1 起的数字。")
    if int(asked) > MAX_PAGE:
        raise BadPageError(f"只能翻到第 {MAX_PAGE} 页。{beyond}")
    return int(asked)


def paging_of(number: int, total: int, *, page_size: int = PAGE_SIZE) -> Paging:
    """Raises `BadPageError` when a list of `total` articles has no such page."""
    pages = max(1, -(-total // page_size))
    if number > pages:
        raise BadPageError(f"这里只有 {pages} 页。")
    return Paging(number, min(pages, MAX_PAGE), pages > MAX_PAGE)
