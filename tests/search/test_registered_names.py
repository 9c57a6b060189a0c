"""What a name in a query's field means, by the archive's registries."""

import pytest

from articles.models import DepartmentAlias
from articles.search.backend import search_backend
from articles.search.draining import drain
from articles.search.parsing import Entries
from articles.search.queries import SearchQuery
from articles.search.query_tokens import QueryField
from articles.search.registered_names import registered_entries
from entities.models import ProgramAlias
from tests.builders import link_department, make_department, make_program, make_reporter
from tests.search.archive import stored

pytestmark = pytest.mark.django_db


def test_a_department_goes_by_each_of_its_names() -> None:
    office = make_department(name="怀川市政务服务局", short_name="市政务局")
    other = make_department(name="山阳区政务服务局")
    DepartmentAlias.objects.create(department=office, surface="行政服务中心")
    for name in ["怀川市政务服务局", "市政务局", "行政服务中心", "行政服務中心", "“市政务局”"]:
        assert registered_entries(QueryField.DEPARTMENT, name) == Entries((office.pk,)), name
    guess = registered_entries(QueryField.DEPARTMENT, "政务服务")
    assert guess == Entries(tuple(sorted([office.pk, other.pk])), is_guess=True)
    assert registered_entries(QueryField.DEPARTMENT, "水利").ids == ()


def test_a_name_registered_since_is_known_at_once() -> None:
    assert registered_entries(QueryField.PROGRAM, "码上办").ids == ()
    program = make_program(name="怀川码上办")
    ProgramAlias.objects.create(program=program, surface="码上办")
    assert registered_entries(QueryField.PROGRAM, "码上办") == Entries((program.pk,))


def test_reporters_of_one_name_are_all_meant() -> None:
    first, second = make_reporter(name="王晓明"), make_reporter(name="王晓明", note="焦作")
    assert registered_entries(QueryField.REPORTER, "王晓明").ids == (first.pk, second.pk)
    assert registered_entries(QueryField.REPORTER, "晓明") == Entries((first.pk, second.pk), is_guess=True)
    assert registered_entries(QueryField.REPORTER, "明").ids == ()


def test_a_field_finds_the_articles_that_are_linked() -> None:
    office = make_department(name="怀川市教育局")
    linked, _ = stored(headline="开学", body="怀川市教育局。"), stored(headline="放假", body="教育局的人。")
    link_department(article=linked, department=office)
    drain()
    assert search_backend().search(SearchQuery("部门：怀川市教育局")).article_ids == [linked.pk]
