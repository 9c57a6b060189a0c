"""Taking away in a real Chromium: a list as a file, articles into the basket, the basket as a volume."""

from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from tests.browser.test_reading import PHONE, archive, complaints, indexed, plain_page
from tests.site.conftest import Archive

__all__ = ["archive", "complaints", "indexed", "plain_page"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("indexed"),
]


def headings(path: Path) -> list[str]:
    return [each.text for each in Document(str(path)).paragraphs if each.style and each.style.name == "Heading 2"]


def test_from_home_to_a_volume_in_four_clicks(browser_page: Page, archive: Archive, complaints: list[str]) -> None:
    browser_page.goto("/")
    browser_page.get_by_role("link", name="项目", exact=True).first.click()
    browser_page.get_by_role("link", name="怀川码上办").first.click()
    browser_page.locator(".facet-year").get_by_role("link", name="2022年").click()
    with browser_page.expect_download() as download:
        browser_page.locator("#reports").get_by_role("link", name="DOCX 汇编").click()
    assert download.value.suggested_filename == "怀川码上办 2022年.docx"
    assert headings(download.value.path()) == ["怀川码上办正式上线"]
    assert complaints == []


def test_articles_are_picked_ordered_and_saved_without_javascript(plain_page: Page, archive: Archive) -> None:
    plain_page.goto("/search/?q=上线 或 食堂&sort=newest")
    plain_page.get_by_role("link", name="挑选剪报").click()
    plain_page.get_by_label("选入").first.check()
    plain_page.get_by_label("选入").nth(1).check()
    plain_page.get_by_role("button", name="选入勾选的").first.click()
    expect(plain_page.get_by_text("已选 2 篇")).to_be_visible()
    plain_page.get_by_role("button", name="下移：怀川码上办正式上线").click()
    plain_page.get_by_label("题名").fill("一季度汇编")
    with plain_page.expect_download() as download:
        plain_page.get_by_role("button", name="存为 DOCX").click()
    assert download.value.suggested_filename == "一季度汇编.docx"
    assert headings(download.value.path()) == ["社区食堂开张", "怀川码上办正式上线"]
    plain_page.get_by_role("button", name="打印 / 存为 PDF").click()
    expect(plain_page.get_by_role("heading", name="一季度汇编")).to_be_visible()


def test_the_head_tells_how_many_are_picked(browser_page: Page, archive: Archive, complaints: list[str]) -> None:
    browser_page.goto(archive.launch.get_absolute_url())
    link = browser_page.get_by_label("栏目").get_by_role("link", name="剪报")
    expect(link).to_have_text("剪报")
    browser_page.get_by_role("link", name="选入剪报").click()
    browser_page.get_by_role("button", name="选入剪报").click()
    expect(link).to_have_text("剪报 1")
    browser_page.get_by_role("link", name="接着挑选").click()
    expect(link).to_have_text("剪报 1")
    browser_page.goto("/search/?pick=1")
    expect(browser_page.locator(".picking .is-picked")).to_have_count(1)
    browser_page.get_by_role("button", name="选入本页全部").first.click()
    expect(link).to_have_text("剪报 3")
    browser_page.get_by_role("button", name="清空").click()
    expect(link).to_have_text("剪报")
    assert complaints == []


@pytest.mark.parametrize("width", [PHONE["width"], 1280])
def test_no_page_of_the_basket_scrolls_sideways(
    browser_page: Page, archive: Archive, complaints: list[str], width: int
) -> None:
    browser_page.set_viewport_size({"width": width, "height": 844})
    browser_page.goto("/search/?pick=1")
    browser_page.get_by_role("button", name="选入本页全部").first.click()
    for address in ("/search/?pick=1", "/clippings/", "/clippings/print/", archive.launch.get_absolute_url()):
        browser_page.goto(address)
        assert browser_page.evaluate("document.documentElement.scrollWidth") <= width, address
    assert complaints == []


def test_the_desk_works_under_the_policy(
    browser_page: Page, archive: Archive, complaints: list[str], admin_user: object
) -> None:
    browser_page.goto("/admin/login/?next=/admin/")
    browser_page.get_by_label("用户名").fill("admin")
    browser_page.get_by_label("密码").fill("password")
    browser_page.get_by_role("button", name="登录").click()
    for address in (
        "/admin/",
        "/admin/articles/article/",
        f"/admin/articles/article/{archive.launch.pk}/change/",
        "/admin/articles/newspaper/add/",
        "/admin/entities/program/add/",
        "/admin/articles/department/",
    ):
        browser_page.goto(address)
    assert [each for each in complaints if "Content Security Policy" in each] == []
