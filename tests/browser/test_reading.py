"""The site in a real Chromium: the ways that readers go, by mouse, by keyboard, without JavaScript, on a phone."""

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from articles.search.draining import drain
from tests import builders
from tests.site.conftest import Archive, archive, indexed

__all__ = ["archive", "indexed"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("indexed"),
]

PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture
def complaints(browser_page: Page) -> list[str]:
    """What the browser complains of: errors of the console, of scripts, and answers that failed."""
    heard: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            heard.append(message.text)

    browser_page.on("console", hear)
    browser_page.on("pageerror", lambda error: heard.append(str(error)))
    browser_page.on("response", lambda response: heard.extend(missing_file(response)))
    return heard


def missing_file(response: Response) -> list[str]:
    """The address of a style, script or picture that was not given."""
    return [response.url] if response.status >= 400 and "/static/" in response.url else []


@pytest.fixture
def plain_page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A window of a browser that runs no JavaScript."""
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    yield context.new_page()
    context.close()


def addresses(archive: Archive) -> list[str]:
    reporter = archive.launch.credits.get().reporter
    assert reporter is not None
    return [
        "/",
        "/search/?q=码上办",
        "/search/?q=查无此句",
        "/search/?q=怀川码上办推进",
        "/search/?q=马上办 食堂&year=2022",
        "/search/batch/",
        "/search/?pick=1",
        "/clippings/",
        f"/clippings/add/?article={archive.launch.public_id}",
        "/search/?page=abc",
        archive.launch.get_absolute_url() + "?q=上线",
        archive.weather.get_absolute_url(),
        "/newspapers/",
        "/huaichuan/",
        "/huaichuan/2022-01-28/",
        "/huaichuan/2022-01-28/A01/",
        "/departments/",
        archive.department.get_absolute_url(),
        "/programs/",
        archive.program.get_absolute_url(),
        "/reporters/",
        reporter.get_absolute_url(),
        "/statistics/",
        "/statistics/programs/?month_from=2020-01",
        "/statistics/?month_from=abc",
        "/about/",
        "/no/such/page/",
    ]


def test_from_search_to_an_article_and_back(browser_page: Page, archive: Archive, complaints: list[str]) -> None:
    browser_page.goto("/")
    browser_page.get_by_label("检索全文").fill("码上办")
    browser_page.get_by_role("button", name="搜索").click()
    browser_page.get_by_role("link", name="2022年 2").or_(browser_page.get_by_role("link", name="2022年 1")).click()
    browser_page.get_by_role("link", name="怀川码上办正式上线").click()
    expect(browser_page.get_by_role("heading", level=1)).to_have_text("怀川码上办正式上线")
    expect(browser_page.locator("mark").first).to_have_text("码上办")
    browser_page.go_back()
    expect(browser_page.locator(".in-force")).to_contain_text("2022年")
    expect(browser_page.get_by_label("检索", exact=True)).to_have_value("码上办")
    assert complaints == []


def test_from_the_calendar_to_an_article_and_its_neighbour(browser_page: Page, archive: Archive) -> None:
    browser_page.goto("/newspapers/")
    browser_page.get_by_role("link", name="怀川日报").click()
    browser_page.get_by_role("link", name="1月28日").click()
    browser_page.get_by_role("link", name="怀川码上办正式上线").click()
    browser_page.get_by_role("link", name="下一篇").click()
    expect(browser_page.get_by_role("heading", level=1)).to_have_text("今起三天我市有小雪")


def test_slash_leads_to_the_search_field_and_can_still_be_typed(browser_page: Page, archive: Archive) -> None:
    browser_page.goto(archive.launch.get_absolute_url())
    browser_page.keyboard.press("/")
    field = browser_page.get_by_label("检索", exact=True)
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    browser_page.keyboard.type("小/雪")
    expect(field).to_have_value("小/雪")
    field.fill("小雪")
    browser_page.keyboard.press("Enter")
    expect(browser_page.locator(".result-title")).to_contain_text(["今起三天我市有小雪"])


def test_the_first_tab_leads_past_the_head(browser_page: Page, archive: Archive) -> None:
    browser_page.goto("/departments/")
    browser_page.keyboard.press("Tab")
    expect(browser_page.get_by_role("link", name="跳到正文")).to_be_focused()
    browser_page.keyboard.press("Enter")
    expect(browser_page.locator("#main")).to_be_focused()


def test_source_lines_open(browser_page: Page, archive: Archive) -> None:
    browser_page.goto(archive.launch.get_absolute_url())
    lines = browser_page.locator(".ocr-lines")
    expect(lines).to_be_hidden()
    browser_page.get_by_text("查看原文").click()
    expect(lines).to_be_visible()
    expect(lines).to_contain_text("市民在手机上即可办理八百项事项。")


def test_everything_is_reached_without_javascript(plain_page: Page, archive: Archive) -> None:
    plain_page.set_viewport_size(PHONE)
    plain_page.goto("/")
    plain_page.get_by_label("检索全文").fill("怀川")
    plain_page.get_by_role("button", name="搜索").click()
    facet = plain_page.get_by_role("link", name="怀川码上办 1")
    expect(facet).to_be_hidden()
    plain_page.get_by_text("筛选", exact=True).click()
    facet.click()
    expect(plain_page.locator(".in-force")).to_contain_text("怀川码上办")
    plain_page.get_by_role("link", name="怀川码上办正式上线").click()
    plain_page.get_by_text("查看原文").click()
    expect(plain_page.locator(".ocr-lines")).to_be_visible()


@pytest.fixture
def overlong(archive: Archive) -> list[str]:
    """Addresses of pages that show words far longer than a phone is wide."""
    name = "“" + "一二三四五六七八九十" * 4 + "”专项行动"
    program = builders.make_program(name=name)
    article = builders.make_article(
        page=archive.front,
        headline="A" * 120,
        body="https://example.org/" + "a" * 300 + name,
        reporters=[f"记者{number}" for number in range(12)],
        programs=[program],
    )
    drain()
    return [program.get_absolute_url(), article.get_absolute_url()]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_fits_a_phone_and_stands_out_from_the_paper(
    browser: Browser, live_server: LiveServer, archive: Archive, overlong: list[str], scheme: Literal["light", "dark"]
) -> None:
    """No sideways scrolling, no complaint, and for all words the contrast of WCAG AA."""
    context = browser.new_context(base_url=live_server.url, viewport=PHONE, color_scheme=scheme)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("response", lambda response: complaints.extend(missing_file(response)))
    for address in [*addresses(archive), *overlong]:
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
            complaints.append(f"{address} is too wide")
        complaints += [f"{address}: {words} is too faint" for words in page.evaluate(CONTRAST)]
    context.close()
    assert complaints == []


#: Every element with words of its own whose colour has less than 4.5 to 1 against the paper that shows behind it.
CONTRAST = """() => {
  const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b]
    .map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const colour = parse(getComputedStyle(e).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const faint = [];
  for (const element of document.querySelectorAll("body *")) {
    if (![...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) continue;
    if (!element.checkVisibility() || element.classList.contains("hidden")) continue;
    const [a, b] = [light(parse(getComputedStyle(element).color)), light(behind(element))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) faint.push([element.className, element.textContent.trim().slice(0, 20), ratio.toFixed(2)]);
  }
  return faint;
}"""


def test_a_printed_list_has_the_whole_width_of_a_sheet_that_lies(browser_page: Page, archive: Archive) -> None:
    browser_page.set_viewport_size({"width": 1032, "height": 700})
    browser_page.emulate_media(media="print")
    for address in ("/search/?q=怀川", archive.department.get_absolute_url()):
        browser_page.goto(address)
        row, page = (browser_page.locator(each).first.bounding_box() for each in (".result", "main"))
        assert row and page and row["width"] > 0.95 * page["width"], address


def test_a_printed_article_is_a_clean_clipping(browser_page: Page, archive: Archive) -> None:
    browser_page.goto(archive.launch.get_absolute_url())
    browser_page.emulate_media(media="print")
    for gone in (".head", ".crumbs", ".after"):
        expect(browser_page.locator(gone)).to_be_hidden()
    for kept in ("h1", ".source-line", ".body", ".print-address"):
        expect(browser_page.locator(kept).first).to_be_visible()
    expect(browser_page.locator(".print-address")).to_contain_text(archive.launch.get_absolute_url())


def test_the_help_under_results_is_opened_by_its_link(browser_page: Page, archive: Archive) -> None:
    browser_page.goto("/search/?q=码上办")
    told = browser_page.get_by_text("用空格隔开，两项都要有")
    expect(told).to_be_hidden()
    browser_page.get_by_role("link", name="检索说明").click()
    expect(told).to_be_visible()
