"""The ways that readers go through the site, with a count of clicks: by mouse, keyboard, phone, without scripts."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Locator, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

DEPARTMENT = "焦作市金融工作局"
PROGRAM = "万人助万企"


@dataclass
class Reader:
    """Someone at a page, whose clicks are counted. What is typed is none."""

    page: Page
    clicks: int = 0

    def click(self, target: Locator) -> None:
        self.clicks += 1
        target.click()

    def follow(self, name: str) -> None:
        self.click(self.page.get_by_role("link", name=name, exact=True).first)


def articles_in(path: Path) -> list[str]:
    return [each.text for each in Document(str(path)).paragraphs if each.style and each.style.name == "Heading 2"]


def total(page: Page) -> int:
    """How many articles the list says it has."""
    said = re.search(r"共\s*([\d,]+)\s*篇", page.locator(".results-count").inner_text())
    assert said
    return int(said.group(1).replace(",", ""))


def test_a_quarter_of_a_program_is_taken_away_in_four_clicks(reader: Page) -> None:
    reader.goto("/")
    someone = Reader(reader)
    someone.follow("项目")
    someone.follow(PROGRAM)
    everything = total(reader)
    reader.get_by_label("起始日期").fill("2022-01-01")
    reader.get_by_label("截止日期").fill("2022-03-31")
    someone.click(reader.locator(".facet-form button"))
    expect(reader.locator(".in-force")).to_contain_text("2022-03-31")
    of_quarter = total(reader)
    with reader.expect_download() as download:
        someone.follow("DOCX 汇编")
    assert someone.clicks <= 4
    assert 0 < of_quarter < everything
    assert len(articles_in(download.value.path())) == of_quarter


def test_who_wrote_most_of_a_department_is_seen_after_two_clicks(reader: Page) -> None:
    reader.goto("/")
    someone = Reader(reader)
    someone.follow("部门")
    someone.follow(DEPARTMENT)
    expect(reader.get_by_role("heading", level=1)).to_have_text(DEPARTMENT)
    writers = reader.locator(".facet-reporter li a")
    counts = [int(each) for each in writers.locator(".count").all_inner_texts()]
    assert counts == sorted(counts, reverse=True)
    someone.click(writers.first)
    assert someone.clicks <= 3
    expect(reader.locator(".in-force")).to_be_visible()
    assert total(reader) == counts[0]


def test_the_page_an_article_stood_on_is_one_click_away(reader: Page) -> None:
    reader.goto("/yangli-ribao/2022-03-01/A01/")
    headline = reader.locator(".page-articles h3 a").nth(1)
    words = headline.inner_text()
    headline.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(words)
    someone = Reader(reader)
    someone.click(reader.locator(".source-line").get_by_role("link", name="第A01版"))
    assert someone.clicks == 1
    expect(reader.get_by_role("link", name=words)).to_be_visible()
    expect(reader.locator(".page-nav [aria-current]")).to_contain_text("A01")
    reader.get_by_role("link", name=re.compile("^下一版")).click()
    expect(reader.get_by_role("heading", name=re.compile("第A02版"))).to_be_visible()


def test_from_a_search_to_an_article_and_back_with_the_filters_kept(reader: Page) -> None:
    reader.goto("/search/?q=企业&sort=oldest")
    reader.locator(".facet-year").get_by_role("link", name="2022年").click()
    expect(reader.locator(".in-force")).to_contain_text("2022年")
    list_address = reader.url
    found = total(reader)
    reader.locator(".result-title a").first.click()
    reader.wait_for_url("**/article/**")
    reader.locator(".hits-back, .back a").first.click()
    expect(reader.locator(".in-force")).to_contain_text("2022年")
    assert (reader.url, total(reader)) == (list_address, found)
    expect(reader.get_by_label("检索", exact=True)).to_have_value("企业")


def test_from_the_calendar_to_an_article_in_five_clicks(reader: Page) -> None:
    reader.goto("/")
    someone = Reader(reader)
    someone.follow("报纸")
    someone.follow("样例日报")
    someone.follow("2022")
    someone.follow("3月15日")
    headline = reader.locator(".headlines a").first
    words = headline.inner_text()
    someone.click(headline)
    expect(reader.get_by_role("heading", level=1)).to_have_text(words)
    assert someone.clicks == 5


def test_an_article_is_read_on_a_phone(phone: Page) -> None:
    phone.goto("/")
    phone.get_by_label("检索全文").fill("全市一码")
    phone.get_by_role("button", name="搜索").tap()
    phone.locator(".result-title a").first.tap()
    phone.wait_for_url("**/article/**")
    body = phone.locator(".sheet .body")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    assert body.evaluate("each => parseFloat(getComputedStyle(each).fontSize)") >= 17
    box = body.bounding_box()
    assert box and box["x"] >= 12 and box["x"] + box["width"] <= 390 - 12


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus, and see that it shows it."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if target.evaluate("each => each === document.activeElement"):
            assert target.evaluate("each => getComputedStyle(each).outlineStyle") != "none"
            return
    raise AssertionError(f"sixty times Tab do not lead to {target}")


def test_keys_alone_lead_from_home_to_an_article(reader: Page) -> None:
    reader.goto("/")
    reader.keyboard.press("Tab")
    expect(reader.get_by_role("link", name="跳到正文")).to_be_focused()
    tab_to(reader, reader.get_by_role("link", name="部门", exact=True))
    reader.keyboard.press("Enter")
    tab_to(reader, reader.get_by_label("筛选部门"))
    reader.keyboard.type("jrgzj")
    expect(reader.locator("[data-registry-said]")).to_contain_text("个部门")
    tab_to(reader, reader.locator(".found a").first)
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("heading", level=1)).to_have_text(DEPARTMENT)
    reader.wait_for_load_state()
    reader.keyboard.press("/")
    reader.keyboard.type("qsym")
    expect(reader.get_by_role("option").first).to_contain_text("全市一码")
    reader.keyboard.press("ArrowDown")
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("heading", level=1)).to_have_text("全市一码")
    tab_to(reader, reader.locator(".result-title a").first)
    reader.keyboard.press("Enter")
    reader.wait_for_url("**/article/**")


def test_a_registry_is_narrowed_as_one_types(reader: Page) -> None:
    reader.goto("/departments/")
    groups = reader.locator(".group")
    expect(groups.first).to_be_visible()
    field = reader.get_by_label("筛选部门")
    field.press_sequentially("fgw")
    said = reader.get_by_role("status").filter(has_text="fgw")
    expect(said).to_have_text(re.compile("“fgw”：[0-9]+ 个部门"))
    expect(groups).to_have_count(0)
    expect(reader.locator(".found li").first).to_contain_text("发展和改革委员会")
    expect(reader).to_have_url(re.compile(r"/departments/\?q=fgw$"))
    expect(field).to_be_focused()
    reader.locator(".found a").first.click()
    reader.wait_for_url("**/departments/*/")
    reader.go_back()
    expect(field).to_have_value("fgw")
    expect(reader.locator(".found li").first).to_be_visible()
    field.fill("")
    expect(groups.first).to_be_visible()
    expect(reader).to_have_url(re.compile("/departments/$"))


def test_what_is_composed_by_an_input_method_is_not_asked_for(reader: Page) -> None:
    asked: list[str] = []
    reader.on("request", lambda request: asked.extend(re.findall(r"/programs/\?.*", request.url)))
    reader.goto("/programs/")
    field = reader.get_by_label("筛选项目")
    asked.clear()
    session = reader.context.new_cdp_session(reader)
    field.focus()
    session.send("Input.imeSetComposition", {"selectionStart": 2, "selectionEnd": 2, "text": "wa"})
    session.send("Input.insertText", {"text": PROGRAM})
    expect(reader.locator(".found li").first).to_contain_text(PROGRAM)
    assert len(asked) == 1


def test_the_site_is_walked_without_scripts(plain_reader: Page) -> None:
    plain_reader.goto("/")
    plain_reader.get_by_role("link", name="部门", exact=True).click()
    plain_reader.get_by_label("筛选部门").fill("金融工作")
    plain_reader.get_by_role("button", name="筛选").click()
    expect(plain_reader.get_by_role("status")).to_contain_text("个部门")
    plain_reader.get_by_role("link", name=DEPARTMENT).click()
    plain_reader.locator(".facet-reporter li a").first.click()
    expect(plain_reader.locator(".in-force")).to_be_visible()
    plain_reader.locator(".result-title a").first.click()
    plain_reader.get_by_role("link", name="选入剪报").click()
    plain_reader.get_by_role("button", name="选入剪报").click()
    plain_reader.goto("/clippings/")
    with plain_reader.expect_download() as download:
        plain_reader.get_by_role("button", name="存为 DOCX").click()
    assert len(articles_in(download.value.path())) == 1


def test_a_cell_of_the_strip_leads_to_what_it_counts(reader: Page) -> None:
    reader.goto("/")
    cell = reader.get_by_role("link", name=re.compile("^2022年3月："))
    counted = int(cell.inner_text())
    cell.click()
    assert total(reader) == counted
