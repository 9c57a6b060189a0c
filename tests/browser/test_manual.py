"""The manual of the API in a real browser: read on a phone without sideways scrolling, and without JavaScript."""

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [390, 1280])
def test_the_manual_is_read_at_every_width_without_javascript(
    browser: Browser, live_server: LiveServer, width: int
) -> None:
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": width, "height": 900}, java_script_enabled=False
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto("/about/")
    page.get_by_role("link", name="数据接口").click()
    assert page.get_by_role("heading", level=1).inner_text() == "数据接口"
    page.get_by_role("link", name="/api/v1/search").click()
    assert page.url.endswith("/api/#search_articles")
    widest = max(
        box["x"] + box["width"] for each in page.locator("main table, main pre").all() if (box := each.bounding_box())
    )
    assert widest <= width
    assert complaints == []
    context.close()
