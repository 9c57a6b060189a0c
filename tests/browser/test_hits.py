"""From hit to hit in a real Chromium: by the bar, by keys, and without JavaScript."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.search.draining import drain
from articles.services.text_changed import queue_index
from tests import builders
from tests.site.conftest import Archive, archive, indexed

__all__ = ["archive", "indexed"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("indexed"),
]


@pytest.fixture
def long_article(archive: Archive) -> str:
    """The address of an article opened from a search, with three hits that stand screens apart."""
    body = "\n".join(
        ["黄河大堤加固。"] + ["此间是别的话。" * 12] * 30 + ["黄河岸边植树。"] + ["又是别的话。" * 12] * 30
    )
    article = builders.make_article(page=archive.front, headline="沿黄河看变化", body=body)
    queue_index([article.pk])
    drain()
    return f"{article.get_absolute_url()}?q=黄河"


def test_links_and_keys_lead_from_hit_to_hit(browser_page: Page, long_article: str) -> None:
    browser_page.goto(long_article)
    said = browser_page.locator(".hits-count")
    expect(said).to_have_text("文中 3 处")
    browser_page.get_by_role("link", name="下一处命中").click()
    expect(said).to_have_text("第 1 / 3 处")
    browser_page.keyboard.press("ArrowRight")
    browser_page.keyboard.press("ArrowRight")
    expect(said).to_have_text("第 3 / 3 处")
    expect(browser_page.locator("#hit-3")).to_be_in_viewport()
    expect(browser_page.locator("#hit-3")).to_be_focused()
    expect(browser_page.locator(".hits")).to_be_in_viewport()
    browser_page.keyboard.press("ArrowRight")
    expect(said).to_have_text("第 1 / 3 处")
    browser_page.keyboard.press("ArrowLeft")
    expect(said).to_have_text("第 3 / 3 处")
    browser_page.reload()
    expect(said).to_have_text("第 3 / 3 处")


def test_moving_from_hit_to_hit_leaves_no_trail(browser_page: Page, long_article: str) -> None:
    browser_page.goto("/search/?q=黄河")
    browser_page.get_by_role("link", name="沿黄河看变化").click()
    browser_page.wait_for_url("**/article/**")
    for _ in range(3):
        browser_page.keyboard.press("ArrowRight")
    expect(browser_page.locator(".hits-count")).to_have_text("第 3 / 3 处")
    browser_page.go_back()
    expect(browser_page.locator(".results-count")).to_contain_text("共 1 篇")


def test_arrow_keys_in_the_search_field_move_its_cursor(browser_page: Page, long_article: str) -> None:
    browser_page.goto(long_article)
    browser_page.get_by_label("检索", exact=True).focus()
    browser_page.keyboard.press("ArrowRight")
    expect(browser_page.locator(".hits-count")).to_have_text("文中 3 处")


def test_the_bar_works_without_javascript(browser: Browser, live_server: LiveServer, long_article: str) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(long_article)
    for number in (1, 2, 3):
        page.get_by_role("link", name="下一处命中").click()
        expect(page.locator(".hits-count")).to_have_text(f"第 {number} / 3 处")
        expect(page.locator(f"#hit-{number}")).to_be_in_viewport()
        expect(page.locator(".hits")).to_be_in_viewport()
    page.get_by_role("link", name="上一处命中").click()
    expect(page.locator(".hits-count")).to_have_text("第 2 / 3 处")
    context.close()
