"""Counted values beside a list and the filters in force above it, each with the address that turns it on or off."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.http import QueryDict

from articles.charts.year_bars import CountedYear, YearBars, year_bars
from articles.filters import ROLES, UNDATED, ArticleFilterSet
from articles.models import Article, Department, Newspaper, Reporter
from articles.search.queries import UNDATED_YEAR, DepartmentRole, FacetGroup
from articles.search.results import FacetCount
from articles.views.addresses import address_of, address_without, addresses_with
from articles.views.fixed_queries import AnyGiven, FixedQuery
from entities.models import Program

SHOWN_FIRST = 8
SHOWN_AT_MOST = 12
#: Of a group that a reader opened: what makes a page of 100 KB.
OPENED_AT_MOST = 150
#: The parameter that names the group to open.
OPENED = "facet"


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
class MoreValues:
    """The way to the values that are not shown, or back from them."""

    words: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    label: str
    values: tuple[FacetValue, ...]
    shown_first: int = SHOWN_FIRST
    years: YearBars | None = None
    more: MoreValues | None = None

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
    """`name` is the parameter that sets it."""

    name: str
    label: str
    value: str
    remove_url: str


#: Parameter → the group that counts it, and the entries that give the counts their names: rows of primary key, slug,
#: name and what tells it from others. Slogans are linked in texts but are no filter; a
#: department of old is counted with the one it became.
REGISTRIES: Mapping[str, tuple[FacetGroup, str, Callable[[], QuerySet[Any]], str]] = {
    "department": (FacetGroup.DEPARTMENT, "部门", lambda: Department.objects.current(), ""),
    "program": (FacetGroup.PROGRAM, "项目", lambda: Program.objects.listed(), ""),
    "reporter": (FacetGroup.REPORTER, "记者", lambda: Reporter.objects.all(), "note"),
    "newspaper": (FacetGroup.NEWSPAPER, "报纸", lambda: Newspaper.objects.all(), ""),
}
#: Parameter and primary key → label and slug.
Names = Mapping[tuple[str, int], tuple[str, str]]


def facets_of(
    filterset: ArticleFilterSet,
    counts: Mapping[FacetGroup, Sequence[FacetCount]],
    hidden: Iterable[str] = (),
    *,
    at_most: int | None = None,
    counted_at_most: int | None = None,
    opened: str = "",
) -> list[Facet]:
    """The groups that have something to choose, in reading order: one query for the names of all.

    `at_most` values of each registry (None: as many as a page shows), and more of the one that is `opened`.
    `counted_at_most`: how many the index was asked for, None for all.
    """
    shown = [name for name in REGISTRIES if name not in hidden]
    names = names_of(shown, counts)
    facets = [_years(filterset, counts.get(FacetGroup.YEAR, ()))]
    for name in shown:
        group, label, _, _ = REGISTRIES[name]
        rows = _rows(name, names, counts.get(group, ()))
        is_cut = counted_at_most is not None and len(counts.get(group, ())) >= counted_at_most
        if name == opened:
            facets.append(_opened(filterset, name, label, rows))
        else:
            facets.append(_registry(filterset, name, label, rows, at_most or SHOWN_AT_MOST, is_cut=is_cut))
    facets.append(_kinds(filterset, counts.get(FacetGroup.KIND, ())))
    return [facet for facet in facets if facet.values and (facet.name != "newspaper" or len(facet.values) > 1)]


def names_of(parameters: Iterable[str], counts: Mapping[FacetGroup, Sequence[FacetCount]]) -> Names:
    """What the counted entries of these registries are called. One query."""
    asked = set(parameters)
    keys = {
        name: [each.key for each in counts.get(group, ())] if name in asked else []
        for name, (group, _, _, _) in REGISTRIES.items()
    }
    if not any(keys.values()):
        return {}
    rows = NAMES.rows(**keys)
    return {(name, pk): (f"{entry}（{note}）" if note else entry, slug) for name, pk, slug, entry, note in rows}


def _names_of_all() -> QuerySet[Any]:
    """Of each registry the entries of the keys that are given by its parameter."""
    queries = []
    for name, (_, _, entries, note) in REGISTRIES.items():
        told_apart = F(note) if note else Value("", output_field=CharField())
        held = entries().filter(pk=AnyGiven(name)).order_by()
        queries.append(held.values_list(Value(name), "pk", "slug", "name", told_apart))
    return queries[0].union(*queries[1:], all=True)


NAMES = FixedQuery(_names_of_all)


def filters_in_force(filterset: ArticleFilterSet) -> list[FilterInForce]:
    data = filterset.data
    found = []
    labels = {name: str(field.label) for name, field in filterset.form.fields.items()}
    for name, values in filterset.chosen.items():
        for value in values:
            shown, key = _shown(name, value)
            found.append(FilterInForce(name, labels[name], shown, address_without(data, name, key)))
    for name in ("date_from", "date_to", "role"):
        value = filterset.form.cleaned_data.get(name)
        if value:
            shown = ROLES[DepartmentRole(value)] if name == "role" else value.isoformat()
            found.append(FilterInForce(name, labels[name], shown, address_without(data, name)))
    return found


def _shown(name: str, value: Any) -> tuple[str, str]:
    """The words for a value in force and the value as it stands in the address."""
    if name == "kind":
        return str(Article.Kind(value).label), value
    if name == "year":
        return _year(value)
    return str(value), value.slug


#: Label, slug and count of each value, the commonest first.
Rows = Sequence[tuple[str, str, int]]


def _rows(name: str, names: Names, counts: Sequence[FacetCount]) -> Rows:
    keys = [((name, int(each.key)), each.count) for each in counts]
    return [(*names[key], count) for key, count in keys if key in names]


def _registry(filterset: ArticleFilterSet, name: str, label: str, rows: Rows, at_most: int, *, is_cut: bool) -> Facet:
    """`is_cut`: there are values beside these rows, nobody counted how many."""
    shown = _with_chosen(filterset, name, rows, at_most)
    more = None
    if len(rows) > at_most or is_cut:
        words = f"全部{label} ›" if is_cut else f"全部 {len(rows):,} 个 ›"
        more = MoreValues(words, f"{address_of(filterset.data, **{OPENED: name})}#facet-{name}")
    return Facet(name, label, _values(filterset.data, name, shown), more=more)


def _opened(filterset: ArticleFilterSet, name: str, label: str, rows: Rows) -> Facet:
    shown = _with_chosen(filterset, name, rows, OPENED_AT_MOST)
    note = f"共 {len(rows):,} 个，只列篇数最多的 {OPENED_AT_MOST} 个。" if len(rows) > OPENED_AT_MOST else ""
    more = MoreValues("收起", f"{address_without(filterset.data, OPENED)}#facet-{name}", note)
    return Facet(name, label, _values(filterset.data, name, shown), shown_first=len(shown), more=more)


def _with_chosen(filterset: ArticleFilterSet, name: str, rows: Rows, at_most: int) -> Rows:
    """However rare, what is chosen stands there, to be taken away."""
    chosen = {entry.slug for entry in filterset.chosen[name]}
    return [*rows[:at_most], *(row for row in rows[at_most:] if row[1] in chosen)]


def _years(filterset: ArticleFilterSet, counts: Sequence[FacetCount]) -> Facet:
    years = sorted(((int(each.key), each.count) for each in counts), reverse=True)
    values = _values(filterset.data, "year", [(*_year(year), count) for year, count in years])
    counted = [
        CountedYear(year, value.count, value.url, value.is_on)
        for (year, _), value in zip(years, values, strict=True)
        if year != UNDATED_YEAR
    ]
    return Facet("year", "年份", values, years=year_bars(counted))


def _year(year: int) -> tuple[str, str]:
    """The words for a year and how it stands in an address; articles without a date stand behind all years."""
    return ("日期不详", UNDATED) if year == UNDATED_YEAR else (f"{year}年", str(year))


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
