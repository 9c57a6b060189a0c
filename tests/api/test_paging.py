"""Cursors lead through a whole list, whatever comes in meanwhile; what is no cursor of the list is refused."""

import datetime
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.api.cursors import CursorError, decode, encode, list_key
from articles.models import Article, Reporter
from articles.search.draining import drain
from articles.services.text_changed import queue_index
from tests import builders
from tests.api.conftest import Ask
from tests.site.conftest import Archive


def pages(ask: Ask, address: str, meanwhile: Callable[[], None] = lambda: None) -> Iterator[Any]:
    answer = ask(address)
    yield answer
    while answer["next"]:
        meanwhile()
        answer = ask(answer["next"])
        yield answer


def add(archive: Archive, count: int, **fields: Any) -> list[int]:
    """Articles beside those of the archive; their public ids."""
    made = [
        builders.make_article(page=archive.front, headline=f"怀川消息之{number}", **fields) for number in range(count)
    ]
    queue_index([each.pk for each in made])
    drain()
    return [each.public_id for each in made]


@pytest.mark.django_db
@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize(
    "address", ["/articles?limit=2", "/articles?limit=2&sort=oldest", "/search?limit=2&sort=newest"]
)
def test_a_walk_meets_every_article_once_while_others_come_in(ask: Ask, archive: Archive, address: str) -> None:
    add(archive, 4)
    held = set(Article.objects.values_list("public_id", flat=True))
    newer = builders.make_page(issue=builders.make_issue(date=datetime.date(2022, 3, 1)))

    def meanwhile() -> None:
        article = builders.make_article(page=newer, headline="途中入库")
        queue_index([article.pk])
        drain()

    met = [row["id"] for page in pages(ask, address, meanwhile) for row in page["items"]]
    assert len(met) == len(set(met))
    assert held <= set(met)


@pytest.mark.django_db
@pytest.mark.usefixtures("indexed")
def test_a_search_by_relevance_goes_on_behind_its_last_row_when_better_ones_come_in(ask: Ask, archive: Archive) -> None:
    add(archive, 6, body="怀川有消息。")
    expected = [row["id"] for row in ask("/search?q=消息&limit=100")["items"]]

    def meanwhile() -> None:
        add(archive, 2, kicker="消息消息", body="消息，消息，还是消息。")

    met = [row["id"] for page in pages(ask, "/search?q=消息&limit=2", meanwhile) for row in page["items"]]
    assert [each for each in met if each in expected] == expected
    assert len(met) == len(set(met))


@pytest.mark.django_db
@pytest.mark.usefixtures("indexed")
def test_by_relevance_the_end_is_told(ask: Ask, archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.api.lists.DEEPEST", 4)
    add(archive, 7)
    found = list(pages(ask, "/search?q=怀川消息&limit=2"))
    assert [len(page["items"]) for page in found] == [2, 2]
    assert found[0]["notes"] == [] and "sort=newest" in found[1]["notes"][0]
    assert {page["total"] for page in found} == {7}


@pytest.mark.django_db
@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("/departments?limit=2", lambda row: row["slug"]),
        ("/programs?limit=2", lambda row: row["slug"]),
        ("/reporters?limit=2", lambda row: row["slug"]),
        ("/issues?limit=2", lambda row: (row["newspaper"], row["published"]["date"])),
        ("/issues?limit=2&sort=oldest", lambda row: (row["newspaper"], row["published"]["date"])),
    ],
)
def test_registries_and_issues_are_walked_through(
    ask: Ask, archive: Archive, address: str, names: Callable[[Any], Any]
) -> None:
    for number in range(4):
        builders.make_department(name=f"第{number}局")
        builders.make_program(name=f"第{number}号工程")
        builders.make_reporter(name=f"记者{number}")
        builders.make_issue(date=datetime.date(2022, 2, number + 1))
        builders.make_issue(newspaper=builders.make_newspaper(name="沁水晚报", slug="qinshui"))
    Reporter.objects.update(pinyin="tong2 yin1 " * 18)
    met = [names(row) for page in pages(ask, address) for row in page["items"]]
    assert met == [names(row) for row in ask(address.replace("limit=2", "limit=100"))["items"]]
    assert len(met) == len(set(met)) == ask(address)["total"] >= 5


@pytest.mark.django_db
@pytest.mark.usefixtures("indexed")
def test_a_cursor_is_of_one_list(ask: Ask, archive: Archive) -> None:
    following = ask("/articles?limit=1")["next"]
    assert ask(following.replace("limit=1", "limit=2"))["items"]
    for other in (following + "&year=2022", following.replace("/articles", "/search"), following + "&sort=oldest"):
        problem = ask(other, 400)
        assert problem["errors"] == [
            {"field": "cursor", "message": "这个游标属于另一份列表：换了筛选或排序，请去掉 cursor 从头取。"}
        ]


@pytest.mark.django_db
@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize("cursor", ["x", "é", "WzFd", "bnVsbA", "W10", "%00", "a" * 5000])
def test_what_is_no_cursor_is_refused(ask: Ask, cursor: str) -> None:
    for address in ("/articles", "/search?q=怀川", "/issues", "/departments"):
        problem = ask(f"{address}{'&' if '?' in address else '?'}cursor={cursor}", 400)
        assert problem["errors"][0]["field"] == "cursor"


@given(st.integers(0, 2**62 - 1), st.text(max_size=60))
def test_a_cursor_comes_back_as_it_went(number: int, text: str) -> None:
    key = list_key("/api/v1/articles", [("year", ["2022"])])
    assert decode(encode(key, [number, text]), key, [int, str]) == [number, text]


@given(st.text(max_size=80))
def test_any_other_word_is_refused(word: str) -> None:
    with pytest.raises(CursorError):
        decode(word, list_key("/", []), [int, int])


@given(st.integers(), st.integers())
def test_numbers_that_no_place_has_are_refused(one: int, other: int) -> None:
    key = list_key("/", [])
    fits = all(0 <= each < 2**62 for each in (one, other))
    if fits:
        assert decode(encode(key, [one, other]), key, [int, int]) == [one, other]
    else:
        with pytest.raises(CursorError):
            decode(encode(key, [one, other]), key, [int, int])
