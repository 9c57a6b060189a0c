"""Whose 市X and 省X is meant in news of other places, and whose office an office is. All invented."""

import pytest

from entities.matching.articles import ArticleText, read_article
from entities.matching.gazetteer import build_gazetteer
from entities.matching.names import find_names
from entities.matching.registry import Alias, AliasRule, Entry, Level, Place
from tests.entities.invented_registry import HOME, department, program

CITY, STANDALONE = Level.CITY, AliasRule.STANDALONE
ENTRIES: list[Entry] = [
    department("焦作市工业和信息化局", CITY, "焦作市", Alias("焦作市工信局")),
    department("焦作市财政局", CITY, "焦作市"),
    department("焦作市公安局", CITY, "焦作市"),
    department("焦作市公安局交通警察支队", CITY, "焦作市", Alias("焦作市公安局交警支队")),
    department("焦作市人民政府", CITY, "焦作市", Alias("焦作市政府", STANDALONE), weight=0.3),
    department("焦作市人民政府办公室", CITY, "焦作市", Alias("焦作市政府办公室")),
    department("焦作市人民代表大会常务委员会", CITY, "焦作市", Alias("焦作市人大常委会")),
    department("中共焦作市委", CITY, "焦作市", Alias("焦作市委", STANDALONE), weight=0.3),
    department("中共焦作市委办公室", CITY, "焦作市", Alias("焦作市委办公室")),
    department("沁阳市财政局", Level.COUNTY, "沁阳市"),
    department("河南省财政厅", Level.PROVINCE, "河南省"),
    department("国务院", Level.NATIONAL),
    program("焦作市智慧金融服务平台", Alias("智慧金服平台")),
]
PLACES = [Place("沁阳市", Level.COUNTY), Place("焦作市", Level.CITY)]
GAZETTEER = build_gazetteer(ENTRIES, PLACES)


def found(text: str) -> list[str]:
    return [match.canonical for match in find_names(text, GAZETTEER, HOME).matches if match.is_sure]


@pytest.mark.parametrize(
    "text",
    [
        "本报郑州讯 市财政局发布通知",
        "新华社沈阳5月8日电 市财政局发布通知",
        "据新华社沈阳五月八日电 市财政局发布通知",
        "洛阳市召开会议，市财政局局长到场",
        "上海全市公安局派员",
        "厦门全市财政局派员",
        "洛阳市财政局拨款",
        "湖北省召开会议，省财政厅到场",
    ],
)
def test_in_news_of_another_place_its_bodies_are_meant(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "本报讯 市财政局发布通知",
        "新华社北京5月8日电 市财政局发布通知",
        "本报郑州讯 焦作代表团到场，市财政局发言",
        "本报郑州讯 我市获奖，市财政局发言",
        "洛阳市来访。市财政局介绍经验",
        "市财政局到洛阳市学习",
        "在洛阳市，我市财政局签约",
        "河南省与洛阳市签约，市财政局到场",
    ],
)
def test_in_all_other_news_the_papers_own_are_meant(text: str) -> None:
    assert found(text) == ["焦作市财政局"]


def test_the_dateline_of_the_body_holds_for_the_headline_too() -> None:
    names = read_article(ArticleText(headline="市财政局办实事", body="新华社沈阳5月8日电 近日。"), GAZETTEER, HOME)
    assert names.departments == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市人大常委会办公室通知", []),
        ("市人大常委会开会", ["焦作市人民代表大会常务委员会"]),
        ("国务院港澳事务办公室发文", []),
        ("国务院决定由办公室负责", ["国务院"]),
        ("市政府办公室主任王某", ["焦作市人民政府办公室"]),
        ("中共焦作市委办公室发文", ["中共焦作市委办公室"]),
        ("市委、市政府办公室发文", ["中共焦作市委", "焦作市人民政府办公室"]),
        ("市公安局交警支队民警", ["焦作市公安局交通警察支队"]),
        ("市公安\n局交警 支队民警", ["焦作市公安局交通警察支队"]),
    ],
)
def test_an_office_is_its_own_body_and_not_the_whole(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("text", ["市智慧金融服务有限公司成立", "市智慧金服中心揭牌", "智慧金融平台公司"])
def test_a_company_or_centre_of_a_like_name_is_no_platform(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "is_linked"),
    [("市工业和信忌化局发文", True), ("市公安局交逋警察支队", True), ("市财故局拨款", False), ("市财政屈拨款", False)],
)
def test_how_sure_a_misread_name_is_grows_with_its_length(text: str, is_linked: bool) -> None:
    (match,) = find_names(text, GAZETTEER, HOME).matches
    assert (match.rule, match.is_sure) == ("near", is_linked)
