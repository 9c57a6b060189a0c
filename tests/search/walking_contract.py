"""What every search backend must do when a result is walked through page by page."""

from collections.abc import Callable

import pytest

from articles.search.backend import SearchBackend
from articles.search.indexed_article import IndexedArticle
from articles.search.queries import Filters, Place, SearchQuery, Sort
from tests.search.articles import fill, indexed

DAYS = ("2022-01-28", "2022-01-29", None)


def walked(
    backend: SearchBackend, limit: int, meanwhile: Callable[[int], None] = lambda page: None, **fields: object
) -> list[int]:
    """The ids of all pages in turn; `meanwhile` happens behind each page."""
    ids: list[int] = []
    after: Place | None = None
    for page in range(200):
        query = SearchQuery(limit=limit, walks=True, after=after, **fields)  # type: ignore[arg-type]
        results = backend.search(query)
        ids += results.article_ids
        after = results.next_after
        if after is None:
            return ids
        assert len(results.hits) == limit
        meanwhile(page)
    raise AssertionError("the walk does not end")


def many() -> list[IndexedArticle]:
    """Forty articles of which many share their place in print, as those of pages without a label do."""
    return [
        indexed(
            article_id=number,
            date=DAYS[number % 3],
            page_label=("A01", "")[number % 2],
            position=number % 4,
            body="怀川市",
        )
        for number in range(1, 41)
    ]


class WalkingContract:
    @pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.OLDEST, Sort.RELEVANCE])
    @pytest.mark.parametrize("limit", [1, 3, 7, 40, 100])
    def test_a_walk_meets_each_article_once_in_the_order_of_the_list(
        self, backend: SearchBackend, sort: Sort, limit: int
    ) -> None:
        articles = many()
        fill(backend, articles[:15], articles[15:])
        ids = walked(backend, limit, sort=sort, text="怀川")
        assert sorted(ids) == list(range(1, 41))
        assert ids == walked(backend, 100, sort=sort)
        in_print = {each.article_id: (each.date, each.page_label, each.position) for each in articles}
        order = Sort.OLDEST if sort is Sort.OLDEST else Sort.NEWEST
        listed = backend.search(SearchQuery(sort=order, limit=100)).article_ids
        assert [in_print[each] for each in ids] == [in_print[each] for each in listed]

    def test_what_comes_in_or_goes_meanwhile_neither_repeats_nor_hides_another(self, backend: SearchBackend) -> None:
        fill(backend, many())

        def meanwhile(page: int) -> None:
            with backend.writer() as writer:
                writer.index([indexed(article_id=100 + page, date="2022-01-30"), indexed(article_id=200 + page)])
                writer.delete([page + 1])
                writer.commit()

        ids = walked(backend, 3, meanwhile)
        assert len(ids) == len(set(ids))
        # Those of the first twelve that were deleted before their turn are the only ones that may be missing.
        assert set(range(15, 41)) <= set(ids)
        assert not any(100 <= each < 200 for each in ids)

    def test_totals_and_exact_hits_are_those_of_the_whole(self, backend: SearchBackend) -> None:
        fill(backend, [indexed(body="数字经济"), indexed(body="数字赋能经济"), indexed(body="小雪")])
        query = SearchQuery("数字经济", limit=1, walks=True)
        first = backend.search(query)
        assert (first.total, first.exact_total, len(first.hits)) == (2, 1, 1)
        second = backend.search(SearchQuery("数字经济", limit=1, walks=True, after=first.next_after))
        assert (second.total, second.exact_total, second.next_after) == (2, 1, None)
        assert {each.exact for each in (*first.hits, *second.hits)} == {True, False}

    def test_filters_narrow_a_walk(self, backend: SearchBackend) -> None:
        fill(backend, many())
        ids = walked(backend, 4, filters=Filters(undated=True))
        assert sorted(ids) == [number for number in range(1, 41) if number % 3 == 2]

    def test_an_empty_result_ends_at_once(self, backend: SearchBackend) -> None:
        fill(backend, many())
        assert walked(backend, 5, text="“并无此事”") == []

    def test_the_version_changes_with_the_index_and_with_nothing_else(self, backend: SearchBackend) -> None:
        assert backend.version() == ""
        fill(backend, many())
        held = backend.version()
        assert held and backend.version() == held
        with backend.writer() as writer:
            writer.index([indexed()])
            writer.commit()
        assert backend.version() != held
