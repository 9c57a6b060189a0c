"""A withdrawn article leaves no trace in any answer of the site, and its return brings all of it back."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.models import Article
from articles.search.draining import drain
from articles.services.text_changed import text_changed
from articles.services.withdrawal import restore_article, withdraw_article
from tests import builders
from tests.discovery.test_headers import arguments, public_names
from tests.site.conftest import Archive
from tests.site.pages import taken_apart

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]

HEADLINE, REASON = "怀川码上办热线开通试运行", "当事人来信要求"
#: Answers that show the article by name or number while it is public; each way out of the archive has one here.
SHOWING = {
    "home", "search", "suggest", "batch", "batch csv", "issue", "page", "department", "program", "reporter",
    "neighbour", "csv", "xlsx", "docx", "feed", "basket", "print", "basket docx", "api search", "api issue",
    "discovery:sitemap_section", "article", "add", "api article", "api:articles", "discovery:departments",
    "discovery:programs", "discovery:reporters", "exports:departments", "exports:programs", "exports:reporters",
    "exports:figures_of_department", "exports:figures_of_program",
}  # fmt: skip
#: Whoever had picked it is told that it is gone, not what it was.
OWN_BASKET = {"basket", "clippings:basket"}
#: What differs between two answers that say the same.
VOLATILE = re.compile(
    r'name="(csrfmiddlewaretoken|number)" value="[^"]*"|"(took|seconds)[^,]*|\d{4}-\d\d-\d\d[T ]\d\d:[\d:.]+\S*'
)


@pytest.fixture(autouse=True)
def without_rate_limits(settings: Any) -> None:
    """All files are asked for again and again."""
    settings.RATE_LIMITS = dict.fromkeys(settings.RATE_LIMITS)


@pytest.fixture
def editor() -> User:
    return User.objects.create_user("editor")


def make_hotline(archive: Archive) -> Article:
    """Named, credited, linked, on a page beside others: wherever an article can be shown or counted, it is."""
    article = builders.make_article(
        page=archive.front,
        headline=HEADLINE,
        body="1月27日，怀川市政务服务局开通怀川码上办热线，已办理事项12万件，满意率99.9%。",
        reporters=["王晓明"],
        departments=[archive.department],
        programs=[archive.program],
        position=9,
    )
    text_changed([article.pk])
    drain()
    return article


def test_withdrawn_it_is_as_if_it_had_never_been_and_returned_it_is_as_before(
    client: Client, archive: Archive, editor: User
) -> None:
    never = dict(answers(client, archive, None))
    article = make_hotline(archive)
    pick(client, article)
    public = dict(answers(client, archive, article))
    assert {name for name, answer in public.items() if shows(answer, article)} >= SHOWING

    withdraw_article(article, by=editor, reason=REASON)
    drain()
    withdrawn = dict(answers(client, archive, article))
    assert {name for name, answer in withdrawn.items() if shows(answer, article) or REASON in answer} == set()
    changed = {name for name, answer in withdrawn.items() if name in never and answer != never[name]}
    assert changed == OWN_BASKET
    assert all("选过的文章里有 1 篇已撤下" in withdrawn[name] for name in OWN_BASKET)

    restore_article(article, by=editor, reason="已核实")
    drain()
    returned = dict(answers(client, archive, article))
    assert {name for name, answer in returned.items() if answer != public[name]} == set()


def test_the_article_itself_answers_gone_and_the_desk_keeps_it(
    client: Client, admin_client: Client, archive: Archive, editor: User
) -> None:
    article = make_hotline(archive)
    withdraw_article(article, by=editor, reason=REASON)
    drain()
    for address in (article.get_absolute_url(), f"{article.get_absolute_url()}?text=original",
                    reverse("api:article", kwargs={"public_id": article.public_id})):  # fmt: skip
        gone = client.get(address)
        assert gone.status_code == 410 and HEADLINE not in gone.content.decode()
    desk = admin_client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    assert HEADLINE in desk and REASON in desk and "恢复公开" in desk
    assert HEADLINE in admin_client.get("/admin/articles/article/?state__exact=withdrawn").content.decode()


def pick(client: Client, article: Article) -> None:
    client.post("/clippings/add/", {"article": [article.public_id]})


def shows(answer: str, article: Article) -> bool:
    return HEADLINE in re.sub(r"<[^>]*>", "", answer) or f"/article/{article.public_id}/" in answer


def answers(client: Client, archive: Archive, article: Article | None) -> Iterator[tuple[str, str]]:
    """What every public address answers, by its name, without what differs from one time to another."""
    known = arguments(archive)
    asked = {name: reverse(name, kwargs=known.get(name)) for name in public_names()}
    queried = urlencode({"q": "码上办热线"})
    exports = reverse("exports:search", kwargs={"file_format": "csv"}).removesuffix("csv")
    day = {"newspaper": "huaichuan", "date": archive.issue.date}
    asked |= {
        "home": "/", "search": f"/search/?{queried}", "suggest": f"/search/suggest/?{urlencode({'q': HEADLINE[:5]})}",
        "issue": archive.issue.get_absolute_url(), "page": archive.front.get_absolute_url(),
        "department": archive.department.get_absolute_url(), "program": archive.program.get_absolute_url(),
        "reporter": f"/reporters/{known['articles:reporter']['slug']}/", "neighbour": archive.launch.get_absolute_url(),
        "csv": f"{exports}csv?{queried}", "xlsx": f"{exports}xlsx?{queried}", "docx": f"{exports}docx?{queried}",
        "feed": f"/search/feed.atom?{queried}", "basket": "/clippings/", "print": "/clippings/print/",
        "basket docx": "/clippings/clippings.docx", "api search": f"/api/v1/search?{queried}&facets=department",
        "api issue": reverse("api:issue", kwargs=day),
        "quarter": "/statistics/?month_from=2022-01&month_to=2022-01", "calendar": "/huaichuan/?year=2022",
    }  # fmt: skip
    if article is not None:
        asked |= {
            "article": article.get_absolute_url(), "add": f"/clippings/add/?article={article.public_id}",
            "api article": reverse("api:article", kwargs={"public_id": article.public_id}),
        }  # fmt: skip
    for name, address in sorted(asked.items()):
        yield name, VOLATILE.sub("", taken_apart(client.get(address)))
    batch = {"queries": "码上办热线"}
    yield "batch", VOLATILE.sub("", taken_apart(client.post("/search/batch/", batch)))
    yield "batch csv", taken_apart(client.post("/search/batch/", batch | {"format": "csv"}))
