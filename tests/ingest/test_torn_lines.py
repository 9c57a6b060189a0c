"""What the end of a narrow column tears is put together again; a paragraph's first line is no headline."""

import pytest

from articles.ingest.drafts import Kind
from tests.ingest.reading import articles, only, printed
from tests.ingest.test_headlines import BRIDGE, CLINIC, HARVEST, LIBRARY, report


def pairs(text: str) -> list[tuple[str, str]]:
    return [(credit.name, credit.role) for credit in only(text).credits]


def test_a_dateline_torn_by_a_narrow_column_opens_an_article() -> None:
    text = f"{printed(report(LIBRARY), 10)}\n\n新华社郑州9\n月1日电（记者周\n晓岚）秋收时节\n，{printed(HARVEST, 8)}"

    first, second = articles(text)

    assert [credit.name for credit in second.credits] == ["周晓岚"]
    assert second.agency == "新华社"
    assert "周晓岚" not in first.body


def test_a_dateline_alone_goes_with_the_bracket_after_the_blank_line() -> None:
    text = f"{printed(report(BRIDGE), 12)}\n\n本 报 讯\n\n（记者周晓岚 通\n讯员李青河）{printed(LIBRARY, 12)}"

    article = articles(text)[-1]

    assert [(credit.name, credit.role) for credit in article.credits] == [("周晓岚", "记者"), ("李青河", "通讯员")]
    assert article.body.startswith(LIBRARY[:8])


def test_a_signature_torn_by_a_blank_line_is_one() -> None:
    text = f"{printed(LIBRARY, 14)}\n（本报记者 周晓岚 通\n\n讯员 李青河）\n\n市图书馆新馆开门迎客"

    article = only(text)

    assert article.headline == "市图书馆新馆开门迎客"
    assert [credit.name for credit in article.credits] == ["周晓岚", "李青河"]


@pytest.mark.parametrize("tear", ["本报记者 周晓岚 通\n讯员 李青河", "本报记者 周晓岚 通讯员\n李青河"])
def test_a_byline_goes_on_in_the_next_line(tear: str) -> None:
    assert pairs(f"东湖人行桥主体完工\n\n{tear}\n\n{printed(BRIDGE, 13)}") == [("周晓岚", "记者"), ("李青河", "通讯员")]


def test_a_credit_whose_last_word_stands_alone_is_no_byline() -> None:
    caption_lines = "图为建成的东湖人行桥。\n\n本报记者 周晓岚\n摄"
    text = f"{printed(report(BRIDGE), 14)}\n\n{caption_lines}\n\n{printed(report(CLINIC), 14)}"

    (caption,) = articles(text, Kind.PHOTO_CAPTION)

    assert [(credit.name, credit.role) for credit in caption.credits] == [("周晓岚", "摄影")]
    assert all("周晓岚" not in {credit.name for credit in article.credits} for article in articles(text))


@pytest.mark.parametrize("space", [" ", "\n"])
def test_names_spaced_out_are_cut_before_their_surnames(space: str) -> None:
    text = f"本报讯（记者 郭 华 国{space}萧 青{space}爱）{printed(LIBRARY, 16)}"

    assert pairs(text) == [("郭华国", "记者"), ("萧青爱", "记者")]


def test_a_bare_name_in_brackets_is_the_author() -> None:
    assert pairs(f"秋收时节玉米颗粒归仓\n\n{HARVEST}\n\n（周晓岚）\n") == [("周晓岚", "作者")]


def test_a_bare_name_behind_the_last_sentence_is_the_author() -> None:
    assert pairs(f"秋收时节玉米颗粒归仓\n\n{HARVEST}（周晓岚）\n") == [("周晓岚", "作者")]


@pytest.mark.parametrize("aside", ["详见下图", "周晓岚带队", "见图"])
def test_an_aside_behind_the_last_sentence_is_no_author(aside: str) -> None:
    assert pairs(f"秋收时节玉米颗粒归仓\n\n{HARVEST}（{aside}）\n") == []


def test_a_source_below_the_highlights_of_a_report_begins_no_other() -> None:
    text = f"本报讯（记者周晓岚）●老桥当日停止通行\n●两岸接驳公交同步开通\n\n据新华社电{BRIDGE}"

    article = only(f"东湖人行桥主体完工\n\n{text}\n")

    assert [credit.name for credit in article.credits] == ["周晓岚"]
    assert BRIDGE in article.body


def test_a_reporter_who_heard_from_an_office_is_no_byline() -> None:
    torn = "记者从市市场监管局\n获悉，新馆夜间延时开放，周末不闭馆，各区还将增设二十处自助书屋。"
    text = f"{printed(report(LIBRARY), 13)}\n\n{torn}"

    assert pairs(text) == [("李青河", "记者")]


