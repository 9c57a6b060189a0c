"""What an editor wants to see of the queue: one newspaper, year, kind, program, department, or what he has in hand."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from articles.models import SHOWN_STATUSES, ArticleWorth, DepartmentLink
from articles.models.queue import ArticleWorthQuerySet
from entities.models import Mention

#: An entry that so few articles name is looked up by them; of one that more name, the queue is walked until enough are
#: met, which for a rare one would be to its end.
FEW_ARTICLES = 20_000


@dataclass(frozen=True, slots=True)
class QueueFilters:
    """Ids of the registries; None asks for nothing. `holder_id`: only what this person has in hand."""

    newspaper_id: int | None = None
    year: int | None = None
    kind: str = ""
    program_id: int | None = None
    department_id: int | None = None
    holder_id: int | None = None


def queue_items(filters: QueueFilters) -> ArticleWorthQuerySet:
    """What waits to be corrected, the worthiest first, in the order of an index."""
    items = ArticleWorth.objects.waiting().order_by("-worth", "article_id")
    given = {"newspaper": filters.newspaper_id, "year": filters.year, "kind": filters.kind}
    items = items.filter(**{name: value for name, value in given.items() if value})
    if filters.program_id:
        mentions = Mention.objects.filter(program=filters.program_id, status__in=SHOWN_STATUSES)
        items = naming(items, mentions)
    if filters.department_id:
        links = DepartmentLink.objects.filter(department=filters.department_id, status__in=SHOWN_STATUSES)
        items = naming(items, links)
    if filters.holder_id:
        items = items.held_by(filters.holder_id)
    return items


def naming(items: ArticleWorthQuerySet, links: QuerySet[Any]) -> ArticleWorthQuerySet:
    """Those of the items whose articles have one of the links."""
    ids = set(links.order_by().values_list("article_id", flat=True)[: FEW_ARTICLES + 1])
    if len(ids) <= FEW_ARTICLES:
        return items.filter(pk__in=ids)
    return items.filter(Exists(links.filter(article=OuterRef("article"))))
