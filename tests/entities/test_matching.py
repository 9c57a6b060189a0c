"""Which names the matcher finds in a text, and which it leaves alone. All sentences are invented."""

import pytest

from entities.matching.gazetteer import build_gazetteer
from entities.matching.names import find_names_in_fields
from entities.matching.registry import Alias, EntryType, Home, Level
from tests.entities.invented_registry import GAZETTEER, HOME, department, find, found, program


@pytest.mark.parametrize(
    "text", ["焦作市财政局发布通知。", "记者从市财政局获悉", "我市财政局提醒", "全市财政局系统", "和市财政局"]
)
def test_a_city_bureau_is_known_by_what_its_own_paper_calls_it(text: str) -> None:
    assert found(text) == ["焦作市财政局"]


def test_the_city_is_the_newspapers_own() -> None:
    assert found("市财政局", home=Home("郑州市", "河南省")) == []
    assert found("市园林局", home=Home("沁阳市", "河南省")) == ["沁阳市园林局"]
    assert found("市财政局", home=Home()) == []
    assert found("焦作市财政局", home=Home()) == ["焦作市财政局"]


def test_the_provinces_body_is_the_home_provinces() -> None:
    assert found("省园林厅、省委联合发文") == ["河南省园林厅", "中共河南省委"]
    assert found("省园林厅", home=Home("太原市", "山西省")) == []
    assert found("湖北省委省政府", home=HOME) == []


def test_a_name_inside_a_longer_one_is_not_found_for_itself() -> None:
    assert found("沁阳市园林局组织植树") == ["沁阳市园林局"]
    assert found("市委宣传部牵头") == ["中共焦作市委宣传部"]
    assert found("《焦作市云桥平台运行办法》印发") == ["《焦作市云桥平台运行办法》"]


@pytest.mark.parametrize(
    "text",
    [
        "郑州市财政局",
        "三门峡市财政局",
        "梅河口市委市政府",
        "江西省委和省委",
        "东莞市副市长、市财政局局长",
        "各省区市财政局",
    ],
)
def test_another_places_body_is_none_of_ours(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text", ["郑州市云桥平台", "山阳区云桥平台", "洛川县智慧金融服务平台", "郑州云桥平台", "湖北省智慧金融服务平台"]
)
def test_another_places_platform_is_none_of_ours(text: str) -> None:
    assert found(text) == []


def test_the_home_province_before_the_city_is_no_other_place() -> None:
    assert found("河南省焦作市财政局") == ["焦作市财政局"]
    assert found("焦作市智慧金融服务平台") == ["焦作市智慧金融服务平台"]


def test_a_short_alias_may_follow_what_the_paper_calls_its_city() -> None:
    gazetteer = build_gazetteer([program("焦作市云桥平台", Alias("云桥中枢"))])
    assert len(find("我市云桥中枢与市云桥中枢", gazetteer=gazetteer)) == 2


def test_of_two_names_that_overlap_the_longer_stands() -> None:
    gazetteer = build_gazetteer([program("银杏计划"), program("计划云桥大平台")])
    assert [match.canonical for match in find("银杏计划云桥大平台", gazetteer=gazetteer)] == ["计划云桥大平台"]


def test_city_and_province_platforms_of_one_name_are_kept_apart() -> None:
    assert found("市云桥平台接入省云桥平台") == ["焦作市云桥平台", "河南省云桥平台"]


def test_look_alikes_are_kept_apart() -> None:
    assert found("市智慧金融服务有限公司建设市智慧金融服务平台") == ["焦作市智慧金融服务平台"]


def test_a_document_named_after_a_bureau_names_the_bureau_too() -> None:
    assert sorted(found("市园林局2031年工作要点公布")) == sorted(["焦作市园林局", "市园林局2031年工作要点"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市委、市政府高度重视", ["中共焦作市委", "焦作市人民政府"]),
        ("市委书记到场", []),
        ("市委常委会召开", []),
        ("受市委托办理", []),
        ("焦作市委员会", []),
        ("市政府办公室印发", []),
        ("市政府采购中心", []),
    ],
)
def test_officials_and_other_bodies_are_not_the_committee_itself(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("text", ["财政部门", "财政部署", "美国财政部", "各成员国财政部", "日本财政部"])
def test_a_kind_of_department_or_a_foreign_one_is_no_ministry(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", ["财政部近日通知", "我国财政部", "据财政部消息"])
def test_a_ministry_is_found(text: str) -> None:
    assert found(text) == ["财政部"]


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("办好“一件事”", True),
        ("办好‘一件事’", True),
        ("推进一件事改革", True),
        ("一件事情", False),
        ("这是一件事", False),
        ("“一件事没办成", False),
    ],
)
def test_a_quoted_alias_counts_in_quotes_or_before_what_makes_it_a_name(text: str, is_found: bool) -> None:
    assert found(text) == (["一件事"] if is_found else [])


