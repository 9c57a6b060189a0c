"""The workbench in a real Chromium: what a correction costs in clicks and keys, how lines and fields move together."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Dialog, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article
from articles.services.queue_ranking import rank_articles
from tests.browser.samples.test_accessibility import AXE, RULES, told
from tests.browser.test_reading import CONTRAST
from tests.builders import make_article, make_page
from tests.desk.people import make_editor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = """河道清淤工程完工
1月27日，我市河道清淤工程完工。
要加快推迸后续绿化，让𬭎光路两侧绿起来。
社区食堂开张
首家社区食堂开张迎客。
老人吃饭有了去处。
图书馆夜间开放
市图书馆从本周起夜间开放。
"""


class Archive:
    """One page with three items: the second has its headline taken away by the first."""

    def __init__(self) -> None:
        page = make_page(text=TEXT)
        river = "1月27日，我市河道清淤工程完工。\n要加快推迸后续绿化，让𬭎光路两侧绿起来。\n社区食堂开张"
        self.river = make_article(page=page, headline="河道清淤工程完工", body=river)
        self.canteen = make_article(page=page, headline="", body="首家社区食堂开张迎客。\n老人吃饭有了去处。")
        self.library = make_article(page=page, headline="图书馆夜间开放", body="市图书馆从本周起夜间开放。")


class Hand:
    """An editor's hand: each click, each named key and each stretch of typing is one action."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.actions = 0

    def open(self, target: Locator) -> None:
        """Go to the workbench; the scripts of a page that a person looks at have run."""
        self.click(target)
        expect(self.page.locator(".bench.is-scripted")).to_be_visible()

    def click(self, target: Locator) -> None:
        self.actions += 1
        target.click()

    def press(self, key: str) -> None:
        self.actions += 1
        self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        self.actions += 1
        self.page.keyboard.type(words)

    def click_character(self, line: Locator, words: str) -> None:
        """Click the first character of these words where they stand in a line."""
        self.actions += 1
        box = line.locator(".bench-text").evaluate(
            """(element, words) => {
                const node = element.firstChild;
                const range = document.createRange();
                const start = node.textContent.indexOf(words);
                range.setStart(node, start);
                range.setEnd(node, start + 1);
                const box = range.getBoundingClientRect();
                return [box.x + box.width / 2, box.y + box.height / 2];
            }""",
            words,
        )
        self.page.mouse.click(*box)


@pytest.fixture
def archive() -> Archive:
    return Archive()


@pytest.fixture
def session() -> str:
    client = Client()
    client.force_login(make_editor())
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


@pytest.fixture
def desk(browser: Browser, live_server: LiveServer, session: str) -> Iterator[Page]:
    """A window of an editor who is logged in; whatever the page complains of fails the test."""
    context = browser.new_context(base_url=live_server.url, locale="zh-CN", viewport={"width": 1280, "height": 900})
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


def bench_link(page: Page, article: Article) -> Locator:
    """The article in the editors' queue; taking it from there, which opens the workbench, is the first action."""
    rank_articles(list(Article.objects.published().values_list("pk", flat=True)))
    page.goto(reverse("admin:queue"))
    return page.locator(f"button.queue-open[value='{article.pk}']")


def line(page: Page, words: str) -> Locator:
    return page.locator(".bench-line", has_text=words)


def saved(page: Page) -> None:
    expect(page.locator(".messagelist")).to_contain_text("已保存")


def test_a_doubted_character_in_three_actions(desk: Page, archive: Archive) -> None:
    hand = Hand(desk)
    hand.open(bench_link(desk, archive.river))
    hand.press("Alt+k")
    expect(desk.get_by_label("正文", exact=True)).to_have_value(archive.river.body.replace("迸", "进"))
    assert archive.river.revisions.count() == 1
    hand.press("Control+Enter")
    saved(desk)
    archive.river.refresh_from_db()
    assert "要加快推进后续绿化" in archive.river.body
    assert hand.actions == 3


def test_any_wrong_character_in_four_actions(desk: Page, archive: Archive) -> None:
    hand = Hand(desk)
    hand.open(bench_link(desk, archive.river))
    hand.click_character(line(desk, "要加快"), "光路")
    hand.type("广")
    hand.press("Control+s")
    saved(desk)
    archive.river.refresh_from_db()
    assert "让𬭎广路两侧绿起来" in archive.river.body
    assert hand.actions == 4


