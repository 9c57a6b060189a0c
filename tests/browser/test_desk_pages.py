"""The desk's pages in real Chromium, with work of every kind on them: no barrier by WCAG 2.2 AA at any width, in light
and dark, no error of the console, no sideways scrolling, and keys that do what they say."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article, Review
from tests.browser.desk_work import Work, correct, make_work
from tests.browser.samples.test_accessibility import complaints_of, error_of
from tests.builders import make_article, make_page
from tests.desk.people import make_editor, make_reviewer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
#: The help beside the two lists of a choice of many, which a script of Django writes.
DJANGOS_OWN = "help-tooltip"
HIDE_DOUBLED = "document.querySelectorAll('.bench-backdrop').forEach((backdrop) => backdrop.remove())"


def window(browser: Browser, server: LiveServer, person: User, *, width: int = 1280) -> BrowserContext:
    client = Client()
    client.force_login(person)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context = browser.new_context(base_url=server.url, locale="zh-CN", viewport={"width": width, "height": 900})
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": server.url}])
    return context


def test_no_page_of_the_desk_has_a_barrier(browser: Browser, live_server: LiveServer) -> None:
    work = make_work()
    complaints: list[str] = []
    for person in work.addresses:
        context = window(browser, live_server, person)
        complaints += walk(context.new_page(), work, person)
        context.close()
    assert not complaints, "\n".join(complaints)


def walk(page: Page, work: Work, person: User) -> Iterator[str]:
    heard: list[str] = []
    page.on("pageerror", lambda error: heard.append(f"{page.url}: {error}"))
    page.on("console", lambda message: heard.extend(error_of(message)))
    for kind, address in work.addresses[person].items():
        answer = page.goto(address)
        if answer is None or answer.status != 200:
            yield f"{kind}: {answer.status if answer else 'no'} answer"
        # What is typed on the workbench stands once more behind its field, to be marked there.
        page.evaluate(HIDE_DOUBLED)
        page.evaluate(AXE_SCRIPT)
        yield from (f"{kind}: {complaint}" for complaint in complaints_of(page) if DJANGOS_OWN not in complaint)
    yield from heard


@pytest.fixture
def reviewers_list(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """Three changes to review, the newest first."""
    editor, page = make_editor(), make_page()
    for number in "一二三":
        correct(
            make_article(page=page, headline=f"第{number}篇", body=f"会议讨论了{number}个议题。"), editor, "了", "过"
        )
    context = window(browser, live_server, make_reviewer())
    found = context.new_page()
    found.goto(reverse("admin:articles_review_changelist"))
    yield found
    context.close()


def test_changes_are_reviewed_by_keys_alone(reviewers_list: Page) -> None:
    page = reviewers_list
    expect(page.get_by_text("键盘：")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator(".review").nth(1)).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("a")
    expect(page.locator(".messagelist")).to_contain_text("通过")
    assert Review.objects.get(article__headline="第三篇").state == Review.State.APPROVED
    page.keyboard.press("j")
    page.keyboard.press("r")
    page.keyboard.type("原报就是“了”")
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("退回")
    assert Article.objects.get(headline="第二篇").body == "会议讨论了二个议题。"
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.get_by_role("checkbox").first).to_be_checked()
    page.keyboard.press("Shift+A")
    expect(page.get_by_text("没有要审校的改动。")).to_be_visible()


def test_the_head_of_every_page_leads_to_the_days_work(browser: Browser, live_server: LiveServer) -> None:
    context = window(browser, live_server, make_editor(), width=390)
    page = context.new_page()
    page.goto(reverse("admin:index"))
    head = page.get_by_role("navigation", name="常用")
    for name in ("校对队列", "我的改动", "读者报错", "文章", "查找替换"):
        head.get_by_role("link", name=name).click()
        expect(head.get_by_role("link", name=name)).to_have_attribute("aria-current", "true")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()
