"""Who wrote and who took the pictures: roles, several names, names spaced out or torn, bodies, agencies."""

import pytest

from articles.ingest.drafts import Kind, Part
from articles.ingest.stages.credits import read_credits
from tests.ingest.reading import articles, only, printed, read, span_texts

BODY = "入冬以来，市供热公司组织巡检队伍逐户排查管网，共检修换热站四十六座，确保市民温暖过冬，热线电话二十四小时值守。"

ESSAY = (
    "清晨推开窗，风从河岸那边吹来，带着槐花的气息。我想起小时候跟着祖母去地里摘豆角，她总说风是有脚的。\n\n"
    "祖母不识字，却认得所有的节气。后来我到城里念书，每逢五月，总要回去看一看那条河。"
)


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
        ("本报记者 文 浩 文/图", [("文浩", "记者")]),
        ("文/程小雅 图/李 明", [("程小雅", "作者"), ("李明", "摄影")]),
        ("本报全媒体记者 程小雅/文 李 明/图", [("程小雅", "记者"), ("李明", "摄影")]),
        ("王春林 摄影 李 明 撰文", [("王春林", "摄影"), ("李明", "作者")]),
        ("编辑 赵敏 摄影 孙立", [("赵敏", "编辑"), ("孙立", "摄影")]),
        ("本报特派记者 欧阳明 发自郑州", [("欧阳明", "特派记者")]),
        ("本报驻郑州记者 程小雅", [("程小雅", "记者")]),
        ("新华社记者 程小雅 郑州报道", [("程小雅", "记者")]),
        ("本报作者 李明", [("李明", "作者")]),
        ("（程小雅 作者单位：市财政局）", [("程小雅", "作者")]),
    ],
)
def test_credits_are_read(printed_line: str, credits: list[tuple[str, str]]) -> None:
    assert [(credit.name, credit.role) for credit in read_credits(printed_line)] == credits


@pytest.mark.parametrize(
    ("printed_line", "name", "role"),
    [
        ("（通讯员市委宣传部）", "市委宣传部", "通讯员"),
        ("（通讯员 河南通讯管理局）", "河南通讯管理局", "通讯员"),
        ("（通讯员 市大数据管理局）", "市大数据管理局", "通讯员"),
        ("（通讯员 市妇联）", "市妇联", "通讯员"),
        ("（市融媒体中心）", "市融媒体中心", "作者"),
        ("（市委宣传部供稿）", "市委宣传部", "撰稿"),
        ("（移动通讯公司提供）", "移动通讯公司", "供图"),
    ],
)
def test_a_body_that_signs_is_no_person_and_keeps_its_whole_name(printed_line: str, name: str, role: str) -> None:
    (credit,) = read_credits(printed_line)

    assert (credit.name, credit.role, credit.is_person) == (name, role, False)


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


@pytest.mark.parametrize(
    "signature",
    [
        "程小雅",
        "程 小 雅",
        "文/程小雅",
        "程小雅/文",
        "□程小雅",
        "□ 程小雅",
        "文/图 程小雅",
        "图/文 程小雅",
        "撰文 程小雅",
        "◎ 文/图 程小雅",
    ],
)
def test_the_writer_under_an_essays_headline_is_its_byline(signature: str) -> None:
    article = only(f"五月的风\n\n{signature}\n\n{ESSAY}\n")

    assert (article.headline, article.kicker) == ("五月的风", "")
    assert [(credit.name, credit.role) for credit in article.credits] == [("程小雅", "作者")]
    assert article.body == ESSAY.replace("\n\n", "\n")


def test_the_writer_alone_under_the_last_paragraph_is_its_byline() -> None:
    first, second = articles(f"五月的风\n\n{ESSAY}\n程小雅\n\n供热管网全面检修\n\n本报讯（记者李青河）{BODY}\n")

    assert [credit.name for credit in first.credits] == ["程小雅"]
    assert second.headline == "供热管网全面检修"


