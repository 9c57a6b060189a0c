"""The day of an issue from what its reports say, and what must not mislead it: plans, quotations, history, notices."""

import datetime

import pytest

from articles.ingest.drafts import DateEstimate, DateSource, Kind
from articles.ingest.stages.furniture import read_furniture
from tests.ingest.reading import articles, read

TAIL = "\n\n巷子里的陈奶奶说，从前下雨天出门要穿胶鞋，现在穿布鞋也不怕了。\n\n社区还会继续听取居民的意见。\n"
YEAR = "2021年已改造六条背街小巷，2021年的资金也已到位。"


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def estimate(lead: str, rest: str = "") -> DateEstimate:
    return read(f"背街小巷换新颜\n\n本报讯（记者李青河）{lead}{TAIL}{rest}").date


def days_of(found: DateEstimate) -> tuple[datetime.date | None, datetime.date | None, datetime.date | None]:
    return found.earliest, found.date, found.latest


def test_a_full_date_told_as_past_gives_day_and_year() -> None:
    found = estimate("2021年6月17日上午，市城管局召开现场会，部署背街小巷整治。")

    assert days_of(found) == (day("2021-06-18"), day("2021-06-18"), day("2021-06-21"))
    assert (found.evidence[0].line, found.evidence[0].text) == (3, "2021年6月17日上午")


@pytest.mark.parametrize(
    ("dateline", "earliest", "latest"),
    [("本报6月17日讯", "2021-06-17", "2021-06-18"), ("新华社北京6月17日电", "2021-06-17", "2021-06-19")],
)
def test_a_dateline_tells_the_day(dateline: str, earliest: str, latest: str) -> None:
    found = read(f"背街小巷换新颜\n\n{dateline}（记者李青河）各地背街小巷都在整治。{YEAR}{TAIL}").date

    assert days_of(found) == (day(earliest), day("2021-06-18"), day(latest))
    assert found.evidence[0].text == dateline


@pytest.mark.parametrize(
    "words", ["今天是2021年6月18日，端午刚过。", "今日（6月18日），小巷通车。2021年改造六条，2021年内收尾。"]
)
def test_today_is_the_day_of_the_paper(words: str) -> None:
    assert estimate(words).date == day("2021-06-18")


def test_yesterday_with_its_day_leaves_no_doubt() -> None:
    found = estimate(f"昨日（6月17日），市城管局召开现场会。{YEAR}")

    assert days_of(found) == (day("2021-06-18"), day("2021-06-18"), day("2021-06-18"))


def test_a_count_until_midnight_is_printed_on_the_next_day() -> None:
    found = estimate("截至2021年6月17日24时，已有三千户居民签下公约。")

    assert days_of(found) == (day("2021-06-18"), day("2021-06-18"), day("2021-07-01"))


@pytest.mark.parametrize(
    "misleading",
    [
        "信中写道：“9月18日，我随部队过河。”",
        "荷花节8月10日在东湖公园开幕，为期一个月。",
        "会上宣布8月1日至5日免费开放各展馆。",
        "健步走于8月16日开跑。",
        "8月11日是当地的庙会。",
        "8月1日起，全市推行新办法。",
        "工程2021年12月31日前完工。",
    ],
)
def test_what_is_planned_quoted_or_only_named_is_no_day_of_a_report(misleading: str) -> None:
    in_lead = estimate(f"6月17日，市城管局召开现场会。{misleading}{YEAR}")
    behind = estimate(f"6月17日，市城管局召开现场会。{YEAR}\n\n{misleading}")

    assert {in_lead.date, behind.date} == {day("2021-06-18")}


def test_history_far_behind_the_lead_does_not_win_for_being_later() -> None:
    found = estimate(f"6月17日，老兵来到档案馆。{YEAR}", "\n8月15日，胜利的消息传来，全村人都哭了。\n")

    assert found.date == day("2021-06-18")


