"""Ten rows or sixty, one filter or all of them: a page asks the database the same number of questions."""

import datetime
from collections.abc import Iterator
from itertools import combinations
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from articles.models import Article, Department, Issue, Newspaper
from articles.search.draining import drain
from articles.services.text_changed import text_changed
from articles.views.kept import kept
from entities.models import Program, ProgramRelation
from tests import builders

pytestmark = pytest.mark.django_db

FEW, MANY = 10, 60
#: What a filter by an entry of a registry may add: looking the entry up, and the series of departments.
QUERIES_OF_FILTER = 2

WORDS = {"q": "怀川"}
FILTERS: dict[str, str] = {
    "year": "2022",
    "department": "bu-men-0",
    "program": "xiang-mu-0",
    "reporter": "ji-zhe-0",
    "newspaper": "huaichuan",
    "kind": "article",
    "role": "primary",
    "date_from": "2022-01-01",
    "date_to": "2022-12-31",
}
LISTS = {
    "/search/": "",
    "/departments/bu-men-0/": "department",
    "/programs/xiang-mu-0/": "program",
    "/reporters/ji-zhe-0/": "reporter",
}
REGISTRIES = {"department", "program", "reporter", "newspaper"}


class GrowingArchive:
    """Everything that a page lists, as many times as asked for; all of it is about the same first entries."""

    def __init__(self) -> None:
        self.newspaper: Newspaper = builders.make_newspaper()
        self.issue: Issue = builders.make_issue(newspaper=self.newspaper, date=datetime.date(2022, 1, 1))
        self.page = builders.make_page(issue=self.issue, label="A01")
        self.departments: list[Department] = []
        self.programs: list[Program] = []
        self.articles: list[Article] = []

    def grow(self, count: int) -> None:
        for number in range(len(self.articles), count):
            self._add(number)
        text_changed([article.pk for article in self.articles])
        drain()

    def _add(self, number: int) -> None:
        name = f"{chr(0x4E00 + 7 * number)}{chr(0x5200 + 5 * number)}"
        parent = self.departments[0] if self.departments else None
        department = builders.make_department(name=f"怀川市{name}局", slug=f"bu-men-{number}", parent=parent)
        run_by = self.departments[0] if self.departments else department
        program = builders.make_program(name=f"{name}工程", slug=f"xiang-mu-{number}", run_by=run_by)
        if self.programs:
            ProgramRelation.objects.create(source=program, target=self.programs[0], kind=ProgramRelation.Kind.SUPPORTS)
        self.departments.append(department)
        self.programs.append(program)
        first, its_program = self.departments[0], self.programs[0]
        article = builders.make_article(
            page=self.page,
            headline=f"怀川{name}之{number}",
            body=f"{first.name}会同{department.name}推进“{its_program.name}”和“{program.name}”。\n"
            f"“{its_program.name}”累计投资{number + 2}万元。",
            reporters=[self._reporter(0), *([self._reporter(number)] if number else [])],
            departments=[first, *([department] if number else [])],
            programs=[its_program, *([program] if number else [])],
        )
        self.articles.append(article)
        day = datetime.date(2022, 3, 1) + datetime.timedelta(days=number)
        builders.make_page(issue=builders.make_issue(newspaper=self.newspaper, date=day), label="A01")
        builders.make_page(issue=self.issue, label=f"B{number:02}")
        builders.make_page(newspaper=self.newspaper, label="", text=f"无日期的第{number}版\n")

    def _reporter(self, number: int) -> str:
        name = f"记{chr(0x4E00 + 11 * number)}"
        return builders.make_reporter(name=name, slug=f"ji-zhe-{number}", newspaper=self.newspaper).name


@pytest.fixture
def archive(settings: Settings) -> GrowingArchive:
    # Counting visitors asks now more, now less, and nothing of it for what is shown.
    settings.RATE_LIMITS = dict.fromkeys(settings.RATE_LIMITS)
    return GrowingArchive()


def chosen(path: str) -> Iterator[dict[str, str]]:
    """Nothing, each filter, each pair of them, all; what the list is fixed to left out."""
    names = [name for name in FILTERS if name != LISTS[path] and (name != "role" or path != "/reporters/ji-zhe-0/")]
    pairs: Any = combinations(names, 2) if path == "/search/" else ()
    for group in [(), *((name,) for name in names), *pairs, tuple(names)]:
        yield {name: FILTERS[name] for name in group}


