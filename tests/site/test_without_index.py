"""While the index cannot be asked pages say so, tell no number as 0 and are not kept; what is taken away is refused."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from articles.errors import IndexUnavailableError
from articles.models import Department
from articles.search import known_names
from articles.search.backend import backend_at
from articles.views.kept_answers import CACHE_STATUS, HIT
from newsroom.warming import warm_names
from tests.api.conftest import ask
from tests.site.conftest import Archive
from tests.site.pages import Seen

__all__ = ["ask"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]

NOTICE = "检索暂时不可用"
RETRY_AFTER = "30"
COUNTING = "articles.search.tantivy_index.backend.count_facets"

Ask = Callable[..., Any]


def pages(archive: Archive) -> list[str]:
    return [
        "/",
        "/search/",
        "/search/?q=怀川",
        "/departments/",
        "/departments/?level=city",
        "/departments/?q=政务",
        "/programs/",
        "/reporters/",
        "/reporters/?letter=r",
        archive.department.get_absolute_url(),
        archive.program.get_absolute_url(),
        "/reporters/wang-xiao-ming/",
        "/statistics/",
        "/statistics/programs/",
    ]


def damaged(*_: object, **__: object) -> object:
    raise ValueError("the file of a segment is cut short")


@pytest.fixture
def reporter_slug(archive: Archive) -> None:
    (reporter,) = {credit.reporter for credit in archive.launch.credits.all() if credit.reporter}
    type(reporter).objects.filter(pk=reporter.pk).update(slug="wang-xiao-ming")


@pytest.mark.usefixtures("reporter_slug")
def test_pages_say_so_and_tell_no_number(client: Client, archive: Archive, moved_away: Path) -> None:
    for address in pages(archive):
        page = Seen(client.get(address))
        assert (page.status, NOTICE in page.text) == (200, True), address
        assert page.texts("span", class_="count") == [], address
        for untrue in ("0 篇", "0\xa0篇", "尚无报道", "有报道", "没有找到", "还没有"):
            assert untrue not in page.text, (address, untrue)
    assert "怀川市政务服务局" in Seen(client.get("/departments/")).text
    assert "馆藏 2 期 3 版，" in Seen(client.get("/")).text


@pytest.mark.usefixtures("reporter_slug")
def test_what_could_not_be_counted_is_made_anew_once_it_can(
    client: Client, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The index is there, and with it the name of its state under which pages are kept; counting alone fails."""
    for address in pages(archive):
        backend_at.cache_clear()  # It remembers what it counted.
        with monkeypatch.context() as patch:
            patch.setattr(COUNTING, damaged)
            assert NOTICE in Seen(client.get(address)).text, address
        whole = client.get(address)
        assert CACHE_STATUS not in whole and NOTICE not in whole.content.decode(), address
        assert client.get(address)[CACHE_STATUS] == HIT, address
    department = Seen(client.get(archive.department.get_absolute_url()))
    assert department.texts("section", class_="dossier-part"), "its dossier was not kept as it was without the index"


def test_a_part_that_fails_alone_is_not_kept(client: Client, archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Here only the question of the dossier fails, after the list was had."""
    address = archive.program.get_absolute_url()
    with monkeypatch.context() as patch:
        patch.setattr("articles.views.dossiers.counted", unanswered)
        assert Seen(client.get(address)).texts("section", class_="dossier-part") == []
    for each in (address, f"{address}?sort=oldest"):
        whole = client.get(each)
        assert CACHE_STATUS not in whole
        assert Seen(whole).texts("section", class_="dossier-part"), each


def unanswered(*_: object) -> object:
    raise IndexUnavailableError("io", "no answer")


def test_an_open_list_of_names_leaves_nobody_out(
    client: Client, archive: Archive, moved_away: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.views.registry_index.OVERVIEW", 1)
    for number in range(3):
        Department.objects.create(name=f"怀川市第{number}局", slug=f"office-{number}", level="city")
    page = Seen(client.get("/departments/"))
    assert "共 4 个，先列 1 个" in page.text
    assert "共 4 个" in Seen(client.get("/departments/?level=city")).text
    assert len(Seen(client.get("/departments/?level=city")).links("怀川市")) == 4


FILES = (
    "/departments/index.csv",
    "/programs/index.csv",
    "/reporters/index.csv",
    "/search/articles.csv",
    "/search/articles.xlsx",
    "/search/articles.docx",
    "/statistics/departments.csv",
    "/statistics/reporters.xlsx",
    "/search/feed.atom",
    "/sitemap-departments.xml",
    "/sitemap-reporters.xml",
    "/sitemap.xml",
)


def test_files_feeds_and_sitemaps_are_refused_and_tell_when_to_come_again(
    client: Client, archive: Archive, search_index_dir: Path, moved_away: Path
) -> None:
    scope = archive.program.get_absolute_url()
    addresses = (*FILES, f"{scope}articles.csv", f"{scope}feed.atom")
    for address in addresses:
        answer = client.get(address)
        assert (answer.status_code, answer.headers.get("Retry-After")) == (503, RETRY_AFTER), address
        assert NOTICE in Seen(answer).text, address
        assert "attachment" not in answer.get("Content-Disposition", ""), address
    moved_away.rename(search_index_dir)
    assert [client.get(address).status_code for address in addresses] == [200] * len(addresses)


def test_a_pasted_list_is_refused_too(client: Client, moved_away: Path) -> None:
    for typed in ({"queries": "怀川"}, {"queries": "怀川", "format": "csv"}):
        answer = client.post("/search/batch/", typed)
        assert (answer.status_code, answer.headers.get("Retry-After")) == (503, RETRY_AFTER)
        assert NOTICE in Seen(answer).text


def test_the_api_answers_with_a_problem_and_no_number(
    ask: Ask, archive: Archive, search_index_dir: Path, moved_away: Path
) -> None:
    addresses = [
        "/departments",
        f"/departments/{archive.department.slug}",
        "/programs",
        f"/programs/{archive.program.slug}",
        "/reporters",
        "/articles",
        "/search?q=怀川",
    ]
    for address in addresses:
        answer = ask(address, 503)
        assert (answer["title"], answer["detail"]) == ("暂时不能检索", "索引尚未建好或正在维护，请稍后再试。")
        assert "articles" not in answer
    moved_away.rename(search_index_dir)
    assert ask("/departments")["items"][0]["articles"] == 1


def test_a_problem_of_the_api_tells_when_to_come_again(client: Client, archive: Archive, moved_away: Path) -> None:
    assert client.get("/api/v1/reporters").headers["Retry-After"] == RETRY_AFTER
    assert Seen(client.get("/api/")).status == 200


def test_whoever_types_is_not_told_of_it_and_gets_names_again(
    client: Client, archive: Archive, search_index_dir: Path, moved_away: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(known_names, "_held", None)
    warm_names()
    assert client.get("/search/suggest/?q=怀川码").json() == {"suggestions": []}
    moved_away.rename(search_index_dir)
    suggested = client.get("/search/suggest/?q=怀川码").json()["suggestions"]
    assert suggested[0]["label"] == "怀川码上办"
