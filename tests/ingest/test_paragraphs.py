"""Printed lines become paragraphs: a line end, a blank line or a caption inside a sentence is no border."""

from articles.ingest.drafts import Kind
from tests.ingest.reading import articles, only, printed

OPENING = (
    "本报讯（记者李青河）昨日，记者从市水务局获悉，今年全市已清淤河道三十二公里，新建泵站四座，汛期排水能力明显提高。"
)
SECOND = "据介绍，各县区还对老旧管网进行了逐段排查，对发现的堵点逐一登记，限期疏通，确保入汛之前全部整改到位。"


def test_lines_of_a_column_become_paragraphs() -> None:
    article = only(printed(f"{OPENING}\n{SECOND}", 14) + "\n\n全市河道清淤完成\n")

    assert article.body == f"{OPENING[10:]}\n{SECOND}"


def test_a_blank_line_before_an_opening_quote_is_no_paragraph_end() -> None:
    text = (
        "本报讯（记者李青河） 入夏以来，\n市文化馆延长了开放时间，新推出的\n\n“夜读角”深受欢迎，不少市民下班\n"
        "后来到这里读书，一坐就是两小时。\n\n“夜读角”受欢迎\n"
    )

    assert only(text).body == (
        "入夏以来，市文化馆延长了开放时间，新推出的“夜读角”深受欢迎，不少市民下班后来到这里读书，一坐就是两小时。"
    )


def test_a_column_end_inside_a_sentence_is_no_paragraph_end() -> None:
    first, second = SECOND[:30], SECOND[30:]
    text = f"{printed(OPENING, 14)}\n\n{printed(first, 14)}\n\n" + "\n".join(
        second[start : start + 20] for start in range(0, len(second), 20)
    )

    assert only(f"{text}\n\n全市河道清淤完成\n").body.split("\n") == [OPENING[10:], SECOND]


def test_a_paragraph_may_start_without_a_blank_line() -> None:
    text = f"{printed(OPENING, 14)}\n{printed(SECOND, 14)}\n\n全市河道清淤完成\n"

    assert only(text).body.split("\n") == [OPENING[10:], SECOND]


def test_spaced_out_lines_close_up() -> None:
    lines = [
        "本报讯（记者李青河）入冬以来",
        "市 园 林 部 门 对 行 道 树 进 行",
        "修 剪 ， 共 修 剪 枝 条 三 千 余",
        "棵，方便市民出行。",
    ]

    assert only("\n".join(lines) + "\n\n行道树完成冬剪\n").body == (
        "入冬以来市园林部门对行道树进行修剪，共修剪枝条三千余棵，方便市民出行。"
    )


def test_the_sentence_that_a_caption_interrupts_is_joined_again() -> None:
    text = (
        "农机合作社备足零配件\n\n"
        "本报讯（记者李青河）三夏将至，市农机合作社联合社提前备足零配件，方便各乡镇机手就近取\n\n\n\n"
        "5月6日，市实验小学学生在操场上练习跳绳。 王春林 摄\n\n用，还派出六支维修队下乡巡检，确保机具不带病下地。\n"
    )

    assert only(text).body == (
        "三夏将至，市农机合作社联合社提前备足零配件，方便各乡镇机手就近取用，还派出六支维修队下乡巡检，确保机具不带病下地。"
    )
    assert only(text, Kind.PHOTO_CAPTION).body == "5月6日，市实验小学学生在操场上练习跳绳。"


def test_each_long_line_of_an_ocr_model_is_a_paragraph() -> None:
    text = f"# 全市河道清淤完成\n\n{OPENING}\n{SECOND}\n"

    (article,) = articles(text)
    assert article.headline == "全市河道清淤完成"
    assert article.body.split("\n") == [OPENING[10:], SECOND]


def test_a_column_that_widens_inside_an_article_changes_nothing() -> None:
    narrow = printed(OPENING, 12)
    wide = printed(SECOND, 24)

    assert only(f"{narrow}\n\n{wide}\n\n全市河道清淤完成\n").body.split("\n") == [OPENING[10:], SECOND]
