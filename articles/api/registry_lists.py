"""Pages of a registry in the order of its index page, by the pinyin of the names, that a cursor leads through."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from pydantic import BaseModel, Field

from articles.api.answers.parts import MonthAnswer
from articles.api.parameters import Cursors, Paging, refuse_unknown
from articles.search.queries import FacetGroup, Filters
from articles.views.archive_months import months_of
from articles.views.dossiers import Companion
from articles.views.registry_counts import article_counts

Entry = TypeVar("Entry", bound=Model)
Row = TypeVar("Row", bound=BaseModel)


class CompanionAnswer(BaseModel):
    """同见于报道的部门或项目。"""

    slug: str = Field(description="地址里的名字，改名后仍保留")
    name: str = Field(description="名称")
    articles: int = Field(description="同时写到两者的篇数")


def page_of_registry(
    request: HttpRequest,
    paging: Paging,
    entries: QuerySet[Any],
    group: FacetGroup,
    row_of: Callable[[Any, int], Row],
) -> dict[str, Any]:
    """`total`, `next` and `items`. Two queries, and one question to the index for the numbers of all."""
    refuse_unknown(request, Paging.model_fields)
    cursors = Cursors(request, str, int)
    place = cursors.place(paging.cursor)
    rest = entries
    if place:
        pinyin, pk = str(place[0]).replace("\x00", ""), place[1]
        rest = entries.filter(Q(pinyin__gt=pinyin) | Q(pinyin=pinyin, pk__gt=pk))
    found = list(rest.order_by("pinyin", "pk")[: paging.limit + 1])
    shown = found[: paging.limit]
    counts = article_counts(group)
    has_more = len(found) > len(shown)
    return {
        "total": entries.count(),
        "next": cursors.next_address(shown[-1].pinyin, shown[-1].pk) if has_more else None,
        "items": [row_of(each, counts.get(each.pk, 0)) for each in shown],
    }


def month_answers(filters: Filters) -> list[MonthAnswer]:
    """The months that have articles, in order; one question to the index."""
    months = sorted(months_of(filters).items())
    return [MonthAnswer(month=f"{month.year:04}-{month.month:02}", articles=count) for month, count in months]


def companion_answers(companions: tuple[Companion, ...]) -> list[CompanionAnswer]:
    return [CompanionAnswer(slug=each.entry.slug, name=each.entry.name, articles=each.count) for each in companions]
