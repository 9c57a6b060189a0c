"""The marks of an OCR model's page become structure, and none of them is left in the text; a text's own signs stay."""

import pytest

from articles.ingest.drafts import Kind
from articles.ingest.stages.marks import read_marks
from tests.ingest.reading import articles, only

OPENING = "市水务局工作人员昨日沿河查看水位，并提醒沿线居民注意防汛安全。"
SECOND = "据介绍，各县区对老旧管网进行了逐段排查，限期疏通，确保入汛之前整改到位。"


def body(*paragraphs: str) -> list[str]:
    """The paragraphs of the one article whose text these are, but for the first, a byline's."""
    text = "\n\n".join(["# 全市河道清淤完成", f"本报讯（记者田禾）{OPENING}", *paragraphs])
    return only(text).body.split("\n")[1:]


@pytest.mark.parametrize(
    "opening",
    [
        f"<p>本报讯（记者田禾）{OPENING}</p>",
        f"<p><strong>本报讯</strong>（记者田禾）{OPENING}</p>",
        f"**本报讯**（记者**田禾**）{OPENING}",
        f"&nbsp;&nbsp;本报讯（记者&nbsp;田禾）{OPENING}",
        f"> 本报讯（记者田禾）{OPENING}",
    ],
)
def test_an_opening_in_marks_gives_dateline_and_reporter(opening: str) -> None:
    article = only(f"# 全市河道清淤完成\n\n{opening}\n\n{SECOND}\n")

    assert (article.dateline, [credit.name for credit in article.credits]) == ("本报讯", ["田禾"])
    assert article.body == f"{OPENING}\n{SECOND}"


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("他说：&ldquo;水位&lt;3米。&rdquo;", "他说：“水位<3米。”"),
        ("水位正常，[详情](https://example.org/a?b=1)见网站。", "水位正常，详情见网站。"),
        ("*一个*牌子立在河边，**醒目**又***结实***。", "一个牌子立在河边，醒目又结实。"),
        ("局长说**“没想到这么快”**，大家都笑了。", "局长说“没想到这么快”，大家都笑了。"),
        ("~~旧闸~~已拆，==新闸==已立，`闸号`在门上。", "旧闸已拆，新闸已立，闸号在门上。"),
        ("- 清理河道的工作要抓紧，不留死角。", "清理河道的工作要抓紧，不留死角。"),
        ("* 储备物资的工作要抓牢，不误农时。", "储备物资的工作要抓牢，不误农时。"),
        (r"1\. 巡查河道的工作要抓实，不漏一处。", "1. 巡查河道的工作要抓实，不漏一处。"),
        (r"$\textcircled{1}$号闸放水$30\%$，水温$5^{\circ}$。", "①号闸放水30%，水温5°。"),
        ("库容10<sup>3</sup>立方米，H<sub>2</sub>O占九成。", "库容10³立方米，H₂O占九成。"),
        (r"库容$10^{3}$立方米，水量充足。", "库容10³立方米，水量充足。"),
        ("> “没想到这么快。”村民老李说。", "“没想到这么快。”村民老李说。"),
        ("沿河巡查<!-- 编者\n按 -->不停，昼夜有人。", "沿河巡查不停，昼夜有人。"),
    ],
)
def test_marks_leave_the_text(printed: str, read: str) -> None:
    assert body(printed, SECOND) == [read, SECOND]


@pytest.mark.parametrize(
    "printed",
    [
        "中奖的有李**、王**（男）、张*三、赵*四，请于本周领奖。",
        "3*4*5等于60，2<3，a_b_c是网名，这些都不用算。",
        "#焦作文旅#话题昨日冲上热搜，阅读量过亿。",
        "门票$100到$200不等，[注]以当日为准。",
        r"水位表上的\d与$\unknown{x}$都看不清，只得重抄。",
        "注：*为必填，*号之外的可以不填，AT&T与R&D;照抄。",
    ],
)
def test_a_texts_own_signs_stay(printed: str) -> None:
    assert body(printed, SECOND) == [printed, SECOND]


def test_pictures_fences_and_rules_leave_no_paragraph() -> None:
    assert body("![图片](a.jpg)", "```text\n" + SECOND + "\n```", "---", OPENING) == [SECOND, OPENING]


def test_a_quotation_is_no_teaser_and_a_pointer_is_one() -> None:
    text = f"# 全市河道清淤完成\n\n{OPENING}\n\n> “没想到这么快。”\n\n{SECOND}\n\n# 秋粮入库\n\n>>> 详见今日本报A06版\n"

    assert only(text).body.split("\n") == [OPENING, "“没想到这么快。”", SECOND]
    assert only(text, Kind.TEASER).body.startswith("秋粮入库")


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><th>县</th><th>亩数</th></tr><tr><td><p>温县</p></td><td>3</td></tr></table>",
        "<table>\n<tr>\n<td>县</td>\n<td>亩数</td>\n</tr>\n<tr>\n<td>温县</td>\n<td>3</td>\n</tr>\n</table>",
        "| 县 | 亩数 |\n|----|----|\n| 温县 | 3 |",
    ],
    ids=["one line", "a line a cell", "markdown"],
)
def test_a_table_is_rows_with_a_tab_between_cells(table: str) -> None:
    assert body(table, SECOND) == ["县\t亩数", "温县\t3", SECOND]


def test_html_headings_and_paragraphs_are_lines_of_their_own() -> None:
    text = f"<h2>全市河道清淤完成</h2><p>{OPENING}</p><p>{SECOND}</p>\n<h2>三所小学投用</h2><p>本报讯 {SECOND}</p>"

    assert [(article.headline, article.body) for article in articles(text)] == [
        ("全市河道清淤完成", f"{OPENING}\n{SECOND}"),
        ("三所小学投用", SECOND),
    ]


def test_what_is_read_is_as_long_as_what_is_printed() -> None:
    printed = (
        f"# 标题\n\n**{OPENING}**&ldquo;好&rdquo;10<sup>3</sup>$\\textcircled{{1}}$\\*\n<table>\n<tr>\n<td>县</td></tr>"
    )

    assert len(read_marks(printed).text) == len(printed)


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("简讯\n\n●各县情况如下，请看分解。\n|---|---|\n", ["●各县情况如下，请看分解。"]),
        ("简讯\n\n●孟州植树\n\n●温县开会\n****", ["●孟州植树\n●温县开会"]),
        ("简讯\n\ufeff", [""]),
        ("\u200b\n\n\n\n# \n王春林 摄\n秩序井然。", ["", "秩序井然。"]),
        ("****", [""]),
    ],
)
def test_marks_without_text_are_no_paragraph(text: str, bodies: list[str]) -> None:
    kinds = (Kind.ARTICLE, Kind.BRIEF_LIST, Kind.PHOTO_CAPTION, Kind.PAGE_FURNITURE)

    assert sorted(article.body for kind in kinds for article in articles(text, kind)) == sorted(bodies)


def test_the_members_of_a_list_that_semicolons_part_stay_apart() -> None:
    members = ["●一是加强巡查，发现险情及时上报；", "二是清理河道，保持水流畅通；", "三是储备物资，做到有备无患。"]

    assert body(f"{SECOND[:-1]}：", *members, OPENING)[1:] == [*members, OPENING]
