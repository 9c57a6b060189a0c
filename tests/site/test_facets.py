"""Facets on the page: several values of several groups chosen, each count against what a click then shows."""

import datetime
import itertools
import random
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from articles.models import Article, DepartmentLink
from articles.search.draining import drain
from articles.services.text_changed import queue_index
from tests import builders
from tests.site.conftest import Archive
from tests.site.pages import Seen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mixed")]

GROUPS = ("year", "department", "program", "reporter", "kind")


@pytest.fixture
def mixed(archive: Archive) -> None:
    """Thirty articles whose departments, programs, reporters, years and kinds are mixed at random."""
    dice = random.Random(4)  # noqa: S311 (the same archive every time)
    departments = [builders.make_department(name=f"怀川市第{number}局", slug=f"bureau-{number}") for number in range(4)]
    programs = [builders.make_program(name=f"第{number}号工程", slug=f"project-{number}") for number in range(3)]
    pages = [
        builders.make_page(issue=builders.make_issue(date=datetime.date(year, 5, 1)), label="B01")
        for year in (2019, 2020, 2021)
    ]
    for number in range(30):
        own = dice.sample(departments, dice.randint(0, 3)), dice.sample(programs, dice.randint(0, 2))
        builders.make_article(
            page=dice.choice(pages),
            headline=f"春耕之{number}",
            body="春耕。" + "，".join(entry.name for entries in own for entry in entries),
            reporters=dice.sample(["王晓明", "李敏", "赵青"], dice.randint(0, 2)),
            departments=own[0],
            programs=own[1],
            kind=dice.choice([Article.Kind.ARTICLE, Article.Kind.NOTICE, Article.Kind.BRIEF_LIST]),
        )
    queue_index(list(Article.objects.values_list("pk", flat=True)))
    drain()


def search(client: Client, query: str) -> Seen:
    page = Seen(client.get(f"/search/{query}"))
    assert page.status == 200
    return page


def total(page: Seen) -> int:
    counted = page.texts("p", class_="results-count")[0].split("共 ")[1]
    return int(counted.split(" ")[0].replace(",", ""))


def values(page: Seen, group: str) -> dict[str, tuple[int, str]]:
    """The values of a group with their counts and addresses."""
    section = page.html.split(f'class="facet facet-{group}"', 1)
    if len(section) == 1:
        return {}
    # The list: the years stand over it as a picture, too, with the same links.
    part = Seen(FakeResponse(section[1].split("</section>")[0].partition("<ul>")[2]))
    labels = [text.rsplit(" ", 1) for text in part.texts("a")]
    return {label: (int(count), url) for (label, count), url in zip(labels, part.attributes("a", "href"), strict=True)}


class FakeResponse:
    """A piece of a page, to be read like a page."""

    def __init__(self, html: str) -> None:
        self.status_code = 200
        self.content = html.encode()


def parameters(url: str) -> dict[str, list[str]]:
    return {name: list(chosen) for name, chosen in QueryDict(url.removeprefix("?")).lists()}


def test_each_count_is_what_a_click_then_shows(client: Client, archive: Archive) -> None:
    page = search(client, "?q=春耕")
    clicked = 0
    for group in GROUPS:
        for label, (count, url) in values(page, group).items():
            narrowed = search(client, url)
            assert total(narrowed) == count, label
            assert values(narrowed, group)[label][0] == count, label
            clicked += 1
    assert clicked >= 16


def test_counts_hold_under_filters_of_other_groups(client: Client, archive: Archive) -> None:
    for chosen in ("&year=2020", "&department=bureau-1&department=bureau-2", "&kind=notice&year=2019&year=2021"):
        page = search(client, f"?q=春耕{chosen}")
        for group in GROUPS:
            if f"&{group}=" in chosen:
                continue
            for label, (count, url) in values(page, group).items():
                assert total(search(client, url)) == count, (chosen, label)


