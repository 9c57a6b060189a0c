"""Correcting an article at the desk: what is saved, what is shown, what two editors see of each other."""

import re
import threading
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client
from django.urls import reverse

from articles.models import Article
from articles.services.corrections import correct_article
from articles.services.kinds import submit_text_and_kind
from articles.services.withdrawal import withdraw_article
from tests.builders import make_article, make_credit, make_page, make_source
from tests.desk.people import make_editor

pytestmark = pytest.mark.django_db

BODY = "1月27日，我市召开推迸会。\n会议听取了汇报。"


def change_address(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def form_of(article: Article, **changes: Any) -> dict[str, Any]:
    """The form as the page sends it when nothing but `changes` was typed."""
    fields = ("kicker", "headline", "subtitle", "dateline", "agency", "body", "kind")
    values = {name: getattr(article, name) for name in fields}
    credits = "\n".join(f"{credit.role} {credit.name}" for credit in article.credits.all())
    values |= {"credit_lines": credits, "reason": "", "base_revision": article.revision_number}
    return values | changes


def save(client: Client, article: Article, **changes: Any) -> Any:
    return client.post(change_address(article), form_of(article, **changes))


def shown_value(html: str, name: str) -> str:
    """What the form holds in a text area after it was sent back."""
    found = re.search(rf'<textarea name="{name}"[^>]*>\n?(.*?)</textarea>', html, re.S)
    assert found, f"no field {name}"
    return found.group(1).strip()


def test_saving_makes_a_revision_that_names_editor_and_reason(editor: Client) -> None:
    article = make_article(body=BODY, reporters=["王晓明"])
    response = save(editor, article, body=BODY.replace("迸", "进"), reason="错字")

    assert response.status_code == 302
    revision = article.revisions.get(number=1)
    assert (revision.body, revision.reason) == (BODY.replace("迸", "进"), "错字")
    assert revision.editor is not None
    assert revision.editor.get_username() == "李编辑"
    assert article.revisions.get(number=0).body == BODY
    assert LogEntry.objects.get().get_change_message() == "第1稿：错字"


def test_saving_without_a_change_writes_nothing(editor: Client) -> None:
    article = make_article(body=BODY, reporters=["王晓明"])
    make_credit(article=article, name="市委 宣传部", role="通讯员", is_person=False, rank=1)
    # A role that an import brought along.
    article.credits.create(name="李红", role="策划", rank=2)
    credits = "记者 王晓明\n通讯员 市委 宣传部（机构）\n策划 李红（机构）"
    page = editor.get(change_address(article)).content.decode()
    assert shown_value(page, "credit_lines") == credits

    response = editor.post(change_address(article), form_of(article, credit_lines=credits), follow=True)
    assert "没有改动" in response.content.decode()
    assert article.revisions.count() == 1
    assert not LogEntry.objects.exists()


def test_credits_are_typed_a_line_each(reviewer: Client) -> None:
    article = make_article(reporters=["王小明"])
    save(reviewer, article, credit_lines="王晓明\n通讯员：市委宣传部（机构）\n摄影 李红")
    rows = [(row.role, row.name, row.reporter_id is None) for row in article.credits.order_by("rank")]
    assert rows == [("记者", "王晓明", False), ("通讯员", "市委宣传部", True), ("摄影", "李红", False)]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("主编 王晓明", "第1行“主编 王晓明”的身份不认识"),
        ("王晓明\n摄影", "第2行“摄影”只有身份"),
        ("记者 王晓明\n记者 王晓明", "署名重复"),
    ],
)
def test_credits_that_cannot_be_read_are_named_and_kept(editor: Client, lines: str, message: str) -> None:
    article = make_article()
    page = save(editor, article, credit_lines=lines, headline="新主题").content.decode()
    assert message in page
    assert shown_value(page, "credit_lines") == lines
    assert shown_value(page, "headline") == "新主题"
    assert article.revisions.count() == 1


def test_invisible_characters_are_taken_out_and_the_editor_is_told(editor: Client) -> None:
    article = make_article(body="第一段文字。")
    response = editor.post(change_address(article), form_of(article, body="第一\x00段\x07。"), follow=True)
    article.refresh_from_db()
    assert article.body == "第一段。"
    assert "正文里有看不见的控制字符，已去掉" in response.content.decode()


