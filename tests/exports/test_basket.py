"""The basket of clippings: a signed cookie, forms with CSRF, no login, no JavaScript."""

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from articles.clippings.basket import COOKIE, COUNT, EMPTIED, decode_ids, encode_ids, moved, with_added, write_basket
from articles.exports.clippings import MOST_CLIPPINGS
from articles.models import Article, Redirect
from tests import builders
from tests.exports.test_volume import texts, volume
from tests.site.conftest import Archive
from tests.site.pages import Seen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]

MOST_COOKIE = 4096


def pick(client: Client, *articles: Article, back: str = "") -> Seen:
    ids = [str(each.public_id) for each in articles]
    return Seen(client.post("/clippings/add/", {"article": ids, "back": back}, follow=True))


def in_basket(client: Client) -> list[str]:
    return Seen(client.get("/clippings/")).texts("li")


def titles(client: Client) -> list[str]:
    return texts(volume(client, "/clippings/clippings.docx"), "Heading 2")


@given(st.lists(st.integers(0, 2**40 - 1), max_size=20))
def test_ids_come_back_as_they_went(ids: list[int]) -> None:
    assert decode_ids(encode_ids(ids)) == tuple(ids)


@given(st.text(max_size=40))
def test_nothing_in_a_cookie_is_an_error(text: str) -> None:
    assert all(0 <= each < 2**40 for each in decode_ids(text))


def test_a_full_basket_fits_a_cookie(client: Client, archive: Archive) -> None:
    full, left_out = with_added([2**40 - 2], range(2**40 - 700, 2**40 - 100))
    assert (len(full), left_out) == (MOST_CLIPPINGS, 101)
    response = HttpResponse()
    write_basket(response, full)
    assert len(response.cookies[COOKIE].OutputString()) <= MOST_COOKIE


def test_moving_stops_at_the_ends() -> None:
    assert moved([1, 2, 3], 3, -1) == (1, 3, 2)
    assert moved([1, 2, 3], 1, -1) == (1, 2, 3)
    assert moved([1, 2, 3], 3, 1) == (1, 2, 3)
    assert moved([1, 2, 3], 9, 1) == (1, 2, 3)


def test_articles_are_picked_from_a_list_and_kept_in_order(client: Client, archive: Archive) -> None:
    page = Seen(client.get("/search/"))
    [link] = page.links("挑选剪报")
    picking = Seen(client.get("/search/" + link))
    assert str(archive.launch.public_id) in picking.attributes("input", "value")
    pick(client, archive.launch, archive.older, archive.launch)
    assert titles(client) == ["怀川码上办正式上线", "社区食堂开张"]
    client.post("/clippings/change/", {"up": archive.older.public_id})
    assert titles(client) == ["社区食堂开张", "怀川码上办正式上线"]
    client.post("/clippings/change/", {"sort": "newest"})
    assert titles(client) == ["怀川码上办正式上线", "社区食堂开张"]
    client.post("/clippings/change/", {"remove": archive.launch.public_id})
    assert titles(client) == ["社区食堂开张"]
    client.post("/clippings/change/", {"clear": "1"})
    assert "剪报是空的" in Seen(client.get("/clippings/")).text


def test_an_emptied_basket_can_be_had_back_as_it_was(client: Client, archive: Archive) -> None:
    pick(client, archive.launch, archive.older)
    emptied = Seen(client.post("/clippings/change/", {"clear": "1"}, follow=True))
    assert "剪报是空的" in emptied.text
    assert "放回 2 篇" in emptied.text
    client.post("/clippings/change/", {"restore": "1"})
    assert titles(client) == ["怀川码上办正式上线", "社区食堂开张"]
    assert "放回" not in Seen(client.get("/clippings/")).text


def test_whoever_picks_anew_has_that_alone(client: Client, archive: Archive) -> None:
    pick(client, archive.launch)
    client.post("/clippings/change/", {"clear": "1"})
    pick(client, archive.older)
    client.post("/clippings/change/", {"restore": "1"})
    assert titles(client) == ["社区食堂开张"]
    assert client.cookies[EMPTIED].value == ""


