"""Which sentences tell of a turn in the life of a program. All sentences are invented."""

import datetime

import pytest

from articles.views.timelines import day_of
from entities.matching.milestones import Milestone, MilestoneKind, find_milestones

NAME = "码上办"


def told(text: str) -> list[tuple[str, str]]:
    places = [(start, start + len(NAME)) for start in range(len(text)) if text.startswith(NAME, start)]
    return [(each.kind.value, text[each.start : each.end]) for each in find_milestones(text, places)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("我市今日起启用“码上办”。", "launch"),
        ("“码上办”正式上线运行。", "launch"),
        ("《码上办运行办法》日前正式出台。", "launch"),
        ("2021年6月23日，我省召开“码上办”活动电视电话会议。", "launch"),
        ("“码上办”又添新功能。", "function"),
        ("在“码上办”上线“疫情求助”模块。", "function"),
        ("码上办荣获全市改革创新奖一等奖。", "praise"),
        ("市政府对码上办建设中表现突出的10家单位予以表扬。", "praise"),
    ],
)
def test_a_launch_a_new_function_and_praise_are_told_apart(text: str, kind: str) -> None:
    assert told(text) == [(kind, text)]


@pytest.mark.parametrize(
    "text",
    [
        "码上办启用以来运行平稳。",
        "依托码上办，建成全省首家调度室。",
        "市民用码上办查询公交。",
        "出台新规是深入贯彻落实省、市两级关于码上办的部署。",
        "新图书馆正式启用。市民用码上办查询。",
    ],
)
def test_what_is_told_of_another_or_of_no_change_is_none(text: str) -> None:
    assert told(text) == []


def test_the_first_sentence_of_each_kind_and_no_sentence_twice() -> None:
    text = "码上办今日启动，获得好评。码上办正式启用。码上办受到表扬。"
    assert told(text) == [("launch", "码上办今日启动，获得好评。"), ("praise", "码上办受到表扬。")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021年6月23日，码上办启动。", datetime.date(2021, 6, 23)),
        ("1月13日，码上办启动。", datetime.date(2022, 1, 13)),
        ("码上办今日启动。", datetime.date(2022, 1, 28)),
        ("2月3日，码上办启动。", datetime.date(2022, 1, 28)),
        ("13月40日，码上办启动。", datetime.date(2022, 1, 28)),
    ],
)
def test_a_day_that_the_sentence_names_counts_before_the_papers(text: str, day: datetime.date) -> None:
    start = text.index(NAME)
    (milestone,) = find_milestones(text, [(start, start + len(NAME))])
    assert day_of(milestone, datetime.date(2022, 1, 28)) == day


def test_without_a_day_of_its_own_and_of_the_paper_there_is_none() -> None:
    assert day_of(Milestone(MilestoneKind.LAUNCH, 0, 1, (0, 1), (0, 0, 0)), None) is None
