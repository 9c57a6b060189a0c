"""The calendar is cut into steps that keep every article, and each step says which time it is."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from articles.charts.months import Month, Slot, Step, slots_of, step_for, summed

months = st.builds(Month, st.integers(1900, 2100), st.integers(1, 12))


@given(st.dictionaries(months, st.integers(1, 9), min_size=1, max_size=30), st.sampled_from(Step))
def test_no_article_is_lost_whatever_the_step(counts: dict[Month, int], step: Step) -> None:
    slots = slots_of(min(counts), max(counts), step, counts.keys())
    assert sum(summed(counts, slots)) == sum(counts.values())
    assert slots[0].first == min(counts) and slots[-1].last == max(counts)
    for one, other in itertools.pairwise(slots):
        assert one.last.later(1) == other.first
    held = {slot.label for slot in slots if slot.is_held}
    assert held == {slot.label for slot, count in zip(slots, summed(counts, slots), strict=True) if count}


@given(months, st.integers(0, 900), st.integers(8, 96))
def test_the_shortest_step_is_taken_that_there_is_room_for(first: Month, length: int, most: int) -> None:
    last = first.later(length)
    step = step_for(first, last, most)
    assert len(slots_of(first, last, step, set())) <= most or step is Step.FIVE_YEARS
    shorter = [each for each in Step if each < step]
    assert all(len(slots_of(first, last, each, set())) > most for each in shorter)


def test_each_step_is_named_as_a_reader_names_it() -> None:
    def label(first: tuple[int, int], last: tuple[int, int], step: Step) -> str:
        return Slot(Month(*first), Month(*last), step).label

    assert label((2022, 1), (2022, 1), Step.MONTH) == "2022年1月"
    assert label((2022, 4), (2022, 6), Step.QUARTER) == "2022年第2季度"
    assert label((2022, 2), (2022, 3), Step.QUARTER) == "2022年2—3月"
    assert label((2022, 1), (2022, 12), Step.YEAR) == "2022年"
    assert label((2022, 3), (2022, 12), Step.YEAR) == "2022年3—12月"
    assert label((2020, 1), (2024, 12), Step.FIVE_YEARS) == "2020—2024年"
    assert label((2020, 1), (2022, 4), Step.FIVE_YEARS) == "2020年1月—2022年4月"
    assert Slot(Month(2020, 1), Month(2024, 12), Step.FIVE_YEARS).years == "2020—24"


def test_a_month_has_its_days() -> None:
    month = Month.of_key(202402)
    assert (month.first_day.isoformat(), month.last_day.isoformat()) == ("2024-02-01", "2024-02-29")
    assert month.later(11) == Month(2025, 1) and month.iso == "2024-02"
