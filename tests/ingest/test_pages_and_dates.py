"""A source's pages, their labels, and the day of the issue: given, printed, counted down, inferred or unknown."""

import datetime

import pytest

from articles.ingest.drafts import DateSource
from articles.ingest.stages.furniture import normal_label, read_furniture
from tests.ingest.reading import read

REPORT = "本报讯（记者李青河）{day}，市总工会在工人文化宫举办职工技能竞赛，来自各行业的三百余名选手同场竞技。"
FILLER = (
    "竞赛设焊工、电工、育婴等十二个工种，经过两天角逐，三十六名选手获得技术能手称号，将代表全市参加省级决赛，成绩优异者优先推荐。"
    * 3
)
DAY = datetime.date(2021, 6, 18)


def test_form_feeds_part_pages_and_lines_count_through() -> None:
    source = read(
        f"第一版标题\n\n{REPORT.format(day='昨日')}\n\f第二版标题\n\n{REPORT.format(day='昨日')}\n\n{FILLER}\n"
    )

    assert [(page.first_line, page.last_line) for page in source.pages] == [(1, 3), (4, 8)]
    assert [article.spans[0].page for page in source.pages for article in page.articles] == [0, 1]


def test_the_head_of_another_page_begins_a_page() -> None:
    head = "{label} 要闻 2021年6月18日 星期五"
    text = "".join(
        f"{head.format(label=label)}\n\n{REPORT.format(day='昨日')}\n\n{FILLER}\n\n" for label in ("A01", "A02")
    )

    source = read(text)
    assert [page.label for page in source.pages] == ["A01", "A02"]
    assert source.pages[1].first_line == 7


def test_a_given_label_wins_and_is_marked_as_given() -> None:
    page = read(f"A01 要闻 2021年6月18日\n\n{REPORT.format(day='昨日')}\n", label="A03").pages[0]

    assert (page.label, page.label_is_given) == ("A03", True)


def test_the_date_given_wins_and_a_printed_one_that_differs_is_noted() -> None:
    source = read(f"A01 要闻 2021年6月19日\n\n{REPORT.format(day='昨日')}\n", date=DAY)

    assert (source.date.source, source.date.date) == (DateSource.GIVEN, DAY)
    assert [note.code for note in source.notes] == ["date_differs"]


def test_a_printed_date_is_read() -> None:
    date = read(f"云溪日报\n2021年6月18日　星期五　要闻　A02\n\n{REPORT.format(day='昨日')}\n").date

    assert (date.source, date.date, date.earliest, date.latest) == (DateSource.PRINTED, DAY, DAY, DAY)
    assert (date.evidence[0].line, date.evidence[0].iso) == (2, "2021-06-18")


def test_a_countdown_tells_the_day() -> None:
    date = read(
        f"职工技能竞赛开幕\n\n{REPORT.format(day='昨日')}\n\n"
        "云溪马拉松\n2021年6月30日\n今日距云溪马拉松还有 12 天\n地址：工人文化宫\n"
    ).date

    assert (date.source, date.date) == (DateSource.INFERRED, DAY)


def test_the_day_is_inferred_from_the_latest_day_reported() -> None:
    text = (
        f"职工技能竞赛开幕\n\n{REPORT.format(day='6月15日')}2021年以来已举办七场。\n\n"
        f"志愿服务进社区\n\n{REPORT.format(day='6月17日上午')}2021年计划再办五场。\n"
    )

    date = read(text).date
    assert (date.source, date.date) == (DateSource.INFERRED, DAY)
    assert (date.earliest, date.latest) == (DAY, datetime.date(2021, 6, 21))
    assert [(item.line, item.text) for item in date.evidence] == [(7, "6月17日上午"), (3, "6月15日")]


def test_plans_do_not_make_the_issue_later() -> None:
    text = f"竞赛开幕\n\n{REPORT.format(day='6月17日')}2021年第三季度，2021年全年任务将在9月30日前完成。\n"

    assert read(text).date.date == DAY


