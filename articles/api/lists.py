"""Lists of articles, by the filters and from the index of the site, in pages that a cursor leads through.

By date a cursor is a place, which nothing that comes in meanwhile can move. By relevance there are no such places: what
comes in moves the others. There a cursor is the last row and how far down it stood, and the next page begins behind
that row wherever it stands by then, if it is near.
"""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from articles.api.answers.list_answers import (
    ArticleList,
    ArticleRow,
    SearchAnswer,
    article_row,
    facet_answers,
    newspaper_answers,
)
from articles.api.answers.parts import base_of, refuse_without_index
from articles.api.parameters import Cursors, Paging, filter_names, refuse_unknown
from articles.api.problems import BadParametersError
from articles.filters import NAMING_KINDS, ArticleFilterSet, bulk_filters
from articles.models import Newspaper
from articles.search.backend import search_backend
from articles.search.queries import FacetGroup, Place, SearchQuery, Sort
from articles.search.results import SearchResults
from articles.views.facets import facets_of
from articles.views.paging import MAX_PAGE, PAGE_SIZE
from articles.views.result_lists import FACET_GROUPS, FACET_LIMIT
from articles.views.result_rows import rows_of

#: As deep as the site's own list by relevance goes.
DEEPEST = MAX_PAGE * PAGE_SIZE
#: Values of each registry among the facets.
FACET_VALUES = 40
#: How many places the last row may have moved while the next page is asked for, and still be found.
NEAR = 50
TOO_DEEP = f"按相关排序只给前 {DEEPEST:,} 篇；要取全，请用 sort=newest 或 sort=oldest。"


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of a list, and the address of the next one."""

    filterset: ArticleFilterSet
    results: SearchResults
    next: str | None
    notes: tuple[str, ...] = ()

    def answer(self, request: HttpRequest) -> dict[str, Any]:
        """What every list of articles answers."""
        base = base_of(request)
        rows = rows_of(self.results, (), begin_rest_at=None) if self.results.hits else []
        newspapers = Newspaper.objects.in_bulk({row.article.newspaper_id for row in rows})
        items: list[ArticleRow] = []
        for row in rows:
            address = base + reverse("api:article", kwargs={"public_id": row.article.public_id})
            items.append(article_row(row, newspapers, base, address))
        is_cut = not self.filterset.narrowed().kinds
        return {
            "total": self.results.total,
            "next": self.next,
            "left_out_kinds": [kind.value for kind in NAMING_KINDS] if is_cut else [],
            "newspapers": newspaper_answers(newspapers, base),
            "items": items,
        }


def list_articles(request: HttpRequest, paging: Paging) -> ArticleList:
    refuse_unknown(request, [*filter_names(with_words=False), "limit", "cursor"])
    if Sort.RELEVANCE in request.GET.getlist("sort"):
        raise BadParametersError({"sort": ["没有检索词就没有相关可言，可以用：newest、oldest。"]})
    return ArticleList(**listed(request, paging, ()).answer(request))


def search_articles(request: HttpRequest, paging: Paging, facets: Sequence[str]) -> SearchAnswer:
    refuse_unknown(request, [*filter_names(with_words=True), "limit", "cursor", "facets"])
    groups = facet_groups(facets)
    found = listed(request, paging, groups)
    names = [group.value for group in groups]
    return SearchAnswer(
        **found.answer(request),
        query=found.filterset.words,
        exact_total=found.results.exact_total,
        notes=[*found.results.notes, *found.notes],
        facets=facet_answers(facets_of(found.filterset, found.results.facets, at_most=FACET_VALUES), names)
        if names
        else None,
    )


def facet_groups(asked: Sequence[str]) -> tuple[FacetGroup, ...]:
    """`asked` as `facets=year,kind` or repeated."""
    names = [name for each in asked for part in each.split(",") if (name := part.strip())]
    known = {group.value: group for group in FACET_GROUPS}
    if unknown := [name for name in names if name not in known]:
        raise BadParametersError(
            {"facets": [f"没有“{name[:40]}”这一面，可以用：{'、'.join(known)}。" for name in unknown]}
        )
    return tuple(known[name] for name in dict.fromkeys(names))


def listed(request: HttpRequest, paging: Paging, groups: tuple[FacetGroup, ...]) -> Listed:
    filterset = ArticleFilterSet(request.GET)
    if not filterset.is_valid():
        raise BadParametersError({name: list(map(str, errors)) for name, errors in filterset.form.errors.items()})
    query = SearchQuery(
        text=filterset.words,
        filters=bulk_filters(filterset.narrowed()),
        sort=filterset.sort_order,
        limit=paging.limit,
        facets=bool(groups),
        facet_groups=groups,
        facet_limit=FACET_LIMIT,
    )
    if query.sort is Sort.RELEVANCE:
        return _by_relevance(request, filterset, query, paging)
    return _by_date(request, filterset, query, paging)


def _by_date(request: HttpRequest, filterset: ArticleFilterSet, query: SearchQuery, paging: Paging) -> Listed:
    cursors = Cursors(request, int, int)
    place = cursors.place(paging.cursor)
    after = Place(*place) if place else None
    results = search_backend().search(dataclasses.replace(query, walks=True, after=after))
    refuse_without_index(is_unavailable=results.is_unavailable)
    following = results.next_after
    return Listed(filterset, results, cursors.next_address(following.key, following.article_id) if following else None)


def _by_relevance(request: HttpRequest, filterset: ArticleFilterSet, query: SearchQuery, paging: Paging) -> Listed:
    cursors = Cursors(request, int, int)
    depth, last = cursors.place(paging.cursor) or (0, 0)
    if depth >= DEEPEST:
        raise BadParametersError({"cursor": [TOO_DEEP]})
    offset = max(0, depth - NEAR) if depth else 0
    room = depth - offset + (NEAR if depth else 0) + query.limit + 1
    results = search_backend().search(dataclasses.replace(query, offset=offset, limit=room))
    refuse_without_index(is_unavailable=results.is_unavailable)
    ids = results.article_ids
    begin = ids.index(last) + 1 if last in ids else min(depth - offset, len(ids))
    hits = results.hits[begin : begin + query.limit]
    reached = offset + begin + len(hits)
    has_more = len(results.hits) > begin + len(hits)
    is_deepest = has_more and reached >= DEEPEST
    return Listed(
        filterset,
        dataclasses.replace(results, hits=hits),
        cursors.next_address(reached, hits[-1].article_id) if has_more and hits and not is_deepest else None,
        (TOO_DEEP,) if is_deepest else (),
    )