def test_a_groups_own_selection_does_not_narrow_its_own_counts(client: Client, archive: Archive) -> None:
    before = search(client, "?q=春耕&year=2020")
    for group in ("department", "program", "reporter", "kind"):
        free = {label: count for label, (count, _) in values(before, group).items()}
        count, url = next(iter(values(before, group).values()))
        after = search(client, url)
        assert {label: count for label, (count, _) in values(after, group).items()} == free
        assert total(after) == count


def test_a_second_value_is_an_alternative(client: Client, archive: Archive) -> None:
    for group, first in (("year", "2020"), ("kind", "notice")):
        one = search(client, f"?q=春耕&{group}={first}")
        added = 0
        for count, url in values(one, group).values():
            if parameters(url).get(group, []) not in ([], [first]):
                assert total(search(client, url)) == total(one) + count
                added += 1
        assert added == 2


def test_several_departments_are_counted_once_each(client: Client, archive: Archive) -> None:
    page = search(client, "?q=春耕&department=bureau-0&department=bureau-1")
    either = DepartmentLink.objects.filter(department__slug__in=["bureau-0", "bureau-1"]).values("article").distinct()
    assert total(page) == either.count()
    assert page.texts("ul", class_="in-force") == ["部门 怀川市第0局 ×（去掉）部门 怀川市第1局 ×（去掉）"]


def test_whatever_is_chosen_the_page_agrees_with_the_database(client: Client, archive: Archive) -> None:
    fields = {
        "year": ("page__issue__date__year", ["2019", "2020", "2021"]),
        "department": ("department_links__department__slug", [f"bureau-{number}" for number in range(4)]),
        "program": ("mentions__program__slug", [f"project-{number}" for number in range(3)]),
        "kind": ("kind", ["article", "notice", "brief_list"]),
    }
    dice = random.Random(7)  # noqa: S311 (the same choices every time)
    for size, _ in itertools.product((1, 2, 3), range(6)):
        groups = dice.sample(list(fields), size)
        chosen = {group: dice.sample(fields[group][1], dice.randint(1, 2)) for group in groups}
        held: Any = Article.objects.filter(headline__startswith="春耕")
        for group, wanted in chosen.items():
            held = held.filter(**{f"{fields[group][0]}__in": wanted})
        page = Seen(client.get("/search/", {"q": "春耕", **chosen}))
        assert total(page) == held.distinct().count(), chosen


def test_articles_without_a_date_are_a_value_of_their_own_and_years_add_up(client: Client, archive: Archive) -> None:
    page = builders.make_page(newspaper=archive.newspaper, label="")
    found = [builders.make_article(page=page, headline=f"春耕旧闻{number}", body="春耕。") for number in range(2)]
    queue_index([each.pk for each in found])
    drain()
    whole = search(client, "?q=春耕")
    years = values(whole, "year")
    assert list(years) == ["2021年", "2020年", "2019年", "日期不详"]
    assert years["日期不详"][0] == 2 and sum(count for count, _ in years.values()) == total(whole)
    assert len(whole.attributes("rect", "fill")) == 3  # The picture of the years has no bar for it.
    chosen = search(client, years["日期不详"][1])
    assert parameters(years["日期不详"][1])["year"] == ["none"] and total(chosen) == 2
    assert chosen.texts("ul", class_="in-force") == ["年份 日期不详 ×（去掉）"]
    assert total(search(client, values(chosen, "year")["2020年"][1])) == 2 + years["2020年"][0]
    table = client.get("/search/articles.csv?q=春耕&year=none")
    rows = b"".join(table.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert len(rows) == 3 and all("春耕旧闻" in row for row in rows[1:])
    assert client.get("/search/feed.atom?q=春耕&year=none").content.decode().count("<entry>") == 2


def test_the_home_page_says_how_many_are_undated(client: Client, archive: Archive) -> None:
    assert "日期不详" not in Seen(client.get("/")).text
    page = builders.make_page(newspaper=archive.newspaper, label="")
    queue_index([builders.make_article(page=page, headline="旧闻", body="春耕。").pk])
    drain()
    home = Seen(client.get("/"))
    assert "另有 1 篇日期不详" in home.text and "/search/?year=none" in home.links("1 篇")
