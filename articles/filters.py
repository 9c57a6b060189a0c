"""What a reader may narrow a list of articles by, read from an address into the index's own query.

Every list of the site is this one filter set and one `SearchQuery`. Registry entries stand in addresses by their slugs.
"""

import dataclasses
import datetime
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from articles.models import Article, Department, Newspaper, Reporter
from articles.search.queries import UNDATED_YEAR, DepartmentRole, Filters, Sort
from articles.services.series import department_series
from entities.models import MovedSlug, Program

DATE_FORMATS = ["%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y年%m月%d日"]
FIRST_YEAR, LAST_YEAR = 1600, 2999
#: In the place of a year: the articles whose day is not known.
UNDATED = "none"
#: What a list may be fixed to, and the parameter that would ask for the same.
FIXED_PARAMETERS = {"department_ids": "department", "program_ids": "program", "reporter_ids": "reporter"}

#: Parameters that name entries which may have been merged, and their registry.
MOVED_SECTIONS = {
    "department": MovedSlug.Section.DEPARTMENTS,
    "with_department": MovedSlug.Section.DEPARTMENTS,
    "program": MovedSlug.Section.PROGRAMS,
    "with_program": MovedSlug.Section.PROGRAMS,
}
#: Kinds that name private persons: in bulk output only where they were asked for.
NAMING_KINDS = (Article.Kind.NOTICE, Article.Kind.ADVERT)
ROLES = {DepartmentRole.PRIMARY: "主办", DepartmentRole.MENTIONED: "提及"}


class WordsFilter(django_filters.Filter):  # type: ignore[misc]
    """Any text at all: the search says itself what it did not use of it."""

    field_class = forms.Field


class YearsField(forms.Field):
    """Any number of years, each one that a newspaper can have; `UNDATED` among them is read as `UNDATED_YEAR`."""

    widget = forms.SelectMultiple

    def clean(self, value: Any) -> tuple[int, ...]:
        named = [each for each in value or () if each != UNDATED]
        years = tuple(int(each) for each in named if each.isascii() and each.isdigit() and len(each) == 4)
        if len(years) != len(named) or not all(FIRST_YEAR <= year <= LAST_YEAR for year in years):
            raise ValidationError(f"年份请写成四位数字，如 2022；日期不详的写 {UNDATED}。", code="invalid_year")
        return (*years, UNDATED_YEAR) if UNDATED in (value or ()) else years


class YearsFilter(django_filters.Filter):  # type: ignore[misc]
    field_class = YearsField


def registry_filter(
    label: str, queryset: Any, entry: str = "", measure: str = "个"
) -> django_filters.ModelMultipleChoiceFilter:
    """`entry` is what the registry lists, where the label does not say it; `measure` is its measure word."""
    entry = entry or label
    return django_filters.ModelMultipleChoiceFilter(
        label=label,
        queryset=queryset,
        to_field_name="slug",
        error_messages={
            "invalid_choice": f"名录里没有这{measure}{entry}：%(value)s。",
            "invalid_list": "请从列表中选择。",
        },
    )


def unknown(label: str) -> dict[str, str]:
    """What is said of a value that is none of the choices."""
    return {"invalid_choice": f"{label}里没有“%(value)s”这一种。", "invalid_list": f"{label}写得不对，请从列表中选择。"}


def date_filter(label: str) -> django_filters.DateFilter:
    message = {"invalid": f"{label}不是日期，请写成 2022-01-28 的样子。"}
    return django_filters.DateFilter(
        label=label,
        input_formats=DATE_FORMATS,
        error_messages=message,
    )


class ArticleFilterForm(forms.Form):
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        start: datetime.date | None = cleaned.get("date_from")
        end: datetime.date | None = cleaned.get("date_to")
        if start and end and start > end:
            self.add_error("date_to", "截止日期早于起始日期。")
        return cleaned


class ArticleFilters(django_filters.FilterSet):  # type: ignore[misc]
    q = WordsFilter(label="检索词")
    department = registry_filter("部门", Department.objects.all())
    with_department = registry_filter("同时写到", Department.objects.all(), "部门")
    role = django_filters.ChoiceFilter(
        label="角色",
        choices=list(ROLES.items()),
        error_messages=unknown("角色"),
    )
    program = registry_filter("项目", Program.objects.all())
    with_program = registry_filter("同时提到", Program.objects.all(), "项目")
    reporter = registry_filter("记者", Reporter.objects.all())
    newspaper = registry_filter("报纸", Newspaper.objects.all(), measure="份")
    kind = django_filters.MultipleChoiceFilter(
        label="体裁", choices=Article.Kind.choices, error_messages=unknown("体裁")
    )
    year = YearsFilter(label="年份")
    date_from = date_filter("起始日期")
    date_to = date_filter("截止日期")
    sort = django_filters.ChoiceFilter(
        label="排序",
        choices=[(Sort.RELEVANCE, "相关"), (Sort.NEWEST, "最新"), (Sort.OLDEST, "最早")],
        error_messages=unknown("排序"),
    )

    class Meta:
        model = Article
        fields: list[str] = []
        form = ArticleFilterForm


