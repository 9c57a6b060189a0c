"""Pages of a registry in the order of its index page, by the pinyin of the names, that a cursor leads through."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from pydantic import BaseModel, Field

from articles.api.answers.parts import MonthAnswer
from articles.api.parameters import Cursors, refuse_unknown
from articles.api.registry_parameters import RegistryParameters
from articles.search.name_index import NameKind
from articles.search.queries import FacetGroup, Filters
from articles.search.registry_names import ids_named
from articles.views.archive_months import months_of
from articles.views.dossiers import Companion
from articles.views.registry_counts import article_counts
from articles.views.registry_index import cleaned

Entry = TypeVar("Entry", bound=Model)
Row = TypeVar("Row", bound=BaseModel)
GROUPS = {
    NameKind.DEPARTMENT: FacetGroup.DEPARTMENT,
    NameKind.PROGRAM: FacetGroup.PROGRAM,
    NameKind.REPORTER: FacetGroup.REPORTER,
}
#: Entries named beside another as those of the same articles.
COMPANIONS = 20


class RegistryPage(BaseModel):
    """一页名录。"""

    total: int = Field(description="共多少条")
    next: str | None = Field(description="下一页的地址；到头时为 null")


class CompanionAnswer(BaseModel):
    """同见于报道的部门或项目。"""

    slug: str = Field(description="地址里的名字，改名后仍保留")
    name: str = Field(description="名称")
    articles: int = Field(description="同时写到两者的篇数")


def page_of_registry(
    request: HttpRequest,
    asked: RegistryParameters,
    entries: QuerySet[Any],
    kind: NameKind,
    row_of: Callable[[Any, int], Row],
) -> dict[str, Any]:
    """`total`, `next` and `items` of the entries, of those that have the words asked for in a name where such are.

    Two queries, two for the words, and one question to the index for the numbers of all.
    """
    refuse_unknown(request, type(asked).model_fields)
    if typed := cleaned(asked.q):
        entries = entries.filter(pk__in=ids_named(kind, typed))
    cursors = Cursors(request, str, int)
    place = cursors.place(asked.cursor)
    rest = entries
    if place:
        pinyin, pk = str(place[0]).replace("\x00", ""), place[1]
        rest = entries.filter(Q(pinyin__gt=pinyin) | Q(pinyin=pinyin, pk__gt=pk))
    found = list(rest.order_by("pinyin", "pk")[: asked.limit + 1])
    shown = found[: asked.limit]
    counts = article_counts(GROUPS[kind])
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
