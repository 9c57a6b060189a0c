"""Charts in a real Chromium: by mouse, by keyboard, on a phone, in the dark."""

import datetime

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.search.draining import drain
from tests import builders

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def printed(transactional_db: None) -> None:
    """A year and a half of a department, two programs and two reporters, with a month that is not held."""
    bureau = builders.make_department(name="怀川市金融工作局", slug="jin-rong")
    programs = [builders.make_program(name=name, slug=slug) for name, slug in (("百村添绿", "lv"), ("码上办", "ma"))]
    for month in range(18):
        if month == 7:
            continue
        date = datetime.date(2021 + month // 12, month % 12 + 1, 9)
        builders.make_article(
            page=builders.make_page(issue=builders.make_issue(date=date)),
            headline=f"第{month}条消息",
            body="怀川市金融工作局推进百村添绿和码上办。",
            reporters=["王晓明"] if month % 3 else ["李敏"],
            departments=[bureau],
            programs=programs,
        )
    drain()


def test_from_home_to_who_wrote_most_of_a_department_in_three_clicks(browser_page: Page) -> None:
    browser_page.goto("/")
    browser_page.get_by_role("navigation", name="栏目").get_by_role("link", name="部门").click()
    browser_page.get_by_role("link", name="怀川市金融工作局").click()
    writers = browser_page.locator(".writers")
    expect(writers.locator("li").first).to_have_text("王晓明 11 篇")
    writers.get_by_role("link", name="王晓明").click()
    expect(browser_page.locator(".results-count")).to_contain_text("11")


def test_a_mark_leads_to_its_articles(browser_page: Page) -> None:
    browser_page.goto("/departments/jin-rong/")
    browser_page.locator(".drawing a", has_text="2021年3月：1篇").click()
    expect(browser_page.locator(".result-title")).to_have_text(["第2条消息"])
    browser_page.goto("/statistics/?month_from=2021-01")
    browser_page.locator(".heat-cells a", has_text="2021年第1季度：3篇").click()
    expect(browser_page.locator(".results-count")).to_contain_text("3")


def test_the_numbers_behind_a_chart_are_reached_by_keyboard(browser_page: Page) -> None:
    browser_page.goto("/departments/jin-rong/")
    summary = browser_page.get_by_text("逐月数字表")
    summary.focus()
    browser_page.keyboard.press("Enter")
    numbers = browser_page.get_by_role("region", name="报道逐月篇数")
    expect(numbers).to_be_visible()
    browser_page.keyboard.press("Tab")
    expect(numbers).to_be_focused()
    browser_page.keyboard.press("Tab")
    browser_page.keyboard.press("Enter")
    expect(browser_page.locator(".results-count")).to_contain_text("1")


@pytest.mark.parametrize(
    "address", ["/statistics/", "/statistics/?month_from=2021-01", "/departments/jin-rong/", "/programs/lv/"]
)
@pytest.mark.parametrize("width", [320, 390])
def test_a_phone_never_scrolls_sideways(browser: Browser, live_server: LiveServer, address: str, width: int) -> None:
    context = browser.new_context(base_url=live_server.url, viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(address)
    for summary in page.locator(".chart summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_names_stay_in_view_while_a_table_of_shades_moves(browser: Browser, live_server: LiveServer) -> None:
    context = browser.new_context(base_url=live_server.url, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto("/statistics/")
    page.locator(".heat").evaluate("each => { each.scrollLeft = 300 }")
    name, cells = page.locator(".heat-names").bounding_box(), page.locator(".heat-cells").bounding_box()
    assert name is not None and cells is not None
    assert 0 <= name["x"] < 40 and cells["x"] < 0
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_numbers_can_be_read_on_their_shades(browser: Browser, live_server: LiveServer, scheme: str) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1 for text; 1.4.11: 3 to 1 for what bounds a mark."""
    context = browser.new_context(base_url=live_server.url, color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto("/programs/lv/")
    ratios = page.evaluate(CONTRASTS)
    assert len(ratios) >= 8
    assert {name: ratio for name, ratio in ratios.items() if ratio < (3 if "edge" in name else 4.5)} == {}
    context.close()


CONTRASTS = """() => {
  const style = getComputedStyle(document.documentElement);
  const colour = name => style.getPropertyValue(name).trim();
  const light = hex => {
    const [r, g, b] = [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16) / 255)
      .map(each => each <= 0.03928 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => {
    const [low, high] = [light(colour(one)), light(colour(other))].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const found = {};
  for (const [text, ground] of [["--ink", "--depth-1"], ["--ink", "--depth-2"], ["--paper", "--depth-3"],
                                ["--paper", "--depth-4"], ["--quiet", "--paper"]])
    found[`${text} on ${ground}`] = ratio(text, ground);
  for (const mark of ["--edge", "--depth-3", "--depth-4"]) found[`edge of ${mark}`] = ratio(mark, "--paper");
  return found;
}"""
