"""Counted values beside a list and the filters in force above it, each with the address that turns it on or off."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from articles.charts.year_bars import CountedYear, YearBars, year_bars
from articles.filters import ArticleFilterSet
from articles.models import Article, Department, Newspaper, Reporter
from articles.search.queries import FacetGroup
from articles.search.results import FacetCount
from articles.views.addresses import address_without, addresses_with
from entities.models import Program

SHOWN_FIRST = 8
SHOWN_AT_MOST = 40


@dataclass(frozen=True, slots=True)
class FacetValue:
    """`key` is the value as it stands in an address; `share` is the count in percent of the group's largest one."""

    key: str
    label: str
    count: int
    url: str
    is_on: bool
    share: int


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    label: str
    values: tuple[FacetValue, ...]
    shown_first: int = SHOWN_FIRST
    years: YearBars | None = None

    @property
    def rest_count(self) -> int:
        """How many values are folded away behind those shown first."""
        return max(0, len(self.values) - self.shown_first)

    @property
    def is_unfolded(self) -> bool:
        """Whether a chosen value stands among those that are folded away, and so must be seen."""
        return any(value.is_on for value in self.values[self.shown_first :])


@dataclass(frozen=True, slots=True)
class FilterInForce:
    label: str
    value: str
    remove_url: str


#: Parameter → the group that counts it, and the entries that give the counts their names: rows of primary key, slug,
#: name and perhaps what tells it from others. Slogans are linked in texts but are no filter; a
#: department of old is counted with the one it became.
REGISTRIES: Mapping[str, tuple[FacetGroup, str, Callable[[], QuerySet[Any, Any]]]] = {
    "department": (
        FacetGroup.DEPARTMENT,
        "部门",
        lambda: Department.objects.current().values_list("pk", "slug", "name"),
    ),
    "program": (FacetGroup.PROGRAM, "项目", lambda: Program.objects.listed().values_list("pk", "slug", "name")),
    "reporter": (FacetGroup.REPORTER, "记者", lambda: Reporter.objects.values_list("pk", "slug", "name", "note")),
    "newspaper": (FacetGroup.NEWSPAPER, "报纸", lambda: Newspaper.objects.values_list("pk", "slug", "name")),
}


def facets_of(
    filterset: ArticleFilterSet, counts: Mapping[FacetGroup, Sequence[FacetCount]], hidden: Iterable[str] = ()
) -> list[Facet]:
    """The groups that have something to choose, in reading order: one query for the names of each registry."""
    facets = [_years(filterset, counts.get(FacetGroup.YEAR, ()))]
    for name, (group, label, entries) in REGISTRIES.items():
        if name not in hidden:
            facets.append(_registry(filterset, name, label, entries, counts.get(group, ())))
    facets.append(_kinds(filterset, counts.get(FacetGroup.KIND, ())))
    return [facet for facet in facets if facet.values and (facet.name != "newspaper" or len(facet.values) > 1)]


def filters_in_force(filterset: ArticleFilterSet) -> list[FilterInForce]:
    data = filterset.data
    found = []
    for name, values in filterset.chosen.items():
        label = filterset.form.fields[name].label
        for value in values:
            shown, key = _shown(name, value)
            found.append(FilterInForce(label, shown, address_without(data, name, key)))
    for name in ("date_from", "date_to", "role"):
        value = filterset.form.cleaned_data.get(name)
        if value:
            shown = dict(filterset.form.fields["role"].choices)[value] if name == "role" else value.isoformat()
            found.append(FilterInForce(filterset.form.fields[name].label, shown, address_without(data, name)))
    return found


def _shown(name: str, value: Any) -> tuple[str, str]:
    """The words for a value in force and the value as it stands in the address."""
    if name == "kind":
        return str(Article.Kind(value).label), value
    if name == "year":
        return f"{value}年", str(value)
    return str(value), value.slug


def _registry(
    filterset: ArticleFilterSet,
    name: str,
    label: str,
    entries: Callable[[], QuerySet[Any, Any]],
    counts: Sequence[FacetCount],
) -> Facet:
    named: dict[int, tuple[str, str]] = {}
    if counts:
        for pk, slug, entry_name, *note in entries().filter(pk__in=[int(each.key) for each in counts]):
            named[pk] = (f"{entry_name}（{note[0]}）" if note and note[0] else entry_name, slug)
    rows = [(*named[int(each.key)], each.count) for each in counts if int(each.key) in named]
    chosen = {entry.slug for entry in filterset.chosen[name]}
    shown = rows[:SHOWN_AT_MOST] + [row for row in rows[SHOWN_AT_MOST:] if row[1] in chosen]
    return Facet(name, label, _values(filterset.data, name, shown))


def _years(filterset: ArticleFilterSet, counts: Sequence[FacetCount]) -> Facet:
    rows = [(f"{each.key}年", str(each.key), each.count) for each in counts]
    values = _values(filterset.data, "year", sorted(rows, key=lambda row: row[1], reverse=True))
    counted = [CountedYear(int(value.label[:-1]), value.count, value.url, value.is_on) for value in values]
    return Facet("year", "年份", values, years=year_bars(counted))


def _kinds(filterset: ArticleFilterSet, counts: Sequence[FacetCount]) -> Facet:
    labels = dict(Article.Kind.choices)
    rows = [(labels[str(each.key)], str(each.key), each.count) for each in counts if str(each.key) in labels]
    return Facet("kind", "体裁", _values(filterset.data, "kind", rows))


def _values(data: QueryDict, name: str, rows: Sequence[tuple[str, str, int]]) -> tuple[FacetValue, ...]:
    largest = max((count for _, _, count in rows), default=1)
    chosen = set(data.getlist(name))
    address = addresses_with(data, name)
    return tuple(
        FacetValue(
            key,
            label,
            count,
            address_without(data, name, key) if key in chosen else address(key),
            key in chosen,
            max(1, round(100 * count / largest)),
        )
        for label, key, count in rows
    )
