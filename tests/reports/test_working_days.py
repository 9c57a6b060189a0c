"""Days that an office works, weekends left out."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.working_days import working_days_after


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        # Thursday, Friday, Saturday, Sunday; then a week on.
        ("2022-01-27", 1, "2022-01-28"),
        ("2022-01-28", 1, "2022-01-31"),
        ("2022-01-29", 1, "2022-01-31"),
        ("2022-01-30", 1, "2022-01-31"),
        ("2022-01-24", 5, "2022-01-31"),
        ("2022-01-29", 5, "2022-02-04"),
        ("2022-01-29", 0, "2022-01-29"),
    ],
)
def test_weekends_are_left_out(day: str, count: int, expected: str) -> None:
    assert working_days_after(datetime.date.fromisoformat(day), count) == datetime.date.fromisoformat(expected)


@given(st.dates(max_value=datetime.date(2100, 1, 1)), st.integers(1, 30))
def test_so_many_working_days_lie_between(day: datetime.date, count: int) -> None:
    end = working_days_after(day, count)
    between = [day + datetime.timedelta(days=each) for each in range(1, (end - day).days + 1)]
    assert sum(each.weekday() < 5 for each in between) == count
    assert end.weekday() < 5
