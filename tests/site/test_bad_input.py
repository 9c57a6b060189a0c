"""Nothing that can stand in an address makes the site fail, and nothing printed or typed becomes markup."""

import html
from typing import Any

import pytest
from django.core.signals import got_request_exception
from django.template.loader import render_to_string
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from articles.filters import ArticleFilters
from articles.models import Page
from articles.search.draining import drain
from articles.services.text_changed import queue_index
from tests import builders
from tests.site.conftest import Archive
from tests.site.pages import Seen

pytestmark = pytest.mark.django_db

MARKUP = "<script>alert('x')</script>&amp;\"<b>"
PARAMETERS = [*ArticleFilters.base_filters, "page", "letter", "month_from", "month_to"]


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"page": "abc"}, "页码须是从 1 起的数字。"),
        ({"page": "0"}, "页码须是从 1 起的数字。"),
        ({"page": "-3"}, "页码须是从 1 起的数字。"),
        ({"page": "２"}, "页码须是从 1 起的数字。"),
        ({"page": "9" * 5000}, "页码须是从 1 起的数字。"),
        ({"date_from": "昨天"}, "起始日期不是日期"),
        ({"date_from": "2022-02-30"}, "起始日期不是日期"),
        ({"date_to": "\x00"}, "截止日期不是日期"),
        ({"date_from": "2022-02-01", "date_to": "2022-01-01"}, "截止日期早于起始日期。"),
        ({"department": "no-such"}, "名录里没有这个部门：no-such。"),
        ({"program": "\x00"}, "有一项条件用不上"),
        ({"department": "a\x00b"}, "部门里有一个不能用的字符，请去掉它。"),
        ({"with_department": "none"}, "名录里没有这个部门：none。"),
        ({"with_program": "none"}, "名录里没有这个项目：none。"),
        ({"reporter": "none"}, "名录里没有这个记者：none。"),
        ({"newspaper": "none"}, "名录里没有这份报纸：none。"),
        ({"kind": "poem"}, "poem"),
        ({"year": "二〇二二"}, "年份请写成四位数字"),
        ({"year": "99999999"}, "年份请写成四位数字"),
        ({"sort": "random"}, "random"),
        ({"role": "owner"}, "owner"),
    ],
)
def test_a_filter_that_cannot_be_used_is_named(
    client: Client, archive: Archive, parameters: dict[str, str], message: str
) -> None:
    response = client.get("/search/", {"q": "上线"} | parameters)
    page = Seen(response)
    assert response.status_code in {400, 404}
    assert message in page.text
    assert page.texts("article", class_="result") == []
    assert page.links("去掉筛选，从第一页看起") == ["/search/?q=%E4%B8%8A%E7%BA%BF"]


def test_a_page_number_that_cannot_be_used_costs_no_filter(client: Client, archive: Archive, indexed: None) -> None:
    page = Seen(client.get("/search/", {"q": "上线", "year": "2022", "page": "9"}))
    assert page.status == 404
    (address,) = page.links("留着筛选，从第一页看起")
    assert Seen(client.get(f"/search/{address}")).texts("h2", class_="result-title") == ["怀川码上办正式上线"]
    assert "year=2022" in address


@pytest.mark.parametrize("letter", ["AB", "1", "王", "\x00", "%"])
def test_what_is_no_letter_is_a_helpful_404(client: Client, archive: Archive, letter: str) -> None:
    response = client.get("/reporters/", {"letter": letter})
    assert response.status_code == 404
    assert "请从 A 到 Z 中选一个字母" in Seen(response).text


@pytest.mark.parametrize("address", ["/departments/none/", "/programs/none/", "/reporters/none/", "/programs/%00/"])
def test_an_unknown_entry_is_a_helpful_404(client: Client, archive: Archive, address: str) -> None:
    page = Seen(client.get(address))
    assert page.status == 404
    assert page.texts("h1") == ["没有这一页"]


def test_words_of_any_length_and_kind_are_searched_for(client: Client, indexed: None) -> None:
    for words in ("\x00", "，。", '"', "“", "a" * 6000, "\ufeff", "𠮷" * 50, "  ", "NOT AND ( ["):
        response = client.get("/search/", {"q": words})
        assert response.status_code == 200, words[:20]
        assert "\x00" not in response.content.decode()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(PARAMETERS), st.text(max_size=40), max_size=4))
