"""Users and groups: whoever is no superuser gives away no right that he does not hold, and touches nobody who holds
more than he does."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

from articles.person_names import name_of
from articles.services.review import REVIEW_RIGHT
from articles.services.roles import EDITORS, ROLES

VERBS = {"add": "增加", "change": "修改", "delete": "删除", "view": "查看"}


def held_permissions(user: Any) -> QuerySet[Permission]:
    """The rights that a person holds himself or by a group; all of them for a superuser."""
    if user.is_superuser:
        return Permission.objects.all()
    return Permission.objects.filter(Q(user=user) | Q(group__user=user)).distinct()


def held_ids(user: Any) -> set[int]:
    return set(held_permissions(user).values_list("pk", flat=True))


def groups_within(user: Any) -> QuerySet[Group]:
    """The groups none of whose rights the person lacks."""
    beyond = Permission.objects.exclude(pk__in=held_ids(user)).values("pk")
    return Group.objects.exclude(permissions__in=beyond)


def outranks(user: Any, other: User) -> bool:
    """Whether `user` holds every right of `other`, who then may be changed, even given a new password, by him."""
    return bool(user.is_superuser) or (not other.is_superuser and held_ids(other) <= held_ids(user))


class DeskUserAdmin(UserAdmin):
    """The people of the desk. Superusers are made and changed by superusers alone."""

    list_display = ("username", "last_name", "first_name", "groups_shown", "is_staff", "is_active", "last_login")
    list_filter = ("is_staff", "is_active", "groups")
    search_fields = ("username", "last_name", "first_name", "email")
    sortable_by = ("username", "last_login")

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        may = super().has_change_permission(request, obj)
        return may and (not isinstance(obj, User) or outranks(request.user, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        may = super().has_delete_permission(request, obj)
        return may and (not isinstance(obj, User) or outranks(request.user, obj))

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        fields = super().get_readonly_fields(request, obj)
        return fields if request.user.is_superuser else (*fields, "is_superuser", "last_login", "date_joined")

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        field: Any = super().formfield_for_manytomany(db_field, request, **options)
        if field is not None and db_field.name == "user_permissions":
            field.label_from_instance = permission_label
        if field is not None and not request.user.is_superuser:
            offered = (
                held_permissions(request.user) if db_field.name == "user_permissions" else groups_within(request.user)
            )
            narrow(field, offered)
        return field

    @admin.display(description="组")
    def groups_shown(self, user: User) -> str:
        return "、".join(group.name for group in user.groups.all())


class GroupForm(forms.ModelForm):
    """Editors whose group may review would pass each other's work, and nothing of it would wait."""

    class Meta:
        model = Group
        fields = ("name", "permissions")

    def clean_permissions(self) -> Any:
        chosen = self.cleaned_data["permissions"]
        if self.instance.name == EDITORS and chosen.filter(codename=REVIEW_RIGHT.partition(".")[2]).exists():
            words = "“编辑”组不能有审校的权限：编辑的改动要由另一个人审校。要让谁审校，请把他放进“审校”组。"
            raise ValidationError(words, code="four_eyes")
        return chosen


class DeskGroupAdmin(GroupAdmin):
    """Groups. The three roles keep their names: the program gives them their rights by these."""

    form = GroupForm
    list_display = ("name", "people_shown")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and within_own(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        is_role = isinstance(obj, Group) and obj.name in ROLES
        return super().has_delete_permission(request, obj) and within_own(request, obj) and not is_role

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Groups are deleted one by one: a role among them is not."""
        actions: dict[str, Any] = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        return ("name",) if isinstance(obj, Group) and obj.name in ROLES else ()

    def formfield_for_manytomany(self, db_field: Any, request: Any = None, **options: Any) -> Any:
        field: Any = super().formfield_for_manytomany(db_field, request, **options)
        if field is not None:
            field.label_from_instance = permission_label
        if field is not None and not request.user.is_superuser:
            narrow(field, held_permissions(request.user))
        return field

    def get_queryset(self, request: HttpRequest) -> QuerySet[Group]:
        return super().get_queryset(request).prefetch_related("user_set")

    @admin.display(description="成员")
    def people_shown(self, group: Group) -> str:
        return "、".join(name_of(user) for user in group.user_set.all())


def within_own(request: HttpRequest, group: Model | None) -> bool:
    if not isinstance(group, Group) or request.user.is_superuser:
        return True
    return set(group.permissions.values_list("pk", flat=True)) <= held_ids(request.user)


def permission_label(permission: Permission) -> str:
    """In Chinese also where the name is Django's own, which it keeps in English."""
    verb = VERBS.get(permission.codename.partition("_")[0]) if permission.name.startswith("Can ") else None
    return f"{permission.content_type} | {verb or permission.name}"


def narrow(field: Any, offered: QuerySet[Any]) -> None:
    """What is not offered is refused by the form, too."""
    field.queryset = field.queryset.filter(pk__in=offered.values("pk"))


admin.site.unregister(User)
admin.site.unregister(Group)
admin.site.register(User, DeskUserAdmin)
admin.site.register(Group, DeskGroupAdmin)
