"""What every search backend must do when it counts the values of a result."""

import random
from dataclasses import replace
from typing import Any

import pytest

from articles.errors import IndexUnavailableError
from articles.search.backend import SearchBackend
from articles.search.indexed_article import IndexedArticle
from articles.search.queries import UNDATED_YEAR, DepartmentRole, FacetGroup, Filters, SearchQuery
from tests.search.articles import fill, indexed

FILTER_OF = {
    FacetGroup.DEPARTMENT: "department_ids",
    FacetGroup.PROGRAM: "program_ids",
    FacetGroup.REPORTER: "reporter_ids",
    FacetGroup.NEWSPAPER: "newspaper_ids",
    FacetGroup.YEAR: "years",
    FacetGroup.MONTH: "months",
    FacetGroup.KIND: "kinds",
}


def skewed_articles(count: int, reporters: int) -> list[IndexedArticle]:
    """Articles whose values have different shares in the first and the last of them."""
    source = random.Random(3)  # noqa: S311
    return [
        indexed(
            body="怀川市数字政府" if number % 3 else "怀川市",
            date=f"{2015 + number * 8 // count}-{source.randint(1, 12):02}-01" if number % 11 else None,
            kind=source.choice(["article", "article", "notice"]),
            newspaper_id=1 + number % 2,
            department_ids=tuple(sorted({source.randint(1, 30), 1 + number * 30 // count})),
            program_ids=(7,) if number % 5 == 0 else (),
            reporter_ids=tuple(sorted({1 + int(reporters * source.random() ** 3), 1 + number % reporters})),
        )
        for number in range(count)
    ]


class FacetsContract:
    def test_each_count_is_what_a_click_then_shows(self, backend: SearchBackend) -> None:
        articles = skewed_articles(480, reporters=150)
        fill(backend, *[articles[start : start + 40] for start in range(0, 480, 40)])
        assert backend.state().segments > 3
        query = SearchQuery("数字政府", facets=True, facet_groups=tuple(FacetGroup), facet_limit=1000)
        facets = backend.search(query).facets
        assert set(facets) == set(FacetGroup)
        assert len(facets[FacetGroup.REPORTER]) > 100
        for group, counts in facets.items():
            for count in counts:
                selected: dict[str, Any] = {FILTER_OF[group]: (count.key,)}
                clicked = SearchQuery("数字政府", filters=Filters(**selected))
                assert backend.search(clicked).total == count.count, (group, count)

    def test_counts_of_departments_follow_the_role_that_is_asked_for(self, backend: SearchBackend) -> None:
        fill(
            backend,
            [
                indexed(department_ids=(1, 2), primary_department_ids=(1,)),
                indexed(department_ids=(1, 2), primary_department_ids=(2,)),
                indexed(department_ids=(2,)),
                indexed(),
            ],
        )
        for role, counts in {
            DepartmentRole.PRIMARY: {1: 1, 2: 1},
            DepartmentRole.MENTIONED: {1: 1, 2: 2},
            None: {1: 2, 2: 3},
        }.items():
            for chosen in [(), (1,), (2,)]:
                filters = Filters(department_ids=chosen, department_role=role)
                query = SearchQuery(filters=filters, facets=True, facet_groups=(FacetGroup.DEPARTMENT,), facet_limit=1)
                found = {count.key: count.count for count in backend.search(query).facets[FacetGroup.DEPARTMENT]}
                assert found.items() <= counts.items(), (role, chosen)
                assert found.keys() >= set(chosen), (role, chosen)

    def test_a_role_alone_keeps_the_articles_that_have_a_department_in_it(self, backend: SearchBackend) -> None:
        fill(
            backend,
            [
                indexed(article_id=901, department_ids=(1, 2), primary_department_ids=(1,)),
                indexed(article_id=902, department_ids=(2,)),
                indexed(article_id=903),
            ],
        )
        for role, ids in {DepartmentRole.PRIMARY: {901}, DepartmentRole.MENTIONED: {901, 902}}.items():
            assert set(backend.search(SearchQuery(filters=Filters(department_role=role))).article_ids) == ids

    def test_facets_alone_are_those_of_the_search(self, backend: SearchBackend) -> None:
        articles = skewed_articles(90, reporters=20)
        fill(backend, articles[:50], articles[50:])
        for text in ("", "数字政府", "，"):
            for filters in (Filters(), Filters(years=(2017,)), Filters(department_ids=(3,), kinds=("notice",))):
                query = SearchQuery(text, filters, facets=True, facet_groups=tuple(FacetGroup), facet_limit=7)
                # Each asked for first of another index state, so that neither is the other's remembered answer.
                facets = backend.facets(query)
                fill(backend, [indexed(article_id=articles[0].article_id, body="无关")])
                fill(backend, articles[:1])
                assert backend.search(query).facets == facets, (text, filters)

    def test_pairs_of_programs_are_what_a_search_for_both_finds(self, backend: SearchBackend) -> None:
        source = random.Random(5)  # noqa: S311
        articles = [
            indexed(
                program_ids=tuple(sorted(source.sample(range(1, 9), source.randint(0, 4)))),
                department_ids=(source.randint(1, 2),),
            )
            for _ in range(120)
        ]
        fill(backend, articles[:70], articles[70:])
        for filters in (Filters(), Filters(department_ids=(2,))):
            pairs = backend.programs_together([2, 7, 3, 5, 99], filters)
            assert pairs, filters
            for one, other in [(2, 7), (2, 3), (2, 5), (7, 3), (7, 5), (3, 5), (2, 99)]:
                both = replace(filters, with_program_ids=(one, other))
                assert pairs.get(frozenset({one, other}), 0) == backend.search(SearchQuery(filters=both)).total
            assert all(pairs.values())
        assert backend.programs_together([2], Filters()) == {}
        assert backend.programs_together([2, 7, 2], Filters()) == backend.programs_together([2, 7], Filters())
        assert backend.programs_together([6, 6], Filters()) == {}

    def test_what_cannot_be_counted_is_told_from_what_is_none(self, backend: SearchBackend) -> None:
        query = SearchQuery(facets=True, facet_groups=(FacetGroup.PROGRAM,))
        for count in (lambda: backend.facets(query), lambda: backend.programs_together([1, 2], Filters())):
            with pytest.raises(IndexUnavailableError):
                count()
        fill(backend, [indexed(program_ids=())])
        assert backend.facets(query).get(FacetGroup.PROGRAM, ()) == ()
        assert backend.programs_together([1, 2], Filters()) == {}

    def test_programs_that_stand_together_narrow_each_other_and_their_own_counts(self, backend: SearchBackend) -> None:
        fill(
            backend,
            [
                indexed(article_id=911, program_ids=(1, 2, 3)),
                indexed(article_id=912, program_ids=(1, 2)),
                indexed(article_id=913, program_ids=(1,)),
                indexed(article_id=914, program_ids=(2,)),
            ],
        )
        query = SearchQuery(filters=Filters(with_program_ids=(1,)), facets=True, facet_groups=(FacetGroup.PROGRAM,))
        counts = {each.key: each.count for each in backend.search(query).facets[FacetGroup.PROGRAM]}
        assert counts == {1: 3, 2: 2, 3: 1}
        for ids, expected in {(1, 2): {911, 912}, (1, 2, 3): {911}, (3, 9): set()}.items():
            together = SearchQuery(filters=Filters(with_program_ids=ids))
            assert set(backend.search(together).article_ids) == expected
        either_and = SearchQuery(filters=Filters(program_ids=(2,), with_program_ids=(1,)))
        assert set(backend.search(either_and).article_ids) == {911, 912}

    def test_departments_that_stand_together_narrow_their_own_counts(self, backend: SearchBackend) -> None:
        fill(backend, [indexed(department_ids=(1, 2)), indexed(department_ids=(1,)), indexed(department_ids=(2,))])
        filters = Filters(with_department_ids=(1,))
        query = SearchQuery(filters=filters, facets=True, facet_groups=(FacetGroup.DEPARTMENT,))
        assert {each.key: each.count for each in backend.search(query).facets[FacetGroup.DEPARTMENT]} == {1: 2, 2: 1}

    def test_every_value_is_counted_where_no_limit_is_set(self, backend: SearchBackend) -> None:
        fill(backend, [indexed(reporter_ids=(number,)) for number in range(1, 131)])
        query = SearchQuery(facets=True, facet_groups=(FacetGroup.REPORTER,), facet_limit=None)
        assert len(backend.search(query).facets[FacetGroup.REPORTER]) == 130

    def test_counts_are_of_the_whole_result_and_exact_when_cut_short(self, backend: SearchBackend) -> None:
        articles = skewed_articles(480, reporters=150)
        fill(backend, *[articles[start : start + 40] for start in range(0, 480, 40)])
        whole = backend.search(SearchQuery(facets=True, facet_limit=1000)).facets[FacetGroup.REPORTER]
        short = backend.search(SearchQuery(limit=1, facets=True, facet_limit=5)).facets[FacetGroup.REPORTER]
        assert [count.count for count in short] == [count.count for count in whole[:5]]
        assert set(short) <= set(whole)
        expected = sorted((article.reporter_ids.count(whole[0].key) for article in articles), reverse=True)
        assert whole[0].count == sum(expected)

    def test_a_groups_own_selection_does_not_narrow_its_counts(self, backend: SearchBackend) -> None:
        fill(
            backend,
            [
                indexed(department_ids=(1,), kind="article"),
                indexed(department_ids=(1, 2), kind="notice"),
                indexed(department_ids=(2,), kind="notice"),
            ],
        )
        facets = backend.search(SearchQuery(filters=Filters(department_ids=(1,)), facets=True)).facets
        assert {each.key: each.count for each in facets[FacetGroup.DEPARTMENT]} == {1: 2, 2: 2}
        assert {each.key: each.count for each in facets[FacetGroup.KIND]} == {"article": 1, "notice": 1}

    def test_a_selected_value_is_counted_however_rare(self, backend: SearchBackend) -> None:
        fill(backend, [indexed(reporter_ids=(1, 2)), indexed(reporter_ids=(1,)), indexed(reporter_ids=(1, 3))])
        query = SearchQuery(filters=Filters(reporter_ids=(3,)), facets=True, facet_limit=1)
        assert [each.key for each in backend.search(query).facets[FacetGroup.REPORTER]] == [1, 3]

    def test_counts_follow_the_index(self, backend: SearchBackend) -> None:
        query = SearchQuery("怀川", facets=True)
        fill(backend, [indexed(body="怀川", program_ids=(1,))])
        assert backend.search(query).facets[FacetGroup.PROGRAM][0].count == 1
        fill(backend, [indexed(body="怀川", program_ids=(1,))])
        assert backend.search(query).facets[FacetGroup.PROGRAM][0].count == 2

    def test_undated_articles_have_no_year_and_are_counted_together(self, backend: SearchBackend) -> None:
        fill(backend, [indexed(date=None), indexed(date=None, kind="notice"), indexed(date="2020-03-01")])
        groups = (FacetGroup.YEAR, FacetGroup.MONTH)
        facets = backend.search(SearchQuery(facets=True, facet_groups=groups)).facets
        assert {each.key: each.count for each in facets[FacetGroup.YEAR]} == {UNDATED_YEAR: 2, 2020: 1}
        assert [each.key for each in facets[FacetGroup.MONTH]] == [202003]
        for chosen, counts in {(UNDATED_YEAR,): 2, (UNDATED_YEAR, 2020): 3, (UNDATED_YEAR, 2019): 2}.items():
            query = SearchQuery(filters=Filters(years=chosen), facets=True, facet_groups=groups, facet_limit=1)
            results = backend.search(query)
            assert results.total == counts
            assert {each.key: each.count for each in results.facets[FacetGroup.YEAR]}[UNDATED_YEAR] == 2
