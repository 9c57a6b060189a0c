"""Bylines that the OCR spoilt still tell who wrote: the page's text stays as it is, the credits are read mended."""

import pytest

from articles.ingest.stages.byline_slips import mend_name
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
    ("printed_name", "name"),
    [("陆中福福", "陆中福"), ("周晓岚", "周晓岚"), ("王娜娜", "王娜娜"), ("林林", "林林")],
)
def test_a_name_whose_last_character_stands_twice_is_mended(printed_name: str, name: str) -> None:
    assert mend_name(printed_name) == name
