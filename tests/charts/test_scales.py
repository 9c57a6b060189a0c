"""Ticks are round, few, and hold all values between them; shades part counts that differ."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.charts.depths import DEPTHS, depths_for
from articles.charts.scales import TICKS, axis_number, count_scale, value_scale

values = st.floats(0.001, 1e13, allow_nan=False)


def is_round(number: float) -> bool:
    digits = number / 10 ** math.floor(math.log10(number))
    return any(math.isclose(digits, each, rel_tol=1e-6) for each in (1, 2, 5, 10))


@given(st.integers(0, 10**9))
def test_counts_stand_between_nought_and_a_round_number(largest: int) -> None:
    ticks = count_scale(largest).ticks
    assert ticks[0] == 0 and ticks[-1] >= max(1, largest)
    assert all(tick == int(tick) for tick in ticks)
    assert 2 <= len(ticks) <= TICKS + 1
    assert is_round(ticks[1])


@given(st.lists(values, min_size=1, max_size=20))
def test_every_value_stands_on_its_scale(told: list[float]) -> None:
    scale = value_scale(told)
    assert 2 <= len(scale.ticks) <= TICKS + 3
    assert list(scale.ticks) == sorted(set(scale.ticks))
    assert all(-1e-6 <= scale.share(value) <= 1 + 1e-6 for value in told)


@given(values, values)
def test_a_larger_value_stands_higher(one: float, other: float) -> None:
    scale = value_scale([one, other])
    assert (scale.share(one) < scale.share(other)) == (one < other) or math.isclose(one, other, rel_tol=1e-9)


@pytest.mark.parametrize(
    ("told", "is_log", "first"),
    [
        ([40, 40000], True, 10),
        ([40, 900], False, 0),
        ([1100, 1200, 1300], False, 1100),
        ([-5, 5], False, -5),
        ([0, 0], False, 0),
        ([0, 100000], False, 0),
    ],
)
def test_a_scale_is_even_unless_values_would_lie_on_its_ground(told: list[float], is_log: bool, first: float) -> None:
    scale = value_scale(told)
    assert scale.is_log is is_log
    assert scale.ticks[0] == first


def test_numbers_on_an_axis_are_written_as_the_paper_writes_them() -> None:
    assert [axis_number(each) for each in (0, 0.5, 500, 12000, 20000, 335000000)] == [
        "0", "0.5", "500", "1.2万", "2万", "3.35亿",
    ]  # fmt: skip


@given(st.lists(st.integers(0, 10**6), max_size=30))
def test_more_articles_are_never_paler(counts: list[int]) -> None:
    depths = depths_for(counts)
    shades = [depths.of(count) for count in sorted(counts)]
    assert shades == sorted(shades)
    assert all((shade > 0) == (count > 0) for shade, count in zip(shades, sorted(counts), strict=True))
    assert not any(counts) or shades[-1] == DEPTHS


def test_the_legend_names_every_count_once() -> None:
    assert depths_for([0, 1, 120]).legend == ((1, "1—3"), (2, "4—10"), (3, "11—36"), (4, "37—120"))
    assert depths_for([30, 600]).legend == ((1, "30—63"), (2, "64—134"), (3, "135—283"), (4, "284—600"))
    assert depths_for([1, 2]).legend == ((3, "1"), (4, "2"))
    assert depths_for([7, 7]).legend == ((4, "7"),)
    assert depths_for([0]).legend == ()
