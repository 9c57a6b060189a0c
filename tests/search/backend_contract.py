"""What every search backend must do. A test class inherits this and provides a fixture `backend`, an empty index."""

import datetime

import pytest

from articles.search.backend import SearchBackend
from articles.search.normalize import normalize
from articles.search.parsing import parse_query
from articles.search.queries import UNDATED_YEAR, DepartmentRole, Filters, SearchQuery, Sort
from tests.search.articles import exact, fill, found, indexed
from tests.search.invented import invented_articles, plain, random_substrings, texts_of


class FindingContract:
    """The promise: every string that stands in an article finds it, and none that does not is called exact."""

    def test_every_substring_is_found_and_nothing_else(self, backend: SearchBackend) -> None:
        articles = invented_articles(90)
        fill(backend, articles[:40], articles[40:70], articles[70:])
        tried = 0
        for string in random_substrings(articles, 500):
            if not parse_query(f'"{string}"').terms:
                continue
            tried += 1
            needle = plain(string)
            by_normalizer = {
                a.article_id for a in articles if any(normalize(string) in normalize(t) for t in texts_of(a))
            }
            by_plain_scan = {a.article_id for a in articles if any(needle in plain(t) for t in texts_of(a))}
            assert by_normalizer == by_plain_scan, string
            inside = string.translate(str.maketrans("", "", '“”"'))
            assert exact(backend, f"“{inside}”") == sorted(by_plain_scan), string
            if parse_query(string).terms:
                assert exact(backend, string) == sorted(by_plain_scan), string
        assert tried > 400

    def test_quotes_and_spaces_are_transparent_punctuation_is_not(self, backend: SearchBackend) -> None:
        fill(backend, [indexed(article_id=1, body="推广“怀我办” APP。\n作家协会")])
        assert exact(backend, "怀我办app") == [1]
        assert exact(backend, "app。作家") == [1]
        assert exact(backend, "app作家") == []
        assert found(backend, "“app作家”") == []

    def test_nothing_matches_across_the_borders_of_fields(self, backend: SearchBackend) -> None:
        fill(
            backend,
            [indexed(article_id=1, kicker="甲乙", headline="丙丁", subtitle="戊", body="己庚", byline=("辛", "壬癸"))],
            [indexed(article_id=2, headline="子", body="丑寅")],
        )
        for across in ["乙丙", "丁戊", "戊己", "丙丁戊", "庚辛", "辛壬", "癸子", "子丑"]:
            assert found(backend, f"“{across}”") == [], across
        for within in ["甲乙", "戊", "辛", "子", "丑寅"]:
            assert len(found(backend, within)) == 1, within

    def test_words_are_all_required_and_may_stand_in_different_fields(self, backend: SearchBackend) -> None:
        fill(
            backend,
            [
                indexed(article_id=1, headline="怀川市召开大会", body="部署营商环境工作。"),
                indexed(article_id=2, headline="怀川市召开大会", body="部署防汛工作。"),
            ],
        )
        assert found(backend, "怀川市 营商环境") == [1]

    def test_a_run_of_words_finds_articles_that_hold_them_apart_after_those_that_hold_it(
        self, backend: SearchBackend
    ) -> None:
        fill(
            backend,
            [
                indexed(article_id=1, headline="经济", body="数字赋能经济，推动发展。经济发展、数字发展。"),
                indexed(article_id=2, body="会议之后，又提到数字经济发展。"),
                indexed(article_id=3, body="数字政府建设。"),
            ],
        )
        results = backend.search(SearchQuery("数字经济发展"))
        assert [(hit.article_id, hit.exact) for hit in results.hits] == [(2, True), (1, False)]
        assert (results.total, results.exact_total) == (2, 1)
        assert found(backend, "“数字经济发展”") == [2]

    def test_the_scanned_layer_is_searched_when_asked_for(self, backend: SearchBackend) -> None:
        fill(backend, [indexed(article_id=1, body="怀川市", scanned=("怀州市",))])
        assert found(backend, "怀州") == []
        assert found(backend, "怀州", ocr_layer=True) == [1]

    @pytest.mark.parametrize(
        "typed",
        ["“", '"', "-", "AND OR NOT", "(((", "a:b", "*", "[1 TO", "\\",
         "字" * 5000, "\x00怀", "\ud800川", "𠮷", "🎉怀"],
    )  # fmt: skip
    def test_no_query_is_an_error(self, backend: SearchBackend, typed: str) -> None:
        fill(backend, [indexed(body="怀川市")])
        results = backend.search(SearchQuery(typed, facets=True))
        assert results.total == len(results.hits)

    def test_only_punctuation_finds_nothing_and_says_so(self, backend: SearchBackend) -> None:
        fill(backend, [indexed(body="怀川。")])
        results = backend.search(SearchQuery("。"))
        assert (results.total, results.hits) == (0, ())
        assert results.notes
        assert backend.search(SearchQuery("“。”")).total == 1


