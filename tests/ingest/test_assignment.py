"""The assignment is the best there is: compared with trying every choice."""

from hypothesis import given
from hypothesis import strategies as st

from articles.ingest.stages.assignment import best_assignment

WEIGHTS = st.lists(st.dictionaries(st.integers(0, 4), st.integers(-3, 9).map(float), max_size=5), max_size=5)


def best_by_trying(rows: list[dict[int, float]], used: frozenset[int] = frozenset()) -> float:
    if not rows:
        return 0.0
    first, rest = rows[0], rows[1:]
    choices = [weight + best_by_trying(rest, used | {c}) for c, weight in first.items() if c not in used]
    return max([best_by_trying(rest, used), *choices])


@given(WEIGHTS)
def test_total_is_the_greatest_possible(rows: list[dict[int, float]]) -> None:
    total, choice = best_assignment(rows)

    assert total == best_by_trying(rows)
    assert total == sum(rows[row][column] for row, column in choice.items())
    assert len(set(choice.values())) == len(choice)
    assert all(rows[row][column] > 0 for row, column in choice.items())
