"""Whose news an article is, and in which order its names are given. All sentences are invented."""

from dataclasses import replace

from entities.matching.articles import ArticleText, read_article
from entities.matching.gazetteer import build_gazetteer
from entities.matching.registry import Alias, Level
from tests.entities.invented_registry import GAZETTEER, HOME, department, program


def departments(headline: str, body: str, *, never_primary: tuple[int, ...] = ()) -> list[tuple[str, bool]]:
    names = read_article(ArticleText(headline=headline, body=body), GAZETTEER, HOME, never_primary=never_primary)
    return [(finding.entry.name, finding.is_primary) for finding in names.departments]


def test_the_source_of_the_news_is_primary_before_the_committee_that_is_praised() -> None:
    body = "近日，市委、市政府作出部署。记者从市财政局获悉，补贴已发放。市委、市政府要求抓好落实。市委、市政府满意。"
    assert departments("补贴发放", body)[0] == ("焦作市财政局", True)


def test_who_gives_the_news_is_primary_before_who_is_named_more_often() -> None:
    body = "市园林局忙植树，市园林局再植树。记者从市财政局获悉，补贴已发放。"
    assert departments("补贴发放", body) == [("焦作市财政局", True), ("焦作市园林局", False)]


def test_the_headline_outweighs_the_body() -> None:
    body = "市财政局参加。市财政局、市财政局、市财政局、市财政局、市财政局。市园林局致谢。"
    assert departments("市园林局添绿", body) == [("焦作市园林局", True), ("焦作市财政局", False)]


def test_who_is_asked_is_primary_though_named_late() -> None:
    body = "春风拂面。" * 40 + "市园林局局长某某说，今年再种十万株。"
    assert departments("春到山阳", body) == [("焦作市园林局", True)]


def test_a_department_named_once_in_passing_is_not_primary() -> None:
    body = "春风拂面。" * 40 + "市园林局、市财政局派人参加。"
    assert departments("春到山阳", body) == [("焦作市园林局", False), ("焦作市财政局", False)]


def test_a_committee_is_primary_where_it_alone_makes_the_headline() -> None:
    assert departments("市委召开会议", "会议听取汇报。") == [("中共焦作市委", True)]
    assert departments("部署春季造林", "市委、市政府高度重视，部署造林。") == [
        ("中共焦作市委", False),
        ("焦作市人民政府", False),
    ]


def test_one_who_may_not_be_primary_leaves_it_to_the_next() -> None:
    body = "记者从市财政局获悉，市园林局植树。"
    (first, _), (_, _) = departments("", body)
    assert first == "焦作市财政局"
    barred = next(entry.id for entry in GAZETTEER.by_key.values() if entry.name == first)
    assert departments("", body, never_primary=(barred,)) == [("焦作市园林局", True), ("焦作市财政局", False)]


def test_programs_come_in_the_order_of_the_page() -> None:
    text = ArticleText(headline="绿码360上线", body="银杏计划接入绿码360。")
    programs = read_article(text, GAZETTEER, HOME).programs
    assert [finding.entry.name for finding in programs] == ["绿码360", "银杏计划"]
    assert [(place.field, place.match.start) for place in programs[0].places] == [("headline", 0), ("body", 6)]


def test_who_runs_the_program_that_the_article_is_about_weighs_more() -> None:
    runner = department("焦作市助企领导小组", Level.CITY, "焦作市")
    quoted = department("焦作市财政局", Level.CITY, "焦作市")
    campaign = replace(program("银杏计划"), run_by=runner.id)
    text = ArticleText(body="市财政局局长某某表示，银杏计划见效。银杏计划扩面，银杏计划由市助企领导小组统筹。")
    names = read_article(text, build_gazetteer([runner, quoted, campaign]), HOME)
    assert names.departments[0].entry.name == "焦作市助企领导小组"
    unknown = read_article(text, build_gazetteer([runner, quoted, program("银杏计划")]), HOME)
    assert unknown.departments[0].entry.name == "焦作市财政局"


def test_news_that_the_mayor_makes_is_the_citys_own() -> None:
    body = "昨日，我市召开座谈会，市长岑某某出席会议并讲话。市财政局、市园林局作了汇报。"
    assert departments("座谈会召开", body)[0] == ("焦作市人民政府", True)


def test_a_bureau_in_the_headline_outweighs_the_mayor() -> None:
    body = "昨日，市长岑某某到市园林局调研。"
    assert departments("市园林局添绿", body)[0] == ("焦作市园林局", True)


def test_who_is_no_mayor_of_ours_or_does_nothing_names_no_government() -> None:
    for lead in ("副市长岑某某出席会议。", "原市长岑某某到场。", "洛阳市市长岑某某到访。", "市长热线开通。"):
        assert departments("一则消息", f"近日，{lead}") == [], lead


def test_who_supplies_the_text_is_primary() -> None:
    body = "春风拂面。" * 40 + "市财政局派人参加。（市园林局提供）"
    assert departments("春到山阳", body)[0] == ("焦作市园林局", True)


def test_where_nothing_else_tells_the_bureau_that_acts_is_primary() -> None:
    body = "春风拂面。" * 40 + "此事与市财政局有关。市园林局的统计显示，今年种树十万株。"
    assert departments("春到山阳", body)[0] == ("焦作市园林局", True)


def test_where_no_bureau_is_named_the_district_that_acts_is_primary() -> None:
    district = department("焦作市山阳区", Level.COUNTY, "山阳区", Alias("山阳区"), weight=0.3)
    street = department("太行街道", Level.TOWN, "山阳区", Alias("山阳区太行街道"), weight=0.3)
    body = "山阳区太行街道把砖厂改成公园。春风拂面。今年以来，山阳区见缝插绿。"
    names = read_article(ArticleText(headline="旧厂房", body=body), build_gazetteer([district, street]), HOME)
    assert [finding.entry.name for finding in names.departments if finding.is_primary] == ["焦作市山阳区"]
    body = body.removesuffix("今年以来，山阳区见缝插绿。")
    names = read_article(ArticleText(headline="旧厂房", body=body), build_gazetteer([district, street]), HOME)
    assert [finding.entry.name for finding in names.departments if finding.is_primary] == ["太行街道"]


def test_two_who_do_it_together_both_give_the_news() -> None:
    assert departments("绿化", "春日，市园林局与市财政局联合举办植树节。")[0] == ("焦作市园林局", True)


def test_a_body_whose_official_attends_is_not_primary_for_that() -> None:
    body = "昨日，全市推进会召开，市园林局局长岑某某、市领导宁某某出席会议。会议听取汇报。"
    assert departments("推进会召开", body) == [("焦作市园林局", False)]
