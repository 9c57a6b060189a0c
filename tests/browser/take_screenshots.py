"""Pictures of every kind of page of a running site, at each width, in light and dark, for whoever reviews a change.

    make screenshots [PORT=8000]    (of the running demo, into var/screenshots)
    python -m tests.browser.take_screenshots http://127.0.0.1:8000 FOLDER [--words 全市一码] [--widths 1280 768 390]

The pages are found by following the site's own links, so that any archive will do.
"""

import argparse
import base64
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
HEIGHT = 900

#: Name of the picture → where a link to such a page is found, and the link.
FOUND_BY_LINKS = {
    "newspaper": ("/newspapers/", "main h2 a"),
    "issue": ("/", ".latest h2 a"),
    "page": ("/", ".pages-of-issue a"),
    "department": ("/departments/", ".entries a"),
    "program": ("/programs/", ".entries a"),
    "reporter": ("/reporters/", ".entries a"),
}
FIXED = {
    "home": "/",
    "newspapers": "/newspapers/",
    "departments": "/departments/",
    "programs": "/programs/",
    "departments-of-level": "/departments/?level=county",
    "departments-filtered": "/departments/?q=fgw",
    "reporters": "/reporters/",
    "about": "/about/",
    "quality": "/quality/",
    "batch": "/search/batch/",
    "api": "/api/",
    "statistics": "/statistics/",
    "statistics-of-programs": "/statistics/programs/",
    "clippings": "/clippings/",
    "report": "/report/",
    "report-status": "/report/status/?number=x",
    "search-picking": "/search/?pick=1",
    "missing": "/no/such/page/",
    "search-all": "/search/",
    "search-nothing": "/search/?q=" + quote("无此字句无此字句"),
    "search-bad": "/search/?date_from=abc&page=zero",
}


def main() -> None:
    options = read_options()
    options.folder.mkdir(parents=True, exist_ok=True)
    chromium = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if chromium is None:
        sys.exit("take_screenshots: no Chromium is installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGS)
        addresses = dict(find_addresses(browser, options.site.rstrip("/"), options.words))
        chosen = {name: url for name, url in addresses.items() if not options.only or name in options.only}
        for scheme in options.schemes:
            for width in options.widths:
                take(browser, chosen, width=width, scheme=scheme, options=options)
        browser.close()


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Take pictures of every kind of page of a running site.")
    parser.add_argument("site", help="address of the site, as http://127.0.0.1:8000")
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--words", default="", help="words to search for; an example of the home page by default")
    parser.add_argument("--widths", type=int, nargs="+", default=[1280, 768, 390])
    parser.add_argument("--schemes", nargs="+", choices=["light", "dark"], default=["light", "dark"])
    parser.add_argument("--only", nargs="+", default=[], help="names of the pictures to take; all by default")
    parser.add_argument("--small", action="store_true", help="small files of what is seen before scrolling, in WebP")
    parser.add_argument(
        "--print", dest="medium", action="store_const", const="print", help="as they come out of a printer"
    )
    return parser.parse_args()


def find_addresses(browser: Browser, site: str, words: str) -> Iterator[tuple[str, str]]:
    """Every name and address. Kinds of page to which this archive has no link are left out."""
    page = browser.new_page()
    for name, path in FIXED.items():
        yield name, site + path
    for name, (path, selector) in FOUND_BY_LINKS.items():
        address = first_link(page, site + path, selector)
        if address:
            yield name, address
    search = f"{site}/search/?q={quote(words)}" if words else first_link(page, site + "/", ".examples a")
    if search:
        yield "search", search
        address = first_link(page, search, ".result-title a")
        if address:
            yield "article-with-hits", address
            yield "article", address.split("?")[0]
    page.close()


def first_link(page: Page, url: str, selector: str) -> str | None:
    page.goto(url)
    link = page.locator(selector).first
    return str(link.evaluate("each => each.href")) if link.count() else None


def take(browser: Browser, addresses: dict[str, str], *, width: int, scheme: str, options: argparse.Namespace) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHT},
        color_scheme="dark" if scheme == "dark" else "light",
        locale="zh-CN",
    )
    page = context.new_page()
    page.emulate_media(media=options.medium)
    for name, url in addresses.items():
        page.goto(url)
        name = f"{name}-{width}-{scheme}"
        if options.small:
            take_small(page, options.folder / f"{name}.webp")
        else:
            page.screenshot(path=options.folder / f"{name}.png", full_page=True)
    context.close()


def take_small(page: Page, path: Path) -> None:
    """The first screen in WebP, which Chromium writes but Playwright does not offer."""
    session = page.context.new_cdp_session(page)
    answer = session.send("Page.captureScreenshot", {"format": "webp", "quality": 80})
    path.write_bytes(base64.b64decode(answer["data"]))
    session.detach()


if __name__ == "__main__":
    main()
