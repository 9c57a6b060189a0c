"""The standing characters of the desk's tests: who may do what, by the groups that every archive has."""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission, User

from articles.models import Article
from articles.services.review import Submitted, submit_correction

EDITOR, REVIEWER, ADMINISTRATOR = "编辑", "审校", "管理员"


def make_person(*, name: str, permissions: Iterable[str] = (), role: str = "", is_staff: bool = True) -> User:
    """A user with these permissions, each as `app.codename`, and in the group of this role."""
    person = User.objects.create_user(name, is_staff=is_staff)
    for permission in permissions:
        app, codename = permission.split(".")
        person.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    if role:
        person.groups.add(Group.objects.get(name=role))
    return person


def make_editor(*, name: str = "李编辑") -> User:
    """Corrects articles and dates pages; administers nothing, and what touches facts waits for another."""
    return make_person(name=name, role=EDITOR)


def make_reviewer(*, name: str = "周审校") -> User:
    """An editor who passes the work of others, takes it back, and withdraws articles."""
    return make_person(name=name, role=REVIEWER)


def make_administrator(*, name: str = "张管理") -> User:
    """A reviewer who keeps the registries and the people; no superuser."""
    return make_person(name=name, role=ADMINISTRATOR)


def submit(article: Article, editor: User, **changes: object) -> Submitted:
    """What he sends of the article as it stands now."""
    article.refresh_from_db()
    number = article.revision_number
    return submit_correction(article, base_revision=number, editor=editor, **changes)  # type: ignore[arg-type]
