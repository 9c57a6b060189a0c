"""What a name in a query's field means, by the archive's registries."""

import pytest

from articles.models import DepartmentAlias, DepartmentSuccession, Reporter
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


def test_a_department_of_old_means_what_it_became() -> None:
    old, new = make_department(name="怀川市农业局"), make_department(name="怀川市农业农村局")
    DepartmentSuccession.objects.create(predecessor=old, successor=new)
    assert registered_entries(QueryField.DEPARTMENT, "怀川市农业局") == Entries((new.pk,))
    assert registered_entries(QueryField.DEPARTMENT, "农业") == Entries((new.pk,), is_guess=True)


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


def test_reporters_are_known_however_their_names_are_written() -> None:
    foreign, singer = make_reporter(name="Tom Smith"), make_reporter(name="張國榮")
    assert registered_entries(QueryField.REPORTER, "tom smith") == Entries((foreign.pk,))
    assert registered_entries(QueryField.REPORTER, "张国荣") == Entries((singer.pk,))
    Reporter.objects.filter(pk=singer.pk).update(name="张晓明")
    assert registered_entries(QueryField.REPORTER, "张国荣").ids == ()


def test_one_character_is_a_surname() -> None:
    first, second = make_reporter(name="王晓明"), make_reporter(name="王芳")
    make_reporter(name="李王")
    assert registered_entries(QueryField.REPORTER, "王") == Entries(
        (first.pk, second.pk), is_guess=True, is_surname=True
    )
    make_department(name="王庄街道办事处")
    assert registered_entries(QueryField.DEPARTMENT, "王") == Entries()


def test_more_entries_than_can_be_looked_for_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.search.registered_names.MOST_GUESSES", 2)
    ids = sorted(make_reporter(name=f"王{name}").pk for name in "甲乙丙")
    assert registered_entries(QueryField.REPORTER, "王") == Entries(
        tuple(ids[:2]), is_guess=True, is_surname=True, left_out=1
    )


def test_a_field_finds_the_articles_that_are_linked() -> None:
    office = make_department(name="怀川市教育局")
    linked, _ = stored(headline="开学", body="怀川市教育局。"), stored(headline="放假", body="教育局的人。")
    link_department(article=linked, department=office)
    drain()
    assert search_backend().search(SearchQuery("部门：怀川市教育局")).article_ids == [linked.pk]
