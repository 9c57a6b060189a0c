"""No page weighs 100 KB, its style and scripts counted, as they are before any compression."""

import datetime
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from articles.search.backend import search_backend
from articles.search.rebuilding import rebuild
from articles.services.text_changed import text_changed
from entities.models import Program
from tests import builders
from tests.discovery.test_headers import arguments, public_names
from tests.site.conftest import Archive

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]

MOST_BYTES = 100_000
ASSETS = re.compile(r'(?:href|src)="/static/([^"]+\.(?:css|js))"')


def weight(client: Client, address: str) -> int:
    page = client.get(address).content
    files = [Path(settings.BASE_DIR, "static", name) for name in ASSETS.findall(page.decode())]
    assert files, address
    return len(page) + sum(file.stat().st_size for file in files)


@pytest.fixture
def busy(archive: Archive) -> Program:
    """Named by an article a month for two years, each with figures of three measures, beside five other programs."""
    program = builders.make_program(name="百村添绿", slug="bai-cun", kind="campaign", run_by=archive.department)
    others = [
        builders.make_program(name=f"第{number}号工程", slug=f"di-{number}-hao-gong-cheng") for number in range(5)
    ]
    ids = []
    for number in range(24):
        date = datetime.date(2019 + number // 12, number % 12 + 1, 5)
        page = builders.make_page(issue=builders.make_issue(date=date))
        body = f"怀川市政务服务局介绍，百村添绿植树{30 + number}万棵，覆盖{20 + number}个村，带动{number + 5}万人。"
        body += (
            "百村添绿正式启动新一批工程，"
            + "、".join(each.name for each in others)
            + "同时推进。"
            + "各村都有进展。" * 20
        )
        article = builders.make_article(
            page=page,
            headline=f"百村添绿第{number + 1}批工程开工",
            body=body,
            reporters=[f"王晓{each}" for each in "明亮光辉"],
            departments=[archive.department],
            programs=[program, *others],
        )
        ids.append(article.pk)
    text_changed(ids)
    rebuild(search_backend())
    assert program.figures.count() >= 48
    return program


def test_busy_dossiers_and_their_figures_stay_light(client: Client, archive: Archive, busy: Program) -> None:
    for entry in (busy, archive.department):
        for below in ("", "events/", "figures/"):
            address = f"{entry.get_absolute_url()}{below}"
            assert 30_000 < weight(client, address) < MOST_BYTES, address


def test_every_other_page_does(client: Client, archive: Archive) -> None:
    known = arguments(archive)
    for name in sorted(public_names()):
        response = client.get(reverse(name, kwargs=known.get(name)))
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            assert weight(client, response.wsgi_request.get_full_path()) < MOST_BYTES, name
