"""People and their rights: three roles made by a migration, and nobody gives away what he does not hold."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse

from articles.services.roles import ROLES, grant_roles
from tests.desk.people import make_administrator, make_editor, make_person

pytestmark = pytest.mark.django_db

#: Rights of models that other parts of the program bring along.
BROUGHT_ALONG = {"articles.handle_report", "articles.view_report_contact"}


def codes_of(group: Group) -> set[str]:
    return {f"{row.content_type.app_label}.{row.codename}" for row in group.permissions.select_related("content_type")}


def form_of(user: User, **changes: Any) -> dict[str, Any]:
    values = {"username": user.username, "is_staff": "on", "is_active": "on", "groups": [], "user_permissions": []}
    return values | changes


def address_of(user: User) -> str:
    return reverse("admin:auth_user_change", args=[user.pk])


def test_every_archive_has_the_three_roles_with_their_rights() -> None:
    for name, rights in ROLES.items():
        assert rights - codes_of(Group.objects.get(name=name)) <= BROUGHT_ALONG


def test_roles_get_back_what_they_lack_and_keep_what_was_added() -> None:
    group = Group.objects.get(name="编辑")
    added = Permission.objects.get(codename="delete_reporter")
    group.permissions.add(added)
    group.permissions.remove(Permission.objects.get(codename="change_article"))
    Group.objects.get(name="审校").delete()
    grant_roles(apps)
    assert {"articles.change_article", "articles.delete_reporter"} <= codes_of(group)
    assert "articles.review_article" in codes_of(Group.objects.get(name="审校"))


def test_each_role_holds_the_rights_of_the_one_below() -> None:
    assert ROLES["编辑"] < ROLES["审校"] < ROLES["管理员"]
    assert not any(code.startswith("auth.delete") for code in ROLES["管理员"])


def test_an_administrator_makes_an_editor(administrator: Client) -> None:
    user = User.objects.create_user("新人")
    group = Group.objects.get(name="编辑")
    assert administrator.post(address_of(user), form_of(user, groups=[group.pk])).status_code == 302
    user.refresh_from_db()
    assert user.has_perm("articles.change_article")
    assert user.is_staff


def test_an_administrator_makes_no_superuser(administrator: Client) -> None:
    own = User.objects.get(username="张管理")
    role = Group.objects.get(name="管理员")
    for user in (User.objects.create_user("新人"), own):
        administrator.post(address_of(user), form_of(user, is_superuser="on", groups=[role.pk]))
        user.refresh_from_db()
        assert not user.is_superuser
    values = {"username": "另一人", "password1": "牛年2021大吉", "password2": "牛年2021大吉", "is_superuser": "on"}
    administrator.post(reverse("admin:auth_user_add"), values)
    assert not User.objects.get(username="另一人").is_superuser


def test_an_administrator_gives_no_right_that_he_lacks(administrator: Client) -> None:
    user = User.objects.create_user("新人")
    lacked = Permission.objects.get(codename="delete_user")
    strong = Group.objects.create(name="强权")
    strong.permissions.add(lacked)
    for changes in ({"user_permissions": [lacked.pk]}, {"groups": [strong.pk]}):
        assert "不在可用的选项中" in administrator.post(address_of(user), form_of(user, **changes)).content.decode()
    assert not User.objects.get(pk=user.pk).has_perm("auth.delete_user")
    editors = Group.objects.get(name="编辑")
    group = reverse("admin:auth_group_change", args=[editors.pk])
    administrator.post(group, {"permissions": [lacked.pk]})
    assert lacked not in editors.permissions.all()
    assert administrator.post(reverse("admin:auth_group_change", args=[strong.pk]), {"name": "x"}).status_code == 403


def test_an_administrator_touches_nobody_who_holds_more(administrator: Client) -> None:
    superuser = User.objects.create_superuser("站长", password="牛年2021大吉")  # noqa: S106
    stronger = make_person(name="能删人", permissions=["auth.delete_user"])
    for user in (superuser, stronger):
        assert administrator.post(address_of(user), form_of(user, username="改名")).status_code == 403
        password = {"password1": "虎年2022大吉", "password2": "虎年2022大吉"}
        assert (
            administrator.post(reverse("admin:auth_user_password_change", args=[user.pk]), password).status_code == 403
        )
    superuser.refresh_from_db()
    assert superuser.check_password("牛年2021大吉")


def test_a_role_keeps_its_name(administrator: Client) -> None:
    group = Group.objects.get(name="编辑")
    held = list(group.permissions.values_list("pk", flat=True))
    administrator.post(reverse("admin:auth_group_change", args=[group.pk]), {"name": "改名", "permissions": held})
    group.refresh_from_db()
    assert group.name == "编辑"


def test_a_superuser_is_not_held_back(client: Client) -> None:
    client.force_login(User.objects.create_superuser("站长"))
    user = make_editor()
    joined = {"date_joined_0": "2022-01-28", "date_joined_1": "08:00"}
    assert client.post(address_of(user), form_of(user, is_superuser="on", **joined)).status_code == 302
    user.refresh_from_db()
    assert user.is_superuser
    assert not make_administrator().is_superuser


def test_the_group_of_editors_is_never_given_the_right_to_review(administrator: Client) -> None:
    editors = Group.objects.get(name="编辑")
    review = Permission.objects.get(codename="review_article")
    held = list(editors.permissions.values_list("pk", flat=True))
    for client in (administrator, Client()):
        if client is not administrator:
            client.force_login(User.objects.create_superuser("站长"))
        address = reverse("admin:auth_group_change", args=[editors.pk])
        page = client.post(address, {"name": "编辑", "permissions": [*held, review.pk]}).content.decode()
        assert "编辑的改动要由另一个人审校" in page
    assert review not in editors.permissions.all()