def test_a_report_over_several_days_appears_after_the_last() -> None:
    text = f"竞赛开幕\n\n{REPORT.format(day='6月15日下午至17日')}2021年以来已办七场，2021年内再办五场。\n"

    assert read(text).date.date == DAY


@pytest.mark.parametrize(
    "plan", ["选拔赛将于8月20日开赛。", "8月20日将开赛。", "报名定于8月20日结束。", "预计8月20日完成。"]
)
def test_a_day_to_come_in_the_lead_is_no_day_of_the_report(plan: str) -> None:
    text = f"竞赛开幕\n\n本报讯（记者李青河）6月17日，市总工会举办竞赛。{plan}2021年已办七场，2021年内再办五场。\n"

    assert read(text).date.date == DAY


def test_a_year_named_beside_this_year_is_the_one_before() -> None:
    text = f"竞赛开幕\n\n{REPORT.format(day='6月17日')}\n自2020年以来已办七场，今年又办了五场。\n"

    date = read(text).date
    assert date.date == DAY
    assert ("2020年……今年", "2021") in {(item.text, item.iso) for item in date.evidence}


def test_a_weekday_tells_the_year() -> None:
    """6月17日 was a Thursday in 2021 and a Wednesday in 2020."""
    text = f"竞赛开幕\n\n{REPORT.format(day='6月17日（星期四）')}2020年获奖的选手也参加了2020年的决赛。\n"

    assert read(text).date.date == DAY


def test_in_january_a_day_of_december_was_last_year() -> None:
    text = (
        f"竞赛开幕\n\n{REPORT.format(day='12月30日')}2022年起每季一场。\n\n"
        f"服务进社区\n\n{REPORT.format(day='1月3日')}这是2022年的首场。\n"
    )

    assert read(text).date.date == datetime.date(2022, 1, 4)


def test_a_count_until_a_day_gives_a_fortnight_where_no_day_is_reported() -> None:
    text = f"竞赛开幕\n\n{REPORT.format(day='近日')}2021年启动以来，截至6月18日，2021年已有五百人报名。\n"

    date = read(text).date
    assert (date.earliest, date.latest) == (DAY, datetime.date(2021, 7, 1))


def test_a_count_until_a_day_moves_the_earliest_day() -> None:
    text = f"竞赛开幕\n\n{REPORT.format(day='6月16日')}{FILLER}2021年启动，2021年截至6月18日已有五百人报名。\n"

    assert read(text).date.earliest == DAY


def test_a_page_that_names_no_day_has_no_date() -> None:
    date = read(f"竞赛开幕\n\n{REPORT.format(day='近日')}\n").date

    assert (date.source, date.date) == (DateSource.UNKNOWN, None)


@pytest.mark.parametrize(
    ("printed", "label"), [("A2", "A02"), ("A02版", "A02"), ("第3版", "03"), ("b11", "B11"), ("00", ""), ("头版", "")]
)
def test_labels_have_one_form(printed: str, label: str) -> None:
    assert normal_label(printed) == label


@pytest.mark.parametrize(
    "line",
    [
        "责编 赵明远 校对 韩雪",
        "A02版 要闻",
        "2021年6月18日 星期五 五月初九",
        "云溪晚报 社会",
        "第3205期 今日8版",
        "02 教育周刊 2021年6月18日",
    ],
)
def test_furniture_is_recognised(line: str) -> None:
    assert read_furniture(line) is not None


@pytest.mark.parametrize(
    "line",
    [
        "2021年工作要点出炉",
        "6月18日，市总工会举办竞赛",
        "云溪日报记者深入一线采访",
        "责编一本书的故事很长很长",
        "三月三 拜轩辕",
        "今日头条",
    ],
)
def test_a_sentence_is_no_furniture(line: str) -> None:
    assert read_furniture(line) is None
