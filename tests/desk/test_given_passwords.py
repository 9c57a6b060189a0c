"""A password that another set opens nothing but the page on which one sets his own."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.models import AuditEntry, PasswordToChange
from tests.desk.people import make_administrator, make_editor, make_reviewer

pytestmark = pytest.mark.django_db

GIVEN, OWN = "牛年2021大吉", "虎年2022大吉"
CHANGE = reverse("admin:password_change")
QUEUE = reverse("admin:queue")


def give(administrator: Client, user: User, password: str = GIVEN) -> None:
    address = reverse("admin:auth_user_password_change", args=[user.pk])
    sent = {"password1": password, "password2": password, "usable_password": "true"}
    assert administrator.post(address, sent).status_code == 302


def logged_in(name: str, password: str) -> Client:
    client = Client()
    sent = {"username": name, "password": password, "next": reverse("admin:index")}
    assert client.post(reverse("admin:login"), sent).status_code == 302
    return client


def change(client: Client, old: str, new: str) -> str:
    sent = {"old_password": old, "new_password1": new, "new_password2": new}
    return client.post(CHANGE, sent, follow=True).content.decode()


def test_whoever_was_given_a_password_changes_it_first(administrator: Client) -> None:
    reviewer = make_reviewer()
    give(administrator, reviewer)
    client = logged_in("周审校", GIVEN)
    for address in (reverse("admin:index"), QUEUE, reverse("entities:find_in_text")):
        assert client.get(address)["Location"] == CHANGE
        assert client.post(address)["Location"] == CHANGE
    assert "密码是别人替您设的" in client.get(QUEUE, follow=True).content.decode()
    assert "新密码要和现在的不一样" in change(client, GIVEN, GIVEN)
    assert client.get(QUEUE).status_code == 302
    change(client, GIVEN, OWN)
    assert client.get(QUEUE).status_code == 200
    assert not PasswordToChange.objects.exists()
    assert logged_in("周审校", OWN).get(QUEUE).status_code == 200


def test_a_new_account_begins_with_a_password_of_its_own(administrator: Client) -> None:
    sent = {"username": "新审校", "password1": GIVEN, "password2": GIVEN, "usable_password": "true"}
    administrator.post(reverse("admin:auth_user_add"), sent)
    User.objects.filter(username="新审校").update(is_staff=True)
    assert logged_in("新审校", GIVEN).get(reverse("admin:index"))["Location"] == CHANGE
    line = AuditEntry.objects.get(summary__startswith="新建账号", record_words="新审校")
    assert "本人登录后要先改" in line.summary


def test_that_it_was_set_stands_in_the_log_with_who_did(administrator: Client) -> None:
    give(administrator, make_reviewer())
    line = AuditEntry.objects.get(summary__startswith="改了密码")
    assert line.actor is not None
    assert (line.actor.get_username(), line.record_words) == ("张管理", "周审校")
    assert "替别人设的密码" in line.summary
    assert GIVEN not in line.summary


def test_the_log_tells_the_first_own_password_and_whose_it_was_before(administrator: Client) -> None:
    give(administrator, make_reviewer())
    change(logged_in("周审校", GIVEN), GIVEN, OWN)
    line = AuditEntry.objects.filter(summary__startswith="改了密码").latest("pk")
    assert line.actor is not None
    assert (line.actor.get_username(), line.summary) == ("周审校", "改了密码（首次改掉别人设的密码，那是张管理设的）")


def test_the_other_administrators_are_told_whose_password_was_set_by_whom(administrator: Client) -> None:
    give(administrator, make_reviewer())
    other, editor = Client(), Client()
    other.force_login(make_administrator(name="王管理"))
    editor.force_login(make_editor())
    told = "张管理替周审校设了密码"
    assert told in other.get(reverse("admin:index")).content.decode()
    for client in (administrator, editor):
        assert told not in client.get(reverse("admin:index")).content.decode()


def test_a_session_that_is_open_ends_when_the_password_is_set(administrator: Client) -> None:
    reviewer, client = make_reviewer(), Client()
    client.force_login(reviewer)
    assert client.get(QUEUE).status_code == 200
    give(administrator, reviewer)
    assert client.get(QUEUE)["Location"].startswith(reverse("admin:login"))


def test_whoever_sets_his_own_is_asked_for_nothing_more() -> None:
    person = make_editor()
    person.set_password(GIVEN)
    person.save()
    client = logged_in("李编辑", GIVEN)
    assert client.get(QUEUE).status_code == 200
    change(client, GIVEN, OWN)
    assert client.get(QUEUE).status_code == 200
    assert "替别人设的密码" not in AuditEntry.objects.filter(summary__startswith="改了密码").latest("pk").summary
