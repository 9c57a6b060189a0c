"""Counts the values of a whole result, exactly."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import tantivy
from tantivy import Query

from articles.search.queries import UNDATED_YEAR, FacetGroup, Filters
from articles.search.results import FacetCount, Facets, Pairs
from articles.search.tantivy_index.matching import DEPARTMENT_FIELDS, any_value, count_matches, only_where

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
    facets: dict[FacetGroup, tuple[FacetCount, ...]] = {}
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


def count_pairs(searcher: tantivy.Searcher, match: Query, field: str, keys: Sequence[int]) -> Pairs:
    """In how many articles of `match` each two of the keys stand. One walk through them: for each key, how many of its
    articles have each of the keys behind it."""
    if len(keys) < 2:
        return {}

    def having(key: int) -> dict[str, Any]:
        return {"filter": f"{field}:{key}"}

    asked = {
        str(key): {**having(key), "aggs": {str(other): having(other) for other in keys[place + 1 :]}}
        for place, key in enumerate(keys[:-1])
    }
    answer = searcher.aggregate(only_where(match, any_value(field, keys)), asked)
    return {
        frozenset({key, other}): int(count)
        for place, key in enumerate(keys)
        for other in keys[place + 1 :]
        if (count := answer[str(key)][str(other)]["doc_count"])
    }


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
    buckets = answer["buckets"]
    # A number comes as a fraction.
    as_key = int if buckets and not isinstance(buckets[0]["key"], str) else str
    counts = [FacetCount(as_key(bucket["key"]), bucket["doc_count"]) for bucket in buckets]
    return tuple(sorted(counts, key=lambda each: (-each.count, each.key)))
