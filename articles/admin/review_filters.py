"""What the list of reviews is narrowed by."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.admin.numbers import sent_number
from articles.models import Review
from articles.services.review import REVIEW_RIGHT

ALL = "all"


class StateFilter(admin.SimpleListFilter):
    """Reviewers begin with what is open, editors with all that they changed."""

    title = "结果"
    parameter_name = "state"

    def __init__(self, request: HttpRequest, *args: Any) -> None:
        self.first = Review.State.OPEN.value if request.user.has_perm(REVIEW_RIGHT) else ALL
        super().__init__(request, *args)

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [*Review.State.choices, (ALL, "全部")]

    def value(self) -> str:
        return super().value() or self.first

    def choices(self, changelist: Any) -> Any:
        for value, label in self.lookup_choices:
            query = changelist.get_query_string({self.parameter_name: value})
            yield {"selected": self.value() == value, "query_string": query, "display": label}

    def queryset(self, request: HttpRequest, queryset: QuerySet[Review]) -> QuerySet[Review]:
        return queryset if self.value() == ALL else queryset.filter(state=self.value())


class FactFilter(admin.SimpleListFilter):
    title = "涉及"
    parameter_name = "touches"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [*Review.Fact.choices, ("none", "都不涉及")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Review]) -> QuerySet[Review]:
        value = self.value()
        if not value:
            return queryset
        return queryset.filter(touches=[]) if value == "none" else queryset.filter(touches__contains=[value])


class EditorFilter(admin.SimpleListFilter):
    title = "编辑"
    parameter_name = "editor"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        if not request.user.has_perm(REVIEW_RIGHT):
            return []
        people = User.objects.filter(is_staff=True).order_by("username")
        return [(str(pk), name) for pk, name in people.values_list("pk", "username")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Review]) -> QuerySet[Review]:
        value = self.value() or ""
        return queryset if (editor := sent_number(value)) is None else queryset.filter(editor=editor)