def test_the_indented_first_line_of_a_paragraph_is_no_headline() -> None:
    """A blank line tore it off; the lines after it are not indented, so no paragraph begins with them."""
    rest = "的老人测量血压调整用药已有两万余户居民签约其中独居老人九百多户都有专人负责每周上门两次从不间断。"
    lines = "\n".join(rest[start : start + 14] for start in range(0, len(rest), 14))
    text = f"{printed(report(BRIDGE), 14)}\n\n家庭医生每周上门为行动不\n\n{lines}\n\n东湖人行桥主体完工"

    article = only(text)

    assert "为行动不的老人测量血压" in article.body.replace("\n", "")
    assert "家庭医生每周上门为行动不\n" not in article.body


def wrapped(text: str, width: int = 14) -> str:
    return "\n".join(text[start : start + width] for start in range(0, len(text), width))


def test_lines_before_text_that_is_not_indented_are_its_beginning() -> None:
    """A quote at a line's start brings a blank line; the text after the short piece goes on in full width."""
    begun = "城南的老人们说起家庭医生都赞不绝口，手边放着《居家养老手册》"
    torn = "《慢病防治问答》和街道的那本"
    rest = "《邻里通讯》，每一本都翻得起了毛边，书页里夹着医生手写的用药单，字迹工整。"
    text = f"{printed(report(CLINIC), 14)}\n\n{printed(begun, 14)}\n\n{wrapped(torn)}\n\n{wrapped(rest)}"
    text += "\n\n家庭医生上门巡诊暖人心\n"

    article = only(text)

    assert article.headline == "家庭医生上门巡诊暖人心"
    assert "《慢病防治问答》和街道的那本《邻里通讯》" in article.body


def test_a_subtitle_that_asks_is_a_subtitle() -> None:
    text = f"{printed(report(BRIDGE), 14)}\n\n东湖人行桥主体完工\n\n——两岸居民何时能过桥？\n"

    assert only(text).subtitle == "——两岸居民何时能过桥？"


def test_a_captions_first_words_before_a_quote_belong_to_it() -> None:
    caption = "连日来，文昌街道积极开展\n\n“送书下乡”活动，五百余人领到新书。图为活动现场。 王春林 摄"
    text = f"{printed(report(LIBRARY), 14)}\n\n市图书馆新馆开门迎客\n\n{caption}\n"

    (found,) = articles(text, Kind.PHOTO_CAPTION)

    assert found.body.startswith("连日来，文昌街道积极开展“送书下乡”活动")
    assert only(text).headline == "市图书馆新馆开门迎客"


def test_two_printed_lines_that_both_speak_of_the_text_are_one_headline() -> None:
    text = f"{printed(report(HARVEST), 15)}\n\n各乡镇农机手抢抓晴好天气\n\n全市玉米机收率超过九成"

    article = only(text)

    assert (article.kicker, article.headline) == ("", "各乡镇农机手抢抓晴好天气 全市玉米机收率超过九成")


def test_who_speaks_above_what_is_said_is_a_kicker() -> None:
    text = f"{printed(report(HARVEST), 15)}\n\n全市秋收现场会要求农机手抢抓好天气 市领导强调\n\n全市玉米机收率超过九成"

    assert only(text).headline == "全市玉米机收率超过九成"


def test_a_slogan_above_a_headline_is_its_kicker() -> None:
    text = f"{printed(report(HARVEST), 15)}\n\n奋楫争先开新局 乘风破浪\n\n全市玉米机收率超过九成"

    article = only(text)

    assert (article.kicker, article.headline) == ("奋楫争先开新局 乘风破浪", "全市玉米机收率超过九成")


def test_a_series_title_below_a_headline_is_no_headline() -> None:
    article = only(f"{printed(report(HARVEST), 15)}\n\n全市玉米机收率超过九成\n\n乡村振兴进行时\n")

    assert (article.kicker, article.headline) == ("乡村振兴进行时", "全市玉米机收率超过九成")


@pytest.mark.parametrize("advert", ["今日距云溪马拉松开跑还有 12 天", "2021年6月30日 中国云溪·东湖"])
def test_an_advert_between_two_reports_is_no_headline(advert: str) -> None:
    text = f"{printed(report(HARVEST), 15)}\n\n全市玉米机收率超过九成\n\n{advert}\n\n{printed(report(BRIDGE), 15)}\n\n"
    found = articles(f"{text}东湖人行桥主体完工\n")

    assert [article.headline for article in found] == ["全市玉米机收率超过九成", "东湖人行桥主体完工"]


def test_a_brief_broken_inside_its_title_is_one_line_of_the_list() -> None:
    briefs = "●我省乡村旅游试点名单公布\n●《数据治理标准化白皮\n\n书》今日发布\n●南李村数据中心揭牌"
    text = f"{printed(report(LIBRARY), 16)}\n\n{briefs}"

    assert only(text, Kind.BRIEF_LIST).body.split("\n")[1] == "●《数据治理标准化白皮书》今日发布"