def test_a_basket_that_nobody_emptied_offers_nothing_back(client: Client) -> None:
    client.cookies[EMPTIED] = "made-up:value"
    assert "放回" not in Seen(client.get("/clippings/")).text


def test_the_whole_page_of_a_list_is_picked_at_once(client: Client, archive: Archive) -> None:
    shown = [archive.launch.public_id, archive.older.public_id]
    client.post("/clippings/add/", {"shown": shown, "all": "1"})
    assert len(titles(client)) == 2


def test_an_article_page_leads_to_the_basket_and_back(client: Client, archive: Archive) -> None:
    [link] = Seen(client.get(archive.launch.get_absolute_url())).links("选入剪报")
    assert "怀川码上办正式上线" in Seen(client.get(link)).text
    page = pick(client, archive.launch, back=archive.launch.get_absolute_url())
    assert page.links("接着挑选") == [archive.launch.get_absolute_url()]
    assert "已在" in Seen(client.get(link)).text


def marked(client: Client, address: str = "/search/?pick=1") -> tuple[int, int]:
    """How many of a list are marked as picked, and how many can be picked."""
    page = Seen(client.get(address))
    return page.texts("span", class_="is-picked").count("已选入"), page.attributes("input", "type").count(
        "checkbox"
    ) - 1


def test_what_is_picked_already_is_marked_in_a_list_and_for_nobody_else(client: Client, archive: Archive) -> None:
    assert marked(client) == (0, 3)
    pick(client, archive.launch)
    lists = ("/search/?pick=1", f"{archive.department.get_absolute_url()}?pick=1", "/search/?q=上线&pick=1&sort=newest")
    for address in lists:
        for _ in range(2):
            found, can_be = marked(client, address)
            assert found == 1 and can_be in (0, 2), address
            stranger = Client()
            assert marked(stranger, address)[0] == 0, address
            assert client.get(address)["Cache-Control"] == stranger.get(address)["Cache-Control"] == "private, no-cache"
    pick(client, archive.older, archive.weather)
    assert marked(client) == (3, 0)
    assert marked(client, "/search/") == (0, 0)


def test_the_number_picked_stands_in_a_cookie_that_scripts_read_and_is_mended(client: Client, archive: Archive) -> None:
    pick(client, archive.launch, archive.older)
    assert client.cookies[COUNT].value == "2" and not client.cookies[COUNT]["httponly"]
    assert client.cookies[COOKIE]["httponly"]
    Article.objects.filter(pk=archive.older.pk).update(state=Article.State.WITHDRAWN)
    client.get("/clippings/")
    assert client.cookies[COUNT].value == "1"
    assert COUNT not in client.get("/clippings/").cookies
    client.post("/clippings/change/", {"clear": "1"})
    assert client.cookies[COUNT].value == ""


def test_no_address_of_another_site_is_led_back_to(client: Client, archive: Archive) -> None:
    assert pick(client, archive.launch, back="https://elsewhere.example/").links("接着挑选") == []
    assert Seen(client.get("/clippings/?back=javascript:alert(1)")).links("接着挑选") == []


def test_an_empty_basket_makes_no_file_and_counts_as_none(client: Client, archive: Archive, settings: Settings) -> None:
    settings.RATE_LIMITS = {"files": (1, 600)}
    for _ in range(2):
        page = client.get("/clippings/clippings.docx?title=汇编", follow=True)
        assert page.redirect_chain == [("/clippings/", 302)] and "剪报是空的" in Seen(page).text
    pick(client, archive.launch)
    assert titles(client) == ["怀川码上办正式上线"]
    Article.objects.filter(pk=archive.launch.pk).update(state=Article.State.WITHDRAWN)
    assert client.get("/clippings/clippings.docx").status_code == 302


