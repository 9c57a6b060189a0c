"""The workbench's page without a script: lines beside fields, saving, proposals ticked, border actions, two editors."""

import html
import json
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article, Page, Span
from articles.services.corrections import correct_article
from articles.services.queue_ranking import rank_articles
from tests.builders import make_article, make_page
from tests.desk.people import make_editor, make_person

pytestmark = pytest.mark.django_db

TEXT = """河道清淤工程完工
1月27日，我市河道清淤工程完工。
要加快推迸后续绿化。
社区食堂开张
首家社区食堂开张迎客。
老人吃饭有了去处。
"""


@pytest.fixture
def page() -> Page:
    return make_page(text=TEXT)


@pytest.fixture
def river(page: Page) -> Article:
    return make_article(
        page=page, headline="河道清淤工程完工", body="1月27日，我市河道清淤工程完工。\n要加快推迸后续绿化。"
    )


@pytest.fixture
def canteen(page: Page, river: Article) -> Article:
    return make_article(page=page, headline="社区食堂开张", body="首家社区食堂开张迎客。\n老人吃饭有了去处。")


def address(article: Article) -> str:
    return f"{reverse('admin:workbench', args=[article.page_id])}?article={article.pk}"


def sent_form(client: Client, article: Article) -> dict[str, Any]:
    """Everything that the page's form sends when no box is ticked and nothing typed, but for its buttons."""
    shown = client.get(address(article)).content.decode()
    values: dict[str, Any] = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', shown))
    values.pop("csrfmiddlewaretoken", None)
    fields = ("kicker", "headline", "subtitle", "dateline", "agency", "body", "kind")
    values |= {name: getattr(article, name) for name in fields}
    credits = "\n".join(f"{credit.role} {credit.name}" for credit in article.credits.all())
    return values | {"credit_lines": credits, "reason": "", "base_revision": article.revision_number}


def key_of(article: Article, words: str) -> str:
    """What the box of the line with these words sends."""
    span = next(span for span in article.spans.all() if article.page.text[span.start : span.end] == words)
    return f"{span.page_id}:{span.start}-{span.end}"


def held_by(article: Article) -> str:
    """The text of the page that the article holds."""
    spans = Span.objects.filter(article=article).select_related("page").order_by("rank")
    return "".join("".join(span.page.text[span.start : span.end].split()) for span in spans)


def test_the_lines_stand_beside_the_fields_with_their_numbers_and_parts(
    editor: Client, river: Article, canteen: Article
) -> None:
    shown = editor.get(address(canteen)).content.decode()
    assert 'aria-label="第4行，主题：社区食堂开张"' in shown
    assert 'aria-label="第2行，第1篇：1月27日，我市河道清淤工程完工。"' in shown
    assert f'href="?article={river.pk}"' in shown
    assert "首家社区食堂开张迎客。\n老人吃饭有了去处。</textarea>" in shown


def test_only_who_may_correct_sees_it(stranger: Client, river: Article) -> None:
    assert stranger.get(address(river)).status_code == 403
    reader = Client()
    reader.force_login(make_person(name="看稿人", permissions=["articles.view_article"]))
    assert reader.get(address(river)).status_code == 403
    assert Client().get(address(river)).status_code == 302


def test_a_page_that_is_not_there_and_one_without_articles(editor: Client) -> None:
    assert editor.get(reverse("admin:workbench", args=[10**9])).status_code == 404
    bare = make_page(label="A09")
    response = editor.get(reverse("admin:workbench", args=[bare.pk]) + "?article=abc")
    assert "还没有文章" in response.content.decode()
    assert editor.post(reverse("admin:workbench", args=[bare.pk]), {"_save": "stay"}).status_code == 403


def test_what_looks_wrong_in_the_other_items_is_told_as_the_queue_counted_it(
    editor: Client, river: Article, canteen: Article
) -> None:
    """Until the queue has looked through a text, the page does."""
    assert "河道清淤工程完工，存疑1处" in editor.get(address(canteen)).content.decode()
    rank_articles([river.pk], places={river.pk: 3})
    assert "河道清淤工程完工，存疑3处" in editor.get(address(canteen)).content.decode()
    assert "河道清淤工程完工，存疑1处" in editor.get(address(river)).content.decode()


