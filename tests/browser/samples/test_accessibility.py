"""Every kind of page at every width, in light and dark: no barrier by WCAG 2.2 AA, no error, no sideways scrolling.

axe's rules are tried at each width. Only that of contrast depends on the scheme, and it is slow: axe tries it once, our
own check of contrast at every width in both.
"""

from collections.abc import Iterator
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, ViewportSize

from tests.browser.samples.conftest import SampleSite, window
from tests.browser.samples.kinds_of_page import RENDERED_BELOW, kinds_of_page, rendered
from tests.browser.test_reading import CONTRAST

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (390, 768, 1280)
#: To the page, a window of 1280 is 640 wide at 200 % and 320 at 400 %, which WCAG asks for.
ZOOMED = (320, 640)
#: The scheme in which axe looks at each width, and whether it measures contrast there.
AXE_AT: dict[tuple[int, Scheme], bool] = {(390, "light"): False, (768, "light"): False, (1280, "dark"): True}
AXE = """([rules, contrast]) => axe.run({
  runOnly: rules, resultTypes: ["violations"], preload: false, rules: { "color-contrast": { enabled: contrast } },
}).then((found) => found.violations)"""


def test_no_page_has_a_barrier(browser: Browser, sample_site: SampleSite) -> None:
    context = window(browser, sample_site, width=WIDTHS[-1])
    page = context.new_page()
    addresses = kinds_of_page(page, sample_site.withdrawn)
    page.route(f"**{RENDERED_BELOW}**", give_rendered)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    page.on("console", lambda message: complaints.extend(error_of(message)))
    for kind, path in addresses.items():
        page.goto(path)
        page.evaluate(AXE_SCRIPT)
        complaints += [f"{kind}: {complaint}" for complaint in complaints_of(page)]
    context.close()
    assert not complaints, "\n".join(complaints)


def give_rendered(route: Route) -> None:
    route.fulfill(body=rendered(urlsplit(route.request.url).path), content_type="text/html; charset=utf-8")


def complaints_of(page: Page) -> Iterator[str]:
    for width in (*ZOOMED, *WIDTHS):
        page.set_viewport_size(viewport(width))
        if (seen := page.evaluate("document.documentElement.scrollWidth")) > width:
            yield f"{seen} px wide in a window of {width} px"
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        for width in WIDTHS:
            page.set_viewport_size(viewport(width))
            yield from (f"{width} px, {scheme}: {barrier}" for barrier in barriers(page, width, scheme))


def barriers(page: Page, width: int, scheme: Scheme) -> Iterator[str]:
    yield from (f"too faint: {faint}" for faint in page.evaluate(CONTRAST))
    if (width, scheme) in AXE_AT:
        yield from (told(violation) for violation in page.evaluate(AXE, [RULES, AXE_AT[width, scheme]]))


def told(violation: dict[str, Any]) -> str:
    first = violation["nodes"][0]
    return f"{violation['id']}: {violation['help']} at {first['target']}, {first['html'][:200]}"


def error_of(message: ConsoleMessage) -> list[str]:
    """That a page answers with an error on purpose is no error of the page; that a file of its is missing is."""
    is_answer = "the server responded with a status of" in message.text and "/static/" not in message.location["url"]
    is_complaint = message.type in {"error", "warning"} and not is_answer
    return [f"{message.location['url']}: {message.text}"] if is_complaint else []


def viewport(width: int) -> ViewportSize:
    return {"width": width, "height": 844}
