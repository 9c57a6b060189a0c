"""Names surface by themselves, are counted, and stay what an editor decided of them."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.models import Article, Department
from articles.services.text_changed import text_changed
from entities.admission import CandidateError, accept_department, dismiss_candidate, merge_candidate, reopen_candidate
from entities.following import carry_out, record_follow_up
from entities.models import Candidate, Mention, Program, Sighting
from tests.builders import make_article, make_page, make_program

pytestmark = pytest.mark.django_db


@pytest.fixture
def articles() -> list[Article]:
    page = make_page()
    bodies = ("怀川市园艺局启动“绿美庭院”行动。", "县里推广“绿美庭院”，怀川市园艺局牵头。", "“绿美庭院”见成效。")
    held = [make_article(page=page, headline=f"第{number}篇", body=body) for number, body in enumerate(bodies)]
    text_changed([article.pk for article in held])
    return held


def candidate(name: str) -> Candidate:
    return Candidate.objects.get(name=name)


def test_names_are_counted_by_article_with_the_place_where_they_stand(articles: list[Article]) -> None:
    program = candidate("绿美庭院")
    assert (program.type, program.article_count, program.score, program.status) == ("program", 3, 0.8, "open")
    body = candidate("怀川市园艺局")
    assert (body.type, body.article_count) == ("department", 2)
    sighting = program.sightings.get(article=articles[1])
    assert articles[1].body[sighting.start : sighting.end] == "绿美庭院"


def test_a_corrected_text_is_counted_anew_and_what_nobody_prints_is_forgotten(articles: list[Article]) -> None:
    for article in articles:
        Article.objects.filter(pk=article.pk).update(body="无关。", revision_number=1)
    text_changed([article.pk for article in articles])
    assert not Candidate.objects.exists() and not Sighting.objects.exists()


def test_what_was_dismissed_stays_dismissed(articles: list[Article], admin_user: User) -> None:
    dismiss_candidate(candidate("绿美庭院"), by=admin_user)
    text_changed([article.pk for article in articles])
    assert candidate("绿美庭院").status == "dismissed"
    for article in articles:
        Article.objects.filter(pk=article.pk).update(body="无关。", revision_number=1)
    text_changed([article.pk for article in articles])
    held = candidate("绿美庭院")
    assert (held.status, held.article_count, held.decided_by) == ("dismissed", 0, admin_user)
    reopen_candidate(held)
    assert candidate("绿美庭院").status == "open"


def test_a_merged_name_becomes_an_alias_and_the_archive_follows(articles: list[Article], admin_user: User) -> None:
    program = make_program(name="美丽庭院创建")
    merge_candidate(candidate("绿美庭院"), program, rule="quoted", by=admin_user)
    row = record_follow_up()
    assert carry_out()
    row.refresh_from_db()
    assert row.relinked == 3
    assert set(Mention.objects.values_list("article", "program")) == {(each.pk, program.pk) for each in articles}
    assert (candidate("绿美庭院").status, candidate("绿美庭院").program) == ("merged", program)
    with pytest.raises(CandidateError, match="已经处理过"):
        dismiss_candidate(candidate("绿美庭院"), by=admin_user)


def test_a_name_that_is_registered_is_not_registered_twice(articles: list[Article], admin_user: User) -> None:
    Department.objects.create(name="怀川市园林局", slug="x", level="county")
    chosen = Candidate.objects.filter(type="department").first()
    assert chosen is not None
    with pytest.raises(CandidateError, match="名录里已有"):
        accept_department(chosen, name="怀川市园林局", level="county", place="", by=admin_user)


def decide(client: Client, printed: str, **values: str) -> str:
    address = reverse("admin:entities_candidate_decide", args=[candidate(printed).pk])
    return client.post(address, values, follow=True).content.decode()


def test_an_editor_sees_examples_and_the_difference_and_then_accepts(
    articles: list[Article], admin_client: Client
) -> None:
    html = admin_client.get(
        reverse("admin:entities_candidate_change", args=[candidate("绿美庭院").pk])
    ).content.decode()
    assert "见于 3 篇" in html and "<ins>绿美庭院</ins>" in html
    choice = {"action": "program", "name": "绿美庭院", "kind": "campaign"}
    html = decide(admin_client, "绿美庭院", **choice)
    assert "增加 3 条关联" in html and not Program.objects.exists()
    html = decide(admin_client, "绿美庭院", **choice, _confirmed="1")
    assert "已收入项目名录" in html and "已重新关联3篇文章" in html
    program = Program.objects.get()
    assert (program.name, program.slug, program.kind) == ("绿美庭院", "lv-mei-ting-yuan", "campaign")
    assert Mention.objects.filter(program=program).count() == 3
    assert candidate("绿美庭院").status == "accepted"


def test_a_choice_without_what_it_needs_is_told_and_nothing_is_done(
    articles: list[Article], admin_client: Client
) -> None:
    assert "请填写已有条目的名称" in decide(admin_client, "绿美庭院", action="merge", rule="exact")
    assert "名录里没有“无此项目”" in decide(admin_client, "绿美庭院", action="merge", rule="exact", entry="无此项目")
    assert candidate("绿美庭院").status == "open"


def test_the_list_shows_what_is_open_and_worth_a_look(articles: list[Article], admin_client: Client) -> None:
    text_changed([make_article(page=articles[0].page, headline="另一篇", body="他说“平平淡淡”最好。").pk])
    address = reverse("admin:entities_candidate_changelist")
    html = admin_client.get(address).content.decode()
    assert "绿美庭院" in html and "平平淡淡" not in html
    assert "平平淡淡" in admin_client.get(address, {"scope": "all"}).content.decode()
    post = {"action": "dismiss", "_selected_action": [candidate("绿美庭院").pk]}
    admin_client.post(address, post)
    assert "绿美庭院</a>" not in admin_client.get(address).content.decode()


def test_only_those_who_may_decide(articles: list[Article], client: Client) -> None:
    address = reverse("admin:entities_candidate_decide", args=[candidate("绿美庭院").pk])
    assert client.post(address, {"action": "dismiss"}).status_code == 302
    assert candidate("绿美庭院").status == "open"


def test_staff_paste_a_text_and_see_what_it_names(admin_client: Client, client: Client) -> None:
    program = make_program(name="绿美庭院")
    html = admin_client.post("/find-entities/", {"text": "推进<b>绿美庭院</b>，焦作市园艺局到场"}).content.decode()
    assert f'<a href="{program.get_absolute_url()}">绿美庭院</a>' in html
    assert "焦作市园艺局" in html and "未登记（像是部门）" in html and "<b>绿" not in html
    assert (
        '推进&lt;b&gt;<mark class="program">绿美庭院</mark>&lt;/b&gt;，<mark class="candidate">焦作市园艺局</mark>'
        in html
    )
    assert "登记的名称" in html and "自动关联 1" in html and "候选 0.9" in html
    assert "没有认出" in admin_client.post("/find-entities/", {"text": "无关"}).content.decode()
    assert client.get("/find-entities/").status_code == 302
