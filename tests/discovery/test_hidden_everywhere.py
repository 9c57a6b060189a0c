"""A hidden passage stands in no answer of the site: every address there is, every file taken apart."""

import html
import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.models import Article
from articles.search.backend import search_backend
from articles.search.draining import drain
from articles.search.normalize import normalize
from articles.search.queries import SearchQuery
from articles.services.corrections import correct_article
from articles.services.hiding import hide_passages
from articles.services.text_changed import text_changed
from tests import builders
from tests.discovery.test_headers import arguments, public_names
from tests.site.conftest import Archive
from tests.site.pages import taken_apart

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]

PRIVATE = "赵隐之13800001234"
#: As the scanner read it, and as it is printed elsewhere in the article.
MISREAD = "赵隐之I38O0001234"
#: Answers in which the passage stands while it is not hidden; each way out of the archive has one here.
SHOWING = {
    "article", "original", "search", "suggest", "batch", "batch csv", "issue", "page", "department", "program",
    "csv", "xlsx", "docx", "feed", "basket", "add", "print", "basket docx", "api article", "api search", "api issue",
}  # fmt: skip


@pytest.fixture
def editor() -> User:
    return User.objects.create_user("editor")


@pytest.fixture
def secretive(archive: Archive, editor: User) -> Article:
    """The passage in every field and way an article can hold one, corrected from what the scanner misread."""
    page = builders.make_page(issue=archive.issue, label="A04")
    body = (
        f"怀川市政务服务局说，申请怀川码上办找{MISREAD}，已有{PRIVATE[3:]}人申请。\n"
        f"怀川码上办由赵隐之 138 0000\n1234接听，全市已办理事项12万件，电话{PRIVATE}。"
    )
    article = builders.make_article(
        page=page, headline=f"怀川码上办热线{PRIVATE}", kicker=f"找{PRIVATE}", subtitle=f"副{PRIVATE}", body=body,
        reporters=["王晓明"], dateline=f"{PRIVATE}讯", agency=f"{PRIVATE}社",
    )  # fmt: skip
    text_changed([article.pk])
    corrected = body.replace(MISREAD, PRIVATE)
    correct_article(article, base_revision=0, editor=editor, reason=f"电话应为{PRIVATE}", body=corrected)
    drain()
    article.refresh_from_db()
    return article


def test_what_is_hidden_stands_in_no_answer(client: Client, archive: Archive, secretive: Article, editor: User) -> None:
    shown = {name for name, answer in answers(client, archive, secretive) if holds(answer, PRIVATE)}
    assert shown >= SHOWING
    hide_passages(secretive, [PRIVATE], by=editor, reason="私人电话")
    drain()
    for name, answer in answers(client, archive, secretive):
        for words in (PRIVATE, MISREAD, "赵隐之"):
            assert not holds(answer, words), (name, words)


def test_no_query_finds_what_is_hidden(client: Client, secretive: Article, editor: User) -> None:
    queries = [PRIVATE, f"“{PRIVATE}”", "赵隐之 13800001234", "１３８００００", "隐之138", MISREAD, f"标题:{PRIVATE}"]
    assert all(found(query) for query in queries if query != MISREAD)
    hide_passages(secretive, [PRIVATE, "13800001234"], by=editor, reason="私人电话")
    drain()
    assert [query for query in queries if found(query)] == []
    assert found("怀川码上办热线") == [secretive.pk]


def found(query: str) -> list[int]:
    """Also by what the scanner saw, which editors search."""
    return search_backend().search(SearchQuery(query, ocr_layer=True)).article_ids


def answers(client: Client, archive: Archive, article: Article) -> Iterator[tuple[str, str]]:
    """The words of the answer of every public address, by what it is; no address holds the passage itself."""
    client.post("/clippings/add/", {"article": [article.public_id]})
    known = arguments(archive) | {
        "articles:article": {"public_id": article.public_id},
        "articles:page": {"newspaper": "huaichuan", "date": archive.issue.date, "label": "A04"},
    }
    for name in sorted(public_names()):
        address = reverse(name, kwargs=known.get(name))
        yield name, taken_apart(client.get(address))
    own, queried = article.get_absolute_url(), urlencode({"q": "怀川码上办热线"})
    exports = reverse("exports:search", kwargs={"file_format": "csv"}).removesuffix("csv")
    named: dict[str, str] = {
        "article": own, "original": f"{own}?text=original", "hits": f"{own}?{queried}",
        "search": f"/search/?{queried}", "suggest": f"/search/suggest/?{queried}",
        "issue": archive.issue.get_absolute_url(), "page": article.page.get_absolute_url(),
        "department": archive.department.get_absolute_url(), "program": archive.program.get_absolute_url(),
        "csv": f"{exports}csv?{queried}", "xlsx": f"{exports}xlsx?{queried}", "docx": f"{exports}docx?{queried}",
        "feed": f"/search/feed.atom?{queried}", "basket": "/clippings/", "print": "/clippings/print/",
        "basket docx": "/clippings/clippings.docx", "add": f"/clippings/add/?article={article.public_id}",
        "api article": reverse("api:article", kwargs={"public_id": article.public_id}),
        "api search": f"/api/v1/search?{queried}", "api issue": reverse("api:issue", kwargs=issue_of(archive)),
        "api program": reverse("api:program", kwargs={"slug": archive.program.slug}),
        "neighbour": archive.launch.get_absolute_url(), "related": archive.launch.get_absolute_url(),
    }  # fmt: skip
    for name, address in named.items():
        yield name, taken_apart(client.get(address))
    batch = {"queries": "怀川码上办热线"}
    yield "batch", taken_apart(client.post("/search/batch/", batch))
    yield "batch csv", taken_apart(client.post("/search/batch/", batch | {"format": "csv"}))


def issue_of(archive: Archive) -> dict[str, object]:
    return {"newspaper": "huaichuan", "date": archive.issue.date}


def holds(answer: str, words: str) -> bool:
    """Whatever marks, tags and spaces stand within; also in attributes and data blocks."""
    plain = re.sub(r"<[^>]*>", "", answer)
    return any(normalize(words) in normalize(html.unescape(each)) for each in (plain, answer))
