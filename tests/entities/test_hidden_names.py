"""Names that say less than themselves: in lists, behind their city, as 该局; and names read wrongly. All invented."""

import pytest

from entities.matching.articles import ArticleText, read_article
from entities.matching.gazetteer import build_gazetteer
from entities.matching.names import find_names_in_fields
from entities.matching.registry import Alias, Home, Level, NameMatch
from tests.entities.invented_registry import HOME, department, find, program

CITY = Level.CITY
GAZETTEER = build_gazetteer(
    [
        department("焦作市工业和信息化局", CITY, "焦作市", Alias("焦作市工信局")),
        department("焦作市发展和改革委员会", CITY, "焦作市", Alias("焦作市发改委")),
        department("焦作市财政局", CITY, "焦作市"),
        department("焦作市疾病预防控制中心", CITY, "焦作市", Alias("焦作市疾控中心")),
        department("焦作市政务服务局", CITY, "焦作市"),
        department("焦作市政务服务局电子政务中心", CITY, "焦作市"),
        department("中共焦作市委组织部", CITY, "焦作市", Alias("焦作市委组织部")),
        department("中共焦作市委宣传部", CITY, "焦作市", Alias("焦作市委宣传部")),
        department("沁阳市财政局", Level.COUNTY, "沁阳市"),
        department("温县财政局", Level.COUNTY, "温县"),
        department("焦作市云台山区", Level.COUNTY, "云台山区", Alias("云台山区")),
        program("万家灯火平安行动"),
        program("银杏计划"),
        program("一四五六流调法"),
    ]
)


def matches(text: str, home: Home = HOME) -> list[NameMatch]:
    return find(text, home=home, gazetteer=GAZETTEER)


def found(text: str) -> list[tuple[str, str]]:
    return [(match.canonical, match.rule) for match in matches(text)]


def test_the_members_of_a_list_are_of_the_place_that_it_names_once() -> None:
    assert found("由市工信局、发改委、财政局等派员") == [
        ("焦作市工业和信息化局", "home"),
        ("焦作市发展和改革委员会", "elided"),
        ("焦作市财政局", "elided"),
    ]


def test_a_member_that_nobody_registered_does_not_break_the_list() -> None:
    assert found("由市工信局、金融办、财政局派员")[1:] == [("焦作市财政局", "elided")]


def test_a_member_of_another_place_breaks_the_list() -> None:
    assert found("由市工信局、郑州市发改委、财政局派员") == [("焦作市工业和信息化局", "home")]


def test_a_list_of_a_county_is_the_countys() -> None:
    assert found("温县财政局、发改委、财政局")[0] == ("温县财政局", "exact")
    assert ("焦作市发展和改革委员会", "elided") not in found("温县财政局、发改委")


def test_party_departments_share_the_committee_that_a_list_names_once() -> None:
    assert found("市委组织部、宣传部联合发文") == [
        ("中共焦作市委组织部", "home"),
        ("中共焦作市委宣传部", "elided"),
    ]
    assert found("公司宣传部发文") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("沁阳市加大投入，财政局拨款", "沁阳市财政局"),
        ("焦作市加大投入，财政局拨款", "焦作市财政局"),
        ("我市加大投入，由财政局拨款", "焦作市财政局"),
        ("焦作市和温县一道，财政局拨款", "温县财政局"),
    ],
)
def test_a_bare_name_is_of_the_place_its_sentence_named_last(text: str, expected: str) -> None:
    assert found(text) == [(expected, "context")]


@pytest.mark.parametrize(
    "text",
    [
        "财政局拨款",
        "郑州市加大投入，财政局拨款",
        "焦作市加大投入。财政局拨款",
        "焦作市各级财政局拨款",
        "焦作市某财政局拨款",
        "朝歌县加大投入，财政局拨款",
    ],
)
def test_a_bare_name_without_its_own_place_is_nobodys(text: str) -> None:
    assert found(text) == []


def test_this_bureau_is_the_one_named_before() -> None:
    text = "市财政局发布通知。该局提醒，该局局长说，该局长"
    (_, *references) = matches(text)
    assert [(match.surface, match.canonical, match.rule) for match in references] == [
        ("该局", "焦作市财政局", "anaphora"),
        ("该局", "焦作市财政局", "anaphora"),
    ]
    assert [text[match.start : match.end] for match in references] == ["该局", "该局"]


