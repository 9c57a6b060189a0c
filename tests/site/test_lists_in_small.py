"""The pure parts of lists and calendars: page numbers, addresses, months, coverage, label order."""

import datetime

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Page
from articles.views.addresses import address_of, address_without, addresses_with
from articles.views.calendars import calendar_of
from articles.views.coverage import rows_of
from articles.views.in_the_news import months_up_to
from articles.views.page_columns import find_page, in_label_order
from articles.views.paging import BadPageError, Paging, page_number, paging_of
from articles.views.registry_index import shares


def test_page_numbers_shown_leave_out_the_far_ones() -> None:
    assert Paging(10, 30, False).shown == [1, None, 8, 9, 10, 11, 12, None, 30]
    assert Paging(1, 3, False).shown == [1, 2, 3]
    assert Paging(4, 5, False).shown == [1, 2, 3, 4, 5]


def test_paging_is_capped_and_says_so() -> None:
    assert paging_of(1, 20 * 100) == Paging(1, 100, False)
    assert paging_of(1, 20 * 100 + 1) == Paging(1, 100, True)
    assert paging_of(1, 0) == Paging(1, 1, False)
    assert paging_of(2, 21).number == 2
    with pytest.raises(BadPageError, match="只有 1 页"):
        paging_of(2, 20)


def test_page_number_defaults_to_the_first() -> None:
    assert (page_number(None), page_number(""), page_number("100")) == (1, 1, 100)
    with pytest.raises(BadPageError, match="只能翻到第 100 页"):
        page_number("101")


def test_addresses_change_one_parameter_and_go_back_to_the_first_page() -> None:
    data = QueryDict("q=桥&year=2021&year=2022&page=3&kind=")
    assert addresses_with(data, "kind")("notice") == "?q=%E6%A1%A5&year=2021&year=2022&kind=notice"
    assert address_without(data, "year", "2021") == "?q=%E6%A1%A5&year=2022"
    assert address_without(data, "year") == "?q=%E6%A1%A5"
    assert address_of(data, year="2020", sort="oldest") == "?q=%E6%A1%A5&year=2020&sort=oldest"


def test_calendar_begins_its_weeks_on_monday() -> None:
    january = calendar_of(2022, [datetime.date(2022, 1, 28)])[0]
    first, last = january.weeks[0], january.weeks[-1]
    assert [day and day.date.day for day in first] == [None, None, None, None, None, 1, 2]
    assert [day and day.date.day for day in last] == [31, None, None, None, None, None, None]
    assert [day.date.day for week in january.weeks for day in week if day and day.has_issue] == [28]


def test_coverage_shows_gaps_and_depth_against_the_fullest_month() -> None:
    issues = {(2022, 3): 20, (2022, 4): 1, (2020, 12): 1, (2020, 1): 4}
    latest, gap, first = rows_of(issues, {(2022, 3): 800, (2020, 12): 3, (2020, 1): 400, (2021, 5): 9})
    rows = [(row.year, row.issues, row.articles) for row in (latest, gap, first)]
    assert rows == [(2022, 21, 800), (2021, 0, 9), (2020, 5, 403)]
    assert [cell.depth for cell in first.months] == [2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]
    assert [cell.depth for cell in latest.months[:4]] == [0, 0, 4, 1]
    assert (latest.months[1].first_day, latest.months[1].last_day) == ("2022-02-01", "2022-02-28")
    assert rows_of({}, {}) == []


def test_months_up_to_a_day_are_twelve_and_cross_the_year() -> None:
    months = months_up_to(datetime.date(2022, 1, 28))
    assert (months[0], months[-2], months[-1], len(months)) == ((2021, 2), (2021, 12), (2022, 1), 12)


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 900), max_size=12), st.integers(0, 900))
def test_groups_share_a_page_fairly(wanted: dict[str, int], room: int) -> None:
    granted = shares(wanted, room)
    assert granted.keys() == wanted.keys()
    assert sum(granted.values()) == min(room, sum(wanted.values()))
    for key, want in wanted.items():
        assert granted[key] <= want
        # Whoever gets less than it wants gets as much as any other, but for what cannot be parted.
        assert granted[key] == want or granted[key] >= max(granted.values()) - 1


def test_labels_are_ordered_as_people_number_pages() -> None:
    labels = ["B1", "10", "", "A2", "2", "A10"]
    pages = [Page(pk=number, label=label) for number, label in enumerate(labels)]
    assert [page.label for page in in_label_order(pages)] == ["2", "10", "A2", "A10", "B1", ""]


def test_a_page_is_found_by_label_in_any_case_or_by_number() -> None:
    pages = [Page(pk=7, label="A01"), Page(pk=8, label="")]
    assert find_page(pages, "a01") is pages[0]
    assert find_page(pages, "p8") is pages[1]
    assert find_page(pages, "") is None
    assert find_page(pages, "p9") is None
