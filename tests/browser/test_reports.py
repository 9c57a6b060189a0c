"""Reporting an error in a real Chromium: with a selection, by keys alone, without scripts, on a phone; the desk."""

import re
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Report
from tests.browser.test_article import complaints
from tests.site.conftest import Archive, archive, indexed

__all__ = ["archive", "complaints", "indexed"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("indexed"),
]
PASSWORD = "only-in-this-test"  # noqa: S105
#: Selects the first words of a paragraph as a reader does, by dragging over them.
SELECT = """each => {
  const range = document.createRange();
  const words = document.createTreeWalker(each, NodeFilter.SHOW_TEXT);
  range.setStart(words.nextNode(), 0);
  range.setEndAfter(each.lastChild);
  document.getSelection().removeAllRanges();
  document.getSelection().addRange(range);
}"""


@pytest.fixture
def plain_phone(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A phone whose browser runs no JavaScript."""
    context = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, viewport={"width": 390, "height": 844}
    )
    yield context.new_page()
    context.close()


def test_what_is_selected_stands_in_the_form(browser_page: Page, archive: Archive, complaints: list[str]) -> None:
    asked: list[str] = []
    browser_page.on("request", lambda request: asked.append(request.url))
    browser_page.goto(archive.launch.get_absolute_url())
    browser_page.locator("#p2").evaluate(SELECT)
    browser_page.locator(".clip [data-report]").click()
    expect(browser_page.get_by_label("原文是哪一句")).to_have_value("市民在手机上即可办理八百项事项。")
    expect(browser_page).to_have_url(re.compile(rf"/report/{archive.launch.public_id}/$"))
    # No server, and so no log, is told what was selected.
    assert not [each for each in asked if "passage" in each]
    browser_page.get_by_label("错字").check()
    browser_page.get_by_label("应该是什么").fill("市民在手机上可办八百项事项。")
    browser_page.get_by_role("button", name="提交").click()
    expect(browser_page.get_by_role("heading", level=1)).to_have_text("已收到，谢谢")
    report = Report.objects.get()
    assert (report.article, report.passage) == (archive.launch, "市民在手机上即可办理八百项事项。")
    assert complaints == []


def test_what_was_selected_before_is_not_taken_along(browser_page: Page, archive: Archive) -> None:
    browser_page.goto(archive.launch.get_absolute_url())
    browser_page.locator("#p2").evaluate(SELECT)
    browser_page.evaluate("document.getSelection().removeAllRanges()")
    browser_page.locator(".clip [data-report]").click()
    expect(browser_page.get_by_label("原文是哪一句")).to_have_value("")


def test_keys_alone_send_what_is_selected(browser_page: Page, archive: Archive) -> None:
    browser_page.goto(archive.launch.get_absolute_url())
    browser_page.locator("#p2").evaluate(SELECT)
    browser_page.locator(".clip [data-report]").focus()
    browser_page.keyboard.press("Enter")
    passage = browser_page.get_by_label("原文是哪一句")
    expect(passage).to_have_value("市民在手机上即可办理八百项事项。")
    browser_page.get_by_label("错字").focus()
    browser_page.keyboard.press("Space")
    browser_page.get_by_role("button", name="提交").focus()
    browser_page.keyboard.press("Enter")
    expect(browser_page.locator(".report-ticket b")).to_be_visible()


def test_a_report_is_sent_and_followed_without_scripts_on_a_phone(plain_phone: Page, archive: Archive) -> None:
    plain_phone.goto(archive.launch.get_absolute_url())
    plain_phone.get_by_role("link", name="报错", exact=True).first.click()
    plain_phone.get_by_label("其他", exact=True).check()
    plain_phone.get_by_role("button", name="提交").click()
    expect(plain_phone.get_by_role("alert")).to_contain_text("请至少写一处")
    plain_phone.get_by_role("alert").get_by_role("link").click()
    plain_phone.get_by_label("哪里不对").fill("缺一段")
    trap = plain_phone.locator("p", has=plain_phone.get_by_label("请留空")).bounding_box()
    assert trap and trap["width"] <= 1
    plain_phone.get_by_role("button", name="提交").click()
    number = plain_phone.locator(".report-ticket b").inner_text()
    assert plain_phone.evaluate("document.documentElement.scrollWidth") <= 390
    plain_phone.get_by_role("link", name="报错查询").click()
    plain_phone.get_by_label("编号").fill(number.lower().replace("-", " "))
    plain_phone.get_by_role("button", name="查询").click()
    expect(plain_phone.get_by_role("heading", name="现在：待受理")).to_be_visible()
    expect(plain_phone.locator("main")).not_to_contain_text("缺一段")


def test_the_desk_answers_and_the_reader_sees_it(browser_page: Page, archive: Archive) -> None:
    browser_page.goto(f"/report/{archive.launch.public_id}/")
    browser_page.get_by_label("错字").check()
    browser_page.get_by_label("哪里不对").fill("“上线”应为“启用”")
    browser_page.get_by_role("button", name="提交").click()
    ticket = browser_page.url
    User.objects.create_superuser("guanli", password=PASSWORD)
    browser_page.goto("/admin/login/?next=/admin/articles/report/")
    browser_page.locator("#id_username").fill("guanli")
    browser_page.locator("#id_password").fill(PASSWORD)
    browser_page.locator("[type=submit]").click()
    browser_page.get_by_role("link", name="“上线”应为“启用”").click()
    browser_page.get_by_label("答复").fill("已改为“启用”，多谢。")
    browser_page.get_by_role("button", name="反馈").click()
    expect(browser_page.locator(".messagelist")).to_contain_text("反馈")
    browser_page.goto(ticket)
    expect(browser_page.locator(".report-answer")).to_contain_text("已改为“启用”，多谢。")
