"""How the log of changes is narrowed: by person, by program, by day."""

import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from articles.admin.numbers import sent_number
from articles.models import AuditEntry


class PersonFilter(admin.SimpleListFilter):
    title = "人"
    parameter_name = "person"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        people = User.objects.filter(is_staff=True).order_by("username").values_list("pk", "username")
        return [("program", "程序"), *((str(pk), name) for pk, name in people)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[AuditEntry]) -> QuerySet[AuditEntry]:
        value = self.value()
        if value == "program":
            return queryset.exclude(program="")
        actor = sent_number(value)
        return queryset if actor is None else queryset.filter(actor_id=actor)


class RecordTypeFilter(admin.SimpleListFilter):
    title = "记录"
    parameter_name = "record"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        kinds = {model._meta.label_lower: str(model._meta.verbose_name) for model in admin.site._registry}
        return sorted(kinds.items(), key=lambda pair: pair[1])

    def queryset(self, request: HttpRequest, queryset: QuerySet[AuditEntry]) -> QuerySet[AuditEntry]:
        return queryset.filter(record_type=self.value()) if self.value() else queryset


class DayRangeFilter(admin.ListFilter):
    """Two days, both included, in the archive's own time. A day that cannot be read is said and does not filter."""

    title = "日期"
    template = "admin/articles/auditentry/day_range.html"
    names = ("from", "to")

    def __init__(self, request: HttpRequest, params: dict[str, Any], model: Any, model_admin: Any) -> None:
        super().__init__(request, params, model, model_admin)
        for name in self.names:
            if name in params:
                value = params.pop(name)
                self.used_parameters[name] = value[-1] if isinstance(value, list) else value
        self.faults = [text for text in map(self.typed, self.names) if text and day_of(text) is None]

    def typed(self, name: str) -> str:
        return str(self.used_parameters.get(name, ""))

    def has_output(self) -> bool:
        return True

    def expected_parameters(self) -> list[str | None]:
        return list(self.names)

    def choices(self, changelist: Any) -> Any:
        others = changelist.get_filters_params()
        kept = [(name, value) for name, values in others.items() if name not in self.names for value in as_list(values)]
        if changelist.query:
            kept.append(("q", changelist.query))
        yield {
            "kept": kept,
            "start": self.typed("from"),
            "end": self.typed("to"),
            "faults": self.faults,
            "without": "?" + urlencode(kept),
        }

    def queryset(self, request: HttpRequest, queryset: QuerySet[AuditEntry]) -> QuerySet[AuditEntry]:
        start, end = (day_of(self.typed(name)) for name in self.names)
        if start:
            queryset = queryset.filter(at__gte=midnight(start))
        if end:
            queryset = queryset.filter(at__lt=midnight(end + datetime.timedelta(days=1)))
        return queryset


def as_list(values: Any) -> list[Any]:
    return list(values) if isinstance(values, list | tuple) else [values]


def day_of(text: str) -> datetime.date | None:
    """None for what is no day, or one so far off that no moment can be made of it."""
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1900 <= day.year <= 2999 else None


def midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
