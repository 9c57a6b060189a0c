"""The rows of the queue: what an item is called, where it stands, why it stands here, and who has it in hand."""

import datetime
from dataclasses import dataclass
from functools import cached_property

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone

from articles.admin.titles import date_of, title_of, with_first_words
from articles.models import ArticleWorth, Page
from articles.models.queue import ArticleWorthQuerySet
from articles.person_names import name_of
from articles.services.item_worth import ItemFacts, reasons

PAGE_SIZE = 30
#: Whoever is past so many pages filters.
MOST_PAGES = 20
#: The number of waiting items is told exactly up to here.
COUNT_LIMIT = 500
SHOWN = (
    *("confidence", "notes", "places", "views", "clicks", "programs", "held_until", "kind"),
    *("holder__username", "holder__first_name", "holder__last_name"),
    *("article__page__label", "article__page__date_latest", "article__page__date_earliest", "article__page__stored_at"),
    *("article__page__issue__date", "article__page__newspaper__name"),
)


@dataclass(frozen=True, slots=True)
class QueueRow:
    """`holder` is the name of whoever has it in hand; `until` the time up to which."""

    article_id: int
    title: str
    kind: str
    newspaper: str
    place: str
    reasons: str
    holder: str
    until: datetime.datetime | None
    is_mine: bool

    @property
    def is_taken(self) -> bool:
        return bool(self.holder) and not self.is_mine


def shown(items: ArticleWorthQuerySet) -> QuerySet[ArticleWorth]:
    """With all that a row shows, and no article's text."""
    joined = items.select_related("holder", "article__page__issue", "article__page__newspaper").only(*SHOWN)
    return with_first_words(joined, prefix="article__")


class QueuePage:
    """One page of the rows; nothing is counted in full."""

    def __init__(self, items: ArticleWorthQuerySet, number: int, viewer: User) -> None:
        self._items, self.number, self._viewer = items, number, viewer

    @cached_property
    def _read(self) -> list[ArticleWorth]:
        start = (self.number - 1) * PAGE_SIZE
        return list(shown(self._items)[start : start + PAGE_SIZE + 1])

    @cached_property
    def rows(self) -> list[QueueRow]:
        today = timezone.localdate()
        return [row_of(item, self._viewer, today) for item in self._read[:PAGE_SIZE]]

    @cached_property
    def count(self) -> int:
        return min(self._counted, COUNT_LIMIT)

    @property
    def is_limited(self) -> bool:
        return self._counted > COUNT_LIMIT

    @cached_property
    def _counted(self) -> int:
        return self._items.order_by()[: COUNT_LIMIT + 1].count()

    @property
    def previous_number(self) -> int:
        return self.number - 1

    @property
    def next_number(self) -> int:
        """0 where there is none."""
        return self.number + 1 if len(self._read) > PAGE_SIZE and self.number < MOST_PAGES else 0


def page_number(asked: str) -> int:
    """What is no page's number asks for the first."""
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 1
    return min(max(number, 1), MOST_PAGES)


def row_of(item: ArticleWorth, viewer: User, today: datetime.date) -> QueueRow:
    page = item.article.page
    return QueueRow(
        article_id=item.article_id,
        title=title_of(item),
        kind=item.get_kind_display(),
        newspaper=page.newspaper.name,
        place=f"{date_of(page.issue)} {page.name}",
        reasons="、".join(
            reasons(facts_of(item, page), printed_on=page.issue.date if page.issue else None, today=today)
        ),
        holder=name_of(item.holder) if item.is_taken and item.holder else "",
        until=item.held_until,
        is_mine=item.is_taken and item.holder_id == viewer.pk,
    )


def facts_of(item: ArticleWorth, page: Page) -> ItemFacts:
    day = page.issue.date if page.issue else page.date_latest or page.date_earliest or page.stored_at.date()
    return ItemFacts(item.confidence, item.notes, item.places or 0, item.views, item.clicks, item.programs, day)
