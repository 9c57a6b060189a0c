"""Counts the values of a whole result, exactly."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import tantivy
from tantivy import Query

from articles.search.queries import UNDATED_YEAR, FacetGroup, Filters
from articles.search.results import FacetCount
from articles.search.tantivy_index.matching import DEPARTMENT_FIELDS, any_value, count_matches, only_where

Facets = dict[FacetGroup, tuple[FacetCount, ...]]

#: tantivy counts a group exactly while it keeps every key of a segment, and refuses to return more buckets than this.
MOST_KEYS = 65_000


def count_facets(
    searcher: tantivy.Searcher,
    narrowed: Callable[[FacetGroup | None], Query],
    filters: Filters,
    groups: tuple[FacetGroup, ...],
    limit: int | None,
) -> Facets:
    """The `limit` commonest values of each group, or all, and those selected in `filters`.

    `narrowed(group)` is the query without that group's own filter: its other values stay countable.
    """
    selected = {group: selection(filters, group) for group in groups}
    facets: Facets = {}
    shared = [group for group in groups if not selected[group]]
    if shared:
        answer = searcher.aggregate(
            narrowed(None), {group.value: _terms(field_of(group, filters), limit) for group in shared}
        )
        facets |= {group: _counts(answer[group.value]) for group in shared}
    for group in groups:
        if selected[group]:
            query = narrowed(group)
            field = field_of(group, filters)
            answer = searcher.aggregate(query, {group.value: _terms(field, limit)})
            facets[group] = _with_selected(searcher, query, field, _counts(answer[group.value]), selected[group])
    return {group: facets[group] for group in groups}


def selection(filters: Filters, group: FacetGroup) -> Sequence[int | str]:
    by_group: Mapping[FacetGroup, Sequence[int | str]] = {
        FacetGroup.NEWSPAPER: filters.newspaper_ids,
        FacetGroup.DEPARTMENT: filters.department_ids,
        FacetGroup.PROGRAM: filters.program_ids,
        FacetGroup.REPORTER: filters.reporter_ids,
        FacetGroup.YEAR: filters.years,
        FacetGroup.MONTH: filters.months,
        FacetGroup.KIND: filters.kinds,
    }
    return by_group[group]


def field_of(group: FacetGroup, filters: Filters) -> str:
    """Where the values of a group stand: departments in the role that is asked for."""
    return DEPARTMENT_FIELDS[filters.department_role] if group == FacetGroup.DEPARTMENT else group.value


def _with_selected(
    searcher: tantivy.Searcher,
    query: Query,
    field: str,
    counts: tuple[FacetCount, ...],
    keys: Sequence[int | str],
) -> tuple[FacetCount, ...]:
    """The counts and, behind them, those of selected values that are too rare to be among them."""
    present = {count.key for count in counts}
    rare = [
        FacetCount(key, count_matches(searcher, only_where(query, any_value(field, [key]))))
        for key in dict.fromkeys(keys)
        if key not in present
    ]
    return (*counts, *(count for count in rare if count.count))


def _terms(field: str, size: int | None) -> dict[str, Any]:
    buckets = MOST_KEYS if size is None else min(max(size, 1), MOST_KEYS)
    terms: dict[str, Any] = {"field": field, "size": buckets, "segment_size": MOST_KEYS}
    if field == FacetGroup.YEAR.value:
        terms["missing"] = UNDATED_YEAR
    return {"terms": terms}


def _counts(answer: dict[str, Any]) -> tuple[FacetCount, ...]:
    counts = [FacetCount(_key(bucket["key"]), bucket["doc_count"]) for bucket in answer["buckets"]]
    return tuple(sorted(counts, key=lambda each: (-each.count, each.key)))


def _key(key: str | float) -> int | str:
    return key if isinstance(key, str) else int(key)