def test_no_parameters_make_a_page_fail(
    client: Client, archive: Archive, indexed: None, parameters: dict[str, str]
) -> None:
    sent = {name: value.encode("utf-8", "replace").decode() for name, value in parameters.items()}
    for address in (
        "/search/",
        archive.program.get_absolute_url(),
        "/reporters/",
        "/statistics/",
        archive.launch.get_absolute_url(),
    ):
        assert client.get(address, sent).status_code in {200, 400, 404}


@pytest.fixture
def hostile(archive: Archive, indexed: None) -> list[str]:
    """Markup in every field that a scanner or a registry fills, and the addresses that show them."""
    department = builders.make_department(name=f"局{MARKUP}", aliases=[MARKUP], slug="hostile")
    program = builders.make_program(name=f"项目{MARKUP}", summary=MARKUP, run_by_name=MARKUP, slug="hostile")
    page = builders.make_page(
        issue=archive.issue, label="A09", text=f"{MARKUP}\n正文{program.name}和{department.name}\n"
    )
    article = builders.make_article(
        page=page,
        headline=MARKUP,
        body=f"正文{program.name}和{department.name}",
        reporters=[MARKUP],
        departments=[department],
        programs=[program],
    )
    article.kicker = article.subtitle = article.agency = article.dateline = article.continues_to = MARKUP
    article.save()
    bare = builders.make_article(
        page=builders.make_page(newspaper=archive.newspaper, text=MARKUP, label=""), headline="", body=MARKUP
    )
    undated = Page.objects.get(pk=bare.page_id)
    queue_index([article.pk, bare.pk])
    drain()
    reporter = article.credits.get().reporter
    assert reporter is not None
    shown: list[Any] = [article, bare, department, program, reporter, page, archive.issue, archive.newspaper, undated]
    addresses = [each.get_absolute_url().split("#")[0] for each in shown]
    return [*addresses, f"{article.get_absolute_url()}?q=%3Cscript%3E", *HOSTILE_ADDRESSES]


HOSTILE_ADDRESSES = (
    "/",
    "/departments/",
    "/programs/",
    "/reporters/",
    "/reporters/?letter=%3C",
    "/statistics/",
    "/statistics/programs/",
    "/statistics/reporters/",
    "/statistics/?month_from=%3Cscript%3E",
    "/search/?q=%3Cscript%3E",
    "/search/?department=%3Cscript%3E&kind=%3Cb%3E",
    "/%3Cscript%3E/",
)


def test_nothing_printed_or_typed_becomes_markup(client: Client, hostile: list[str]) -> None:
    shown = 0
    for address in hostile:
        page = Seen(client.get(address))
        bodies = page.html.split("<body", 1)[1]
        assert "<script" not in bodies, address
        assert "<b>&" not in bodies, address
        shown += html.escape("<script>") in page.html
    assert shown >= 12


def test_unknown_addresses_never_echo_a_server_message(client: Client, archive: Archive) -> None:
    for address in ("/x/y/z/", "/article/abc/"):
        page = Seen(client.get(address))
        assert page.status == 404
        assert "Resolver404" not in page.html


def test_a_form_that_comes_from_elsewhere_is_explained(archive: Archive) -> None:
    page = Seen(Client(enforce_csrf_checks=True).post("/clippings/add/", {"article": archive.launch.public_id}))
    assert page.status == 403
    assert page.texts("h1") == ["表单已过期"]


def test_the_500_page_needs_no_database(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        page = render_to_string("500.html")
    assert "这一页出了差错" in page
    assert "编辑台" not in page


def test_a_failure_is_answered_with_the_500_page(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("broken")

    client.raise_request_exception = False
    monkeypatch.setattr("articles.views.article.links_of", fail)
    heard = []
    got_request_exception.connect(lambda **_: heard.append(1), weak=False, dispatch_uid="heard")
    page = Seen(client.get(archive.launch.get_absolute_url()))
    got_request_exception.disconnect(dispatch_uid="heard")
    assert page.status == 500
    assert page.texts("h1") == ["这一页出了差错"]
    assert heard == [1]


@pytest.mark.parametrize(("name", "label"), [("kind", "体裁"), ("sort", "排序"), ("role", "角色")])
def test_an_unknown_choice_is_one_sentence_that_names_the_filter(
    client: Client, archive: Archive, name: str, label: str
) -> None:
    page = Seen(client.get("/search/", {name: "unknown"}))
    assert page.status == 400
    assert page.texts("p", role="alert") == [f"{label}里没有“unknown”这一种。"]
