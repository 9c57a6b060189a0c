"""The pages of an issue as columns of headlines, in the order of their labels."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from articles.models import Article, Page
from articles.views.headlines import headlines

#: Kinds that a reader of the page looks for; the others stand below, small.
READ_KINDS = frozenset({Article.Kind.ARTICLE, Article.Kind.BRIEF_LIST, Article.Kind.PHOTO_CAPTION})


@dataclass(frozen=True, slots=True)
class PageColumn:
    page: Page
    articles: tuple[Article, ...]
    others: tuple[Article, ...]

    @property
    def lead(self) -> Article | None:
        """The one by which the page is told from others: the first that has a headline, else the first."""
        return next((each for each in self.articles if each.headline), next(iter(self.articles), None))


def columns_of(pages: Sequence[Page]) -> list[PageColumn]:
    """One query for the articles of all pages and one for their credits."""
    by_page: dict[int, list[Article]] = {page.pk: [] for page in pages}
    for article in headlines(by_page):
        by_page[article.page_id].append(article)
    return [
        PageColumn(
            page,
            tuple(each for each in by_page[page.pk] if each.kind in READ_KINDS),
            tuple(each for each in by_page[page.pk] if each.kind not in READ_KINDS),
        )
        for page in pages
    ]


def in_label_order(pages: Iterable[Page]) -> list[Page]:
    """A2 before A10, letters before letters, pages whose label is unknown last."""
    return sorted(pages, key=lambda page: (not page.label, _natural(page.label), page.pk))


def find_page(pages: Iterable[Page], address: str) -> Page | None:
    """The page with this label or, as `p12`, with this number; letters of a label may be typed small."""
    for page in pages:
        if address in {page.address_label, f"p{page.pk}"} or address.upper() == page.label.upper() != "":
            return page
    return None


def _natural(label: str) -> list[tuple[int, int, str]]:
    parts = re.findall(r"[0-9]+|[^0-9]+", label)
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts]
