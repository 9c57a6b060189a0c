"""Accounts, groups and rights in the log of changes, wherever they are changed: the desk, a command, a program's code.

Passwords and addresses never stand in it: that one was changed does. Logins do not either: everybody may try, and what
can only grow must not grow by the will of strangers; failures are counted and limited elsewhere.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group, Permission, User
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save

from articles.models import AuditEntry
from articles.services.audit import record, values_told
from articles.services.given_passwords import CHANGED, note_password

#: What an account may do, and what it is called.
RIGHTS = ("is_active", "is_staff", "is_superuser")
NAMES = ("username", "first_name", "last_name")
LABELS = {
    "is_active": "可以登录",
    "is_staff": "可以进编辑台",
    "is_superuser": "超级用户",
    "username": "用户名",
    "first_name": "名字",
    "last_name": "姓氏",
}
VERBS = {"Can add ": "新增", "Can change ": "修改", "Can delete ": "删除", "Can view ": "查看"}
ACCOUNT, RIGHT = AuditEntry.Action.ACCOUNT, AuditEntry.Action.RIGHTS


def connect() -> None:
    pre_save.connect(remember_user, sender=User, dispatch_uid="audit.user.before")
    post_save.connect(user_saved, sender=User, dispatch_uid="audit.user")
    post_delete.connect(user_or_group_deleted, sender=User, dispatch_uid="audit.user.deleted")
    pre_save.connect(remember_group, sender=Group, dispatch_uid="audit.group.before")
    post_save.connect(group_saved, sender=Group, dispatch_uid="audit.group")
    post_delete.connect(user_or_group_deleted, sender=Group, dispatch_uid="audit.group.deleted")
    for through in (User.groups.through, User.user_permissions.through, Group.permissions.through):
        m2m_changed.connect(given_or_taken, sender=through, dispatch_uid=f"audit.{through.__name__}")


def remember_user(instance: User, update_fields: Iterable[str] | None = None, **_: Any) -> None:
    """What the account was; nothing is asked for the moment of a login, which is all that most saves write."""
    is_login = update_fields is not None and set(update_fields) == {"last_login"}
    held = None if is_login or instance.pk is None else User.objects.filter(pk=instance.pk).first()
    instance.before_save = held  # type: ignore[attr-defined]


def user_saved(instance: User, created: bool, update_fields: Iterable[str] | None = None, **_: Any) -> None:
    has_new_password = getattr(instance, "_password", None) is not None
    said = note_password(instance) if has_new_password else ""
    if created:
        rights = {name: ["", flag_words(getattr(instance, name))] for name in RIGHTS}
        record(ACCOUNT, f"新建账号{flags_told(instance)}{said}", about=instance, details=rights)
        return
    before: User | None = getattr(instance, "before_save", None)
    if before is None:
        return
    saved = None if update_fields is None else set(update_fields)
    for names, action in ((RIGHTS, RIGHT), (NAMES, ACCOUNT)):
        written = [name for name in names if saved is None or name in saved]
        changed = values_told(
            {name: flag_words(getattr(before, name)) for name in written},
            {name: flag_words(getattr(instance, name)) for name in written},
        )
        if changed:
            words = "；".join(f"{LABELS[name]}：{old or '空'} → {new or '空'}" for name, (old, new) in changed.items())
            record(action, words, about=instance, details=changed)
    if before.email != instance.email and (saved is None or "email" in saved):
        record(ACCOUNT, "改了电子邮件地址", about=instance)
    # A hash that is only made anew at a login leaves no raw password behind.
    if before.password != instance.password and has_new_password:
        record(ACCOUNT, f"{CHANGED}{said}", about=instance)


def flag_words(value: object) -> str:
    return {True: "是", False: "否"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def flags_told(user: User) -> str:
    held = [LABELS[name] for name in ("is_staff", "is_superuser") if getattr(user, name)]
    return f"（{'、'.join(held)}）" if held else ""


def remember_group(instance: Group, **_: Any) -> None:
    held = None if instance.pk is None else Group.objects.filter(pk=instance.pk).first()
    instance.name_before = held.name if held else None  # type: ignore[attr-defined]


def group_saved(instance: Group, created: bool, **_: Any) -> None:
    if created:
        record(RIGHT, "新建组", about=instance)
    elif (before := getattr(instance, "name_before", None)) and before != instance.name:
        record(RIGHT, f"组名：{before} → {instance.name}", about=instance, details={"name": [before, instance.name]})


def user_or_group_deleted(instance: User | Group, **_: Any) -> None:
    is_user = isinstance(instance, User)
    record(ACCOUNT if is_user else RIGHT, "删除账号" if is_user else "删除组", about=instance)


def given_or_taken(
    instance: Model, action: str, reverse: bool, model: type[Any], pk_set: set[int] | None, **_: Any
) -> None:
    """Groups given to a person, rights given to a person or a group; the other way round, too."""
    if action == "pre_clear":
        held = held_of(instance, model, reverse)
        tell(instance, held, reverse=reverse, is_given=False)
    elif action in ("post_add", "post_remove") and pk_set:
        tell(
            instance, list(model._default_manager.filter(pk__in=pk_set)), reverse=reverse, is_given=action == "post_add"
        )


def permission_words(permission: Permission) -> str:
    """Django names what it makes itself in English."""
    for verb, words in VERBS.items():
        if permission.name.startswith(verb):
            return words + permission.name.removeprefix(verb)
    return str(permission.name)


def held_of(instance: Any, model: type[Model], reverse: bool) -> list[Model]:
    names = {Group: "groups", Permission: "permissions" if isinstance(instance, Group) else "user_permissions"}
    back = {User: "user_set", Group: "group_set"}
    return list(getattr(instance, (back if reverse else names)[model]).all())


def tell(instance: Model, others: list[Any], *, reverse: bool, is_given: bool) -> None:
    """One line for each person or group whose rights change."""
    pairs: list[tuple[Model, list[Any]]] = (
        [(other, [instance]) for other in others] if reverse else [(instance, others)] if others else []
    )
    for owner, given in pairs:
        kinds = "组" if isinstance(given[0], Group) else "权限"
        names = [permission_words(each) if isinstance(each, Permission) else each.name for each in given]
        codes = [each.codename if isinstance(each, Permission) else each.name for each in given]
        words = f"{'给予' if is_given else '收回'}{kinds}：{'、'.join(names)}"
        record(RIGHT, words, about=owner, details={"given" if is_given else "taken": codes})
