"""Which events stand for an entry: the ends of a long story kept apart, each told once, figures only of its own."""

import datetime
from collections.abc import Sequence

import pytest
from django.test import Client

from articles.models import Department, DepartmentLink, DepartmentSuccession
from articles.search.backend import search_backend
from articles.search.rebuilding import rebuild
from articles.services.text_changed import text_changed
from articles.views import entry_events
from tests.builders import make_article, make_department, make_issue, make_page, make_program
from tests.site.pages import Seen

pytestmark = pytest.mark.django_db


def print_yearly(bodies: Sequence[str], departments: Sequence[Department] = (), first: int = 2001) -> None:
    ids = []
    for year, body in enumerate(bodies, first):
        page = make_page(issue=make_issue(date=datetime.date(year, 3, 2)), label=f"A{year - first + 1:02}")
        ids.append(make_article(page=page, headline=f"{year}年植树忙", body=body, departments=list(departments)).pk)
    text_changed(ids)
    rebuild(search_backend())


def events(client: Client, address: str) -> str:
    return " ".join(Seen(client.get(address)).texts("ol", class_="events"))


def test_the_gap_of_a_long_story_stands_between_its_ends(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry_events, "READ_OF_AN_END", 4)
    make_program(name="百村添绿", slug="bai-cun")
    print_yearly(
        [
            f"百村添绿第{year}期{'正式启动' if year in {2001, *range(2005, 2012)} else '在忙'}。"
            for year in range(2001, 2013)
        ]
    )
    page = Seen(client.get("/programs/bai-cun/"))
    first, latest = page.texts("ol", class_="events")
    assert [year for year in range(2001, 2013) if f"{year}-" in first] == [2001]
    assert [year for year in range(2001, 2013) if f"{year}-" in latest] == [2009, 2010, 2011]
    assert "其间从略，以下是最近的" in page.text and "这里只读了最早和最近各 4 篇报道；" in page.text


def test_what_the_newest_tell_of_long_ago_is_not_the_latest(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry_events, "READ_OF_AN_END", 2)
    make_program(name="百村添绿", slug="bai-cun")
    bodies = ["百村添绿在忙。"] * 4 + ["百村添绿基地揭牌。", "2001年3月1日，百村添绿正式启动。"]
    print_yearly(bodies)
    _, latest = Seen(client.get("/programs/bai-cun/")).texts("ol", class_="events")
    assert "2005-03-02启动" in latest and "2001" not in latest


def test_where_the_latest_tell_nothing_it_is_said_what_was_read(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entry_events, "READ_OF_AN_END", 2)
    make_program(name="百村添绿", slug="bai-cun")
    print_yearly(["百村添绿在忙。", "百村添绿在忙。", "百村添绿正式启动。", "百村添绿在忙。", "百村添绿在忙。"])
    page = Seen(client.get("/programs/bai-cun/"))
    assert "启动" not in events(client, "/programs/bai-cun/") and "其间从略" not in page.text
    assert "这里只读了最早和最近各 2 篇报道；全部大事" in page.text


def test_it_is_first_seen_once_in_however_many_parts(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry_events, "READ_AT_ONCE", 4)
    make_program(name="百村添绿", slug="bai-cun")
    print_yearly(["百村添绿在忙。"] * 12)
    parts = [events(client, f"/programs/bai-cun/events/?part={number}") for number in (1, 2, 3)]
    assert "2001-03-02见报" in parts[0] and "见报" not in parts[1] + parts[2]


def test_a_figure_is_an_event_only_in_a_sentence_that_names_the_entry(client: Client) -> None:
    bureau = make_department(name="怀川市林业局", place="怀川市", slug="lin-ye")
    print_yearly(["怀川市林业局今年植树45万棵。台下摆方桌42张。", "怀川市林业局在忙。台下摆方桌43张。"], [bureau])
    told = events(client, "/departments/lin-ye/")
    assert "2001-03-02数据" in told and "45万棵" in told
    assert "方桌" not in told and "2002-03-02数据" not in told


def test_an_article_that_names_a_body_by_both_its_names_tells_each_event_once(client: Client) -> None:
    old = make_department(name="怀川市绿化处", place="怀川市", slug="lv-hua")
    new = make_department(name="怀川市林业局", place="怀川市", slug="lin-ye")
    DepartmentSuccession.objects.create(predecessor=old, successor=new)
    body = "怀川市绿化处宣布，百日植树行动正式启动。怀川市林业局获评全省先进单位。"
    print_yearly([body], [old, new])
    assert DepartmentLink.objects.update(role=DepartmentLink.Role.PRIMARY) == 2
    rebuild(search_backend())
    for address in ("/departments/lin-ye/", "/departments/lin-ye/events/"):
        told = events(client, address)
        assert told.count("百日植树行动正式启动") == told.count("获评全省先进单位") == 1, address
