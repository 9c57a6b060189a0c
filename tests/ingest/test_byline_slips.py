"""Bylines that the OCR spoilt still tell who wrote: the page's text stays as it is, the credits are read mended."""

import pytest

from articles.ingest.stages.byline_slips import mend_byline, mend_name
from articles.ingest.stages.credits import read_credits
from tests.ingest.reading import articles, only
from tests.ingest.test_headlines import BRIDGE, LIBRARY


@pytest.mark.parametrize(
    ("opening", "credits"),
    [
        ("本报讯（记者周晓岚 通下员李青河）", [("周晓岚", "记者"), ("李青河", "通讯员")]),
        ("本报讯（记者周晓岚 通讯贝李青河）", [("周晓岚", "记者"), ("李青河", "通讯员")]),
        ("本报讯(通讯李青河）", [("李青河", "通讯员")]),
        ("本报讯记者周晓岚、李青河)", [("周晓岚", "记者"), ("李青河", "记者")]),
        ("本报讯可通讯员周晓岚 李青河）", [("周晓岚", "通讯员"), ("李青河", "通讯员")]),
        ("本报讯（记者邓华—）", [("邓华一", "记者")]),
        ("本报讯(记者周者周晓岚)", [("周晓岚", "记者")]),
        ("本报讯(记者周晓周晓岚 李青河)", [("周晓岚", "记者"), ("李青河", "记者")]),
    ],
)
def test_a_spoilt_opening_names_its_writers(opening: str, credits: list[tuple[str, str]]) -> None:
    article = only(f"市图书馆新馆开门迎客\n\n{opening}{LIBRARY}\n")

    assert [(credit.name, credit.role) for credit in article.credits] == credits
    assert article.body.startswith(LIBRARY[:8])


def test_a_spoilt_byline_line_names_its_writers() -> None:
    article = only(f"东湖人行桥主体完工\n\n本报记学 周晓岚 欧阳立\n\n{BRIDGE}\n")

    assert [(credit.name, credit.role) for credit in article.credits] == [("周晓岚", "记者"), ("欧阳立", "记者")]


def test_reporters_who_remember_are_no_spoilt_byline() -> None:
    found = articles(f"市图书馆新馆开门迎客\n\n{LIBRARY}\n\n本报记得 三十年前 旧馆开放\n")

    assert [article.credits for article in found if article.credits] == []


@pytest.mark.parametrize(
    ("printed_byline", "mended"),
    [
        ("（记看周晓岚）", "（记者周晓岚）"),
        ("本报记 李明", "本报记者 李明"),
        ("（见习记看李明）", "（见习记者李明）"),
        ("（记者周晓岚通下员李青河）", "（记者周晓岚通讯员李青河）"),
        ("（记者周晓岚 实习主李青河）", "（记者周晓岚 实习生李青河）"),
    ],
)
def test_a_role_with_one_wrong_character_is_a_role(printed_byline: str, mended: str) -> None:
    assert mend_byline(printed_byline) == mended


@pytest.mark.parametrize(
    "sound",
    [
        "本报作者 李明",
        "本报读者 张 三",
        "本报编者 李明",
        "（移动通讯公司提供）",
        "（通讯员 河南通讯管理局）",
        "（记者张明 交通警员李四）",
        "（记者张明交通警员李四）",
        "（记者范徐丽丽）",
        "（记者王丽王丽娟）",
        "（张三— 李四）",
        "（患者李明）",
    ],
)
def test_a_sound_byline_stays_as_it_is(sound: str) -> None:
    assert mend_byline(sound) == sound


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("（记者范徐丽丽）", ["范徐丽丽"]),
        ("（记者王丽王丽娟）", ["王丽", "王丽娟"]),
        ("（张三— 李四）", ["张三", "李四"]),
        ("（记者张明 交通警员李四）", ["张明"]),
    ],
)
def test_the_names_of_a_sound_byline_are_kept(byline: str, names: list[str]) -> None:
    assert [credit.name for credit in read_credits(byline)] == names


@pytest.mark.parametrize(
    ("printed_name", "name"),
    [("陆中福福", "陆中福"), ("周晓岚", "周晓岚"), ("王娜娜", "王娜娜"), ("林林", "林林"), ("范徐丽丽", "范徐丽丽")],
)
def test_a_name_whose_last_character_stands_twice_is_mended(printed_name: str, name: str) -> None:
    assert mend_name(printed_name) == name