def list_addresses() -> Iterator[str]:
    for path in LISTS:
        for number, filters in enumerate(chosen(path)):
            # By turns with words and without: that the words make no difference to filters is tested below.
            yield f"{path}?{urlencode(filters if number % 2 else WORDS | filters)}"
        yield f"{path}?sort=oldest"
        yield f"{path}?{urlencode(WORDS)}&sort=newest"
        yield f"{path}feed.atom"
        for file_format in ("csv", "xlsx", "docx"):
            yield f"{path}articles.{file_format}"


def page_addresses(archive: GrowingArchive) -> list[str]:
    article = archive.articles[0].get_absolute_url()
    issue = archive.issue.get_absolute_url()
    names = {"departments": "怀", "programs": "工程", "reporters": "记"}
    return [
        "/",
        "/about/",
        "/newspapers/",
        "/huaichuan/",
        "/huaichuan/?year=2022",
        issue,
        f"{issue}A01/",
        f"{issue}B01/",
        article,
        f"{article}?q=怀川",
        *(f"/{registry}/" for registry in names),
        *(f"/{registry}/?q={typed}" for registry, typed in names.items()),
        "/reporters/?letter=j",
        "/search/suggest/?q=怀川",
        "/search/?q=怀川&pick=1",
        "/sitemap.xml",
        "/sitemap-articles.xml",
        "/sitemap-departments.xml",
    ]


def visit(client: Client) -> None:
    """First visits, which fill what a process keeps."""
    for path in ("/", "/search/suggest/?q=怀川", "/sitemap.xml", *LISTS):
        assert client.get(path).status_code == 200


def count(client: Client, address: str) -> int:
    """For a reader who is new, where no answer is kept."""
    kept().clear()
    client.cookies.clear()
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    assert response.status_code == 200, address
    if address.partition("?")[0] in LISTS:
        assert response.context["list"].rows, address
    return len(queries)


def test_every_page_asks_as_little_for_sixty_rows_as_for_ten(client: Client, archive: GrowingArchive) -> None:
    archive.grow(FEW)
    visit(client)
    addresses = [*list_addresses(), *page_addresses(archive)]
    before = {address: count(client, address) for address in addresses}
    archive.grow(MANY)
    visit(client)
    after = {address: count(client, address) for address in addresses}
    assert {
        address: (before[address], after[address]) for address in addresses if before[address] != after[address]
    } == {}


def test_each_filter_adds_no_more_than_looking_it_up(client: Client, archive: GrowingArchive) -> None:
    archive.grow(FEW)
    visit(client)
    for path in LISTS:
        plain = count(client, path)
        for filters in chosen(path):
            if len(filters) != 2:
                allowed = plain + QUERIES_OF_FILTER * len(REGISTRIES & filters.keys())
                asked = count(client, f"{path}?{urlencode(filters)}")
                assert asked <= allowed, filters
                assert count(client, f"{path}?{urlencode(WORDS | filters)}") == asked, filters


def test_a_filter_by_many_entries_asks_no_more_than_one_by_a_single(client: Client, archive: GrowingArchive) -> None:
    archive.grow(FEW)
    visit(client)
    one = count(client, "/search/?department=bu-men-0&program=xiang-mu-0")
    many = "&".join(f"department=bu-men-{number}&program=xiang-mu-{number}" for number in range(FEW))
    assert count(client, f"/search/?{many}") == one


def test_a_basket_of_sixty_asks_as_little_as_one_of_ten(client: Client, archive: GrowingArchive) -> None:
    archive.grow(MANY)
    counts: list[list[int]] = []
    for size in (FEW, MANY):
        picked = [article.public_id for article in archive.articles[:size]]
        counts.append([])
        for page in ("", "print/", "clippings.docx"):
            client.cookies.clear()
            client.post("/clippings/add/", {"article": picked})
            with CaptureQueriesContext(connection) as queries:
                assert client.get(f"/clippings/{page}").status_code == 200
            counts[-1].append(len(queries))
    assert counts[0] == counts[1]