class ListingContract:
    """Filters, orders, pages and writing."""

    def test_blank_text_lists_everything_undated_last(self, backend: SearchBackend) -> None:
        fill(
            backend,
            [
                indexed(article_id=1, date="2022-01-28", page_label="A02"),
                indexed(article_id=2, date="2022-01-28", page_label="A01", position=1),
                indexed(article_id=3, date=None),
            ],
            [
                indexed(article_id=4, date="2021-12-31", page_label="A10"),
                indexed(article_id=5, date="2022-01-28", page_label="A01", position=0),
                indexed(article_id=6, date="2021-12-31", page_label="A9"),
            ],
        )
        assert found(backend) == found(backend, sort=Sort.NEWEST) == [5, 2, 1, 6, 4, 3]
        assert found(backend, sort=Sort.OLDEST) == [6, 4, 5, 2, 1, 3]
        assert backend.search(SearchQuery()).total == 6

    def test_text_can_be_sorted_by_date_and_still_says_what_is_exact(self, backend: SearchBackend) -> None:
        fill(
            backend,
            [
                indexed(article_id=1, date="2020-01-01", body="数字经济发展"),
                indexed(article_id=2, date="2021-01-01", body="发展数字经济"),
            ],
        )
        results = backend.search(SearchQuery("数字经济发展", sort=Sort.NEWEST))
        assert [(hit.article_id, hit.exact) for hit in results.hits] == [(2, False), (1, True)]
        assert (results.total, results.exact_total) == (2, 1)

    def test_pages_of_a_result_join_without_gap_or_repetition(self, backend: SearchBackend) -> None:
        exactly = [indexed(body="数字经济发展" * (1 + number % 4)) for number in range(7)]
        apart = [indexed(body="发展数字经济。" * (1 + number % 3)) for number in range(8)]
        fill(backend, exactly[:3] + apart[:5], exactly[3:] + apart[5:])
        for sort in Sort:
            whole = backend.search(SearchQuery("数字经济发展", sort=sort, limit=100)).hits
            pages = [
                hit
                for offset in range(0, 18, 4)
                for hit in backend.search(SearchQuery("数字经济发展", sort=sort, offset=offset, limit=4)).hits
            ]
            assert pages == list(whole)
            assert {hit.article_id for hit in whole if hit.exact} == {article.article_id for article in exactly}
            assert len(whole) == 15

    def test_a_page_beyond_the_end_is_empty_and_keeps_the_counts(self, backend: SearchBackend) -> None:
        fill(backend, [indexed(body="怀川")])
        for query in [SearchQuery("怀川", offset=10**12), SearchQuery(offset=10**12), SearchQuery("怀川", limit=0)]:
            results = backend.search(query)
            assert (results.total, results.hits) == (1, ())

    @pytest.mark.parametrize(
        ("filters", "expected"),
        [
            (Filters(newspaper_ids=(2,)), [2]),
            (Filters(department_ids=(11,)), [1, 2]),
            (Filters(department_ids=(11,), department_role=DepartmentRole.PRIMARY), [1]),
            (Filters(department_ids=(11,), department_role=DepartmentRole.MENTIONED), [2]),
            (Filters(department_ids=(12, 13)), [2, 3]),
            (Filters(program_ids=(21,)), [1]),
            (Filters(reporter_ids=(31,)), [1, 3]),
            (Filters(reporter_ids=(31,), program_ids=(21,)), [1]),
            (Filters(kinds=("notice", "advert")), [3]),
            (Filters(years=(2021,)), [1]),
            (Filters(months=(202201,)), [2]),
            (Filters(date_from=datetime.date(2021, 5, 4)), [1, 2]),
            (Filters(date_from=datetime.date(2021, 5, 5)), [2]),
            (Filters(date_to=datetime.date(2021, 5, 4)), [1]),
            (Filters(date_from=datetime.date(2022, 1, 1), date_to=datetime.date(2021, 1, 1)), []),
            (Filters(issue_id=41), [1]),
            (Filters(page_id=52), [2]),
            (Filters(undated=True), [3]),
            (Filters(years=(UNDATED_YEAR,)), [3]),
            (Filters(years=(UNDATED_YEAR, 2021)), [1, 3]),
            (Filters(years=(-5,)), []),
            (Filters(program_ids=(2**70,)), []),
        ],
    )
    def test_filters(self, backend: SearchBackend, filters: Filters, expected: list[int]) -> None:
        fill(
            backend,
            [
                indexed(article_id=1, date="2021-05-04", issue_id=41, page_id=51, department_ids=(11,),
                        primary_department_ids=(11,), program_ids=(21, 22), reporter_ids=(31, 32), body="怀川"),
                indexed(article_id=2, newspaper_id=2, page_id=52, department_ids=(11, 12),
                        primary_department_ids=(12,), body="怀川"),
                indexed(article_id=3, date=None, kind="notice", page_id=53, department_ids=(13,), reporter_ids=(31,),
                        body="怀川"),
            ],
        )  # fmt: skip
        assert sorted(found(backend, filters=filters)) == expected
        assert sorted(found(backend, "怀川", filters=filters)) == expected
        assert bool(filters)

    def test_an_article_indexed_again_takes_the_place_of_its_earlier_state(self, backend: SearchBackend) -> None:
        fill(backend, [indexed(article_id=1, body="怀州市")], [indexed(article_id=1, body="怀川市")])
        assert found(backend, "怀州市") == []
        assert found(backend, "怀川市") == found(backend) == [1]

    def test_deleted_articles_are_gone(self, backend: SearchBackend) -> None:
        fill(backend, [indexed(article_id=1, body="怀川"), indexed(article_id=2, body="怀川")])
        with backend.writer() as writer:
            writer.delete([1])
            writer.commit()
        assert found(backend, "怀川") == [2]

    def test_fingerprints_name_every_article_by_rising_id(self, backend: SearchBackend) -> None:
        articles = [indexed(article_id=number, body=f"第{number}篇") for number in (3, 1, 2)]
        fill(backend, articles[:1], articles[1:])
        expected = sorted((article.article_id, article.fingerprint()) for article in articles)
        assert list(backend.fingerprints()) == expected