def test_a_stolen_headline_in_three_actions(desk: Page, archive: Archive) -> None:
    hand = Hand(desk)
    hand.open(bench_link(desk, archive.canteen))
    hand.click(line(desk, "社区食堂开张").first.locator(".bench-text"))
    hand.press("Alt+t")
    expect(desk.get_by_label("主题", exact=True)).to_have_value("社区食堂开张")
    archive.canteen.refresh_from_db()
    archive.river.refresh_from_db()
    assert archive.canteen.headline == "社区食堂开张"
    assert "社区食堂" not in archive.river.body
    assert hand.actions == 3


def test_a_split_in_three_actions(desk: Page, archive: Archive) -> None:
    hand = Hand(desk)
    hand.open(bench_link(desk, archive.river))
    hand.click(line(desk, "要加快").locator(".bench-text"))
    hand.click(desk.get_by_role("button", name="从此行分出新篇"))
    expect(desk.locator(".bench-item.is-own")).to_contain_text("本篇")
    expect(desk.get_by_label("正文", exact=True)).to_have_value(
        "要加快推迸后续绿化，让𬭎光路两侧绿起来。\n社区食堂开张"
    )
    assert hand.actions == 3


def test_a_split_at_the_character_where_the_caret_stands(desk: Page, archive: Archive) -> None:
    hand = Hand(desk)
    hand.open(bench_link(desk, archive.river))
    hand.click_character(line(desk, "要加快"), "光路")
    hand.press("Alt+c")
    expect(desk.get_by_label("正文", exact=True)).to_have_value("光路两侧绿起来。\n社区食堂开张")
    assert hand.actions == 3


def test_a_merge_in_two_actions_and_its_undo(desk: Page, archive: Archive) -> None:
    hand = Hand(desk)
    hand.open(bench_link(desk, archive.canteen))
    hand.press("Alt+m")
    expect(desk.get_by_label("正文", exact=True)).to_have_value(re.compile("完工。[^$]+老人吃饭有了去处。$"))
    assert hand.actions == 2
    hand.click(desk.get_by_role("button", name="撤销"))
    expect(desk.locator(".messagelist")).to_contain_text("撤销")
    archive.canteen.refresh_from_db()
    assert archive.canteen.state == Article.State.PUBLISHED


def test_lines_chosen_together_go_to_the_next_item(desk: Page, archive: Archive) -> None:
    Hand(desk).open(bench_link(desk, archive.canteen))
    line(desk, "首家社区").locator(".bench-text").click()
    line(desk, "老人吃饭").locator(".bench-text").click(modifiers=["Shift"])
    expect(desk.locator("input[name=line]:checked")).to_have_count(2)
    line(desk, "老人吃饭").locator(".bench-text").click(modifiers=["Control"])
    expect(desk.locator("input[name=line]:checked")).to_have_count(1)
    desk.keyboard.press("Alt+.")
    expect(desk.locator(".messagelist")).to_contain_text("移动文字")
    archive.library.refresh_from_db()
    assert "首家社区食堂开张迎客。" in archive.library.body


def test_lines_are_chosen_by_the_keyboard_alone(desk: Page, archive: Archive) -> None:
    Hand(desk).open(bench_link(desk, archive.canteen))
    desk.keyboard.press("Alt+o")
    expect(line(desk, "首家社区").locator("input")).to_be_focused()
    desk.keyboard.press("Space")
    desk.keyboard.press("Shift+ArrowDown")
    expect(desk.locator("input[name=line]:checked")).to_have_count(2)
    desk.keyboard.press("Enter")
    expect(desk.get_by_label("正文", exact=True)).to_be_focused()
    # Nothing was sent: the Enter key led to the field.
    expect(desk.locator(".messagelist")).to_have_count(0)


def test_the_caret_shows_its_line_also_behind_what_was_typed(desk: Page, archive: Archive) -> None:
    Hand(desk).open(bench_link(desk, archive.river))
    body = desk.get_by_label("正文", exact=True)
    body.click()
    desk.keyboard.press("Control+Home")
    expect(desk.locator(".bench-line.is-current")).to_contain_text("1月27日")
    desk.keyboard.type("本报记者获悉，")
    desk.keyboard.press("ArrowDown")
    expect(desk.locator(".bench-line.is-current")).to_contain_text("要加快")
    desk.keyboard.press("Control+End")
    expect(desk.locator(".bench-line.is-current")).to_contain_text("社区食堂开张")


