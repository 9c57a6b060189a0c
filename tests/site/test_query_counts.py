"""The number of queries of a page does not grow with what it shows."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.search.draining import drain
from articles.services.text_changed import queue_index
from tests import builders
from tests.site.conftest import Archive

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]

#: Asking for the state of the archive, before a page is made that is kept: all that the next reader's page asks.
STATE = 1
#: Most that a page of each kind may ask beside it.
LIMITS = {
    "/": 8,
    "/search/": 7,
    "/search/?q=怀川&year=2022&kind=article": 7,
    "/search/?q=怀穿马上办": 0,
    "/search/suggest/?q=怀川": 1,
    "/search/batch/": 0,
    "/departments/": 2,
    "/departments/?level=city": 1,
    # With reading all names once, because the registry has changed.
    "/departments/?q=怀": 6,
    "/programs/": 1,
    "/programs/?kind=app": 1,
    "/programs/?q=怀": 4,
    "/reporters/": 1,
    "/reporters/?letter=w": 1,
    "/newspapers/": 1,
    "/statistics/": 2,
    "/statistics/programs/": 2,
    "/statistics/reporters/": 2,
    "/about/": 1,
    "/huaichuan/": 4,
    "/huaichuan/undated/": 3,
    "/huaichuan/2022-01-28/": 6,
    "/huaichuan/2022-01-28/A01/": 6,
    "department": 17,
    "program": 14,
    "events": 3,
    "reporter": 7,
    "article": 12,
    "original": 13,
}


def addresses(archive: Archive) -> dict[str, str]:
    reporter = archive.launch.credits.get().reporter
    assert reporter is not None
    named = {
        "department": archive.department.get_absolute_url(),
        "program": archive.program.get_absolute_url(),
        "events": f"{archive.program.get_absolute_url()}events/",
        "reporter": reporter.get_absolute_url(),
        "article": archive.launch.get_absolute_url() + "?q=上线",
        "original": archive.launch.get_absolute_url() + "?text=original",
    }
    return {name: named.get(name, name) for name in LIMITS}


def counts(client: Client, archive: Archive) -> dict[str, int]:
    found = {}
    for name, address in addresses(archive).items():
        client.cookies.clear()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(address).status_code == 200
        found[name] = len(queries)
    return found


def grow(archive: Archive) -> None:
    """Ten times of everything that a page lists."""
    articles = []
    for number in range(10):
        department = builders.make_department(name=f"第{number}局", parent=archive.department)
        program = builders.make_program(name=f"第{number}号工程", run_by=archive.department)
        body = f"怀川市政务服务局与第{number}局推进第{number}号工程，怀川码上办上线。"
        article = builders.make_article(
            page=archive.front,
            headline=f"系列之{number}",
            body=body,
            reporters=["王晓明", f"通讯{number}"],
            departments=[archive.department, department],
            programs=[archive.program, program],
        )
        issue = builders.make_issue(date=datetime.date(2022, 2, number + 1))
        builders.make_article(page=builders.make_page(issue=issue), headline=f"另一篇{number}", reporters=["李敏"])
        builders.make_page(issue=archive.issue, label=f"B{number}")
        builders.make_page(newspaper=archive.newspaper, label="", text=f"无日期{number}\n")
        articles.append(article)
    first = archive.launch
    for number, department in enumerate(each.department for each in articles[0].department_links.all()):
        if department != archive.department:
            builders.link_department(article=first, department=department, surface=f"八百{number}"[:2])
    queue_index([each.pk for each in articles])
    drain()


def test_pages_ask_little_and_the_same_however_much_they_show(client: Client, archive: Archive) -> None:
    # The launch has one article of its program to lead to, and then ten.
    related = builders.make_article(
        page=builders.make_page(issue=archive.issue, label="A09"),
        body="怀川码上办又上新。",
        programs=[archive.program],
    )
    queue_index([related.pk])
    drain()
    before = counts(client, archive)
    grow(archive)
    after = counts(client, archive)
    assert {name: count for name, count in after.items() if count > before[name] + 1} == {}
    assert {name: (count, LIMITS[name]) for name, count in after.items() if count > LIMITS[name] + STATE} == {}
