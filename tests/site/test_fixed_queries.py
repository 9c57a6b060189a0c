"""Queries put together once answer as the querysets they are made of, whatever they are given."""

import pytest
from django.core.exceptions import EmptyResultSet
from django.db.models import CharField

from articles.models import Department
from articles.views.fixed_queries import AnyGiven, FixedQuery, FixedRecords, Given
from tests import builders

pytestmark = pytest.mark.django_db

NAMED = FixedQuery(lambda: Department.objects.filter(name=Given("name", CharField())).values_list("pk", "name"))
ANY = FixedQuery(lambda: Department.objects.filter(pk=AnyGiven("ids")).order_by("pk").values_list("pk", "name"))
CHILDREN = FixedRecords(
    lambda: Department.objects.current().filter(parent=Given("parent")).order_by("pk"), "id", "name", "slug"
)


def test_each_question_is_answered_for_what_it_gives() -> None:
    first, second = (builders.make_department(name=name) for name in ("怀川市财政局", "怀川市'教育局'%s"))
    for each in (first, second, first):
        assert NAMED.rows(name=each.name) == [(each.pk, each.name)]
    assert NAMED.rows(name="没有这个局") == []


def test_a_list_may_be_empty_or_long_and_its_order_does_not_matter() -> None:
    departments = [builders.make_department(name=f"怀川市第{number}局") for number in range(5)]
    expected = [(each.pk, each.name) for each in departments]
    assert ANY.rows(ids=[]) == []
    assert ANY.rows(ids=[each.pk for each in reversed(departments)]) == expected
    assert ANY.rows(ids=range(max(pk for pk, _ in expected) + 2000)) == expected


def test_records_have_their_fields_and_fetch_the_others() -> None:
    above = builders.make_department(name="怀川市政府")
    below = builders.make_department(name="怀川市水利局", parent=above)
    (record,) = CHILDREN.records(parent=above.pk)
    assert record == below
    assert record.get_absolute_url() == below.get_absolute_url()
    assert record.get_deferred_fields() >= {"level", "pinyin"}
    assert record.level == below.level
    assert CHILDREN.records(parent=below.pk) == []


def test_none_is_refused_by_name_for_nothing_is_equal_to_null() -> None:
    builders.make_department(name="怀川市政府", parent=None)
    with pytest.raises(ValueError, match=r"parent must not be None.*isnull"):
        CHILDREN.records(parent=None)
    with pytest.raises(ValueError, match="ids must not be None"):
        ANY.rows(ids=None)


def test_a_queryset_known_to_be_empty_has_no_statement() -> None:
    nothing = FixedQuery(lambda: Department.objects.none().values_list("pk"))
    with pytest.raises(EmptyResultSet):
        nothing.rows()
