"""What happened to a program or department: its dossier shows the beginning and the latest, a page of its own all."""

import datetime
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.test import Client

from articles.models import Department
from articles.search.backend import search_backend
from articles.search.rebuilding import rebuild
from articles.services.text_changed import text_changed
from articles.templatetags.told import event_items
from articles.views import entry_events, event_pages
from articles.views.timelines import Claims, Event, EventFigure, Moment
from articles.views.told_figures import ToldFigure
from entities.models import Program
from tests.builders import make_article, make_department, make_issue, make_newspaper, make_page, make_program
from tests.site.pages import Seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def program() -> Program:
    """Begun anew each year from 2001 to 2024, of which an article of each year tells, with a figure in 2020 alone."""
    bureau = make_department(name="怀川市林业局", place="怀川市", slug="lin-ye")
    program = make_program(name="百村添绿", slug="bai-cun", run_by=bureau)
    print_articles((year, f"怀川市林业局组织，百村添绿第{year}期正式启动。") for year in range(2001, 2025))
    print_articles([(2020, "怀川市林业局介绍，百村添绿植树45万棵。")])
    rebuild(search_backend())
    return program


def print_articles(told: Iterable[tuple[int, str]]) -> None:
    ids = []
    for number, (year, body) in enumerate(told):
        day = datetime.date(year, 3, 2 if "启动" in body else 8)
        page = make_page(issue=make_issue(date=day), label=f"A{number + 1:02}")
        ids.append(make_article(page=page, headline=f"{year}年植树忙", body=body, departments=departments()).pk)
    text_changed(ids)


def departments() -> list[Department]:
    return list(Department.objects.filter(slug="lin-ye"))


def see(client: Client, address: str) -> Seen:
    response = client.get(address)
    assert response.status_code == 200, address
    return Seen(response)


def days(page: Seen) -> list[str]:
    return re.findall(r"\d{4}-\d{2}-\d{2}(?=启动|数据|见报)", " ".join(page.texts("ol", class_="events")))


@pytest.mark.parametrize("address", ["/programs/bai-cun/", "/departments/lin-ye/"])
def test_a_dossier_shows_the_beginning_and_the_latest_and_says_how_many_there_are(
    client: Client, program: Program, address: str
) -> None:
    page = see(client, address)
    beginning, latest = ([f"{year}-03-02" for year in years] for years in (range(2001, 2005), range(2020, 2025)))
    assert days(page) == [*beginning, latest[0], "2020-03-08", *latest[1:]]
    assert f"{address}events/" in page.links("全部 25 件大事 ›")
    assert f"{address}events/" in page.links("另有 15 件")


@pytest.mark.parametrize("address", ["/programs/bai-cun/", "/departments/lin-ye/"])
def test_the_page_of_all_events_has_each_once_in_order_of_day(
    client: Client, program: Program, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(event_pages, "PAGE_SIZE", 10)
    pages = [see(client, f"{address}events/?page={number}") for number in (1, 2, 3)]
    assert "共 25 件，2001-03-02 至 2024-03-02" in pages[0].text
    assert [len(days(page)) for page in pages] == [10, 10, 5]
    every = [day for page in pages for day in days(page)]
    assert every == sorted(every) and {day[:4] for day in every} == {str(year) for year in range(2001, 2025)}
    assert every.count("2020-03-08") == 1
    assert pages[0].links("先看最近的") == ["?page=3"]
    assert address in pages[0].attributes("a", "href")
    for bad in ("page=4", "page=x", "part=2"):
        assert client.get(f"{address}events/?{bad}").status_code == 404


def test_an_entry_with_few_events_shows_them_all_and_leads_nowhere(client: Client) -> None:
    program = make_program(name="百村添绿", slug="bai-cun")
    print_articles((year, f"百村添绿第{year}期正式启动。") for year in range(2001, 2011))
    rebuild(search_backend())
    page = see(client, program.get_absolute_url())
    assert len(days(page)) == 10
    assert "events/" not in page.html
    assert "全部" not in page.text.partition("大事")[2].partition("报道逐月")[0]


def test_where_very_many_articles_speak_of_it_the_ends_are_shown_and_the_rest_is_told_in_parts(
    client: Client, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entry_events, "READ_AT_ONCE", 10)
    monkeypatch.setattr(entry_events, "READ_OF_AN_END", 5)
    page = see(client, "/programs/bai-cun/")
    assert days(page)[0] == "2001-03-02" and days(page)[-1] == "2024-03-02"
    assert "其间从略" in page.text and page.links("全部大事 ›") == ["/programs/bai-cun/events/"]
    assert "最早见报2001-03-02" in page.text
    parts = [see(client, f"/programs/bai-cun/events/?part={number}") for number in (1, 2, 3)]
    every = [day for part in parts for day in days(part)]
    assert every == sorted(every)
    assert {day for day in every if day.endswith("03-02")} == {f"{year}-03-02" for year in range(2001, 2025)}
    assert "共 3 段，这是第 2 段" in parts[1].text
    assert parts[1].links("更近一段") == ["?part=3"] and parts[1].links("更早一段") == ["?part=1"]


def test_events_of_unknown_day_stand_last_and_are_not_taken_for_the_latest(client: Client, program: Program) -> None:
    page = make_page(newspaper=make_newspaper(), label="")
    text_changed([make_article(page=page, headline="旧闻", body="百村添绿启动仪式举行。").pk])
    rebuild(search_backend())
    assert days(see(client, "/programs/bai-cun/"))[-1] == "2024-03-02"
    last = see(client, "/programs/bai-cun/events/").texts("ol", class_="events")[0]
    assert last.endswith("日期不详启动 百村添绿启动仪式举行。")


def test_an_entry_of_which_nothing_is_told_says_so(client: Client) -> None:
    make_program(name="无人提起", slug="wu-ren")
    rebuild(search_backend())
    page = see(client, "/programs/wu-ren/events/")
    assert "还没有读出它的大事" in page.text and page.links("回到无人提起") == ["/programs/wu-ren/"]
    assert client.get("/programs/none/events/").status_code == 404


def test_figures_of_one_sentence_are_one_link() -> None:
    first, second = "/a/1/#p1:~:text=甲", "/a/1/#p2:~:text=乙"
    told = [("植树", "45万棵", first), ("投入", "<3亿元", first), ("参加", "2万人", second)]
    figures = tuple(EventFigure(ToldFigure(measure, surface, ""), url) for measure, surface, url in told)
    html = event_items([Event("数据", datetime.date(2022, 1, 28), first, figures=figures)])
    assert f'<a href="{first}">植树 45万棵；投入 &lt;3亿元</a>；<a href="{second}">参加 2万人</a>' in html


def test_claims_whose_article_is_read_anew_at_this_moment_are_left_out() -> None:
    day = datetime.date(2022, 1, 28)
    begun = Event("启动", day, "/a/1/")
    chosen: list[Moment | Claims] = [Claims(day, ()), Moment(day, lambda: begun)]
    assert entry_events.made(chosen, {}) == (begun,)


def test_without_an_index_nothing_is_told_to_be_none(client: Client, program: Program, moved_away: Path) -> None:
    assert client.get(f"{program.get_absolute_url()}events/").status_code == 503
    assert client.get(program.get_absolute_url()).status_code == 200
