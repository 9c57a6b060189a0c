"""Every kind of page of the site, by an address of the sample archive."""

from urllib.parse import quote

from django.template.loader import render_to_string
from playwright.sync_api import Page

#: Kind → path. Pages that answer with an error are among them.
FIXED = {
    "home": "/",
    "search": "/search/?q=" + quote("全市一码"),
    "search, filtered": "/search/?year=2022&kind=article&sort=oldest&q=" + quote("企业 服务"),
    "search, everything": "/search/",
    "search, nothing": "/search/?q=" + quote("无此字句无此字句"),
    "search, alike": "/search/?q=" + quote("全市一吗") + "&year=2022",
    "search, bad filter": "/search/?date_from=abc",
    "search, picking": "/search/?pick=1",
    "batch": "/search/batch/",
    "newspapers": "/newspapers/",
    "newspaper": "/yangli-ribao/",
    "undated pages": "/yangli-ribao/undated/",
    "issue": "/yangli-ribao/2022-03-01/",
    "page": "/yangli-ribao/2022-03-01/A01/",
    "departments": "/departments/",
    "departments of a level": "/departments/?level=town",
    "departments, filtered": "/departments/?q=fgw",
    "departments, none": "/departments/?q=qqqq",
    "programs": "/programs/",
    "programs of a kind": "/programs/?kind=platform",
    "reporters": "/reporters/",
    "reporters of a letter": "/reporters/?letter=w",
    "statistics": "/statistics/",
    "statistics of programs": "/statistics/programs/",
    "statistics of reporters": "/statistics/reporters/",
    "about": "/about/",
    "quality": "/quality/",
    "API": "/api/",
    "basket": "/clippings/",
    "clippings in print": "/clippings/print/",
    "report of a page": "/report/?page=/yangli-ribao/2022-03-01/A01/",
    "status of reports": "/report/status/",
    "wrong number": "/report/status/?number=x",
    "400": "/search/articles.csv?date_from=abc",
    "404": "/no/such/page/",
}

#: Kind → the page that links to one, and the link.
FOUND_BY_LINKS = {
    "undated page": ("/yangli-ribao/undated/", ".undated-pages a"),
    "department": ("/departments/?q=" + quote("政务服务和大数据"), ".entries a"),
    "program": ("/programs/?q=" + quote("万人助万企"), ".entries a"),
    "reporter": ("/reporters/", ".entries a"),
    "article": ("/yangli-ribao/2022-03-01/A01/", ".page-articles h3 a"),
    "article with hits": ("/search/?q=" + quote("企业"), ".result-title a"),
    "article without headline": ("/yangli-ribao/2022-03-01/A01/", "a.borrowed"),
    "article to pick": ("/yangli-ribao/2022-03-01/A01/", ".page-articles h3 a"),
}

#: Kind → template of a page that no address of the archive brings about.
RENDERED = {
    "403": "403.html",
    "403 of a form": "403_csrf.html",
    "500": "500.html",
    "503": "articles/refusal.html",
}
RENDERED_BELOW = "/rendered/"


def rendered(path: str) -> str:
    """The HTML of one of the pages that are only rendered."""
    return render_to_string(
        path.removeprefix(RENDERED_BELOW), {"message": "正在替别人做一份文件，请过 10 秒再试一次。"}
    )


def kinds_of_page(page: Page, withdrawn: str) -> dict[str, str]:
    """Kind → path, those that are found by following links included."""
    found = {"410": withdrawn} | {kind: RENDERED_BELOW + template for kind, template in RENDERED.items()}
    for kind, (path, selector) in FOUND_BY_LINKS.items():
        page.goto(path)
        found[kind] = str(page.locator(selector).first.evaluate("each => each.pathname + each.search"))
    number = found["article to pick"].strip("/").split("/")[-1]
    found["article, first reading"] = f"/article/{number}/?text=original"
    found["events of a program"] = f"{found['program']}events/"
    found["figures of a program"] = f"{found['program']}figures/"
    found["program, filtered"] = f"{found['program']}?year=2022"
    found["article to pick"] = f"/clippings/add/?article={number}"
    found["report of an article"] = f"/report/{number}/"
    found["report of what was withdrawn"] = withdrawn.replace("article", "report")
    found["ticket"] = sent_report(page, f"/report/{number}/")
    return FIXED | found


def sent_report(page: Page, path: str) -> str:
    """The page of a report that is sent by the form."""
    page.goto(path)
    page.get_by_label("其他", exact=True).check()
    page.get_by_label("哪里不对").fill("试报一处。")
    page.get_by_role("button", name="提交").click()
    page.wait_for_url("**/report/t/**")
    return str(page.evaluate("location.pathname + location.search"))
