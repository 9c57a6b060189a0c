"""The queue in a real browser: one click to an item's correction, by mouse or key, on a desk and on a phone."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from tests.desk.people import make_editor
from tests.queue.conftest import item_of, three_articles

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(browser_page: Page, live_server: object) -> Page:
    """An editor's window."""
    client = Client()
    client.force_login(make_editor())
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    url = str(live_server)
    browser_page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": url}])
    return browser_page


def test_one_click_opens_and_one_more_leads_to_the_next(desk: Page) -> None:
    first, second, _ = three_articles()
    faults: list[str] = []
    desk.on("console", lambda message: faults.append(message.text) if "Content Security" in message.text else None)
    desk.goto("/admin/queue/")
    desk.get_by_role("button", name="第1篇").click()
    expect(desk).to_have_url(f"{desk.url.split('/admin')[0]}/admin/workbench/{first.page_id}/?article={first.pk}")
    expect(desk.get_by_role("status").first).to_contain_text("这一篇在您手上")
    desk.get_by_role("button", name="无误，下一篇").click()
    expect(desk.get_by_label("主题", exact=True).last).to_have_value(second.headline)
    assert item_of(first).settled_at is not None
    assert item_of(second).is_taken
    assert faults == []


def test_the_queue_is_worked_by_keys_alone(desk: Page) -> None:
    first, _, _ = three_articles()
    desk.goto("/admin/queue/")
    desk.get_by_role("button", name="领取下一篇").focus()
    desk.keyboard.press("Tab")
    expect(desk.get_by_role("button", name="第1篇")).to_be_focused()
    desk.keyboard.press("Enter")
    desk.wait_for_url(f"**/?article={first.pk}")


def test_an_item_that_is_worked_at_is_kept(desk: Page) -> None:
    first, _, _ = three_articles()
    desk.clock.install()
    desk.goto("/admin/queue/")
    desk.get_by_role("button", name="第1篇").click()
    desk.wait_for_url(f"**/?article={first.pk}")
    before = item_of(first).held_until
    desk.get_by_label("主题", exact=True).last.press("End")
    with desk.expect_response("**/admin/queue/keep/") as kept:
        desk.clock.run_for(5 * 60 * 1000 + 1000)
    assert kept.value.status == 204
    after = item_of(first).held_until
    assert before is not None and after is not None and after > before


@pytest.mark.parametrize("address", ["/admin/queue/", "/admin/queue/week/", "/admin/queue/searches/"])
def test_nothing_runs_over_the_edge_of_a_phone(desk: Page, address: str) -> None:
    three_articles()
    desk.set_viewport_size({"width": 390, "height": 844})
    desk.goto(address)
    assert desk.evaluate("document.documentElement.scrollWidth") <= 390
