"""The worth of an item: each of its factors counts, none hides or swamps the others, and the order needs no clock."""

import dataclasses
import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.services.item_worth import HALF_LIFE_DAYS, ItemFacts, chance_of_fault, reasons, worth_of

DAY = datetime.date(2022, 1, 28)
PLAIN = ItemFacts(confidence=1.0, notes=0, places=0, views=0, clicks=0, programs=0, day=DAY)

ITEMS = st.builds(
    ItemFacts,
    confidence=st.floats(0, 1),
    notes=st.integers(0, 9),
    places=st.integers(0, 200),
    views=st.integers(0, 10**6),
    clicks=st.integers(0, 10**6),
    programs=st.integers(0, 40),
    day=st.dates(datetime.date(1949, 1, 1), datetime.date(2030, 1, 1)),
)


@pytest.mark.parametrize(
    "more",
    [
        {"confidence": 0.55},
        {"places": 1},
        {"views": 1},
        {"clicks": 1},
        {"programs": 1},
        {"day": DAY + datetime.timedelta(days=1)},
    ],
    ids=str,
)
def test_each_factor_counts(more: dict[str, float]) -> None:
    assert worth_of(dataclasses.replace(PLAIN, **more)) > worth_of(PLAIN)  # type: ignore[arg-type]


@given(ITEMS)
def test_nothing_is_hidden_by_a_nought_and_nothing_is_without_bounds(item: ItemFacts) -> None:
    age_free = worth_of(dataclasses.replace(item, day=DAY)) - worth_of(PLAIN)
    assert -0.01 < age_free < 12


@given(ITEMS, ITEMS, st.integers(-9000, 20_000))
def test_the_order_is_the_same_on_every_day(one: ItemFacts, other: ItemFacts, days: int) -> None:
    """That time passes is as if both had been printed so much earlier: neither moves past the other."""

    def moved(item: ItemFacts) -> float:
        return worth_of(dataclasses.replace(item, day=item.day + datetime.timedelta(days=days)))

    assert worth_of(one) - worth_of(other) == pytest.approx(moved(one) - moved(other), abs=1e-9)


def test_what_was_printed_five_years_earlier_is_worth_half() -> None:
    earlier = dataclasses.replace(PLAIN, day=DAY - datetime.timedelta(days=HALF_LIFE_DAYS))
    assert worth_of(PLAIN) - worth_of(earlier) == pytest.approx(1, abs=0.01)


def test_ten_readers_count_twice_and_a_thousand_four_times() -> None:
    worths = [worth_of(dataclasses.replace(PLAIN, views=views)) for views in (0, 9, 999)]
    assert [worth - worths[0] for worth in worths] == pytest.approx([0, 1, 2])


def test_a_doubtful_article_that_is_read_goes_before_a_doubtful_one_that_is_not_and_both_before_a_good_one() -> None:
    order = [
        dataclasses.replace(PLAIN, confidence=0.38, notes=2, views=42, clicks=7, programs=2),
        dataclasses.replace(PLAIN, confidence=0.38, notes=2),
        dataclasses.replace(PLAIN, views=42, clicks=7, programs=2),
        PLAIN,
    ]
    worths = [worth_of(item) for item in order]
    assert all(better > worse for better, worse in itertools.pairwise(worths))


def test_the_chance_of_a_fault_is_what_was_measured() -> None:
    assert chance_of_fault(1.0, 0) == pytest.approx(0.03)
    assert chance_of_fault(0.3, 0) == pytest.approx(1 - 0.97 * 0.3)
    assert 0.03 < chance_of_fault(1.0, 1) < chance_of_fault(1.0, 5) < chance_of_fault(1.0, 500) < 1


def test_reasons_are_words_and_there_always_is_one() -> None:
    item = dataclasses.replace(PLAIN, notes=2, places=1, views=1042, clicks=7, programs=2)
    assert reasons(item, printed_on=DAY, today=DAY + datetime.timedelta(days=3)) == [
        "3 处疑点",
        "近 30 天 1,042 次阅读",
        "其中 7 次由检索打开",
        "写到 2 个项目",
        "新近刊出",
    ]
    assert reasons(PLAIN, printed_on=DAY, today=DAY + datetime.timedelta(days=4000)) == ["还没有人校过"]
    assert reasons(PLAIN, printed_on=None, today=DAY) == ["还没有人校过"]