def test_a_save_makes_a_revision_and_stays(editor: Client, river: Article, canteen: Article) -> None:
    sent = sent_form(editor, river) | {"body": river.body.replace("迸", "进"), "_save": "stay"}
    response = editor.post(address(river), sent)
    assert response["Location"] == address(river)
    river.refresh_from_db()
    assert "推进" in river.body
    assert river.revisions.get(number=1).editor is not None


def test_what_changes_facts_waits_and_is_said(editor: Client, river: Article) -> None:
    sent = sent_form(editor, river) | {"body": river.body.replace("1月27日", "1月26日"), "_save": "stay"}
    shown = editor.post(address(river), sent, follow=True).content.decode()
    assert "要等审校通过才公开" in shown
    assert "在等审校，还没有公开" in shown
    river.refresh_from_db()
    assert "1月27日" in river.body


def test_a_save_goes_on_to_the_next_item_with_doubts(editor: Client, river: Article, canteen: Article) -> None:
    last = make_article(page=make_page(label="A05"), body="别的版。")
    sent = sent_form(editor, canteen) | {"_save": "next"}
    assert editor.post(address(canteen), sent)["Location"] == address(river)
    sent = sent_form(editor, last) | {"_save": "next"}
    response = editor.post(address(last), sent, follow=True)
    assert "本版别的篇没有存疑了" in response.content.decode()


def test_a_ticked_proposal_is_put_in_by_the_save(editor: Client, river: Article) -> None:
    page = html.unescape(editor.get(address(river)).content.decode())
    value = json.dumps(["body", river.body.index("迸"), "迸", "进"], ensure_ascii=False)
    assert f'name="accept" value="{value}"' in page
    editor.post(address(river), sent_form(editor, river) | {"accept": value, "_save": "stay"})
    river.refresh_from_db()
    assert river.body.endswith("要加快推进后续绿化。")


def test_a_proposal_for_words_that_were_changed_is_left_out_and_said(editor: Client, river: Article) -> None:
    value = json.dumps(["body", 3, "迸", "进"], ensure_ascii=False)
    nonsense = ["", "[]", '["body"]', '["pk", 0, "1", "2"]', '["body", -1, "", "x"]']
    sent = sent_form(editor, river) | {"accept": [value, *nonsense], "_save": "stay"}
    response = editor.post(address(river), sent, follow=True)
    assert "没有采纳" in response.content.decode()
    assert river.revisions.count() == 1


def test_the_second_of_two_editors_is_told_and_loses_nothing(editor: Client, river: Article) -> None:
    sent = sent_form(editor, river) | {"headline": "河道清淤工程提前完工", "_save": "stay"}
    other = make_editor(name="钱编辑")
    correct_article(river, base_revision=0, editor=other, body=river.body.replace("迸", "进"))
    response = editor.post(address(river), sent)
    shown = response.content.decode()
    assert response.status_code == 409
    assert "钱编辑" in shown
    assert "河道清淤工程提前完工</textarea>" in shown
    assert "要加快推进后续绿化。</textarea>" in shown


def test_text_that_cannot_be_saved_is_kept_and_said(editor: Client, river: Article) -> None:
    sent = sent_form(editor, river) | {"credit_lines": "厨师 王晓明", "headline": "改了的标题", "_save": "stay"}
    response = editor.post(address(river), sent)
    shown = response.content.decode()
    assert response.status_code == 400
    assert "身份不认识" in shown
    assert "改了的标题</textarea>" in shown
    assert "河道清淤工程完工</span>" in shown


def test_a_line_of_another_item_becomes_the_headline(editor: Client, river: Article, canteen: Article) -> None:
    sent = sent_form(editor, river) | {"line": key_of(canteen, "社区食堂开张"), "border": "subtitle"}
    response = editor.post(address(river), sent)
    assert response["Location"] == address(river)
    river.refresh_from_db()
    canteen.refresh_from_db()
    assert (river.subtitle, canteen.headline) == ("社区食堂开张", "")


