"""The registry of departments."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from articles.admin.records import ReadOnlyAdmin
from articles.admin.registries import AliasInline, RegistryEntryAdmin
from articles.models import Department, DepartmentAlias, DepartmentSuccession
from articles.series import series_of
from articles.services.series import series_changed
from entities.matching.registry import EntryType
from entities.merging import merge_departments


class DepartmentAliasInline(AliasInline):
    model = DepartmentAlias


class SuccessionFormSet(forms.BaseInlineFormSet):
    """A department cannot come of one that came of it."""

    def clean(self) -> None:
        super().clean()
        if not self.instance.pk:
            return
        held = DepartmentSuccession.objects.exclude(successor=self.instance)
        pairs = [
            (form.cleaned_data["predecessor"].pk, self.instance.pk)
            for form in self.forms
            if form.cleaned_data.get("predecessor") and not form.cleaned_data.get("DELETE")
        ]
        series = series_of([*held.values_list("predecessor_id", "successor_id"), *pairs])
        if any(self.instance.pk in series.members(before) for before, _ in pairs):
            raise ValidationError("沿革成了一个圈：原部门本身就是由这个部门而来的。")


class SuccessionInline(admin.TabularInline):
    """What went into the department."""

    model = DepartmentSuccession
    formset = SuccessionFormSet
    fk_name = "successor"
    extra = 0
    fields = ("predecessor", "happened_on", "note")
    autocomplete_fields = ("predecessor",)
    verbose_name = "前身"
    verbose_name_plural = "前身（改名、合并或拆分之前的部门）"


@admin.register(Department)
class DepartmentAdmin(RegistryEntryAdmin):
    entry_type = EntryType.DEPARTMENT
    list_display = ("name", "short_name", "level", "kind", "place", "parent", "slug")
    list_filter = ("level", "kind")
    list_select_related = ("parent",)
    text_lookups = ("name__icontains", "short_name__icontains", "aliases__surface", "slug__istartswith")
    fields = ("name", "short_name", "slug", "level", "kind", "place", "parent", "valid_from", "valid_to")
    autocomplete_fields = ("parent",)
    inlines = (DepartmentAliasInline, SuccessionInline)

    def merge_entries(self, old: Department, into: Department) -> None:
        merge_departments(old, into)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if any(formset.model is DepartmentSuccession and formset.has_changed() for formset in formsets):
            gone = [
                each.successor_id
                for formset in formsets
                for each in getattr(formset, "deleted_objects", [])
                if isinstance(each, DepartmentSuccession)
            ]
            series_changed([form.instance.pk, *gone])


@admin.register(DepartmentAlias)
class DepartmentAliasAdmin(ReadOnlyAdmin):
    """Looked at here, edited with the department."""

    list_display = ("surface", "department", "rule")
    list_filter = ("rule",)
    list_select_related = ("department",)
    sortable_by = ()
    text_lookups = ("surface__icontains", "department__name__icontains")


@admin.register(DepartmentSuccession)
class DepartmentSuccessionAdmin(ReadOnlyAdmin):
    """Looked at here, edited with the department that succeeded."""

    list_display = ("predecessor", "successor", "happened_on", "note")
    list_select_related = ("predecessor", "successor")
    sortable_by = ()
    text_lookups = ("predecessor__name__icontains", "successor__name__icontains")
