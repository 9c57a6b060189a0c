"""What the statistics are asked for: a period of whole months, a role of departments, a newspaper."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from articles.charts.months import Month
from articles.filters import FIRST_YEAR, LAST_YEAR, unknown
from articles.models import Newspaper
from articles.search.queries import DepartmentRole

_MONTH = re.compile(r"([0-9]{4})(?:[-/年]?)([0-9]{1,2})月?")


class MonthField(forms.Field):
    """A month as 2022-01, 2022/1, 202201 or 2022年1月."""

    def __init__(self, *, label: str) -> None:
        super().__init__(label=label, required=False)

    def clean(self, value: Any) -> Month | None:
        if not value:
            return None
        found = _MONTH.fullmatch(str(value).strip())
        month = Month(*map(int, found.groups())) if found else None
        if month is None or not (FIRST_YEAR <= month.year <= LAST_YEAR and 1 <= month.month <= 12):
            raise ValidationError(f"{self.label}不是月份，请写成 2022-01 的样子。", code="invalid_month")
        return month


class StatisticsForm(forms.Form):
    month_from = MonthField(label="起始月份")
    month_to = MonthField(label="截止月份")
    role = forms.ChoiceField(
        label="角色",
        required=False,
        choices=[(DepartmentRole.PRIMARY.value, "主办"), (DepartmentRole.MENTIONED.value, "提及")],
        error_messages=unknown("角色"),
    )
    newspaper = forms.ModelChoiceField(
        label="报纸",
        required=False,
        queryset=Newspaper.objects.all(),
        to_field_name="slug",
        error_messages={"invalid_choice": "名录里没有这份报纸：%(value)s。"},
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("month_from"), cleaned.get("month_to")
        if first and last and first > last:
            self.add_error("month_to", "截止月份早于起始月份。")
        return cleaned

    def messages(self) -> list[str]:
        return [str(message) for errors in self.errors.values() for message in errors]


@dataclass(frozen=True, slots=True)
class Period:
    """Whole months, both ends included, within what the archive holds. `is_cut`: more was asked for."""

    first: Month
    last: Month
    is_cut: bool = False

    @property
    def ends(self) -> tuple[Month, Month]:
        return self.first, self.last

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}至{self.last}"


#: Months shown where no period is asked for.
USUAL_MONTHS = 12


def period_of(first: Month | None, last: Month | None, held: Collection[Month]) -> Period | None:
    """The part of the period asked for that is held; None where nothing of it is."""
    if not held:
        return None
    earliest, latest = min(held), max(held)
    if first is None and last is None:
        return Period(max(earliest, latest.later(1 - USUAL_MONTHS)), latest)
    begin, end = max(first or earliest, earliest), min(last or latest, latest)
    if begin > end:
        return None
    return Period(begin, end, is_cut=(first or begin, last or end) != (begin, end))
