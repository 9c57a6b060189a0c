"""Registries and links at the desk: names change, articles follow, an editor's word stands."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from articles.models import (
    Credit,
    Department,
    DepartmentSuccession,
    IngestItem,
    IngestRun,
    LinkStatus,
    Newspaper,
    Reporter,
    Source,
)
from articles.services.text_changed import text_changed
from entities.models import Program, ProgramDecision
from tests.builders import make_article, make_department, make_newspaper, make_program, make_reporter
from tests.desk.people import make_person

pytestmark = pytest.mark.django_db

NAME = "怀川市政务服务局"
BODY = "怀川市政务服务局昨日上线“怀川码上办”平台。"


def registry_form(**fields: Any) -> dict[str, Any]:
    """A registry entry's form with room for two aliases."""
    management = {"aliases-TOTAL_FORMS": 2, "aliases-INITIAL_FORMS": 0}
    empty = {"aliases-0-rule": "exact", "aliases-1-rule": "exact", "aliases-0-surface": "", "aliases-1-surface": ""}
    return management | empty | fields


def save_department(
    client: Client, *, pk: int | None = None, alias: str = "", confirmed: bool = True, **fields: Any
) -> Any:
    values = registry_form(name=NAME, level="city", kind="department") | fields | {"aliases-0-surface": alias}
    values |= {"precessions-TOTAL_FORMS": 0, "precessions-INITIAL_FORMS": 0} | (
        {"_confirmed": "1"} if confirmed else {}
    )
    address = reverse("admin:articles_department_change", args=[pk]) if pk else reverse("admin:articles_department_add")
    return client.post(address, values, follow=True)


def test_a_new_department_gets_its_address_and_finds_its_articles(administrator: Client) -> None:
    article = make_article(body=BODY)
    page = save_department(administrator, alias="政务局").content.decode()

    department = Department.objects.get()
    assert (department.slug, department.pinyin.split()[0]) == ("huai-chuan-shi-zheng-wu-fu-wu-ju", "huai2")
    assert list(department.aliases.values_list("surface", flat=True)) == ["政务局"]
    assert "已重新关联1篇文章" in page
    assert article.department_links.get().department == department


def test_a_renamed_department_keeps_its_address_and_its_articles_follow(administrator: Client) -> None:
    department = make_department(name=NAME)
    article = make_article(body=BODY)
    text_changed([article.pk])
    assert article.department_links.exists()
    save_department(administrator, pk=department.pk, name="怀川市行政审批局", slug="other")
    renamed = Department.objects.get()
    assert (renamed.name, renamed.slug) == ("怀川市行政审批局", department.slug)
    assert not article.department_links.exists()


def test_nothing_is_saved_before_the_editor_saw_what_changes(administrator: Client) -> None:
    article = make_article(body=BODY)
    html = save_department(administrator, alias="政务局", confirmed=False).content.decode()
    assert "增加 1 条关联" in html and "<ins>怀川市政务服务局</ins>" in html
    assert 'name="aliases-0-surface" value="政务局"' in html
    assert not Department.objects.exists() and not article.department_links.exists()
    assert not LogEntry.objects.exists()


def test_a_change_that_moves_no_link_is_saved_at_once(administrator: Client) -> None:
    make_article(body="无关的一篇。")
    save_department(administrator, confirmed=False)
    assert Department.objects.get().name == NAME


def test_a_department_that_came_of_itself_is_refused(administrator: Client) -> None:
    old, new = make_department(name="怀川市工商局"), make_department(name=NAME)
    DepartmentSuccession.objects.create(predecessor=new, successor=old)
    succession = {"precessions-TOTAL_FORMS": 1, "precessions-0-predecessor": old.pk}
    address = reverse("admin:articles_department_change", args=[new.pk])
    values = registry_form(name=NAME, level="city", kind="department") | {"precessions-INITIAL_FORMS": 0} | succession
    assert "沿革成了一个圈" in administrator.post(address, values).content.decode()
    assert DepartmentSuccession.objects.count() == 1


def test_two_entries_of_one_sound_get_two_addresses(administrator: Client) -> None:
    for name in ("河阳市府", "核阳市府"):
        values = registry_form(name=name, kind="platform") | {"relations-TOTAL_FORMS": 0, "relations-INITIAL_FORMS": 0}
        administrator.post(reverse("admin:entities_program_add"), values)
    assert sorted(Program.objects.values_list("slug", flat=True)) == ["he-yang-shi-fu", "he-yang-shi-fu-2"]


def test_two_entries_that_are_one_are_merged_after_a_look(administrator: Client, editor: Client) -> None:
    old, into = make_program(name="怀川码上办", slug="old"), make_program(name="怀川通", slug="new")
    article = make_article(body=BODY)
    text_changed([article.pk])
    address = reverse("admin:entities_program_merge", args=[old.pk])
    assert editor.get(address).status_code == 403
    assert "名录里没有这个名称" in administrator.post(address, {"into": "无此项目"}).content.decode()
    html = administrator.post(address, {"into": "怀川通"}).content.decode()
    assert "增加 0 条关联" in html and "减少 0 条关联" in html and "1 条关联移到并入的条目" in html
    assert Program.objects.count() == 2
    html = administrator.post(address, {"into": "怀川通", "_confirmed": "1"}, follow=True).content.decode()
    assert "“怀川码上办”已并入“怀川通”" in html
    assert article.mentions.get().program == into
    assert into.aliases.get().surface == "怀川码上办"