def test_an_item_is_parted_at_a_line_and_the_new_one_is_shown(editor: Client, river: Article) -> None:
    sent = sent_form(editor, river) | {"line": key_of(river, "要加快推迸后续绿化。"), "border": "split"}
    response = editor.post(address(river), sent)
    new = Article.objects.exclude(pk=river.pk).get(page=river.page)
    assert response["Location"] == address(new)
    assert (held_by(new), new.body) == ("要加快推迸后续绿化。", "要加快推迸后续绿化。")


def test_an_item_is_parted_at_a_character(editor: Client, river: Article) -> None:
    offset = river.page.text.index("我市河道")
    sent = sent_form(editor, river) | {"at": f"{river.page_id}:{offset}-{offset + 1}", "border": "split"}
    editor.post(address(river), sent)
    new = Article.objects.exclude(pk=river.pk).get(page=river.page)
    assert new.body.startswith("我市河道清淤工程完工。")


def test_an_item_becomes_part_of_the_one_before(editor: Client, river: Article, canteen: Article) -> None:
    response = editor.post(address(canteen), sent_form(editor, canteen) | {"border": "merge:previous"})
    assert response["Location"] == address(river)
    canteen.refresh_from_db()
    assert canteen.state == Article.State.SUPERSEDED
    assert "老人吃饭有了去处。" in held_by(river)
    # The old address of the workbench leads to what the item became part of.
    assert f"base-{river.pk}" in editor.get(address(canteen)).content.decode()


@pytest.mark.parametrize("target", ["move:previous", "move:picked", "move:new"])
def test_lines_go_to_another_item(editor: Client, river: Article, canteen: Article, target: str) -> None:
    line = key_of(canteen, "首家社区食堂开张迎客。")
    sent = sent_form(editor, canteen) | {"line": line, "to": str(river.pk), "border": target}
    editor.post(address(canteen), sent)
    assert "首家社区食堂开张迎客。" not in held_by(canteen)
    canteen.refresh_from_db()
    assert canteen.body == "老人吃饭有了去处。"
    assert ("首家社区食堂开张迎客。" in held_by(river)) == (target != "move:new")


def test_order_and_kind(editor: Client, river: Article, canteen: Article) -> None:
    editor.post(address(canteen), sent_form(editor, canteen) | {"border": "order:-1"})
    editor.post(address(canteen), sent_form(editor, canteen) | {"kind": "notice", "border": "kind"})
    canteen.refresh_from_db()
    river.refresh_from_db()
    assert canteen.position < river.position
    assert canteen.kind == Article.Kind.NOTICE


def test_the_last_change_is_taken_back(editor: Client, river: Article, canteen: Article) -> None:
    editor.post(address(canteen), sent_form(editor, canteen) | {"border": "merge:previous"})
    river.refresh_from_db()
    shown = editor.get(address(river)).content.decode()
    assert "李编辑 合并" in shown
    (number,) = re.findall(r'name="undo" value="(\d+)"', shown)
    editor.post(address(river), sent_form(editor, river) | {"undo": number})
    canteen.refresh_from_db()
    assert canteen.state == Article.State.PUBLISHED
    assert held_by(river) == "河道清淤工程完工1月27日，我市河道清淤工程完工。要加快推迸后续绿化。"
    assert "已撤销" in editor.get(address(river)).content.decode()


