"""Names become reporters once, in a constant number of queries, also when two writers meet."""

import threading
from collections.abc import Iterable

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from articles.models import Reporter
from articles.services.reporters import reporters_for, taken_slugs
from tests.builders import make_newspaper, make_reporter


@pytest.mark.django_db
def test_known_reporters_are_found_and_unknown_ones_created(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    newspaper, known = make_newspaper(), make_reporter(name="王晓明")
    with django_assert_num_queries(4):
        found = reporters_for(newspaper, ["王晓明", "李红", "赵一", "李红"])
    assert found["王晓明"] == known
    assert set(found) == {"王晓明", "李红", "赵一"}
    assert (found["李红"].slug, found["李红"].pinyin) == ("li-hong", "li3 hong2")
    with django_assert_num_queries(1):
        assert reporters_for(newspaper, ["王晓明", "李红", "赵一"]) == found


@pytest.mark.django_db
def test_names_that_sound_alike_get_different_addresses() -> None:
    found = reporters_for(make_newspaper(), ["王伟", "王炜", "汪薇"])
    again = reporters_for(make_newspaper(), ["汪维"])
    slugs = [reporter.slug for reporter in [*found.values(), *again.values()]]
    assert sorted(slugs) == ["wang-wei", "wang-wei-2", "wang-wei-3", "wang-wei-4"]


@pytest.mark.django_db
def test_the_same_name_in_another_newspaper_is_another_reporter() -> None:
    here = reporters_for(make_newspaper(), ["王晓明"])["王晓明"]
    there = reporters_for(make_newspaper(name="山阳日报", slug="shanyang"), ["王晓明"])["王晓明"]
    assert here != there


@pytest.mark.django_db
def test_between_split_reporters_nothing_is_guessed() -> None:
    newspaper = make_newspaper()
    only = make_reporter(name="王晓明", note="摄影部")
    assert reporters_for(newspaper, ["王晓明"])["王晓明"] == only
    other = make_reporter(name="王晓明", note="时政部")
    undecided = reporters_for(newspaper, ["王晓明"])["王晓明"]
    assert undecided not in (only, other)
    assert undecided.note == ""


@pytest.mark.django_db(transaction=True)
def test_names_and_addresses_taken_between_look_and_insert_are_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    newspaper = make_newspaper()

    def look_then_wait(bases: Iterable[str]) -> set[str]:
        taken = taken_slugs(bases)
        monkeypatch.undo()
        other = threading.Thread(target=write_elsewhere)
        other.start()
        other.join()
        return taken

    def write_elsewhere() -> None:
        reporters_for(newspaper, ["汪伟", "李红"])
        connection.close()

    monkeypatch.setattr("articles.services.reporters.taken_slugs", look_then_wait)
    found = reporters_for(newspaper, ["王伟", "李红"])
    assert Reporter.objects.get(name="李红") == found["李红"]
    assert (found["王伟"].name, found["王伟"].slug) == ("王伟", "wang-wei-2")