def test_a_story_of_the_past_gives_no_year() -> None:
    found = estimate(
        "6月17日，市民祭扫烈士墓。", "\n烈士的故事\n\n1947年5月18日，他参加战斗。1947年10月24日，县城解放。\n"
    )

    assert found.source is DateSource.UNKNOWN


@pytest.mark.parametrize(
    "plan",
    [
        "2035年建成宜居城市，2035年城镇化率达80%。",
        "展品有2030年的规划图，2030年的模型。",
        "力争2025年完成，2030年达峰，2060年中和。",
        "2022年春季开学前完工，2022年秋季招生。",
    ],
)
def test_the_year_of_a_plan_is_not_the_year_of_the_paper(plan: str) -> None:
    assert estimate(f"6月17日，市城管局召开现场会。{plan}{YEAR}").date == day("2021-06-18")
    assert estimate(f"6月17日，市城管局召开现场会。{plan}今年是2021年。").date == day("2021-06-18")


def test_a_plan_alone_gives_no_year() -> None:
    found = estimate("6月17日，市城管局召开现场会。2035年建成宜居城市，2035年城镇化率达80%。")

    assert found.source is DateSource.UNKNOWN


def test_one_year_in_passing_gives_no_year() -> None:
    assert estimate("6月17日，2005年毕业的王芳回到母校参加活动。").source is DateSource.UNKNOWN


def test_in_january_the_old_year_is_told_of_and_the_new_one_planned() -> None:
    found = estimate(
        "1月1日，市民在广场晨练。12月31日晚，市里举行晚会。",
        "\n2022年，我市将继续努力。2021年成绩喜人，2021年增长6%。\n",
    )

    assert found.date == day("2022-01-02")


def test_in_january_a_year_told_of_as_over_is_the_last_one() -> None:
    over = estimate("1月4日，市民在广场晨练。2021年，我市成绩喜人，2021年增长6%。")
    begun = estimate("1月4日，市民在广场晨练。2022年，我市预期增长6%。2022年的首场雪来了。")

    assert {over.date, begun.date} == {day("2022-01-05")}


def test_a_picture_shows_what_was() -> None:
    assert estimate(f"连日来，全市降雨。图为6月17日，工人清淤。{YEAR}").date == day("2021-06-18")


def test_a_day_told_beside_a_later_one_of_the_old_year_is_the_new_years() -> None:
    found = estimate("1月2日，市民在广场晨练。2021年12月31日，市里召开总结会。2021年成绩喜人，2021年增长6%。")

    assert found.date == day("2022-01-03")


def test_last_year_by_its_number_tells_this_one() -> None:
    assert estimate("6月17日（星期四），全市普降中雨。去年2020年同期偏少。").date == day("2021-06-18")


NOTICE = (
    "拍卖公告\n\n受委托，我公司定于2021年7月20日上午10时公开拍卖机动车一批。联系电话8812345。\n\n"
    "云溪市恒信拍卖有限公司\n\n2021年6月3日\n"
)
LETTER = (
    "给小朋友的一封信\n\n小朋友们，你们好。我在远方想念你们，祝你们好好学习，天天向上。\n\n你们的爷爷\n\n2019年5月1日\n"
)


@pytest.mark.parametrize("foot", [NOTICE, LETTER])
def test_the_day_below_a_notice_or_a_letter_is_not_printed_by_the_paper(foot: str) -> None:
    found = estimate(f"6月17日，市城管局召开现场会。{YEAR}", f"\n{foot}")

    assert (found.source, found.date) == (DateSource.INFERRED, day("2021-06-18"))


def test_a_notice_gives_a_fortnight_where_nothing_else_tells() -> None:
    found = estimate("近日，小巷通了路灯。", f"\n{NOTICE}")

    assert days_of(found) == (day("2021-06-03"), day("2021-06-03"), day("2021-06-16"))


@pytest.mark.parametrize("beside", ["云溪日报 A02", "星期五", "五月初九", "A02版 要闻"])
def test_a_day_at_the_foot_is_the_papers_beside_its_own_words(beside: str) -> None:
    found = estimate("近日，小巷通了路灯。", f"\n2021年6月18日\n{beside}\n")

    assert (found.source, found.date) == (DateSource.PRINTED, day("2021-06-18"))