@pytest.mark.parametrize(
    ("border", "words"),
    [
        ("headline", "请先选中左边的行"),
        ("move:picked", "请先选中左边的行"),
        ("merge:previous", "没有这样的一篇"),
        ("order:-1", "已经在最前或最后"),
        ("join", "请先选要接上的另一半"),
        ("explode", "没有这种操作"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_typed_is_lost(
    editor: Client, river: Article, border: str, words: str
) -> None:
    sent = sent_form(editor, river) | {"headline": "正在改的标题", "border": border}
    if border.startswith("merge"):
        sent["headline"] = river.headline
    response = editor.post(address(river), sent)
    shown = response.content.decode()
    assert response.status_code == 400
    assert words in shown
    assert f"{sent['headline']}</textarea>" in shown
    assert river.revisions.count() == 1


def test_lines_that_make_no_sense_are_refused(editor: Client, river: Article) -> None:
    other = make_article(page=make_page(label="A02"))
    lines = ["x", f"{river.page_id}:5", f"{other.page_id}:0-4", key_of(river, "要加快推迸后续绿化。")]
    for chosen in (lines[:1], lines[1:2], lines[2:3], lines[2:]):
        response = editor.post(address(river), sent_form(editor, river) | {"line": chosen, "border": "body"})
        assert response.status_code == 400
    assert editor.post(address(river), sent_form(editor, river) | {"undo": "77"}).status_code == 400


def test_typed_words_survive_a_change_of_borders(editor: Client, river: Article, canteen: Article) -> None:
    line = key_of(canteen, "首家社区食堂开张迎客。")
    sent = sent_form(editor, river) | {"headline": "还没有保存的标题", "line": line, "border": "body"}
    response = editor.post(address(river), sent)
    shown = response.content.decode()
    assert response.status_code == 200
    assert "还没有保存的标题</textarea>" in shown
    assert "首家社区食堂开张迎客。</textarea>" in shown
    assert "还没有保存" in shown
    river.refresh_from_db()
    assert river.headline == "河道清淤工程完工"


def test_unsaved_words_are_not_swallowed_by_a_merge(editor: Client, river: Article, canteen: Article) -> None:
    sent = sent_form(editor, canteen) | {"headline": "还没有保存的标题", "border": "merge:previous"}
    response = editor.post(address(canteen), sent)
    shown = response.content.decode()
    assert response.status_code == 400
    assert "请先保存" in shown
    assert "还没有保存的标题</textarea>" in shown


def test_a_change_on_a_stale_page_is_refused_with_what_changed(
    editor: Client, river: Article, canteen: Article
) -> None:
    line = key_of(river, "要加快推迸后续绿化。")
    sent = sent_form(editor, canteen) | {"headline": "还没有保存的标题", "line": line, "border": "body"}
    other = make_editor(name="钱编辑")
    correct_article(river, base_revision=0, editor=other, body=river.body.replace("迸", "进"), reason="错字")
    response = editor.post(address(canteen), sent)
    shown = response.content.decode()
    assert response.status_code == 409
    assert "钱编辑" in shown
    assert "错字" in shown
    assert "还没有保存的标题</textarea>" in shown
    assert held_by(river).endswith("要加快推迸后续绿化。")


def test_text_full_of_markup_stays_text(editor: Client) -> None:
    nasty = '</textarea><script>alert(1)</script>"javascript:alert(1)"{{ 7|add:7 }}{% now "Y" %}'
    page = make_page(text=f"{nasty}\n{nasty}甲\n")
    article = make_article(page=page, headline=nasty, body=f"{nasty}甲")
    article.notes = [{"code": "maybe_two", "line": 1, "message": f"“{nasty}”也可能是另一篇的标题"}]
    article.save()
    make_article(page=make_page(label="A02", text=f"{nasty}乙\n"), headline="", body=f"{nasty}乙", continued_from=nasty)
    shown = editor.get(address(article)).content.decode()
    assert "<script>alert" not in shown
    assert "alert(1)</script>" not in shown
    assert shown.count("{{ 7|add:7 }}") > 3
    assert "{{ 14" not in shown


def test_sixty_items_take_as_many_queries_as_three(editor: Client) -> None:
    counts = []
    for label, size in (("A03", 3), ("A04", 60)):
        page = make_page(label=label)
        articles = [make_article(page=page, headline=f"第{label}版第{number}条消息") for number in range(size)]
        editor.get(address(articles[0]))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            shown = editor.get(address(articles[0])).content.decode()
        assert shown.count('class="bench-line') >= size
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[1] <= 20


def test_the_ways_to_it(administrator: Client, river: Article) -> None:
    change = administrator.get(reverse("admin:articles_article_change", args=[river.pk])).content.decode()
    assert address(river) in change
    listed = administrator.get(reverse("admin:articles_page_changelist")).content.decode()
    assert reverse("admin:workbench", args=[river.page_id]) in listed
