"""Fixtures every area's tests may rely on: an index folder per test, the shared material, a real browser."""

import itertools
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from articles.views.kept import kept

# How long an example takes says more of the machine's load than of the code; speed is measured by `make bench`.
settings.register_profile("archive", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("archive")

ROOT = Path(__file__).resolve().parent.parent
INDEX_NUMBERS = itertools.count()
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(autouse=True)
def search_index_dir(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give every test a search index folder of its own; it does not exist until the index makes it."""
    folder = tmp_path_factory.getbasetemp() / f"index-{next(INDEX_NUMBERS)}"
    settings.SEARCH_INDEX_DIR = folder
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """What one test had a page made of is not shown to another one, whose settings may differ."""
    kept().clear()
    cache.clear()
    yield


@pytest.fixture(scope="session")
def shared() -> Path:
    """The material beside the repository that is no part of it (real pages, truth by hand); skips without it."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the shared material (../shared) is not here")
    return folder


@pytest.fixture(scope="session")
def chromium() -> Path:
    """An installed Chromium; its absence skips the test, or fails it where REQUIRE_BROWSER=1."""
    for name in CHROMIUM_NAMES:
        if found := shutil.which(name):
            return Path(found)
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail("REQUIRE_BROWSER=1, but no Chromium is installed")
    pytest.skip("no Chromium is installed")


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    # Playwright's event loop lives in this thread, and Django refuses its ORM beside one unless told.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"])
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def browser_page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A fresh browser window whose relative addresses lead to the live server."""
    context = browser.new_context(base_url=live_server.url, locale="zh-CN", viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()