def test_kind_can_be_changed_alone(editor: Client) -> None:
    article = make_article()
    save(editor, article, kind="notice", base_kind="article")
    article.refresh_from_db()
    assert (article.kind, article.revision_number) == (Article.Kind.NOTICE, 0)
    assert [entry.get_change_message() for entry in LogEntry.objects.all()] == ["体裁：报道 → 公告"]


def test_an_article_is_not_emptied_at_the_desk(editor: Client) -> None:
    article = make_article()
    page = save(editor, article, body="", headline="").content.decode()
    assert "请用“撤下”" in page
    assert article.revisions.count() == 1


def test_second_editor_is_told_and_loses_nothing(editor: Client) -> None:
    """Both changed the body; only the other changed the headline, only this one the kicker."""
    article = make_article(body=BODY, headline="旧主题")
    other = make_editor(name="王编辑")
    correct_article(article, base_revision=0, editor=other, headline="别人的主题", body="别人的正文。")

    response = save(editor, article, body="我的正文。", kicker="我的引题", reason="我的说明")
    page = response.content.decode()
    assert response.status_code == 409
    assert article.revisions.count() == 2
    assert "王编辑已存了第1稿" in page
    assert "<del>别人</del><ins>我</ins>的正文。" in page
    assert shown_value(page, "body") == "我的正文。"
    assert shown_value(page, "kicker") == "我的引题"
    assert shown_value(page, "headline") == "别人的主题"
    assert "您没有动过的主题已换成新稿的文字" in page
    assert 'value="我的说明"' in page
    assert '<input type="hidden" name="base_revision" value="1"' in page

    merged = {"headline": "别人的主题", "body": "我的正文。", "kicker": "我的引题", "base_revision": 1}
    assert save(editor, article, **merged).status_code == 302
    article.refresh_from_db()
    assert (article.headline, article.body, article.kicker) == ("别人的主题", "我的正文。", "我的引题")


def test_changes_of_different_fields_come_together(editor: Client) -> None:
    article = make_article(body=BODY)
    correct_article(article, base_revision=0, editor=make_editor(name="王编辑"), headline="别人的主题")
    response = save(editor, article, body="我的正文。")
    page = response.content.decode()
    assert response.status_code == 409
    assert "两人改的不是同一项" in page
    assert (shown_value(page, "headline"), shown_value(page, "body")) == ("别人的主题", "我的正文。")


