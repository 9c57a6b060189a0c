"""审校 at the desk: the list with its differences, decisions by buttons, what editors see of their own work."""

import re

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article, Review
from articles.services.review import submit_correction
from tests.builders import make_article, make_page
from tests.desk.people import make_editor, make_reviewer
from tests.desk.test_article_desk import change_address, save, shown_value

pytestmark = pytest.mark.django_db

BODY = "1月27日，推迸会在我市召开。"
LIST = reverse("admin:articles_review_changelist")
DECIDE = reverse("admin:articles_review_decide")


def submit(article: Article, editor: User, body: str) -> None:
    article.refresh_from_db()
    submit_correction(article, base_revision=article.revision_number, editor=editor, body=body)


def decide(client: Client, decision: str, **sent: str | list[int]) -> str:
    return client.post(DECIDE, {"decision": decision, **sent}, follow=True).content.decode()


def test_the_editor_is_told_what_is_live_and_what_waits(editor: Client) -> None:
    article = make_article(body=BODY)
    page = editor.post(
        change_address(article),
        {"body": "1月28日，推进会在我市召开。", "headline": article.headline, "kind": "article", "base_revision": 0},
        follow=True,
    ).content.decode()
    assert "改动涉及日期，要等审校通过才公开：“1月27日，推”→“1月28日，推”。其余改动已经公开（第1稿）。" in page
    page = editor.get(change_address(article)).content.decode()
    assert "这篇文章有 1 处改动在等审校，还没有公开" in page
    assert "2<del>7</del><ins>8</ins>日" in page
    assert shown_value(page, "body") == "1月27日，推进会在我市召开。"


def test_a_second_editor_is_told_of_what_waits_and_loses_nothing(editor: Client) -> None:
    article = make_article(body=BODY)
    submit(article, make_editor(name="王编辑"), "1月28日，推迸会在我市召开。")
    assert "王编辑" in editor.get(change_address(article)).content.decode()
    response = editor.post(
        change_address(article),
        {"body": "1月28日，推迸会在我市召开。", "headline": article.headline, "kind": "article", "base_revision": 0},
        follow=True,
    )
    assert "王编辑已提交过同样的改动，正在等审校" in response.content.decode()
    submit(article, make_editor(name="吴编辑"), "1月27日，推进会在我市召开。")
    stale = save(editor, article, base_revision=0, body="1月27日，推迸会在我市胜利召开。")
    assert stale.status_code == 409
    page = stale.content.decode()
    assert "改动在等审校" in page
    assert shown_value(page, "body") == "1月27日，推进会在我市胜利召开。"
    assert "不同的地方" in page


def test_reviewers_see_what_is_open_with_its_difference_and_pass_it(reviewer: Client) -> None:
    article = make_article(body=BODY)
    submit(article, make_editor(), "1月28日，推进会在我市召开。")
    page = reviewer.get(LIST).content.decode()
    assert "2<del>7</del><ins>8</ins>日，推进会" in page
    assert "推<del>迸</del><ins>进</ins>会" in page
    waiting = Review.objects.get(subject="waiting")
    assert "已通过1条" in decide(reviewer, f"approve:{waiting.pk}")
    article.refresh_from_db()
    assert article.body == "1月28日，推进会在我市召开。"
    history = reviewer.get(change_address(article)).content.decode()
    assert "（周审校审校通过）" in history


def test_several_are_passed_at_once_and_one_that_cannot_be_holds_up_none(reviewer: Client) -> None:
    editor, articles = make_editor(), [make_article(page=make_page(label=f"A0{n}"), body=BODY) for n in range(3)]
    for article in articles:
        submit(article, editor, "1月28日，推迸会在我市召开。")
    submit(articles[0], make_reviewer(name="吴审校"), "1月29日，推迸会在我市召开。")
    chosen = list(Review.objects.filter(subject="waiting").values_list("pk", flat=True))
    page = decide(reviewer, "approve", chosen=chosen)
    assert "已通过2条" in page
    assert "没有通过：" in page
    assert Review.objects.filter(subject="waiting", state="approved").count() == 2


def test_a_conflict_shows_both_texts(reviewer: Client) -> None:
    article = make_article(body=BODY)
    submit(article, make_editor(), "1月28日，推迸会在我市召开。")
    submit(article, make_reviewer(name="吴审校"), "1月29日，推迸会在我市召开。")
    page = decide(reviewer, f"approve:{Review.objects.get(subject='waiting').pk}")
    assert "同一处后来又改过，没有写入" in page
    assert "2<del>7</del><ins>8</ins>日" in page
    assert "2<del>7</del><ins>9</ins>日" in page


def test_an_editor_sees_his_own_changes_alone_and_why_one_came_back(editor: Client, reviewer: Client) -> None:
    mine, other = make_article(body=BODY), make_article(page=make_page(label="A02"), body=BODY)
    submit(mine, User.objects.get(username="李编辑"), "1月28日，推迸会在我市召开。")
    submit(other, make_editor(name="王编辑"), "1月26日，推迸会在我市召开。")
    first, second = Review.objects.order_by("pk")
    assert "要写明原因" in decide(reviewer, f"reject:{first.pk}")
    decide(reviewer, f"reject:{first.pk}", **{f"reason-{first.pk}": "报纸上是27日"})
    page = editor.get(LIST).content.decode()
    assert "我的改动" in page
    assert "报纸上是27日" in page
    assert "王编辑" not in page
    assert "报纸上是27日" in editor.get(change_address(mine)).content.decode()
    assert editor.post(DECIDE, {"decision": f"approve:{second.pk}"}).status_code == 403
    decide(editor, f"take_back:{second.pk}")
    second.refresh_from_db()
    assert second.state == Review.State.OPEN


def test_the_list_is_narrowed(reviewer: Client) -> None:
    article, other = make_article(body=BODY), make_article(page=make_page(label="A02"), body="共有10人到会。")
    submit(article, make_editor(), "1月28日，推进会在我市召开。")
    submit(other, make_editor(name="王编辑"), "共有11人到会。")
    rows = {"subject__exact=waiting": 2, "touches=date": 1, "touches=figure": 1, "touches=none": 1, "state=approved": 0}
    rows[f"editor={User.objects.get(username='王编辑').pk}"] = 1
    for query, count in rows.items():
        page = reviewer.get(f"{LIST}?{query}").content.decode()
        assert len(re.findall('class="review"', page)) == count, query


def test_a_list_of_many_takes_no_more_queries(reviewer: Client) -> None:
    editor, counts = make_editor(), []
    for start in (0, 8):
        for number in range(start, start + 8):
            article = make_article(page=make_page(label=f"B{number}"), body=BODY)
            submit(article, editor, "1月28日，推进会在我市召开。")
        with CaptureQueriesContext(connection) as captured:
            assert reviewer.get(LIST).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_markup_in_a_change_stays_text(reviewer: Client) -> None:
    article = make_article(body="会议<b>召开</b>。")
    submit(article, make_editor(), "会议<script>alert(1)</script>召开。")
    page = reviewer.get(LIST).content.decode()
    assert "<script>alert" not in page
    assert "alert(1)" in page
    assert "&lt;" in page


@pytest.mark.parametrize(
    "here", ["https://elsewhere.example/", "//elsewhere.example/admin/articles/review/", "/admin/"]
)
def test_after_a_decision_one_is_sent_nowhere_else(reviewer: Client, here: str) -> None:
    response = reviewer.post(DECIDE, {"decision": "approve", "next": here})
    assert response.headers["Location"] == LIST
