"""Who wrote and who took the pictures: roles, several names, names spaced out or torn, bodies, agencies."""

import pytest

from articles.ingest.drafts import Part
from articles.ingest.stages.credits import read_credits
from tests.ingest.reading import only, printed, read, span_texts

BODY = "入冬以来，市供热公司组织巡检队伍逐户排查管网，共检修换热站四十六座，确保市民温暖过冬，热线电话二十四小时值守。"


@pytest.mark.parametrize(
    ("printed_line", "credits"),
    [
        ("本报记者 李 青", [("李青", "记者")]),
        ("（记者李青河 周晓岚）", [("李青河", "记者"), ("周晓岚", "记者")]),
        ("（记者李青河、周晓岚）", [("李青河", "记者"), ("周晓岚", "记者")]),
        ("（记者李青河 通讯员孟凡星）", [("李青河", "记者"), ("孟凡星", "通讯员")]),
        ("本报见习记者 赵 敏 实习生 韩雪", [("赵敏", "见习记者"), ("韩雪", "实习生")]),
        ("新华社特派记者 钱宁", [("钱宁", "特派记者")]),
        ("本报全媒体记者 孙立", [("孙立", "记者")]),
        ("王春林 摄", [("王春林", "摄影")]),
        ("本报记者 李 青 摄", [("李青", "摄影")]),
        ("（记者李\n青河 通讯\n员孟凡星）", [("李青河", "记者"), ("孟凡星", "通讯员")]),
        ("本报记者 欧阳明远", [("欧阳明远", "记者")]),
        ("本报记者 买买提·艾山", [("买买提·艾山", "记者")]),
    ],
)
def test_credits_are_read(printed_line: str, credits: list[tuple[str, str]]) -> None:
    assert [(credit.name, credit.role) for credit in read_credits(printed_line)] == credits


def test_a_body_that_signs_is_no_person() -> None:
    (credit,) = read_credits("（通讯员市委宣传部）")

    assert (credit.name, credit.role, credit.is_person) == ("市委宣传部", "通讯员", False)


def test_dateline_and_byline_are_no_body_text() -> None:
    source = read(f"供热管网全面检修\n\n本报讯（记者李青河 通讯员孟凡星） {BODY}\n")
    (article,) = source.pages[0].articles

    assert article.dateline == "本报讯"
    assert article.body == BODY
    assert span_texts(source, article, Part.BYLINE) == ["本报讯（记者李青河 通讯员孟凡星）"]


def test_an_agency_report_names_its_agency_and_its_reporter() -> None:
    article = only(f"供热管网全面检修\n\n新华社郑州11月5日电（记者钱宁）{BODY}\n")

    assert (article.agency, article.dateline) == ("新华社", "新华社郑州11月5日电")
    assert [credit.name for credit in article.credits] == ["钱宁"]
    assert article.body == BODY


def test_a_byline_torn_over_printed_lines_is_one_byline() -> None:
    text = f"本报讯 （记者李\n青河 通讯员孟\n凡星） {BODY[:6]}\n{printed(BODY[6:], 10)}\n\n供热管网全面检修\n"

    assert [(credit.name, credit.role) for credit in only(text).credits] == [("李青河", "记者"), ("孟凡星", "通讯员")]


def test_the_name_at_the_end_of_a_text_is_its_byline() -> None:
    article = only(f"供热管网全面检修\n\n本报讯 {BODY}（记者 李青河）\n")

    assert article.body == BODY
    assert [credit.name for credit in article.credits] == ["李青河"]


def test_a_sentence_about_reporters_is_no_byline() -> None:
    article = only(
        f"供热管网全面检修\n\n本报讯（记者李青河）{BODY}\n\n记者在现场看到，检修人员正在更换阀门，整个过程只用了二十分钟。\n"
    )

    assert [credit.name for credit in article.credits] == ["李青河"]
    assert article.body.endswith("整个过程只用了二十分钟。")


def test_ocr_faults_in_the_dateline_do_not_hide_the_byline() -> None:
    article = only(f"供热管网全面检修\n\n本抿讯（记者李青河） {BODY}\n")

    assert [credit.name for credit in article.credits] == ["李青河"]
    assert article.body == BODY
