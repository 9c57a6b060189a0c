"""What a form of the desk makes, changes or deletes goes into the log of changes, in the same transaction."""

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from articles.models import AuditEntry
from articles.services.audit import entry, record, record_each, values_told


class AuditedAdmin(admin.ModelAdmin):
    """`records_changes` is false where services write down what they do, or the log does so by itself."""

    records_changes = True

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        if self.records_changes:
            request.audit_details = form_details(form, formsets or ())  # type: ignore[attr-defined]
        return super().construct_change_message(request, form, formsets, add)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        self.record_form(request, obj, AuditEntry.Action.CREATED)
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        self.record_form(request, obj, AuditEntry.Action.CHANGED, message if isinstance(message, str) else "")
        return super().log_change(request, obj, message)

    def record_form(self, request: Any, obj: Model, action: AuditEntry.Action, message: str = "") -> None:
        """A form that was saved as it was opened changed nothing."""
        details = getattr(request, "audit_details", {})
        if not self.records_changes or not (details or message or action == AuditEntry.Action.CREATED):
            return
        record(action, message or told(self.model, action, details), about=obj, by=request.user, details=details)

    def delete_model(self, request: Any, obj: Any) -> None:
        if self.records_changes:
            self.record_removals(request, [obj])
        super().delete_model(request, obj)

    @transaction.atomic
    def delete_queryset(self, request: Any, queryset: QuerySet[Any]) -> None:
        if self.records_changes:
            self.record_removals(request, queryset)
        super().delete_queryset(request, queryset)

    def record_removals(self, request: Any, rows: Any) -> None:
        words = f"删除{self.opts.verbose_name}"
        record_each(entry(AuditEntry.Action.REMOVED, words, about=row, by=request.user) for row in rows)


def form_details(form: Any, formsets: Any) -> dict[str, Any]:
    """Fields with their values before and after, and the rows of inlines that came, changed and went."""
    names = [name for name in form.changed_data if name in form.initial or form.cleaned_data.get(name)]
    before = {name: shown(form, name, form.initial.get(name)) for name in names}
    details: dict[str, Any] = dict(
        values_told(before, {name: shown(form, name, form.cleaned_data.get(name)) for name in names})
    )
    for formset in formsets:
        rows = {
            "added": [str(row) for row in formset.new_objects],
            "changed": [str(row) for row, _ in formset.changed_objects],
            "removed": [str(row) for row in formset.deleted_objects],
        }
        if found := {name: words for name, words in rows.items() if words}:
            details[formset.model._meta.model_name] = found
    return details


def shown(form: Any, name: str, value: Any) -> Any:
    """A foreign key's form begins with an id and ends with a record: both as the record's words."""
    field = form.fields.get(name)
    queryset = getattr(field, "queryset", None)
    if queryset is None or isinstance(value, Model) or value in (None, ""):
        return value
    return queryset.filter(pk=value).first() or value


def told(model: type[Model], action: AuditEntry.Action, details: dict[str, Any]) -> str:
    """What was done, in words: the fields by their labels, the inlines by what they hold."""
    labels = {field.name: str(getattr(field, "verbose_name", field.name)) for field in model._meta.get_fields()}
    related = {field.related_model._meta.model_name: field.related_model for field in model._meta.related_objects}
    words = [f"{action.label}{model._meta.verbose_name}"]
    for name, value in details.items():
        if isinstance(value, list):
            if action != AuditEntry.Action.CREATED:
                words.append(f"{labels.get(name, name)}：{value[0] or '空'} → {value[1] or '空'}")
            continue
        label = str(related[name]._meta.verbose_name) if name in related else name
        for verb, key in (("增", "added"), ("改", "changed"), ("删", "removed")):
            if key in value:
                words.append(f"{verb}{label} {'、'.join(value[key])}")
    return "；".join(words)
