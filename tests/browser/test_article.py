"""An article's page in a real Chromium: its citation copied, its first reading beside it, its print, long words."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from articles.models import Article
from articles.services.corrections import correct_article
from articles.services.hiding import hide_passages
from tests import builders
from tests.browser.test_reading import PHONE, archive, complaints, indexed, plain_page
from tests.site.conftest import Archive

__all__ = ["archive", "complaints", "indexed", "plain_page"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("indexed"),
]


@pytest.fixture
def corrected(archive: Archive) -> Article:
    """Long strings in every part of it, one of them corrected, and a hidden passage."""
    editor = User.objects.create_user("editor")
    long = "https://example.org/" + "a" * 200
    article = builders.make_article(
        page=archive.front, headline="LONG" * 40, body=f"网址{long}，联系张先生。\n第二段。", reporters=["王晓明"]
    )
    body = f"网址{long}b，联系张先生。\n第二段改过。"
    correct_article(article, base_revision=0, editor=editor, body=body, reason="x" * 200)
    hide_passages(article, ["张先生"], by=editor, reason="来信")
    return article


def test_a_citation_is_copied(browser_page: Page, archive: Archive, complaints: list[str]) -> None:
    browser_page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    browser_page.goto(archive.launch.get_absolute_url())
    browser_page.get_by_role("button", name="复制").first.click()
    expect(browser_page.get_by_text("已复制")).to_be_visible()
    cited = "王晓明. 怀川码上办正式上线：八百项事项一网通办[N]. 怀川日报, 2022-01-28(A01)."
    assert browser_page.evaluate("navigator.clipboard.readText()") == cited
    assert complaints == []


def test_without_javascript_the_citation_stands_and_the_first_reading_is_a_link_away(
    plain_page: Page, corrected: Article
) -> None:
    plain_page.goto(corrected.get_absolute_url())
    expect(plain_page.get_by_role("button", name="复制")).to_have_count(0)
    expect(plain_page.locator(".citation").last).to_contain_text("[N/OL]. 怀川日报, 2022-01-28(A01)[20")
    plain_page.get_by_role("link", name="原文对照").click()
    expect(plain_page.locator("ins").last).to_contain_text("改过")
    expect(plain_page.locator(".ocr-lines").first).to_be_visible()
    plain_page.get_by_role("link", name="校订", exact=True).click()
    expect(plain_page.locator("ins")).to_have_count(0)


@pytest.mark.parametrize("width", [390, 768, 1280])
@pytest.mark.parametrize("query", ["", "?text=original"])
def test_nothing_scrolls_sideways_and_the_text_keeps_its_measure(
    browser_page: Page, corrected: Article, width: int, query: str
) -> None:
    browser_page.set_viewport_size({"width": width, "height": 900})
    browser_page.goto(corrected.get_absolute_url() + query)
    assert browser_page.evaluate("document.documentElement.scrollWidth") <= width
    sizes = browser_page.locator(".body p:not(.then)").last.evaluate(
        "p => [p.getBoundingClientRect().width, parseFloat(getComputedStyle(p).fontSize)]"
    )
    characters = sizes[0] / sizes[1]
    assert characters <= 38
    assert width == PHONE["width"] or query or characters >= 33


def test_the_text_does_not_move_when_the_first_reading_is_shown(browser_page: Page, corrected: Article) -> None:
    browser_page.goto(corrected.get_absolute_url())
    before = browser_page.locator("h1").bounding_box()
    browser_page.get_by_role("link", name="原文对照").click()
    assert browser_page.locator("h1").bounding_box() == before
    texts, margins = browser_page.locator(".now").last.bounding_box(), browser_page.locator(".then").last.bounding_box()
    assert texts is not None and margins is not None
    assert margins["x"] > texts["x"] + texts["width"]


def test_a_print_has_the_text_its_source_and_address_and_nothing_else(browser_page: Page, corrected: Article) -> None:
    browser_page.goto(corrected.get_absolute_url() + "?q=第二段")
    browser_page.emulate_media(media="print")
    printed = browser_page.locator("body").inner_text()
    words = [line.strip() for line in printed.splitlines() if line.strip()]
    assert words[0].startswith("LONG")
    assert words[-1].endswith(corrected.get_absolute_url())
    for gone in ("校订", "选入剪报", "引用格式", "本版其他文章", "上一篇", "版权", "本库说明", "检索"):
        assert gone not in printed, gone