def test_doubts_are_gone_through_accepted_and_dismissed(desk: Page, archive: Archive) -> None:
    body = archive.library.body.replace("开放。", "开放，，巳经有人来。")
    Hand(desk).open(bench_link(desk, archive.library))
    desk.get_by_label("正文", exact=True).fill(body)
    desk.keyboard.press("Control+s")
    saved(desk)
    doubts = desk.locator(".bench-doubt")
    expect(doubts).to_have_count(2)
    desk.keyboard.press("Alt+j")
    field = desk.get_by_label("正文", exact=True)
    expect(field).to_be_focused()
    assert field.evaluate("(area) => area.value.slice(area.selectionStart, area.selectionEnd)") == "巳"
    desk.keyboard.press("Alt+j")
    assert field.evaluate("(area) => area.value.slice(area.selectionStart, area.selectionEnd)") == "，，"
    desk.get_by_role("button", name="采纳“，”").click()
    expect(field).to_have_value(body.replace("，，", "，"))
    desk.keyboard.press("Control+z")
    expect(field).to_have_value(body)
    desk.keyboard.press("Alt+j")
    desk.keyboard.press("Alt+l")
    expect(desk.locator(".bench-doubt.is-settled")).to_have_count(2)
    expect(desk.locator("#bench-doubt-count")).to_have_text("0")


def test_items_are_gone_through_by_keys(desk: Page, archive: Archive) -> None:
    Hand(desk).open(bench_link(desk, archive.river))
    desk.keyboard.press("Alt+ArrowDown")
    expect(desk.get_by_label("正文", exact=True)).to_have_value(archive.canteen.body)
    desk.keyboard.press("Alt+ArrowUp")
    expect(desk.get_by_label("正文", exact=True)).to_have_value(archive.river.body)


def test_unsaved_words_are_not_left_without_a_question(desk: Page, archive: Archive) -> None:
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    desk.on("dialog", stay)
    Hand(desk).open(bench_link(desk, archive.river))
    desk.get_by_label("主题", exact=True).fill("还没有保存")
    desk.keyboard.press("Alt+ArrowDown")
    expect(desk.get_by_label("主题", exact=True)).to_have_value("还没有保存")
    assert asked == ["beforeunload"]
    desk.keyboard.press("Control+s")
    saved(desk)


def test_everything_works_without_javascript(
    browser: Browser, live_server: LiveServer, session: str, archive: Archive
) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    page = context.new_page()
    bench_link(page, archive.river).click()
    page.get_by_label("采纳“进”").check()
    page.get_by_role("button", name="保存", exact=True).click()
    saved(page)
    page.get_by_label("第4行，正文：社区食堂开张").check()
    page.get_by_role("button", name="移到下一篇").click()
    page.get_by_role("link", name="下一篇").click()
    page.get_by_label("第4行，正文：社区食堂开张").check()
    page.get_by_role("button", name="设为主题").click()
    archive.river.refresh_from_db()
    archive.canteen.refresh_from_db()
    assert (archive.canteen.headline, archive.canteen.body) == (
        "社区食堂开张",
        "首家社区食堂开张迎客。\n老人吃饭有了去处。",
    )
    assert archive.river.body.endswith("要加快推进后续绿化，让𬭎光路两侧绿起来。")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 768, 1280])
def test_no_barrier_at_any_width(desk: Page, archive: Archive, width: int, scheme: str) -> None:
    desk.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    desk.set_viewport_size({"width": width, "height": 900})
    Hand(desk).open(bench_link(desk, archive.canteen))
    desk.keyboard.press("Alt+m")
    line(desk, "首家社区").locator(".bench-text").click()
    expect(desk.locator(".bench-changes")).to_be_visible()
    desk.keyboard.press("Alt+o")
    desk.keyboard.press("?")
    expect(desk.get_by_text("下一处存疑")).to_be_visible()
    desk.evaluate(AXE_SCRIPT)
    found = [told(violation) for violation in desk.evaluate(AXE, [RULES, True])]
    # The words behind a text area stand in it once more, to be seen; the name of the desk in its head is Django's own.
    desk.evaluate("document.querySelectorAll('.bench-backdrop').forEach((backdrop) => backdrop.remove())")
    found += [f"too faint: {words}" for words in desk.evaluate(CONTRAST) if words[1] != "报刊文库编辑台"]
    assert found == []
    desk.keyboard.press("Escape")
    expect(desk.get_by_text("下一处存疑")).to_be_hidden()
    assert desk.evaluate("document.documentElement.scrollWidth") <= width