def test_another_body_in_between_that_nobody_registered_takes_the_reference() -> None:
    assert found("市财政局和某某测绘局发布通知。该局提醒") == [("焦作市财政局", "home")]
    assert len(found("市财政局优化布局。该局提醒")) == 2


def test_a_reference_to_another_kind_of_body_is_not_the_bureaus() -> None:
    assert found("市财政局发布通知，该中心提醒") == [("焦作市财政局", "home")]
    assert found("市疾控中心发布通知，该中心提醒")[1] == ("焦作市疾病预防控制中心", "anaphora")


def test_what_the_text_speaks_of_outweighs_what_it_names_in_passing() -> None:
    text = "市财政局部署。该局细化。该局落实。会同市工信局推进，该局总结"
    assert [name for name, _ in found(text)].count("焦作市财政局") == 4


def test_a_text_that_begins_on_another_page_means_the_only_body_of_its_kind() -> None:
    assert found("该中心坚持值守。市疾控中心提醒市民")[0] == ("焦作市疾病预防控制中心", "anaphora")
    assert found("某某救助中心值守，该中心忙碌。市疾控中心提醒") == [("焦作市疾病预防控制中心", "home")]


def test_a_part_of_this_bureau_is_the_part() -> None:
    text = "市政务服务局优化流程，该局电子政务中心负责"
    assert found(text)[1] == ("焦作市政务服务局电子政务中心", "anaphora")
    assert matches(text)[1].surface == "该局电子政务中心"


def test_one_character_that_looks_alike_does_not_hide_a_long_name() -> None:
    (match,) = matches("启动“万家灯灭平安行动”")
    assert (match.canonical, match.rule, match.surface) == ("万家灯火平安行动", "near", "万家灯灭平安行动")
    assert match.is_sure


def test_a_short_name_read_wrongly_is_only_suggested() -> None:
    (match,) = matches("启动银杏汁划")
    assert (match.canonical, match.is_sure) == ("银杏计划", False)


@pytest.mark.parametrize("text", ["启动银杏计戈", "启动根杏汁划", "一四五八流调法", "泌阳市财政局", "银杏的划"])
def test_two_wrong_characters_other_numbers_and_other_places_are_other_names(text: str) -> None:
    assert matches(text) == []


def test_a_name_that_is_right_leaves_no_room_for_one_that_is_nearly_right() -> None:
    gazetteer = build_gazetteer([program("银杏计划"), program("银杏汁划")])
    assert [match.canonical for match in find("银杏汁划", gazetteer=gazetteer)] == ["银杏汁划"]


def test_a_name_that_two_entries_share_is_a_result_of_its_own() -> None:
    gazetteer = build_gazetteer([program("银杏行动"), department("银杏行动", Level.CITY)])
    names = find_names_in_fields({"body": "启动银杏行动"}, gazetteer, HOME)["body"]
    assert names.matches == ()
    (ambiguity,) = names.ambiguities
    assert (ambiguity.start, ambiguity.end, ambiguity.surface) == (2, 6, "银杏行动")
    assert {entry.type.value for entry in ambiguity.entries} == {"program", "department"}


def test_an_article_keeps_what_is_sure_apart_from_what_an_editor_should_judge() -> None:
    names = read_article(ArticleText(body="市财政局启动银杏汁划"), GAZETTEER, HOME)
    assert [finding.entry.name for finding in names.departments] == ["焦作市财政局"]
    assert names.programs == ()
    assert [finding.entry.name for finding in names.suggested] == ["银杏计划"]


def test_a_part_named_by_reference_may_be_referred_to_itself() -> None:
    text = "市疾控中心到场。市政务服务局优化流程，该局电子政务中心负责，该中心值守"
    assert [name for name, rule in found(text) if rule == "anaphora"] == ["焦作市政务服务局电子政务中心"] * 2


def test_every_reference_of_one_long_line_is_found() -> None:
    text = "市财政局拨款，该局提醒。" * 4000
    assert len(matches(text)) == 8000