@pytest.mark.parametrize(
    ("text", "is_found"),
    [("推进乡土复兴", True), ("乡土复兴局", False), ("乡土复兴有限公司", False), ("乡土复兴，", True)],
)
def test_a_standalone_alias_is_not_part_of_an_organisations_name(text: str, is_found: bool) -> None:
    assert found(text) == (["乡土复兴"] if is_found else [])


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("到高新区调研", True),
        ("高新区负责人", True),
        ("焦作市高新区", True),
        ("国家级高新区", False),
        ("创建高新区", False),
    ],
)
def test_a_short_name_that_could_be_a_kind_of_thing_needs_a_free_start(text: str, is_found: bool) -> None:
    assert found(text) == (["焦作市高新区"] if is_found else [])


def test_a_short_name_means_ours_only_in_our_paper() -> None:
    assert found("依托云桥平台", home=Home("郑州市", "河南省")) == []
    assert found("脐橙云桥平台") == []


@pytest.mark.parametrize("text", ["绿码3601", "9绿码3600", "绿码360a"])
def test_a_name_is_not_cut_out_of_a_longer_number_or_word(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", ["绿码３６０", "绿 码\n360", "绿码”360", "绿\u3000码·360", "绿\u200b码360"])
def test_width_spaces_line_ends_and_quotes_do_not_hide_a_name(text: str) -> None:
    (match,) = find(text)
    assert (match.canonical, match.start, match.end) == ("绿码360", 0, len(text))
    assert match.surface == text


def test_offsets_are_code_points_of_the_text_as_it_is() -> None:
    text = "𠮷年“银 杏\n计划”启动①，银杏计划"
    assert [(match.start, match.end) for match in find(text)] == [(3, 9), (14, 18)]
    assert [text[match.start : match.end] for match in find(text)] == ["银 杏\n计划", "银杏计划"]


def test_white_space_over_half_a_page_is_no_name() -> None:
    assert found("银杏" + " " * 300 + "计划") == []


def test_the_district_named_says_whose_committee_is_meant() -> None:
    assert found("山阳区召开会议，区委、区政府部署") == ["中共焦作市山阳区委"]
    assert found("召开会议，区委部署") == []
    assert found("山阳区和修武县召开会议，区委部署") == []
    assert found("山阳区召开会议，朝阳区委部署") == []


def test_the_district_may_be_named_in_another_field() -> None:
    fields = find_names_in_fields({"headline": "山阳区植树忙", "body": "区委部署。"}, GAZETTEER, HOME)
    assert [(match.canonical, match.rule) for match in fields["body"].matches] == [("中共焦作市山阳区委", "context")]


def test_no_name_reaches_from_one_field_into_the_next() -> None:
    fields = find_names_in_fields({"headline": "走近银杏", "body": "计划启动。"}, GAZETTEER, HOME)
    assert not any(names.matches or names.ambiguities for names in fields.values())


def test_two_streets_of_one_name_are_told_apart_by_their_county_or_not_at_all() -> None:
    assert found("山阳区太行街道") == ["太行街道"]
    assert found("沁阳市太行街道") == ["沁阳市太行街道"]
    assert found("在沁阳市，太行街道忙") == ["沁阳市太行街道"]
    assert found("太行街道忙") == []
    assert found("山阳区和沁阳市，太行街道忙") == []


def test_an_address_is_not_the_streets_own_news() -> None:
    assert found("家住山阳区太行街道某某社区的老人") == []


def test_this_city_after_a_county_level_city_is_left_open() -> None:
    assert found("该市园林局") == ["焦作市园林局"]
    assert found("在沁阳市，该市园林局") == []


def test_an_alias_that_two_entries_share_is_nobodys() -> None:
    gazetteer = build_gazetteer([program("银杏行动"), program("银杏计划"), department("银杏行动", Level.CITY)])
    assert [match.canonical for match in find("银杏行动和银杏计划", gazetteer=gazetteer)] == ["银杏计划"]


def test_a_match_says_what_it_found_and_why() -> None:
    (match,) = find("记者从市财政局获悉")
    assert (match.type, match.rule, match.score, match.surface) == (EntryType.DEPARTMENT, "home", 1.0, "市财政局")


def test_an_empty_registry_and_an_empty_text_give_nothing() -> None:
    assert find("市财政局", gazetteer=build_gazetteer([])) == []
    assert find("") == []


@pytest.mark.parametrize(
    "text",
    [
        "山阳区太行街道的麦田",
        "山阳区太行街道一处广场",
        "家住修武县的老人",
        "位于修武县的厂房",
        "修武县的14家企业",
        "山阳区太行街道实验小学",
    ],
)
def test_where_something_stands_is_no_word_of_the_areas_office(text: str) -> None:
    areas = [
        department("修武县", Level.COUNTY, "修武县", weight=0.3),
        department("太行街道", Level.TOWN, "山阳区", Alias("山阳区太行街道"), weight=0.3),
    ]
    gazetteer = build_gazetteer(areas)
    assert find(text, gazetteer=gazetteer) == []
    assert len(find("修武县召开会议，山阳区太行街道到场", gazetteer=gazetteer)) == 2
