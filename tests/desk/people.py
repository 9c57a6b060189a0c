"""The standing characters of the desk's tests: who may do what."""

from collections.abc import Iterable

from django.contrib.auth.models import Permission, User


def make_person(*, name: str, permissions: Iterable[str] = (), is_staff: bool = True) -> User:
    """A user with these permissions, each as `app.codename`."""
    person = User.objects.create_user(name, is_staff=is_staff)
    for permission in permissions:
        app, codename = permission.split(".")
        person.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    return person


def make_editor(*, name: str = "李编辑") -> User:
    """Corrects articles and dates pages; administers nothing."""
    return make_person(
        name=name,
        permissions=[
            "articles.view_article",
            "articles.change_article",
            "articles.add_article",
            "articles.view_page",
            "articles.change_page",
            "articles.change_issue",
            "articles.view_revision",
        ],
    )


def make_administrator(*, name: str = "张管理") -> User:
    return User.objects.create_superuser(name)