@pytest.mark.django_db(transaction=True)
def test_a_save_between_look_and_lock_is_stale_too(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    article, other = make_article(body=BODY), make_editor(name="王编辑")

    def save_theirs() -> None:
        correct_article(article, base_revision=0, editor=other, body="别人的正文。")
        connection.close()

    def submit_late(*args: Any, **options: Any) -> Any:
        monkeypatch.undo()
        elsewhere = threading.Thread(target=save_theirs)
        elsewhere.start()
        elsewhere.join()
        return submit_text_and_kind(*args, **options)

    monkeypatch.setattr("articles.admin.articles.submit_text_and_kind", submit_late)
    response = save(editor, article, body="我的正文。")
    assert response.status_code == 409
    assert shown_value(response.content.decode(), "body") == "我的正文。"
    assert [revision.body for revision in article.revisions.order_by("number")] == [BODY, "别人的正文。"]


@pytest.mark.parametrize("base_revision", ["", "x", "7"])
def test_a_form_that_names_no_revision_of_the_article_saves_nothing(editor: Client, base_revision: str) -> None:
    article = make_article()
    response = save(editor, article, headline="新主题", base_revision=base_revision)
    assert response.status_code == 200
    assert "新主题" in response.content.decode()
    assert article.revisions.count() == 1


def test_scanned_lines_and_revision_zero_stand_beside_the_form(editor: Client) -> None:
    page = make_page(text="本报别的文章\n推迸会\n第一段。\n", first_line=41)
    article = make_article(page=page, headline="推迸会", body="第一段。")
    correct_article(article, base_revision=0, editor=make_editor(name="王编辑"), reason="错字", headline="推进会")
    html = editor.get(change_address(article)).content.decode()
    assert '<li value="42">推迸会</li>' in html
    assert '<li value="43">第一段。</li>' in html
    assert "别的文章" not in html
    assert "<strong>推迸会</strong>" in html
    assert shown_value(html, "headline") == "推进会"
    assert re.search(r"第1稿（当前）.*王编辑.*错字.*第0稿", html, re.S)


def test_text_full_of_markup_stays_text(editor: Client) -> None:
    evil = '<script>alert("x")</script>&amp;{{ x }}'
    page = make_page(text=f"{evil}标题\n{evil}正文\n", source=make_source(name=f"{evil}.txt"))
    article = make_article(page=page, headline=f"{evil}标题", body=f"{evil}正文", reporters=[evil])
    correct_article(article, base_revision=0, editor=make_editor(name="王编辑"), reason=evil, body=f"{evil}改")
    stale = save(editor, article, body=f"{evil}我", base_revision=0)
    pages = [
        change_address(article),
        reverse("admin:articles_article_revision", args=[article.pk, 0]),
        reverse("admin:articles_article_changelist"),
    ]
    for html in [stale.content.decode(), *(editor.get(address).content.decode() for address in pages)]:
        assert "&lt;script&gt;alert(" in html
        assert "<script>alert(" not in html
    assert stale.status_code == 409


def test_revert_from_the_revision_page(reviewer: Client) -> None:
    article = make_article(body=BODY)
    correct_article(article, base_revision=0, editor=make_editor(name="王编辑"), body=f"改坏了\n{BODY}")
    page = reviewer.get(reverse("admin:articles_article_revision", args=[article.pk, 0])).content.decode()
    assert "<del>改坏了\n</del>" in page
    address = reverse("admin:articles_article_revert", args=[article.pk, 0])
    assert address in page

    response = reviewer.post(address, {"base_revision": "1", "reason": "改错了"}, follow=True)
    assert "已恢复第0稿，写成第2稿" in response.content.decode()
    article.refresh_from_db()
    assert (article.body, article.revision_number) == (BODY, 2)

    response = reviewer.post(address, {"base_revision": "1"}, follow=True)
    assert "打开时是第1稿，现在已是第2稿" in response.content.decode()
    assert article.revisions.count() == 3


def test_withdraw_and_restore_with_a_reason(reviewer: Client) -> None:
    article = make_article()
    withdraw = reverse("admin:articles_article_withdraw", args=[article.pk])
    assert "请写明撤下的原因" in reviewer.post(withdraw, {"reason": " "}, follow=True).content.decode()
    page = reviewer.post(withdraw, {"reason": "来信要求"}, follow=True).content.decode()
    article.refresh_from_db()
    assert article.state == Article.State.WITHDRAWN
    assert "撤下：来信要求" in page
    reviewer.post(reverse("admin:articles_article_restore", args=[article.pk]))
    article.refresh_from_db()
    assert article.state == Article.State.PUBLISHED


def test_withdrawn_article_can_still_be_corrected(editor: Client) -> None:
    article = make_article()
    withdraw_article(article, by=make_editor(name="王编辑"), reason="来信要求")
    article.refresh_from_db()
    assert save(editor, article, headline="新主题").status_code == 302
    article.refresh_from_db()
    assert (article.headline, article.state) == ("新主题", Article.State.WITHDRAWN)


def test_superseded_article_is_looked_at_only(editor: Client) -> None:
    article = make_article(state=Article.State.SUPERSEDED)
    page = editor.get(change_address(article))
    assert page.status_code == 200
    assert 'name="body"' not in page.content.decode()
    assert save(editor, article, headline="新主题").status_code == 403


def test_an_article_is_typed_on_a_page(editor: Client) -> None:
    page = make_page()
    values = {"page": page.pk, "headline": "补录", "body": "第一段。", "credit_lines": "记者 王晓明", "kind": "article"}
    response = editor.post(reverse("admin:articles_article_add"), values | {"reason": "缺页"})
    article = Article.objects.get()
    assert response.status_code == 302
    assert (article.origin, article.page, article.headline) == (Article.Origin.TYPED, page, "补录")
    revision = article.revisions.get()
    assert (revision.editor.get_username() if revision.editor else None, revision.reason) == ("李编辑", "缺页")
    assert LogEntry.objects.get().object_id == str(article.pk)
    empty = editor.post(reverse("admin:articles_article_add"), values | {"headline": " ", "body": ""})
    assert "不能一个字也没有" in empty.content.decode()
    assert Article.objects.count() == 1
