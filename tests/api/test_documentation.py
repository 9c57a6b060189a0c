"""The documentation page: every operation, every field, and examples that work when they are typed."""

import html
import io
import json
import re
import shlex
from contextlib import redirect_stdout
from urllib.parse import parse_qsl, urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.live_server_helper import LiveServer

from articles.api.endpoints import description
from articles.search.draining import drain
from tests import builders
from tests.api.conftest import Ask
from tests.site.conftest import Archive
from tests.site.pages import Seen
from tests.site.test_query_counts import grow

ADDRESS = "/api/"


def page_of(client: Client) -> str:
    response = client.get(ADDRESS)
    assert response.status_code == 200
    return response.content.decode()


def code_blocks(page: str) -> list[str]:
    return [html.unescape(each) for each in re.findall(r"<pre[^>]*><code>(.*?)</code></pre>", page, re.DOTALL)]


@pytest.mark.django_db
@pytest.mark.usefixtures("indexed")
def test_every_operation_is_told_with_an_example_that_works(client: Client, archive: Archive) -> None:
    page = page_of(client)
    commands = [each for each in code_blocks(page) if each.startswith("curl")]
    links = [html.unescape(each) for each in re.findall(r'class="try"><a href="([^"]+)"', page)]
    assert len(commands) == len(links) == len(description()["paths"])
    for link in links:
        assert client.get(link).status_code == 200, link
    for command, link in zip(commands, links, strict=True):
        assert address_of(command) == link


def address_of(command: str) -> str:
    """What curl asks for."""
    words = shlex.split(command)
    parameters = [words[place + 1] for place, word in enumerate(words) if word in {"-d", "--data-urlencode"}]
    (address,) = (word for word in words if word.startswith("http"))
    pairs = [pair for each in parameters for pair in parse_qsl(each)]
    return f"{address}?{urlencode(pairs)}" if pairs else address


@pytest.mark.django_db
@pytest.mark.usefixtures("indexed")
def test_every_answer_and_every_link_within_the_page_is_there(client: Client, archive: Archive) -> None:
    page = page_of(client)
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= {*ids}
    used = {name for name in description()["components"]["schemas"] if name in ids}
    assert {"ArticleAnswer", "SearchAnswer", "FacetValueAnswer", "Problem", "FieldProblem", "FigureAnswer"} <= used
    assert len(page.encode()) < 100_000


@pytest.mark.django_db
@pytest.mark.usefixtures("indexed")
def test_the_problem_shown_is_the_one_that_is_answered(client: Client, ask: Ask, archive: Archive) -> None:
    (shown,) = (each for each in code_blocks(page_of(client)) if each.startswith("{"))
    assert json.loads(shown) == ask("/articles?year=x", 400)


@pytest.mark.django_db(transaction=True)
def test_the_program_shown_walks_through_the_whole_list(
    client: Client, live_server: LiveServer, archive: Archive
) -> None:
    for number in range(120):
        builders.make_article(
            page=archive.front, headline=f"系列{number}", body="怀川码上办", programs=[archive.program]
        )
    drain()
    page = client.get(ADDRESS, SERVER_NAME="localhost", SERVER_PORT=live_server.url.rsplit(":", 1)[1]).content.decode()
    (program,) = (each for each in code_blocks(page) if each.startswith("import"))
    assert "limit=100" in program
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(program, {})  # noqa: S102 - the example of our own page
    lines = printed.getvalue().splitlines()
    assert len(lines) == 121 and "2022-01-28 怀川码上办正式上线" in lines


@pytest.mark.django_db
@pytest.mark.usefixtures("indexed")
def test_the_manual_asks_little_however_much_there_is(client: Client, archive: Archive) -> None:
    with CaptureQueriesContext(connection) as before:
        page_of(client)
    grow(archive)
    with CaptureQueriesContext(connection) as after:
        page_of(client)
    assert len(after) == len(before) <= 5


@pytest.mark.django_db
def test_an_empty_archive_has_a_manual_too(client: Client) -> None:
    page = page_of(client)
    assert "/api/v1/departments" in page and "看这个例子的回答" in page


@pytest.mark.django_db
@pytest.mark.usefixtures("indexed")
def test_the_manual_is_found_from_the_page_about_the_archive(client: Client) -> None:
    assert ADDRESS in Seen(client.get("/about/")).links("数据接口")
