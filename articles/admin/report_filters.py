"""What the desk narrows its list of readers' reports by."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.admin.numbers import sent_number
from articles.models import Report
from articles.person_names import name_of
from articles.services.reports.counting import overdue
from articles.services.reports.steps import handlers


class StateFilter(admin.SimpleListFilter):
    """What is open, unless something else is asked for."""

    title = "状态"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [*Report.State.choices, ("all", "全部")]

    def choices(self, changelist: Any) -> Iterator[Any]:
        first, *rest = super().choices(changelist)
        yield {**first, "display": "未办结"}
        yield from rest

    def queryset(self, request: HttpRequest, queryset: QuerySet[Report]) -> QuerySet[Report]:
        if self.value() == "all":
            return queryset
        return queryset.filter(state=self.value()) if self.value() else queryset.filter(closed_at__isnull=True)


class OverdueFilter(admin.SimpleListFilter):
    title = "期限"
    parameter_name = "overdue"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "逾期")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Report]) -> QuerySet[Report]:
        return overdue(queryset) if self.value() == "yes" else queryset


class AssignedFilter(admin.SimpleListFilter):
    title = "承办人"
    parameter_name = "assigned"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        others = [(str(each.pk), name_of(each)) for each in handlers() if each.pk != request.user.pk]
        return [("me", "我"), ("nobody", "还没有人"), *others]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Report]) -> QuerySet[Report]:
        asked = self.value()
        if asked == "me":
            return queryset.filter(assigned_to=request.user.pk)
        if asked == "nobody":
            return queryset.filter(assigned_to__isnull=True)
        person = sent_number(asked)
        if asked is None:
            return queryset
        return queryset.none() if person is None else queryset.filter(assigned_to=person)
