"""Which part of the queue an editor asks for, read from the address."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from articles.models import Article, Department, Newspaper
from articles.services.queue_filters import QueueFilters
from entities.models import Program

#: Names that a list under a field offers; of a larger registry the rest is typed.
OFFERED = 500
KINDS = [(value, label) for value, label in Article.Kind.choices if value != Article.Kind.PAGE_FURNITURE]


class EntryField(forms.CharField):
    """An entry of a registry by its name, or by one of its aliases."""

    def __init__(self, entries: Any, list_id: str, **options: Any) -> None:
        super().__init__(required=False, widget=forms.TextInput(attrs={"list": list_id, "size": 14}), **options)
        self.entries = entries
        self.list_id = list_id

    def clean(self, value: Any) -> Any:
        name = str(super().clean(value)).replace("\x00", "").strip()
        if not name:
            return None
        entry = self.entries.filter(name=name).first() or self.entries.filter(aliases__surface=name).first()
        if entry is None:
            raise ValidationError(f"名录里没有叫“{name}”的{self.label}。", code="unknown_name")
        return entry

    def offered(self) -> list[str]:
        return list(self.entries.order_by("pinyin", "pk").values_list("name", flat=True)[:OFFERED])


class QueueForm(forms.Form):
    newspaper = forms.ModelChoiceField(
        label="报纸",
        queryset=Newspaper.objects.order_by("name"),
        required=False,
        empty_label="全部",
        to_field_name="slug",
    )
    year = forms.IntegerField(
        label="年份", required=False, min_value=1600, max_value=2999, widget=forms.TextInput(attrs={"size": 5})
    )
    kind = forms.ChoiceField(label="体裁", choices=[("", "全部"), *KINDS], required=False)
    program = EntryField(Program.objects.all(), "queue-programs", label="项目")
    department = EntryField(Department.objects.all(), "queue-departments", label="部门")
    mine = forms.BooleanField(label="只看我领取的", required=False)

    def __init__(self, data: QueryDict, *, person_id: int) -> None:
        super().__init__(data)
        self.person_id = person_id

    def filters(self) -> QueueFilters:
        """What could be read of the address; `errors` says what could not."""
        given = self.cleaned_data

        def pk_of(name: str) -> int | None:
            return given[name].pk if given.get(name) else None

        return QueueFilters(
            newspaper_id=pk_of("newspaper"),
            year=given.get("year"),
            kind=given.get("kind") or "",
            program_id=pk_of("program"),
            department_id=pk_of("department"),
            holder_id=self.person_id if given.get("mine") else None,
        )

    @property
    def is_narrowed(self) -> bool:
        return any(self.cleaned_data.values())