def test_a_day_alone_at_the_head_is_the_papers() -> None:
    found = read(f"2021年6月18日\n\n背街小巷换新颜\n\n本报讯（记者李青河）近日，小巷通了路灯。{TAIL}").date

    assert found.source is DateSource.PRINTED


def test_a_weekday_that_is_not_the_days_is_doubted() -> None:
    """2021-06-18 was a Friday."""
    text = "2021年6月18日 星期{weekday}\n第02版\n\n背街小巷换新颜\n\n本报讯（记者李青河）近日，小巷通了路灯。" + TAIL

    (note,) = read(text.format(weekday="三")).notes
    assert (note.code, note.line) == ("weekday_differs", 1)
    assert "星期五" in note.message
    assert read(text.format(weekday="五")).notes == ()


def test_a_countdown_needs_the_day_of_its_own_event() -> None:
    report = f"6月17日，市城管局召开现场会。{YEAR}"
    advert = "\n拍卖公告\n\n我公司2020年5月1日成立，距报名截止还有 5 天，竞买保证金10万元，联系人张先生。\n"

    assert estimate(report, advert).date == day("2021-06-18")


def test_a_countdown_may_name_its_day_in_its_own_line() -> None:
    found = estimate("近日，小巷通了路灯。", "\n距2021年7月8日运动会开幕还有 20 天\n热线：0391-8812345\n")

    assert days_of(found) == (day("2021-06-18"), day("2021-06-18"), day("2021-06-18"))


@pytest.mark.parametrize("head", ["今日导读\n\n老巷新灯 A04版\n\n一张旧船票 A06版\n", "老巷新灯 A04版\n"])
def test_a_headline_with_its_page_is_a_teaser_and_labels_no_page(head: str) -> None:
    text = f"背街小巷换新颜\n\n本报讯（记者李青河）近日，小巷通了路灯。{TAIL}\n{head}"

    assert [page.label for page in read(text).pages] == [""]
    assert [teaser.body[:4] for teaser in articles(text, Kind.TEASER)] == ["老巷新灯"]


def test_a_pointer_to_another_page_keeps_its_headline_above_it() -> None:
    text = (
        "背街小巷换新颜\n\n本报讯（记者李青河）近日，小巷通了路灯。"
        f"{TAIL}\n老巷装上新的路灯\n\n▶▶▶ 详见今日本报A04版\n\n旧船票里的往事\n\n▶▶▶ 详见今日本报A06版\n"
    )

    (teaser,) = articles(text, Kind.TEASER)
    assert teaser.body.startswith("老巷装上新的路灯")


@pytest.mark.parametrize("line", ["A02版 要闻", "综合新闻 A03", "B02版 访谈", "第03版 教育周刊"])
def test_a_section_with_its_page_is_furniture(line: str) -> None:
    assert read_furniture(line) is not None


@pytest.mark.parametrize("lead", ["6月17日，市城管局召开现场会。", "近日，小巷通了路灯。截至6月17日，已有三千户签约。"])
def test_a_range_is_a_week_or_where_only_a_count_tells_a_fortnight(lead: str) -> None:
    found = estimate(f"{lead}{YEAR}")

    assert found.earliest is not None
    assert found.latest is not None
    assert (found.latest - found.earliest).days == (13 if "截至" in lead else 3)


def test_of_two_reports_the_later_wins_and_both_are_shown() -> None:
    other = "\n路灯亮了\n\n本报讯（记者韩雪松）6月18日上午，市住建局召开路灯改造推进会。\n\n路灯已经亮了三百盏。\n"
    found = estimate(f"6月17日，市城管局召开现场会。{YEAR}", other)

    assert days_of(found) == (day("2021-06-19"), day("2021-06-19"), day("2021-06-22"))
    assert [item.text for item in found.evidence] == ["6月18日上午", "6月17日"]