@cache
def filter_form() -> type[ArticleFilterForm]:
    """Put together once: a filter set copies its filters and makes a form of them for each request anew."""
    made: type[ArticleFilterForm] = ArticleFilters(QueryDict(), queryset=Article.objects.none()).get_form_class()
    return made


class ArticleFilterSet:
    """What an address asks for; ask `is_valid` first. The index answers it, not a queryset."""

    def __init__(self, data: QueryDict, *, fixed: Filters | None = None) -> None:
        self.data = without_blanks(data)
        self.form = filter_form()(self.data)
        self.fixed = fixed or Filters()

    def is_valid(self) -> bool:
        """An entry that was merged into another is read as that one; it is looked for where the registry knows none."""
        if self.form.is_valid():
            return True
        present = with_present_slugs(self.data)
        if present == self.data:
            return False
        self.data = present
        self.form = filter_form()(present)
        return self.form.is_valid()

    @property
    def words(self) -> str:
        """The text searched for, as it was typed."""
        return str(self.data.get("q", "")).replace("\x00", "").strip()

    @property
    def sort_order(self) -> Sort:
        """Without words there is nothing to be relevant to."""
        chosen = Sort(self.form.cleaned_data["sort"] or Sort.RELEVANCE)
        return Sort.NEWEST if chosen is Sort.RELEVANCE and not self.words else chosen

    @property
    def fixed_parameters(self) -> list[str]:
        """The parameters that have no say here, because the list is fixed to one value of theirs."""
        return [name for attribute, name in FIXED_PARAMETERS.items() if getattr(self.fixed, attribute)]

    @cached_property
    def chosen(self) -> Mapping[str, tuple[Any, ...]]:
        """The values in force of each filter that takes several."""
        names = ("department", "with_department", "program", "with_program", "reporter", "newspaper", "kind", "year")
        asked = set(self.data) - set(self.fixed_parameters)
        # An empty choice of entries is a query set, which to look into costs as much as a query.
        return {name: tuple(self.form.cleaned_data.get(name) or ()) if name in asked else () for name in names}

    def narrowed(self) -> Filters:
        chosen = self.chosen
        asked = Filters(
            newspaper_ids=ids_of(chosen["newspaper"]),
            department_ids=present_ids(chosen["department"]),
            with_department_ids=present_ids(chosen["with_department"]),
            department_role=role_of(self.form.cleaned_data.get("role")),
            program_ids=ids_of(chosen["program"]),
            with_program_ids=ids_of(chosen["with_program"]),
            reporter_ids=ids_of(chosen["reporter"]),
            kinds=tuple(chosen["kind"]),
            years=tuple(chosen["year"]),
            date_from=self.form.cleaned_data.get("date_from"),
            date_to=self.form.cleaned_data.get("date_to"),
        )
        fixed = {each.name: getattr(self.fixed, each.name) for each in dataclasses.fields(Filters)}
        return dataclasses.replace(asked, **{name: value for name, value in fixed.items() if value})

    def messages(self) -> list[str]:
        """What is wrong with the address, one sentence each."""
        told = []
        for name, errors in self.form.errors.as_data().items():
            for error in errors:
                if error.code == "null_characters_not_allowed":
                    told.append(f"{self.form.fields[name].label}里有一个不能用的字符，请去掉它。")
                else:
                    told += error.messages
        return told


def without_blanks(data: QueryDict) -> QueryDict:
    """A form sends its empty fields, too: they ask for nothing."""
    kept = QueryDict(mutable=True)
    for name, values in data.lists():
        if named := [value for value in values if value.strip()]:
            kept.setlist(name, named)
    return kept


def with_present_slugs(data: QueryDict) -> QueryDict:
    """The same with the slugs of merged entries in the place of those that they had; one query."""
    asked = {name: data.getlist(name) for name in MOVED_SECTIONS}
    slugs = {slug.replace("\x00", "") for values in asked.values() for slug in values}
    moved = MovedSlug.objects.filter(slug__in=slugs).select_related("department", "program")
    present = {(each.section, each.slug): each.entry.slug for each in moved}
    changed = data.copy()
    for name, values in asked.items():
        if values:
            now = [present.get((MOVED_SECTIONS[name], slug), slug) for slug in values]
            changed.setlist(name, list(dict.fromkeys(now)))
    return changed


def ids_of(entries: Iterable[Any]) -> tuple[int, ...]:
    return tuple(entry.pk for entry in entries)


def present_ids(departments: Iterable[Department]) -> tuple[int, ...]:
    """A department of old stands for the present body that it became: both names find the one series."""
    chosen = ids_of(departments)
    if not chosen:
        return ()
    series = department_series()
    return tuple(series.head(pk) for pk in chosen)


def role_of(value: str | None) -> DepartmentRole | None:
    return DepartmentRole(value) if value else None


def bulk_filters(filters: Filters) -> Filters:
    """The same filters for output in bulk: whoever chose no kind gets neither notices nor adverts."""
    if filters.kinds:
        return filters
    return dataclasses.replace(filters, kinds=tuple(kind.value for kind in Article.Kind if kind not in NAMING_KINDS))
