"""The site over the sample pages, made once: the tests here read and none of them changes what another one sees."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connections
from django.test import override_settings
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from articles.models import Article
from articles.search.draining import drain
from articles.services.withdrawal import withdraw_article
from tests.conftest import ROOT

SAMPLE_PAGES = ROOT / "fixtures" / "pages"
SAMPLE_NEWSPAPER = "yangli-ribao"
WITHDRAWN = "甘宏图在重点项目现场办公会上强调"


@dataclass(frozen=True, slots=True)
class SampleSite:
    url: str
    index: Path
    withdrawn: str


@pytest.fixture(scope="package")
def sample_site(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SampleSite]:
    """Not in a transaction of a test, so that it can serve them all; emptied at the end like after any of them."""
    folder = tmp_path_factory.mktemp("samples") / "index"
    with override_settings(SEARCH_INDEX_DIR=folder), django_db_blocker.unblock():
        try:
            withdrawn = make_archive()
            with served() as url:
                yield SampleSite(url, folder, withdrawn)
        finally:
            call_command("flush", verbosity=0, interactive=False)
            connections.close_all()


def make_archive() -> str:
    """The address of an article that was withdrawn."""
    call_command("load_registry", stdout=StringIO())
    call_command("ingest", SAMPLE_PAGES, newspaper=SAMPLE_NEWSPAPER, stdout=StringIO())
    article = Article.objects.published().filter(headline__startswith=WITHDRAWN).get()
    withdraw_article(article, by=User.objects.create_superuser("admin"), reason="试撤")
    drain()
    return article.get_absolute_url()


@contextmanager
def served() -> Iterator[str]:
    server = LiveServer("localhost")
    server._live_server_modified_settings.enable()
    try:
        yield server.url
    finally:
        server._live_server_modified_settings.disable()
        server.stop()


@pytest.fixture(autouse=True)
def search_index_dir(sample_site: SampleSite) -> Path:
    """The index of the sample archive in the place of a fresh one for each test."""
    return sample_site.index


@pytest.fixture
def reader(browser: Browser, sample_site: SampleSite) -> Iterator[Page]:
    """A fresh window at a desk."""
    context = window(browser, sample_site, width=1280)
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(browser: Browser, sample_site: SampleSite) -> Iterator[Page]:
    context = window(browser, sample_site, width=390, has_touch=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def plain_reader(browser: Browser, sample_site: SampleSite) -> Iterator[Page]:
    """A window of a browser that runs no JavaScript."""
    context = window(browser, sample_site, width=1280, java_script_enabled=False)
    yield context.new_page()
    context.close()


def window(browser: Browser, site: SampleSite, *, width: int, **options: Any) -> BrowserContext:
    return browser.new_context(base_url=site.url, locale="zh-CN", viewport={"width": width, "height": 844}, **options)
