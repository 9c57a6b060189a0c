"""A short name that a bureau shares with the one it became: the issue's date says which is meant."""

import datetime

import pytest

from articles.models import Department, DepartmentAlias, DepartmentLink, DepartmentSuccession
from articles.services.text_changed import text_changed
from tests.builders import make_article, make_department, make_issue, make_page

pytestmark = pytest.mark.django_db


def departments_of(body: str, *, printed_on: str | None = "2018-05-01") -> list[tuple[str, str]]:
    page = make_page(issue=make_issue(date=datetime.date.fromisoformat(printed_on))) if printed_on else make_page()
    article = make_article(page=page, headline="查秤", body=body)
    text_changed([article.pk])
    links = DepartmentLink.objects.filter(article=article).order_by("department__name")
    return list(links.values_list("department__name", "status"))


@pytest.fixture
def series() -> tuple[Department, Department]:
    """Both are called 怀川市场局 for short."""
    old = make_department(name="怀川市工商局", place="怀川市", aliases=["市场局"])
    new = make_department(name="怀川市市场监管局", place="怀川市", aliases=["市场局"])
    DepartmentSuccession.objects.create(predecessor=old, successor=new, happened_on="2019-03-01")
    return old, new


def test_the_date_of_the_issue_tells_the_old_bureau_from_the_new(series: tuple[Department, Department]) -> None:
    assert departments_of("市场局查秤。", printed_on="2018-05-01") == [("怀川市工商局", "automatic")]
    assert departments_of("市场局查秤。", printed_on="2020-05-01") == [("怀川市市场监管局", "automatic")]


def test_dates_of_the_departments_themselves_count_too(series: tuple[Department, Department]) -> None:
    DepartmentSuccession.objects.update(happened_on=None)
    Department.objects.filter(pk=series[0].pk).update(valid_to="2019-03-01")
    assert departments_of("市场局查秤。", printed_on="2018-05-01") == [("怀川市工商局", "automatic")]
    assert departments_of("市场局查秤。", printed_on="2019-03-01") == [("怀川市市场监管局", "automatic")]


def test_where_no_date_is_known_the_present_bureau_is_meant(series: tuple[Department, Department]) -> None:
    DepartmentSuccession.objects.update(happened_on=None)
    assert departments_of("市场局查秤。", printed_on="2018-05-01") == [("怀川市市场监管局", "automatic")]


def test_a_bare_name_in_a_list_is_told_by_the_date_too(series: tuple[Department, Department]) -> None:
    for department in series:
        DepartmentAlias.objects.create(department=department, surface="怀川市市场秩序局")
    make_department(name="怀川市林业局", place="怀川市")
    found = departments_of("市林业局、市场秩序局联合发文。", printed_on="2018-05-01")
    assert found == [("怀川市工商局", "automatic"), ("怀川市林业局", "automatic")]


def test_across_two_series_nobody_guesses(series: tuple[Department, Department]) -> None:
    make_department(name="怀川市市场发展局", place="怀川市", aliases=["市场局"])
    assert {status for _, status in departments_of("市场局查秤。")} == {"suggested"}


def test_two_parts_of_a_split_bureau_are_not_one() -> None:
    whole = make_department(name="怀川市文体局", place="怀川市")
    for name in ("文化", "体育"):
        part = make_department(name=f"怀川市{name}局", place="怀川市", aliases=["文体办"])
        DepartmentSuccession.objects.create(predecessor=whole, successor=part)
    assert {status for _, status in departments_of("文体办办展。")} == {"suggested"}
