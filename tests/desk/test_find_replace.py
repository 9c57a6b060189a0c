"""Find and replace over many articles: every change is seen first, no history is lost, all of it goes back."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article, AuditEntry, ReplacedArticle, Replacement, Revision
from articles.search.backend import search_backend
from articles.search.rebuilding import rebuild
from articles.services import replacements
from articles.services.article_text import text_of_article
from articles.services.corrections import correct_article
from articles.services.hiding import hide_passages
from articles.services.text_changed import text_changed
from articles.services.withdrawal import withdraw_article
from tests.builders import link_department, make_article, make_department, make_page
from tests.desk.people import make_administrator, make_editor, make_person

pytestmark = pytest.mark.django_db
ADD = "admin:articles_replacement_add"
Outcome = ReplacedArticle.Outcome


def wrong_articles(count: int) -> list[Article]:
    page = make_page(label=f"B{Article.objects.count()}")
    made = [
        make_article(
            page=page, headline=f"第{n}次市委常委会", body=f"市长徐衣民出席第{n}次会议。\n徐衣民强调要抓落实。"
        )
        for n in range(count)
    ]
    rebuild(search_backend())
    return made


def begin(client: Client, **values: Any) -> Any:
    sent = {"find": "徐衣民", "replacement": "徐依民", "fields_chosen": ["headline", "body"]} | values
    return client.post(reverse(ADD), sent, follow=True)


def boxes(html: str) -> list[str]:
    return re.findall(r'name="(keep-[0-9a-z-]+)"', html)


def send(client: Client, html: str, *, without: tuple[str, ...] = (), **buttons: str) -> Any:
    run = Replacement.objects.latest("pk")
    sent: dict[str, Any] = {"shown": re.findall(r'name="shown" value="(\d+)"', html), **buttons}
    sent |= dict.fromkeys([name for name in boxes(html) if name not in without], "on")
    return client.post(reverse("admin:articles_replacement_change", args=[run.pk]), sent, follow=True)


def outcomes() -> dict[int, str]:
    return dict(Replacement.objects.latest("pk").articles.values_list("article_id", "outcome"))


def test_every_change_is_shown_in_its_sentence_before_anything_is_written(reviewer: Client) -> None:
    first, second = wrong_articles(2)
    other = make_article(headline="无关", body="徐依民的名字是对的。")
    html = begin(reviewer).content.decode()
    assert "2 篇文章，4 处" in html
    assert html.count("<del>徐衣民</del><ins>徐依民</ins>") == 4
    assert "市长<del>徐衣民</del><ins>徐依民</ins>出席第0次会议。" in html
    assert len(boxes(html)) == 4
    assert html.count(" checked") == 4
    assert str(other.public_id) not in re.findall(r">(\d+) ", html)
    assert Revision.objects.filter(number__gt=0).count() == 0
    assert first.headline in html
    assert second.headline in html


def test_what_is_ticked_is_replaced_each_article_by_one_revision(reviewer: Client) -> None:
    first, second = wrong_articles(2)
    html = begin(reviewer).content.decode()
    row = ReplacedArticle.objects.get(article=first)
    done = send(reviewer, html, without=(f"keep-{row.pk}-1",), apply="1").content.decode()
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.body == "市长徐依民出席第0次会议。\n徐衣民强调要抓落实。"
    assert second.body == "市长徐依民出席第1次会议。\n徐依民强调要抓落实。"
    revision = second.revisions.get(number=1)
    assert (revision.reason, revision.editor.username) == ("查找替换：“徐衣民” → “徐依民”", "周审校")  # type: ignore[union-attr]
    assert first.revisions.count() == second.revisions.count() == 2
    assert "已替换：2 篇" in done


def test_an_article_changed_since_the_preview_is_left_out_and_listed(reviewer: Client) -> None:
    first, second = wrong_articles(2)
    html = begin(reviewer).content.decode()
    correct_article(first, base_revision=0, editor=make_editor(name="王编辑"), headline="他人改过的题")
    done = send(reviewer, html, apply="1").content.decode()
    first.refresh_from_db()
    assert "徐衣民出席" in first.body
    assert outcomes() == {first.pk: Outcome.STALE, second.pk: Outcome.DONE}
    assert "他人改过的题：预览后有人改过，没有替换" in re.sub(r"</a>", "", done)


def test_a_run_is_taken_back_but_for_what_was_corrected_since(reviewer: Client) -> None:
    first, second = wrong_articles(2)
    send(reviewer, begin(reviewer).content.decode(), apply="1")
    correct_article(first, base_revision=1, editor=make_editor(name="王编辑"), headline="又改了题")
    run = Replacement.objects.get()
    html = reviewer.post(reverse("admin:articles_replacement_undo", args=[run.pk]), follow=True).content.decode()
    first.refresh_from_db()
    second.refresh_from_db()
    assert "徐依民出席" in first.body
    assert second.body == "市长徐衣民出席第1次会议。\n徐衣民强调要抓落实。"
    assert second.revision_number == 2
    assert outcomes() == {first.pk: Outcome.KEPT, second.pk: Outcome.UNDONE}
    assert "又改了题" in html
    assert second.revisions.get(number=2).reason == f"撤回第{run.pk}次查找替换"
    reviewer.post(reverse("admin:articles_replacement_undo", args=[run.pk]))
    assert second.revisions.count() == 3


def test_what_an_interrupted_run_left_goes_on_with_the_next_start(reviewer: Client) -> None:
    articles = wrong_articles(3)
    begin(reviewer)
    run = Replacement.objects.get()
    replacements.start(run, by=run.made_by)
    assert replacements.step(run.pk)
    assert sorted(outcomes().values()) == [Outcome.DONE, Outcome.PENDING, Outcome.PENDING]
    assert replacements.carry_out()
    replacements.start(run, by=run.made_by)
    run.refresh_from_db()
    assert run.state == Replacement.State.DONE
    assert [article.revisions.count() for article in articles] == [2, 2, 2]


def test_time_runs_out_between_articles_and_never_within_one(reviewer: Client) -> None:
    wrong_articles(2)
    begin(reviewer)
    run = Replacement.objects.get()
    replacements.start(run, by=run.made_by)
    assert not replacements.carry_out(seconds=0)
    assert set(outcomes().values()) == {Outcome.PENDING}
    assert replacements.carry_out()


def test_words_are_found_letter_by_letter(reviewer: Client) -> None:
    """The index finds more than stands there: full width, other quotes, spaces."""
    page = make_page()
    full = make_article(page=page, headline="ＡＰＰ上线", body="甲。")
    exact = make_article(page=page, headline="APP上线", body="乙。")
    rebuild(search_backend())
    begin(reviewer, find="APP", replacement="应用")
    assert list(outcomes()) == [exact.pk]
    begin(reviewer, find="ＡＰＰ", replacement="应用")
    assert list(outcomes()) == [full.pk]


def test_the_selection_narrows_by_words_newspaper_and_day(reviewer: Client) -> None:
    first, second = wrong_articles(2)
    begin(reviewer, query="第1次")
    assert list(outcomes()) == [second.pk]
    begin(reviewer, numbers=f"{first.public_id}，{first.public_id}")
    assert list(outcomes()) == [first.pk]
    begin(reviewer, date_from="2022-01-29")
    assert outcomes() == {}
    begin(reviewer, date_from="2022-01-28", date_to="2022-01-28", newspaper=str(first.page.newspaper_id))
    assert set(outcomes()) == {first.pk, second.pk}


def test_articles_ticked_in_the_list_are_the_selection(administrator: Client) -> None:
    first, _ = wrong_articles(2)
    response = administrator.post(
        reverse("admin:articles_article_changelist"), {"action": "find_and_replace", "_selected_action": [first.pk]}
    )
    html = administrator.get(response.headers["Location"]).content.decode()
    assert f">\n{first.public_id}</textarea>" in html


def test_a_signature_is_replaced_where_it_was_asked_for(reviewer: Client) -> None:
    article = make_article(headline="报道", body="王小明报道。", reporters=["王小明"])
    rebuild(search_backend())
    send(reviewer, begin(reviewer, find="王小明", replacement="王晓明").content.decode(), apply="1")
    assert [credit.name for credit in article.credits.all()] == ["王小明"]
    rebuild(search_backend())
    send(
        reviewer,
        begin(reviewer, find="王小明", replacement="王晓明", fields_chosen=["credits"]).content.decode(),
        apply="1",
    )
    assert [credit.name for credit in article.credits.all()] == ["王晓明"]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"find": ""}, "这个字段是必填项"),
        ({"find": "徐依民"}, "替换前后一样"),
        ({"fields_chosen": []}, "这个字段是必填项"),
        ({"find": "“"}, "不在检索之内"),
        ({"numbers": "12 abc"}, "“abc”不是文章编号"),
        ({"date_from": "昨天"}, "输入一个有效的日期"),
    ],
)
def test_what_makes_no_sense_is_said_at_its_field(reviewer: Client, values: dict[str, Any], words: str) -> None:
    response = begin(reviewer, **values)
    assert response.status_code == 400
    assert words in response.content.decode()
    assert not Replacement.objects.exists()


def test_a_text_that_would_be_empty_is_refused_and_said(reviewer: Client) -> None:
    article = make_article(headline="错", body="")
    rebuild(search_backend())
    html = send(reviewer, begin(reviewer, find="错", replacement="").content.decode(), apply="1").content.decode()
    article.refresh_from_db()
    assert article.headline == "错"
    assert "不能替换，文章不能一个字也没有" in html


class TestHidden:
    def test_words_in_a_hidden_passage_are_not_replaced(self, reviewer: Client) -> None:
        """Read otherwise, the passage would stand in the open."""
        article = make_article(headline="寻物", body="电话13900001111，区号139。")
        hide_passages(article, ["13900001111"], by=make_editor(name="王编辑"), reason="来信要求")
        html = begin(reviewer, find="139", replacement="138", numbers=str(article.public_id)).content.decode()
        assert len(boxes(html)) == 1
        assert "另有 1 处在隐去的文字里" in html
        send(reviewer, html, apply="1")
        article.refresh_from_db()
        assert article.body == "电话███████████，区号138。"
        assert text_of_article(article).body == "电话13900001111，区号138。"

    def test_words_that_are_hidden_stay_hidden_where_a_replacement_brings_them_in(self, reviewer: Client) -> None:
        article = make_article(headline="案情", body="嫌疑人张三丰到案。证人张叁丰作证。")
        hide_passages(article, ["张三丰"], by=make_editor(name="王编辑"), reason="来信要求")
        send(
            reviewer,
            begin(reviewer, find="张叁丰", replacement="张三丰", numbers=str(article.public_id)).content.decode(),
            apply="1",
        )
        article.refresh_from_db()
        assert article.body == "嫌疑人███到案。证人███作证。"
        lines = " ".join(AuditEntry.objects.values_list("summary", flat=True))
        assert "张三丰" not in lines

    def test_a_passage_hidden_after_the_preview_is_left_alone_too(self, reviewer: Client) -> None:
        article = make_article(headline="寻物", body="电话13900001111，区号139。")
        html = begin(reviewer, find="139", replacement="138", numbers=str(article.public_id)).content.decode()
        assert len(boxes(html)) == 2
        hide_passages(article, ["13900001111"], by=make_editor(name="王编辑"), reason="来信要求")
        send(reviewer, html, apply="1")
        assert text_of_article(Article.objects.get(pk=article.pk)).body == "电话13900001111，区号138。"


def test_what_an_editor_may_not_change_alone_waits_for_a_reviewer(editor: Client) -> None:
    """Names are facts."""
    article = wrong_articles(1)[0]
    department = make_department(name="怀川市工信局")
    body = f"{department.name}办事。"
    article = make_article(page=article.page, headline="服务", body=body)
    html = begin(
        editor, find="怀川市工信局", replacement="怀川市公信局", numbers=str(article.public_id)
    ).content.decode()
    shown = send(editor, html, apply="1").content.decode()
    article.refresh_from_db()
    assert article.body == body
    assert outcomes() == {article.pk: Outcome.WAITS}
    assert "已替换 0 篇，1 篇待审校、通过后生效。" in shown
    assert "<h2>待审校的</h2>" in shown and "没有照办的" not in shown


def test_links_and_withdrawn_articles_follow(reviewer: Client) -> None:
    department = make_department(name="怀川市工信局")
    article = make_article(headline="服务企业", body="怀川市工倍局上门服务。")
    text_changed([article.pk])
    withdraw_article(article, by=make_administrator(), reason="核实中")
    begin(reviewer, find="工倍局", replacement="工信局", numbers=str(article.public_id))
    run = Replacement.objects.get()
    replacements.start(run, by=run.made_by)
    replacements.carry_out()
    assert article.department_links.get().department == department
    article.refresh_from_db()
    assert article.state == Article.State.WITHDRAWN


def test_pages_of_the_preview_keep_their_boxes(reviewer: Client) -> None:
    wrong_articles(21)
    html = begin(reviewer, fields_chosen=["body"]).content.decode()
    assert "第 1 / 2 页" in html
    name = boxes(html)[0]
    second = send(reviewer, html, without=(name,), page="2").content.decode()
    assert "第 2 / 2 页" in second
    first = send(reviewer, second, page="1").content.decode()
    assert not re.search(f'name="{name}" checked', first)
    assert re.search(f'name="{boxes(first)[1]}" checked', first)


def test_very_many_places_of_one_article_fit_one_form(reviewer: Client) -> None:
    article = make_article(headline="长文", body="的确" * 600)
    html = begin(reviewer, find="的", replacement="得", numbers=str(article.public_id)).content.decode()
    assert len(boxes(html)) == 41
    assert "这一篇其余的 560 处" in html
    rest = boxes(html)[-1]
    send(reviewer, html, without=(rest,), apply="1")
    article.refresh_from_db()
    assert article.body == "得确" * 40 + "的确" * 560


def test_the_preview_costs_the_same_queries_for_more_articles(reviewer: Client) -> None:
    def queries(count: int) -> int:
        wrong_articles(count)
        begin(reviewer)
        run = Replacement.objects.latest("pk")
        with CaptureQueriesContext(connection) as captured:
            assert reviewer.get(reverse("admin:articles_replacement_change", args=[run.pk])).status_code == 200
        return len(captured)

    assert queries(1) == queries(6) <= 12


def test_a_draft_is_its_makers_and_others_take_back_only_as_reviewers(reviewer: Client) -> None:
    wrong_articles(1)
    html = begin(reviewer).content.decode()
    run = Replacement.objects.get()
    colleague, reader = Client(), Client()
    colleague.force_login(make_editor(name="王编辑"))
    reader.force_login(make_person(name="读者", permissions=["articles.view_article"]))
    address = reverse("admin:articles_replacement_change", args=[run.pk])
    assert colleague.post(address, {"apply": "1"}).status_code == 403
    for method, url in (("get", address), ("post", address), ("get", reverse(ADD)), ("post", reverse(ADD))):
        assert getattr(reader, method)(url).status_code == 403
    send(reviewer, html, apply="1")
    undo = reverse("admin:articles_replacement_undo", args=[run.pk])
    assert colleague.post(undo).status_code == 403
    assert reader.post(undo).status_code == 403
    assert reviewer.get(undo).status_code == 405
    assert Article.objects.get().revision_number == 1


def test_a_run_stands_in_the_log_without_its_words(reviewer: Client) -> None:
    wrong_articles(2)
    send(reviewer, begin(reviewer).content.decode(), apply="1")
    lines = list(AuditEntry.objects.filter(actor__username="周审校").order_by("pk").values_list("action", "summary"))
    assert lines == [
        ("replaced", "开始替换，2 篇"),
        ("text", "第1稿：校订"),
        ("text", "第1稿：校订"),
        ("replaced", "替换完成：已替换 2 篇"),
    ]


def test_an_unlinked_department_is_no_reason_to_fail(reviewer: Client) -> None:
    article = make_article(headline="甲局", body="甲局办事。")
    link_department(article=article, department=make_department(name="甲局"))
    begin(reviewer, find="甲局", replacement="乙局", numbers=str(article.public_id))
    run = Replacement.objects.get()
    replacements.start(run, by=run.made_by)
    assert replacements.carry_out()
    assert not article.department_links.exists()