def test_a_forged_cookie_is_an_empty_basket(client: Client, archive: Archive) -> None:
    client.cookies[COOKIE] = encode_ids([archive.launch.public_id])
    assert "剪报是空的" in Seen(client.get("/clippings/")).text


def test_a_post_without_token_is_refused(archive: Archive) -> None:
    strict = Client(enforce_csrf_checks=True)
    for address in ("/clippings/add/", "/clippings/change/"):
        assert strict.post(address, {"article": archive.launch.public_id}).status_code == 403


def test_withdrawn_articles_leave_the_basket_and_merged_ones_are_followed(client: Client, archive: Archive) -> None:
    pick(client, archive.launch, archive.weather, archive.older)
    Article.objects.filter(pk=archive.weather.pk).update(state=Article.State.WITHDRAWN)
    Article.objects.filter(pk=archive.launch.pk).update(state=Article.State.SUPERSEDED)
    Redirect.objects.create(old_public_id=archive.launch.public_id, article=archive.older, reason="并入")
    assert titles(client) == ["社区食堂开张"]
    assert "有 2 篇已撤下或并入他篇" in Seen(client.get("/clippings/")).text


def test_what_is_no_article_is_not_picked(client: Client, archive: Archive) -> None:
    client.post("/clippings/add/", {"article": ["0", "一", "99999999999999999999", "7777777"]})
    assert "剪报是空的" in Seen(client.get("/clippings/")).text
    assert client.get("/clippings/add/?article=7777777").status_code == 404


def test_the_print_view_and_the_volume_bear_the_title_given(client: Client, archive: Archive) -> None:
    pick(client, archive.launch)
    page = Seen(client.get("/clippings/print/?title=一季度汇编"))
    assert page.texts("h1") == ["一季度汇编"]
    assert "怀川日报　2022年1月28日　第A01版　记者 王晓明" in page.html
    document = volume(client, "/clippings/clippings.docx?title=一季度汇编")
    assert texts(document, "Title") == ["一季度汇编"]
    assert "共 1 篇" in texts(document, "Normal")


def test_several_clippings_in_print_begin_with_their_contents(client: Client, archive: Archive) -> None:
    pick(client, archive.launch, archive.weather)
    page = Seen(client.get("/clippings/print/"))
    (contents,) = page.texts("ol", class_="contents")
    assert contents.index("怀川码上办正式上线") < contents.index("今起三天我市有小雪")
    assert f'href="#c{archive.launch.public_id}"' in page.html and f'id="c{archive.launch.public_id}"' in page.html


def test_lists_and_articles_carry_no_token(client: Client, archive: Archive) -> None:
    for address in ("/search/", archive.launch.get_absolute_url(), archive.department.get_absolute_url()):
        assert "csrfmiddlewaretoken" not in client.get(address).content.decode()


def test_the_basket_and_its_volume_ask_the_same_however_full(client: Client, archive: Archive) -> None:
    pick(client, archive.launch)
    queries_of(client)  # The first request of a visitor's window clears away old counts as well.
    before = queries_of(client)
    pick(client, *(builders.make_article(page=archive.front, headline=f"系列{number}") for number in range(12)))
    assert len(titles(client)) == 13
    assert queries_of(client) == before
    assert all(count <= 4 for count in before.values())  # One of a file's counts the visitor's request.


def queries_of(client: Client) -> dict[str, int]:
    counts = {}
    for address in ("/clippings/", "/clippings/print/", "/clippings/clippings.docx"):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        counts[address] = len(queries)
    return counts


def test_an_empty_basket_is_nothing_to_print_and_counts_as_no_file(
    client: Client, archive: Archive, settings: Settings
) -> None:
    settings.RATE_LIMITS = {"files": (1, 600)}
    for _ in range(3):
        for address in ("/clippings/print/", "/clippings/clippings.docx"):
            answer = client.get(address)
            assert (answer.status_code, answer.headers.get("Location")) == (302, "/clippings/"), address
    pick(client, archive.launch)
    assert client.get("/clippings/print/").status_code == 200
    assert client.get("/clippings/print/").status_code == 429
