"""What stood below an address goes on being found from there: page, figures, feed and files, filtered as asked."""

from urllib.parse import urlsplit

import pytest
from django.test import Client

from articles.models import Department, DepartmentSuccession
from entities.models import MovedSlug
from tests import builders
from tests.site.conftest import Archive

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]

BELOW = ["", "events/", "figures/", "feed.atom", "articles.csv", "articles.xlsx", "articles.docx"]
FILTERED = "?year=2022&q=%E7%A0%81%E4%B8%8A%E5%8A%9E&page=1"


@pytest.fixture
def former(archive: Archive) -> Department:
    department = builders.make_department(name="怀川市行政服务中心", slug="old-centre")
    DepartmentSuccession.objects.create(predecessor=department, successor=archive.department)
    return department


@pytest.mark.parametrize("below", BELOW)
def test_below_a_department_of_old_stands_what_is_of_its_successor(
    client: Client, archive: Archive, former: Department, below: str
) -> None:
    response = client.get(f"{former.get_absolute_url()}{below}{FILTERED}")
    assert (response.status_code, response["Location"]) == (
        302,
        f"{archive.department.get_absolute_url()}{below}{FILTERED}",
    )
    assert client.get(response["Location"]).status_code == 200


def test_without_a_query_none_is_added(client: Client, archive: Archive, former: Department) -> None:
    response = client.get(former.get_absolute_url())
    assert response["Location"] == archive.department.get_absolute_url()


def test_a_department_that_was_split_keeps_its_feed_and_files(client: Client) -> None:
    split = builders.make_department(name="怀川市经贸委", slug="split")
    for name in ("怀川市商务局", "怀川市工信局"):
        DepartmentSuccession.objects.create(predecessor=split, successor=builders.make_department(name=name))
    for below in ("feed.atom", "articles.csv"):
        assert client.get(f"{split.get_absolute_url()}{below}").status_code == 200


@pytest.mark.parametrize("below", BELOW)
def test_below_a_slug_that_was_given_up_stands_what_is_of_the_entry(
    client: Client, archive: Archive, below: str
) -> None:
    MovedSlug.objects.create(section=MovedSlug.Section.DEPARTMENTS, slug="gone", department=archive.department)
    response = client.get(f"/departments/gone/{below}{FILTERED}")
    assert (response.status_code, response["Location"]) == (
        301,
        f"{archive.department.get_absolute_url()}{below}{FILTERED}",
    )
    assert urlsplit(response["Location"]).netloc == ""
