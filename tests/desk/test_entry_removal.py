"""A registry entry is renamed, refused another's name, and removed again, and articles, candidates and index follow."""

import re
from typing import Any

import pytest
from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.models import Article, Department, DepartmentSuccession, IndexQueueEntry
from articles.services.text_changed import text_changed
from entities.admission import accept_program
from entities.decisions import decide_program
from entities.models import Candidate, Program
from tests.builders import make_article, make_department, make_page, make_program
from tests.desk.people import make_person
from tests.desk.test_registry_desk import registry_form

pytestmark = pytest.mark.django_db

BODY = "怀川市政务服务局昨日上线“怀川码上办”平台。"


@pytest.fixture
def article() -> Article:
    return make_article(body=BODY)


@pytest.fixture
def undrained(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is queued for the index stays queued, to be looked at."""
    monkeypatch.setattr("articles.search.draining.follow_commit", lambda: None)


def removal(entry: Department | Program) -> str:
    return reverse(f"admin:{entry._meta.app_label}_{entry._meta.model_name}_delete", args=[entry.pk])


def remove(client: Client, entry: Department | Program, *, confirmed: bool) -> str:
    values = {"_confirmed": "1"} if confirmed else {}
    return client.post(removal(entry), values, follow=True).content.decode()


def test_an_entry_in_use_is_removed_after_a_look_at_what_goes_with_it(
    administrator: Client, admin_user: User, article: Article, undrained: None
) -> None:
    program = make_program(name="怀川码上办", aliases=["码上办平台"])
    text_changed([article.pk])
    decide_program(article, program, "confirmed", by=admin_user)
    page = remove(administrator, program, confirmed=False)
    assert "1 篇文章" in page and "1 处人工判定" in page and Program.objects.exists()
    IndexQueueEntry.objects.all().delete()
    assert "“怀川码上办”已删除" in remove(administrator, program, confirmed=True)
    assert not Program.objects.exists() and not article.mentions.exists()
    assert set(IndexQueueEntry.objects.values_list("article_id", flat=True)) == {article.pk}
    assert LogEntry.objects.filter(action_flag=DELETION, object_repr="怀川码上办").exists()


def test_a_removed_department_leaves_its_children_to_its_parent_and_its_articles_to_be_indexed(
    administrator: Client, article: Article, undrained: None
) -> None:
    city = make_department(name="怀川市人民政府")
    old, office = make_department(name="怀川市行政审批局"), make_department(name="怀川市政务服务局", parent=city)
    station = make_department(name="怀川市政务服务站", parent=office)
    DepartmentSuccession.objects.create(predecessor=old, successor=office)
    former = make_article(page=article.page, headline="旧事", body="怀川市行政审批局成立。")
    text_changed([article.pk, former.pk])
    IndexQueueEntry.objects.all().delete()
    remove(administrator, office, confirmed=True)
    station.refresh_from_db()
    assert station.parent == city
    assert {article.pk, former.pk} <= set(IndexQueueEntry.objects.values_list("article_id", flat=True))
    assert former.department_links.get().department == old


def test_what_was_accepted_by_mistake_is_a_candidate_again(administrator: Client, admin_user: User) -> None:
    page = make_page()
    held = [make_article(page=page, headline=f"第{number}篇", body="推进“绿美庭院”行动。") for number in range(3)]
    text_changed([each.pk for each in held])
    candidate = Candidate.objects.get(name="绿美庭院")
    program = accept_program(candidate, name="绿美庭院", kind="campaign", by=admin_user)
    remove(administrator, program, confirmed=True)
    candidate.refresh_from_db()
    assert (candidate.status, candidate.program, candidate.decided_by) == ("open", None, None)


def test_entries_are_removed_by_those_who_may_and_one_by_one(administrator: Client, editor: Client) -> None:
    entry = make_department()
    assert editor.post(removal(entry), {"_confirmed": "1"}).status_code == 403
    assert Department.objects.exists()
    listing = administrator.get(reverse("admin:articles_department_changelist")).content.decode()
    assert "delete_selected" not in listing


def rename(client: Client, entry: Department, name: str, **fields: Any) -> str:
    values = registry_form(name=name, level="city", kind="department") | {"_confirmed": "1"} | fields
    values |= {"precessions-TOTAL_FORMS": 0, "precessions-INITIAL_FORMS": 0}
    address = reverse("admin:articles_department_change", args=[entry.pk])
    return client.post(address, values, follow=True).content.decode()


def test_a_renamed_entry_keeps_its_articles_by_its_old_name(administrator: Client, article: Article) -> None:
    office = make_department(name="怀川市政务服务局")
    text_changed([article.pk])
    page = administrator.get(reverse("admin:articles_department_change", args=[office.pk])).content.decode()
    box = re.search('<input[^>]*name="keep_old_name"[^>]*>', page)
    assert box is not None and "checked" in box[0]
    rename(administrator, office, "怀川市行政审批局", keep_old_name="on")
    assert [alias.surface for alias in office.aliases.all()] == ["怀川市政务服务局"]
    assert article.department_links.get().department == office


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"name": "怀川市林业局"}, "“怀川市林业局”已经是“怀川市林业局”的名称或别名"),
        ({"name": "怀川林业"}, "“怀川林业”已经是“怀川市林业局”的名称或别名"),
        ({"aliases-0-surface": "怀川“林业”"}, "“怀川“林业””已经是“怀川市林业局”的名称或别名"),
        ({"aliases-0-surface": "码上办"}, "“码上办”已经是“怀川码上办”的名称或别名"),
        ({"aliases-0-surface": "”"}, "太短"),
        ({"name": "市"}, "太短"),
    ],
)
def test_a_name_that_another_entry_holds_is_refused_with_its_owner(
    administrator: Client, fields: dict[str, str], complaint: str
) -> None:
    make_department(name="怀川市林业局", aliases=["怀川林业"])
    make_program(name="怀川码上办", aliases=["码上办"])
    office = make_department(name="怀川市政务服务局")
    page = rename(administrator, office, **({"name": office.name} | fields))
    assert complaint in page
    office.refresh_from_db()
    assert office.name == "怀川市政务服务局" and not office.aliases.exists()


def decide(client: Client, candidate: Candidate, **values: str) -> int:
    return client.post(reverse("admin:entities_candidate_decide", args=[candidate.pk]), values).status_code


def test_a_decision_on_a_candidate_needs_the_right_to_what_it_makes() -> None:
    candidate = Candidate.objects.create(key="怀川市园艺局", name="怀川市园艺局", type="department")
    clerk = Client()
    clerk.force_login(make_person(name="见习", permissions=["entities.view_candidate", "entities.change_candidate"]))
    choice = {"action": "department", "name": "怀川市园艺局", "level": "city", "_confirmed": "1"}
    page = clerk.get(reverse("admin:entities_candidate_change", args=[candidate.pk])).content.decode()
    assert "收为部门" not in page and "不收" in page
    assert decide(clerk, candidate, **choice) == 403
    make_program(name="怀川码上办")
    assert decide(clerk, candidate, action="merge", entry="怀川码上办", rule="exact", _confirmed="1") == 403
    registrar = Client()
    rights = ["entities.view_candidate", "entities.change_candidate", "articles.add_department"]
    registrar.force_login(make_person(name="名录员", permissions=rights))
    assert decide(registrar, candidate, **choice) == 302
    assert Department.objects.get().name == "怀川市园艺局"
    assert "已收入部门名录" in LogEntry.objects.get().get_change_message()


def test_a_candidate_offers_what_it_likely_is_and_the_names_near_it(administrator: Client) -> None:
    make_department(name="云台县卫生健康局")
    make_department(name="怀川市财政局")
    name = "云台县卫生健康委员会"
    candidate = Candidate.objects.create(key=name, name=name, type="department")
    page = administrator.get(reverse("admin:entities_candidate_change", args=[candidate.pk])).content.decode()
    assert '<option value="county" selected>' in page and 'name="place" value="云台县"' in page
    assert '<option value="云台县卫生健康局">' in page and '<option value="怀川市财政局">' not in page
    address = reverse("admin:entities_candidate_decide", args=[candidate.pk])
    assert administrator.get(address).headers["Location"].endswith(f"/{candidate.pk}/change/")


def test_a_name_that_stands_for_another_entry_becomes_no_alias(admin_user: User, administrator: Client) -> None:
    make_program(name="怀川码上办", aliases=["码上办"])
    other = make_program(name="怀川通")
    candidate = Candidate.objects.create(key="码上办", name="码上办", type="program")
    values = {"action": "merge", "entry": "怀川通", "rule": "exact", "_confirmed": "1"}
    page = administrator.post(reverse("admin:entities_candidate_decide", args=[candidate.pk]), values).content.decode()
    assert "是“怀川码上办”的名称或别名" in page and not other.aliases.exists()


def test_the_desk_leads_to_the_page_that_reads_a_text(administrator: Client) -> None:
    assert 'href="/find-entities/"' in administrator.get("/admin/").content.decode()