def decide(client: Client, article: Any, decision: str) -> str:
    address = reverse("admin:articles_article_decide", args=[article.pk])
    return client.post(address, {"decision": decision}, follow=True).content.decode()


def test_an_editor_rejects_and_confirms_links_on_the_article(editor: Client) -> None:
    department, program = make_department(name=NAME), make_program(name="怀川码上办")
    article = make_article(body=BODY)
    text_changed([article.pk])
    assert f"{NAME}：已否定" in decide(editor, article, f"department:{department.pk}:rejected")
    assert "怀川码上办：已确认" in decide(editor, article, f"program:{program.pk}:confirmed")

    link = article.department_links.get()
    assert (link.status, link.decided_by and link.decided_by.get_username()) == (LinkStatus.REJECTED, "李编辑")
    assert ProgramDecision.objects.get().verdict == "confirmed"
    assert {mention.status for mention in article.mentions.all()} == {LinkStatus.CONFIRMED}
    assert "判定已取消" in decide(editor, article, f"department:{department.pk}:undo")
    assert article.department_links.get().status == LinkStatus.AUTOMATIC


@pytest.mark.parametrize(
    "decision", ["", "department", "department:x:rejected", "department:9:rejected", "paper:1:undo"]
)
def test_a_decision_that_makes_no_sense_changes_nothing(editor: Client, decision: str) -> None:
    assert "重新打开文章" in decide(editor, make_article(), decision)


@pytest.mark.parametrize(("app", "model"), [("articles", "departmentlink"), ("entities", "mention")])
def test_links_are_decided_from_the_list_by_those_who_may(stranger: Client, app: str, model: str) -> None:
    make_department(name=NAME)
    make_program(name="怀川码上办")
    article = make_article(body=BODY)
    text_changed([article.pk])
    rows = article.department_links if model == "departmentlink" else article.mentions
    address = reverse(f"admin:{app}_{model}_changelist")
    post = {"action": "reject", "_selected_action": [row.pk for row in rows.all()]}
    viewer, judge = Client(), Client()
    viewer.force_login(make_person(name="只读", permissions=[f"{app}.view_{model}"]))
    judge.force_login(make_person(name="判定", permissions=[f"{app}.view_{model}", f"{app}.change_{model}"]))

    assert stranger.post(address, post).status_code == 403
    viewer.post(address, post)
    assert {row.status for row in rows.all()} == {LinkStatus.AUTOMATIC}
    judge.post(address, post)
    assert {row.status for row in rows.all()} == {LinkStatus.REJECTED}


def test_a_credit_is_given_to_a_namesake(administrator: Client) -> None:
    article = make_article(reporters=["王晓明"])
    namesake = make_reporter(name="王晓明", note="摄影部")
    credit = Credit.objects.get()
    address = reverse("admin:articles_credit_change", args=[credit.pk])
    administrator.post(address, {"reporter": namesake.pk})
    credit.refresh_from_db()
    assert credit.reporter == namesake
    assert LogEntry.objects.get().get_change_message() == "王晓明 → 王晓明（摄影部）"

    stranger = make_reporter(name="王晓明", newspaper=make_newspaper(name="山阳日报", slug="shanyang"))
    assert "另一家报纸" in administrator.post(address, {"reporter": stranger.pk}).content.decode()
    credit.refresh_from_db()
    assert credit.reporter == namesake
    assert article.credits.get() == credit


def test_a_reporter_is_split_by_a_note(administrator: Client) -> None:
    make_reporter(name="王晓明", slug="wang-xiaoming")
    newspaper = Newspaper.objects.get()
    values = {"newspaper": newspaper.pk, "name": "王晓明", "note": "摄影部"}
    administrator.post(reverse("admin:articles_reporter_add"), values)
    assert sorted(Reporter.objects.values_list("note", "slug")) == [
        ("", "wang-xiaoming"),
        ("摄影部", "wang-xiaoming-2"),
    ]


def test_failed_files_are_filtered_and_retried(administrator: Client, tmp_path: Path) -> None:
    make_newspaper()
    path = tmp_path / "2022-01-28-A02.txt"
    run = IngestRun.objects.create()
    failed = IngestItem.objects.create(
        run=run,
        path=str(path),
        outcome="failed",
        error_code="missing",
        message="gone",
        options={"newspaper": "huaichuan"},
    )
    IngestItem.objects.create(run=run, path="fine.txt", outcome="stored")
    address = reverse("admin:articles_ingestitem_changelist")
    html = administrator.get(address, {"outcome__exact": "failed"}).content.decode()
    assert str(path) in html
    assert "fine.txt" not in html

    path.write_text("我市召开会议\n本报讯 记者王晓明报道，昨日我市召开会议。\n", encoding="utf-8")
    post = {"action": "retry", "_selected_action": [failed.pk]}
    page = administrator.post(address, post, follow=True).content.decode()
    assert f"{path} 入库" in page
    assert Source.objects.get().name
    failed.refresh_from_db()
    assert failed.retried_by
    assert failed.retried_by.outcome == "stored"
    assert "没有失败而未重试的" in administrator.post(address, post, follow=True).content.decode()