@pytest.mark.parametrize("line", ["温暖", "金秋", "高山", "安全感", "■安全生产", "本报读者 张 三"])
def test_a_word_that_begins_like_a_name_is_no_writer(line: str) -> None:
    assert only(f"五月的风\n\n{line}\n\n{ESSAY}\n").credits == ()


def test_names_that_head_the_parts_of_a_report_are_sub_heads() -> None:
    text = f"身边的好人\n\n程小雅\n\n{BODY}\n\n李青河\n\n{BODY[::-1]}。\n"

    assert [article.credits for article in articles(text)] == [()] * len(articles(text))


@pytest.mark.parametrize(
    ("ending", "credits"),
    [
        ("（文/图 本报记者 高山 通讯员 刘水）", [("高山", "记者"), ("刘水", "通讯员")]),
        ("（高山 刘水）", [("高山", "作者"), ("刘水", "作者")]),
        ("（\n记者张明）", [("张明", "记者")]),
        ("（作者单位：市财政局）", []),
        ("（作者系市财政局干部）", []),
        ("（本版编辑 李 静 版式 王 伟 校对 赵 敏）", []),
        ("\n\n（文/图 本报记者 高山 通讯员 刘水）", [("高山", "记者"), ("刘水", "通讯员")]),
        ("\n 本报记者 陶 然 实习生 许 愿", [("陶然", "记者"), ("许愿", "实习生")]),
        ("\n\n（高山 刘水）", [("高山", "作者"), ("刘水", "作者")]),
        ("\n\n（\n记者张明）", [("张明", "记者")]),
        ("\n\n（作者单位：市财政局）", []),
        ("\n\n（本版编辑 李 静 版式 王 伟 校对 赵 敏）", []),
    ],
)
def test_what_stands_behind_a_text_is_no_part_of_it(ending: str, credits: list[tuple[str, str]]) -> None:
    article = only(f"五月的风\n\n{ESSAY}{ending}\n")

    assert article.body == ESSAY.replace("\n\n", "\n")
    assert [(credit.name, credit.role) for credit in article.credits] == credits


@pytest.mark.parametrize("ending", ["（来源：新华社）", "\n\n（来源：新华社）", "\n\n来源：新华社"])
def test_the_source_behind_a_text_is_its_agency(ending: str) -> None:
    article = only(f"五月的风\n\n{ESSAY}{ending}\n")

    assert (article.agency, article.credits, article.body) == ("新华社", (), ESSAY.replace("\n\n", "\n"))


@pytest.mark.parametrize("aside", ["（全文完）", "（图片见新浪网）"])
def test_a_remark_behind_a_text_stays_in_it(aside: str) -> None:
    article = only(f"五月的风\n\n{ESSAY}{aside}\n")

    assert article.body.endswith(aside)
    assert article.credits == ()


@pytest.mark.parametrize("aside", ["（见右图）", "（图片见A02版）", "（五月八日下午）"])
def test_a_bracket_behind_the_dateline_that_names_nobody_is_text(aside: str) -> None:
    article = only(f"供热管网全面检修\n\n本报讯{aside}{BODY}\n")

    assert article.dateline == "本报讯"
    assert article.body == aside + BODY
    assert article.credits == ()


@pytest.mark.parametrize(
    ("bracket", "name"), [("（市融媒体中心）", "市融媒体中心"), ("（市委宣传部供稿）", "市委宣传部")]
)
def test_a_body_behind_the_dateline_signs(bracket: str, name: str) -> None:
    article = only(f"供热管网全面检修\n\n本报讯{bracket}{BODY}\n")

    assert [(credit.name, credit.is_person) for credit in article.credits] == [(name, False)]
    assert article.body == BODY


@pytest.mark.parametrize("opening", ["本报讯（上接第一版）", "本报讯（记者李青河）（上接第一版）"])
def test_the_mark_behind_a_dateline_opens_one_continuation(opening: str) -> None:
    (page,) = read(f"供热管网全面检修\n\n{opening}{BODY}\n").pages

    (article,) = page.articles
    assert (article.kind, article.continued_from, article.dateline) == (Kind.CONTINUATION, "第一版", "本报讯")
    assert article.body == BODY


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
