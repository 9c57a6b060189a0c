"""Changes the borders of items: which text of a page is which item's, and what of it is the headline.

Every function is one transaction and one `BorderChange` that `undo` takes back. `bases` are the revisions of the
articles as the editor saw them, by id: StaleRevisionError when one that the change touches has another by now.
Offsets are code points of the page's text, ranges half-open. Refusals are BorderError.
"""

from collections.abc import Mapping, Sequence

from django.contrib.auth.models import User

from articles.models import Article, BorderChange, Page, Span

Ranges = Sequence[tuple[int, int]]


def merge_articles(
    into: Article, others: Sequence[Article], *, by: User, bases: Mapping[int, int], reason: str = ""
) -> BorderChange:
    """The others become part of `into`; their addresses lead there."""
    raise NotImplementedError


def split_article(
    article: Article, page: Page, offset: int, *, by: User, bases: Mapping[int, int], reason: str = ""
) -> BorderChange:
    """What is read from `offset` of the page on becomes a new item; the part with the headline keeps the address."""
    raise NotImplementedError


def move_text(
    page: Page, ranges: Ranges, to: Article | None, *, by: User, bases: Mapping[int, int], reason: str = ""
) -> BorderChange:
    """The text in these ranges becomes part of `to`, whosever it was; None: of a new item."""
    raise NotImplementedError


def set_part(
    article: Article,
    page: Page,
    ranges: Ranges,
    part: Span.Part,
    *,
    by: User,
    bases: Mapping[int, int],
    reason: str = "",
) -> BorderChange:
    """The text in these ranges becomes the article's headline, kicker, …, also out of another article."""
    raise NotImplementedError


def reorder(
    page: Page, article_ids: Sequence[int], *, by: User, bases: Mapping[int, int], reason: str = ""
) -> BorderChange:
    """The page's items stand in this order; `article_ids` names all that are at home on it."""
    raise NotImplementedError


def set_kind(
    article: Article, kind: Article.Kind, *, by: User, bases: Mapping[int, int], reason: str = ""
) -> BorderChange:
    raise NotImplementedError


def join_continuation(
    head: Article, tail: Article, *, by: User, bases: Mapping[int, int], reason: str = ""
) -> BorderChange:
    """`tail`, on another page, becomes the end of `head`."""
    raise NotImplementedError


def part_continuation(
    article: Article, page: Page, *, by: User, bases: Mapping[int, int], reason: str = ""
) -> BorderChange:
    """What of the article stands on this page becomes an item of its own again."""
    raise NotImplementedError


def undo(change: BorderChange, *, by: User, reason: str = "") -> BorderChange:
    """Everything as it was before the change. Refused when later changes build on it."""
    raise NotImplementedError
