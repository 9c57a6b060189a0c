"""Suggestions in a real Chromium: the combobox by keys and by mouse, and the field without JavaScript."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from tests.site.conftest import Archive, archive, indexed

__all__ = ["archive", "indexed"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("indexed"),
]


def typing(page: Page, words: str) -> Locator:
    """The options shown once these words are typed into the field of the home page."""
    page.goto("/")
    field = page.get_by_role("combobox")
    field.press_sequentially(words)
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    return options


def test_an_option_is_chosen_by_keys(browser_page: Page, archive: Archive) -> None:
    options = typing(browser_page, "怀川码")
    expect(options).to_have_text([re.compile("项目 怀川码上办 1 篇"), re.compile("文章 怀川码上办正式上线")])
    field = browser_page.get_by_role("combobox")
    browser_page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    first = options.first.get_attribute("id")
    assert first
    expect(field).to_have_attribute("aria-activedescendant", first)
    browser_page.keyboard.press("ArrowUp")
    expect(field).not_to_have_attribute("aria-activedescendant", first)
    browser_page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    browser_page.keyboard.press("ArrowUp")
    browser_page.keyboard.press("Enter")
    browser_page.wait_for_url("**/programs/huai-chuan-ma-shang-ban/")


def test_enter_without_a_choice_searches_for_what_was_typed(browser_page: Page, archive: Archive) -> None:
    typing(browser_page, "怀川码")
    browser_page.keyboard.press("Enter")
    expect(browser_page.locator(".results-count")).to_contain_text("“怀川码”")


def test_escape_closes_the_list_and_keeps_the_words(browser_page: Page, archive: Archive) -> None:
    options = typing(browser_page, "怀川码")
    browser_page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    field = browser_page.get_by_role("combobox")
    expect(field).to_have_value("怀川码")
    expect(field).to_have_attribute("aria-expanded", "false")
    browser_page.keyboard.press("ArrowDown")
    expect(options.first).to_be_visible()
    browser_page.keyboard.press("Tab")
    expect(options).to_have_count(0)


def test_the_typed_part_is_set_off_and_the_list_leaves_the_outline_of_the_field(
    browser_page: Page, archive: Archive
) -> None:
    options = typing(browser_page, "怀川码")
    expect(options.first.locator("b")).to_have_text("怀川码")
    field, listed = (
        browser_page.get_by_role("combobox").bounding_box(),
        browser_page.get_by_role("listbox").bounding_box(),
    )
    assert field and listed
    assert listed["y"] - (field["y"] + field["height"]) >= 4


def test_an_option_is_clicked(browser_page: Page, archive: Archive) -> None:
    typing(browser_page, "政务").first.click()
    browser_page.wait_for_url("**/departments/zheng-wu-fu-wu-ju/")


def test_nothing_known_opens_no_list(browser_page: Page, archive: Archive) -> None:
    browser_page.goto("/departments/")
    field = browser_page.get_by_role("combobox")
    with browser_page.expect_response("**/search/suggest/*"):
        field.press_sequentially("查无此名")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(browser_page.get_by_role("option")).to_have_count(0)


def test_a_slow_answer_does_not_keep_the_next_from_being_shown(browser_page: Page, archive: Archive) -> None:
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if held:
            route.continue_()
        held.append(route)

    browser_page.route("**/search/suggest/*", hold_the_first)
    browser_page.goto("/")
    field = browser_page.get_by_role("combobox")
    with browser_page.expect_request("**/search/suggest/*"):
        field.press_sequentially("怀")
    field.press_sequentially("川码")
    expect(browser_page.get_by_role("option").first).to_contain_text("怀川码上办")


def test_typing_on_takes_a_choice_back(browser_page: Page, archive: Archive) -> None:
    options = typing(browser_page, "怀川码")
    browser_page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    browser_page.keyboard.type("上")
    browser_page.keyboard.press("Enter")
    expect(browser_page.locator(".results-count")).to_contain_text("“怀川码上”")


def test_the_field_needs_no_script(browser: Browser, live_server: LiveServer, archive: Archive) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/departments/")
    page.get_by_role("searchbox", name="检索").fill("码上办")
    page.get_by_role("button", name="搜索").click()
    expect(page.locator(".result-title")).to_have_count(1)
    context.close()
