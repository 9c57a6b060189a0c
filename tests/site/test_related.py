"""Where an article leads on to: the same story some weeks around, the same program, each with the reason."""

import datetime
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Article, Department
from articles.search.draining import drain
from articles.services.text_changed import queue_index
from articles.views.related import SHOWN, STORY_DAYS, likeness
from tests import builders
from tests.site.conftest import Archive
from tests.site.pages import Seen

pytestmark = pytest.mark.django_db

DAY = datetime.date(2022, 1, 28)


def publish(days: int, **fields: Any) -> Article:
    """An article so many days after the archive's issue, indexed."""
    issue = builders.make_issue(date=DAY + datetime.timedelta(days=days))
    article = builders.make_article(page=builders.make_page(issue=issue, label=f"B{days}"), **fields)
    queue_index([article.pk])
    drain()
    return article


def related(client: Client, article: Article) -> dict[str, list[str]]:
    """The lines of each section, by its heading."""
    page = Seen(client.get(article.get_absolute_url()))
    sections = page.texts("section", class_="related")
    return {section.split(" ", 1)[0]: section.split(" ", 1)[1:] for section in sections}


def test_a_headline_like_it_some_weeks_later_is_the_same_story(client: Client, archive: Archive) -> None:
    queue_index([archive.launch.pk])
    publish(12, headline="怀川码上办上线满月", body="回访。")
    publish(STORY_DAYS.days + 1, headline="怀川码上办正式上线", body="周年。")
    assert related(client, archive.launch) == {"相近的报道": ["怀川码上办上线满月 2022-02-09 第B12版 标题相近"]}


def test_articles_that_name_the_same_three_are_the_same_story(client: Client, archive: Archive) -> None:
    others = [builders.make_department(name=f"怀川市{name}局") for name in ("财政", "水利")]
    names: list[Department] = [archive.department, *others]
    body = "怀川市政务服务局、怀川市财政局、怀川市水利局开会。"
    first = publish(1, headline="开渠引水", body=body, departments=names)
    publish(5, headline="田间放水", body=body, departments=names)
    publish(6, headline="两局会商", body=body, departments=names[:2])
    assert related(client, first) == {
        "相近的报道": ["田间放水 2022-02-02 第B5版 同写到怀川市政务服务局、怀川市财政局、怀川市水利局"]
    }


def test_the_same_program_at_any_time_with_the_nearest_first(client: Client, archive: Archive) -> None:
    queue_index([archive.launch.pk])
    for number in range(1, SHOWN + 3):
        publish(
            number * 200,
            headline=f"{'东南西北中上下'[number - 1]}乡见闻",
            body="怀川码上办到了。",
            programs=[archive.program],
        )
    (lines,) = related(client, archive.launch)["同一项目"]
    assert lines.startswith("东乡见闻 2022-08-16 第B200版 同写“怀川码上办”")
    assert lines.count("同写") == SHOWN
    assert "上乡见闻" not in lines


def test_what_is_not_to_be_read_there_is_left_out(client: Client, archive: Archive) -> None:
    queue_index([archive.launch.pk])
    named: dict[str, Any] = {"headline": "怀川码上办正式上线", "body": "怀川码上办。", "programs": [archive.program]}
    publish(3, kind=Article.Kind.NOTICE, **named)
    gone = publish(4, **named)
    Article.objects.filter(pk=gone.pk).update(state=Article.State.WITHDRAWN)
    queue_index([builders.make_article(page=archive.front, **named).pk])
    drain()
    assert related(client, archive.launch) == {}


def test_a_notice_leads_nowhere(client: Client, archive: Archive) -> None:
    notice = publish(3, headline="怀川码上办正式上线", kind=Article.Kind.NOTICE, programs=[archive.program])
    queue_index([archive.launch.pk])
    drain()
    assert related(client, notice) == {}


def test_an_undated_article_leads_to_its_program(client: Client, archive: Archive) -> None:
    page = builders.make_page(newspaper=archive.newspaper, label="", text="怀川码上办的一页\n")
    undated = builders.make_article(page=page, headline="", body="怀川码上办的一页", programs=[archive.program])
    queue_index([archive.launch.pk, undated.pk])
    drain()
    assert related(client, undated)["同一项目"] == ["怀川码上办正式上线 2022-01-28 第A01版 同写“怀川码上办”"]


def test_without_an_index_the_page_stands(client: Client, archive: Archive) -> None:
    assert related(client, archive.launch) == {}


@given(st.text(alphabet="怀川码上办正式线，", max_size=12), st.text(alphabet="怀川码上办正式线，", max_size=12))
def test_likeness_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) == likeness(other, one) <= 1
    assert likeness(one, one) == (1 if len(one) > 1 else 0)
