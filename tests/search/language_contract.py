"""What every search backend must make of the query language, and how it explains a result."""

from articles.search.backend import SearchBackend
from articles.search.explanation import WordCount
from articles.search.queries import Filters, SearchQuery
from tests.search.articles import fill, found, indexed


def language_archive(backend: SearchBackend) -> None:
    fill(
        backend,
        [
            indexed(article_id=1, headline="数字政府试点启动", body="怀川市召开大会。", reporter_ids=(31,)),
            indexed(article_id=2, headline="智慧城市建设", body="怀川市推进数字政府。", department_ids=(11,)),
        ],
        [
            indexed(article_id=3, headline="春耕", body="怀川市小麦返青。", date="2021-05-04", program_ids=(21,)),
            indexed(article_id=4, headline="例会", body="数字城市，智慧政府。", department_ids=(12,)),
        ],
    )


class LanguageContract:
    def test_excluded_words_leave_articles_out(self, backend: SearchBackend) -> None:
        language_archive(backend)
        assert sorted(found(backend, "数字 -试点")) == [2, 4]
        assert sorted(found(backend, "怀川 -“数字政府”")) == [3]
        assert sorted(found(backend, "-数字")) == [3]
        assert found(backend, "数字 -数字") == []

    def test_either_of_two_words_will_do_and_binds_closer_than_white_space(self, backend: SearchBackend) -> None:
        language_archive(backend)
        assert sorted(found(backend, "试点 或 小麦")) == [1, 3]
        assert sorted(found(backend, "试点 OR 智慧城市 怀川市")) == [1, 2]
        results = backend.search(SearchQuery("小麦 或 数字政府"))
        assert {hit.article_id: hit.exact for hit in results.hits} == {1: True, 2: True, 3: True, 4: False}
        assert (results.total, results.exact_total) == (4, 3)

    def test_a_title_field_looks_at_titles_alone(self, backend: SearchBackend) -> None:
        language_archive(backend)
        assert found(backend, "标题:数字") == [1]
        assert found(backend, "标题：数字政府 怀川") == [1]
        assert sorted(found(backend, "数字 -标题:数字")) == [2, 4]
        assert found(backend, "标题:大会") == []

    def test_fields_of_registries_narrow_to_their_entries(self, backend: SearchBackend) -> None:
        """The fixture's registry knows 教育局 (11), a guess 教 (11 and 12), 王晓明 (31) and 码上办 (21)."""
        language_archive(backend)
        assert found(backend, "部门:教育局") == [2]
        assert sorted(found(backend, "部门:教")) == [2, 4]
        assert sorted(found(backend, "记者:王晓明 或 项目：“码上办”")) == [1, 3]
        assert sorted(found(backend, "怀川 -部门:教育局")) == [1, 3]
        unknown = backend.search(SearchQuery("部门:小麦"))
        assert unknown.article_ids == [3] and unknown.notes

    def test_what_is_exact_is_what_holds_the_plain_words_as_they_stand(self, backend: SearchBackend) -> None:
        language_archive(backend)
        results = backend.search(SearchQuery("数字政府 -试点"))
        assert [(hit.article_id, hit.exact) for hit in results.hits] == [(2, True), (4, False)]
        assert backend.search(SearchQuery("标题:政府试点")).exact_total == 1

    def test_an_explanation_tells_what_each_condition_and_filter_takes_away(self, backend: SearchBackend) -> None:
        language_archive(backend)
        filters = Filters(years=(2022,), department_ids=(12,))
        explained = backend.explain(SearchQuery("小麦 数字政府 -春耕", filters=filters))
        assert (explained.total, explained.unfiltered) == (0, 0)
        wheat, government = explained.clauses
        assert (wheat.clause[0].text, wheat.count, wheat.unfiltered, wheat.without) == ("小麦", 0, 1, 1)
        assert (government.count, government.unfiltered, government.without) == (1, 3, 0)
        assert government.words == (WordCount("数字", 1, 3), WordCount("政府", 1, 3))
        assert explained.without_filter == {"years": 0, "department_ids": 0}
        assert explained.without_exclusions == 0
        emptied = backend.explain(SearchQuery("小麦", filters=filters))
        assert (emptied.total, emptied.unfiltered) == (0, 1)
        assert emptied.without_filter == {"years": 0, "department_ids": 0}
        assert backend.explain(SearchQuery("小麦", filters=Filters(years=(2022,)))).without_filter == {"years": 1}

    def test_the_one_word_of_many_that_nothing_holds_is_named(self, backend: SearchBackend) -> None:
        fill(backend, [indexed(article_id=1, headline="例会", body="甲乙丙丁戊己庚辛壬癸子丑寅卯")])
        explained = backend.explain(SearchQuery("甲 乙 丙 丁 戊 己 庚 辛 壬 癸 龙"))
        assert [each.clause[0].text for each in explained.clauses if not each.count] == ["龙"]
        fill(backend, [indexed(article_id=2, headline="数字经济发展", body="小麦返青，春耕忙碌，政务服务，营商环境。")])
        run = "数字经济发展小麦返青春耕忙碌政务服务营商环境焦作"
        (clause,) = backend.explain(SearchQuery(run)).clauses
        assert len(clause.words) > 8
        assert [word.word for word in clause.words if not word.unfiltered] == ["焦作"]

    def test_what_vanishes_finds_nothing_and_says_so(self, backend: SearchBackend) -> None:
        language_archive(backend)
        for typed in ["“”", '""', "\u200b", "\x00\x01", "-“”"]:
            results = backend.search(SearchQuery(typed))
            assert (results.total, results.exact_total, results.hits) == (0, 0, ())
            assert results.notes
            assert backend.explain(SearchQuery(typed)).total == 0

    def test_any_text_is_explained(self, backend: SearchBackend) -> None:
        language_archive(backend)
        for typed in ["", "，。", "“", "-", "或", "记者:", "字 " * 500, "字" * 5000, "\x00", "\ud800"]:
            assert backend.explain(SearchQuery(typed, filters=Filters(years=(2022,)))).total >= 0
