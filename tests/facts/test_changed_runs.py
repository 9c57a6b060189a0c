"""Changes of one text, listed, applied and brought together: for any texts."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from articles.changed_runs import apply_runs, changed_runs, merge_words

TEXTS = st.text(alphabet="甲乙丙丁3，\n", max_size=24)


@given(TEXTS, TEXTS)
def test_all_runs_of_a_change_make_the_new_text(old: str, new: str) -> None:
    runs = changed_runs(old, new)
    assert apply_runs(old, runs) == new
    for run in runs:
        assert (old[run.start : run.end], new[run.new_start : run.new_end]) == (run.old, run.new)


@given(TEXTS, TEXTS)
def test_runs_never_touch_each_other(old: str, new: str) -> None:
    runs = changed_runs(old, new)
    assert all(first.end < second.start for first, second in pairwise(runs))


@given(TEXTS, TEXTS)
def test_a_change_of_one_alone_is_taken(base: str, other: str) -> None:
    assert merge_words(base=base, theirs=base, mine=other).text == other
    assert merge_words(base=base, theirs=other, mine=base).text == other
    assert merge_words(base=base, theirs=other, mine=other).text == other


@given(TEXTS, TEXTS, TEXTS)
def test_whose_change_comes_first_makes_no_difference(base: str, one: str, two: str) -> None:
    """And with a conflict, nothing of mine is in the text."""
    first, second = merge_words(base=base, theirs=one, mine=two), merge_words(base=base, theirs=two, mine=one)
    assert bool(first.conflicts) == bool(second.conflicts)
    if first.conflicts:
        assert first.text == one
    else:
        assert first.text == second.text


@given(TEXTS, TEXTS, TEXTS)
def test_what_was_brought_together_is_not_applied_twice(base: str, one: str, two: str) -> None:
    merged = merge_words(base=base, theirs=one, mine=two)
    if not merged.conflicts:
        assert merge_words(base=base, theirs=merged.text, mine=merged.text).text == merged.text
        assert merge_words(base=one, theirs=merged.text, mine=one).text == merged.text


def test_two_changes_of_one_body_come_together() -> None:
    base = "1月27日，推迸会召开。\n会议听取了汇报。"
    merged = merge_words(base=base, theirs=base.replace("迸", "进"), mine=base.replace("27日", "28日"))
    assert (merged.text, merged.conflicts) == ("1月28日，推进会召开。\n会议听取了汇报。", ())


def test_neighbouring_characters_are_one_word() -> None:
    merged = merge_words(base="王小朋说", theirs="王晓朋说", mine="王小明说")
    assert merged.conflicts
    assert merged.text == "王晓朋说"
