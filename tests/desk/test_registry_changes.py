"""A change of the registry at the desk: seen whole before it is made, followed in the background where it is much,
and never in the way of another editor."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connections, transaction
from django.test import Client
from django.urls import reverse

from articles.models import Department, DepartmentLink, Newspaper, RegistryState
from articles.services.text_changed import text_changed
from entities.following import carry_out, record_follow_up
from entities.models import FollowUp, Program
from entities.previews import LinkDifference, preview
from entities.proposals import propose
from tests.builders import make_article, make_department, make_newspaper, make_page, make_program
from tests.desk.test_registry_desk import BODY, NAME, save_department


@pytest.fixture
def articles(db: None) -> list[Any]:
    page = make_page()
    return [make_article(page=page, headline=f"第{number}篇", body=f"{BODY}{number}") for number in range(3)]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What was begun in the background, which a test that is one transaction cannot have."""
    begun: list[str] = []
    monkeypatch.setattr("articles.admin.registries.carry_out_in_background", lambda: begun.append("begun"))
    yield begun


def test_what_takes_long_is_followed_in_the_background_and_shown(
    administrator: Client, articles: list[Any], started: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.admin.registries.FOLLOW_SECONDS", 0)
    html = save_department(administrator).content.decode()
    assert "正在后台重新关联" in html and "manage.py" not in html
    assert started == ["begun"] and not DepartmentLink.objects.exists()
    address = reverse("admin:entities_followup_changelist")
    html = administrator.get(address).content.decode()
    assert f"部门“{NAME}”" in html and "等待" in html
    assert carry_out()
    html = administrator.get(address).content.decode()
    assert "完成" in html and "3 / 3" in html
    row = FollowUp.objects.get()
    assert (row.relinked, row.added, row.removed) == (3, 3, 0)
    assert DepartmentLink.objects.count() == 3


def test_a_difference_that_is_too_much_to_read_is_never_taken_for_none(
    administrator: Client, articles: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("entities.previews.READ_SECONDS", 0)
    html = save_department(administrator, confirmed=False).content.decode()
    assert "共 3 篇，只看了其中前 0 篇" in html and "在后台重新关联" in html
    assert not Department.objects.exists()


def test_an_archive_that_is_too_big_to_look_through_is_said_to_be_so(
    administrator: Client, articles: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("entities.previews.LOOK_SECONDS", 0)
    monkeypatch.setattr("entities.touched.CHUNK_ARTICLES", 1)
    monkeypatch.setattr("entities.touched.look_through.__kwdefaults__", {"after": 0, "chunk": 1})
    html = save_department(administrator, confirmed=False).content.decode()
    assert "至少 1 篇，只看了其中前 1 篇" in html
    assert "<strong>增加 1 条关联</strong>" in html


def test_articles_beyond_two_thousand_are_counted_like_all_others(db: None) -> None:
    assert LinkDifference(touched=2500, read=2500).is_empty
    assert not LinkDifference(touched=2500, read=2000).is_empty
    assert not LinkDifference(is_counted=False).is_empty


def test_whose_news_it_is_is_shown_before_it_changes(administrator: Client) -> None:
    department = make_department(name=NAME, place="怀川市")
    make_department(name="怀川市林业局", place="怀川市")
    article = make_article(headline="政务上新", body="市政务服务局、市林业局介绍，市政务服务局将扩大试点。")
    text_changed([article.pk])
    assert DepartmentLink.objects.get(role="primary").department == department
    html = save_department(
        administrator, pk=department.pk, place="怀川市", kind="government", confirmed=False
    ).content.decode()
    assert "2 条关联改换主办或提及" in html and "改换主办或提及的关联" in html
    assert "增加 0 条关联" in html
    assert Department.objects.get(pk=department.pk).kind == "department"


def test_a_newspaper_that_moves_to_another_city_is_previewed_and_its_articles_follow(administrator: Client) -> None:
    make_department(name="怀川市林业局", place="怀川市")
    there = make_department(name="沁水市林业局", place="沁水市")
    article = make_article(headline="植树", body="市林业局部署植树。")
    other = make_newspaper(name="邻县报", slug="linxian")
    text_changed([article.pk])
    record_follow_up()
    carry_out()
    newspaper = Newspaper.objects.get(slug="huaichuan")
    address = reverse("admin:articles_newspaper_change", args=[newspaper.pk])
    values = {"name": newspaper.name, "city": "沁水市", "province": "河南省", "kind": "newspaper", "rights": ""}
    html = administrator.post(address, values).content.decode()
    assert "增加 1 条关联" in html and "减少 1 条关联" in html
    administrator.post(address, values | {"_confirmed": "1"})
    assert article.department_links.get().department == there
    version = RegistryState.current()
    address = reverse("admin:articles_newspaper_change", args=[other.pk])
    administrator.post(address, values | {"name": "邻县日报", "city": other.city})
    assert RegistryState.current() == version


@pytest.mark.parametrize("kind", ["departments", "programs"])
def test_the_address_of_a_merged_entry_leads_to_the_other_one(administrator: Client, client: Client, kind: str) -> None:
    make: Any = make_department if kind == "departments" else make_program
    model = "articles_department" if kind == "departments" else "entities_program"
    first, second, third = (make(name=f"怀川市{name}局", slug=name_of) for name, name_of in
                            (("园林", "yuan-lin"), ("林业", "lin-ye"), ("绿化", "lv-hua")))  # fmt: skip
    for old, into in ((first, second), (second, third)):
        address = reverse(f"admin:{model}_merge", args=[old.pk])
        administrator.post(address, {"into": into.name, "_confirmed": "1"})
    for slug in ("yuan-lin", "lin-ye"):
        response = client.get(f"/{kind}/{slug}/?page=2&q=植树")
        assert response.status_code == 301
        assert response["Location"].startswith(f"/{kind}/lv-hua/?page=2")
        assert client.get(f"/{kind}/{slug}/feed.atom")["Location"] == f"/{kind}/lv-hua/feed.atom"
    assert client.get(f"/{kind}/nobody/").status_code == 404
    assert client.get("/nothing/lin-ye/").status_code == 404


def test_a_new_entry_does_not_take_the_address_of_a_merged_one(administrator: Client) -> None:
    old, into = make_program(name="绿满城", slug="lv-man-cheng"), make_program(name="绿城")
    administrator.post(reverse("admin:entities_program_merge", args=[old.pk]), {"into": "绿城", "_confirmed": "1"})
    relations = {"relations-TOTAL_FORMS": 0, "relations-INITIAL_FORMS": 0, "aliases-TOTAL_FORMS": 0}
    values = {"name": "律满城", "kind": "platform", "aliases-INITIAL_FORMS": 0, "_confirmed": "1"} | relations
    administrator.post(reverse("admin:entities_program_add"), values)
    assert Program.objects.get(name="律满城").slug == "lv-man-cheng-2"
    assert into.moved_slugs.get().slug == "lv-man-cheng"


@pytest.mark.django_db(transaction=True)
def test_a_preview_keeps_no_other_editor_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """While the articles are read, another session changes the registry."""
    make_article(body=BODY)
    done = threading.Event()

    def save_elsewhere() -> None:
        make_program(name="百村添绿")
        connections.close_all()
        done.set()

    proposal, _ = propose(lambda: make_department(name=NAME))
    assert proposal is not None
    other = threading.Thread(target=save_elsewhere)
    other.start()
    assert done.wait(20)
    other.join()
    difference, _ = preview(lambda: make_department(name=NAME))
    assert difference.added == 1
    assert Program.objects.get().name == "百村添绿" and not Department.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("confirmed", [False, True])
def test_who_waits_too_long_for_another_editor_is_told_so(
    client: Client, monkeypatch: pytest.MonkeyPatch, confirmed: bool
) -> None:
    monkeypatch.setattr("entities.proposals.LONGEST_WAIT", 1)
    client.force_login(User.objects.create_superuser("张管理"))
    holds, may_end = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            make_program(name="百村添绿")
            holds.set()
            may_end.wait(30)
        connections.close_all()

    other = threading.Thread(target=hold)
    other.start()
    assert holds.wait(20)
    response = save_department(client, confirmed=confirmed)
    may_end.set()
    other.join()
    html = response.content.decode()
    assert response.status_code == 503
    assert "另一位编辑正在保存" in html and f'name="name" value="{NAME}"' in html
    assert not Department.objects.exists()
    assert save_department(client, confirmed=True).status_code == 200
    assert Department.objects.exists()
