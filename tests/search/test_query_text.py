"""A query written out is read back as the same conditions."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.search.parsing import Clause, Term, parse_query
from articles.search.query_text import in_quotes, text_of, with_clause

PIECES = st.sampled_from(
    ["数字", "政府", " ", "或", "OR", "AND", "-", "－", "“", "”", '"', "标题:", "记者：", "。", "①", "|", "\n", "a"]
)


def written(typed: str) -> str:
    return text_of(parse_query(typed))


def test_signs_fields_and_quotation_marks_are_kept() -> None:
    assert written('数字  政府或经济 标题："发展" -试点') == "数字 政府或经济 标题:“发展” -试点"
    assert written("数字 或 政府") == "数字 或 政府"


def test_what_would_be_read_otherwise_is_put_into_quotation_marks() -> None:
    assert written("“-试点” “或”") == "“-试点” “或”"


def test_a_condition_is_replaced() -> None:
    parsed = parse_query("数字 政府")
    instead: Clause = tuple(parse_query("“经济”").terms)
    assert text_of(with_clause(parsed, parsed.clauses[0], instead)) == "“经济” 政府"


@given(st.lists(PIECES, max_size=10).map("".join))
@example("- 数字")
@example("标题: “ 数字”")
@example("标题:\n-数字\n数字")
@example("数字 -政府 AND")
@example("“AND“AND")
@example("AND 或“AND”")
def test_reading_what_was_written_gives_the_same_conditions(typed: str) -> None:
    parsed = parse_query(typed)
    again = parse_query(text_of(parsed))
    assert conditions_of(again.clauses) == conditions_of(parsed.clauses)
    assert [term.text for term in again.excluded] == [term.text for term in parsed.excluded]


def conditions_of(clauses: tuple[Clause, ...]) -> list[tuple[Term, ...]]:
    """What is asked for, each once: a word that had to be put into marks may be a phrase that was asked for too."""
    unquoted = (dict.fromkeys(replace(term, quoted=False) for term in clause) for clause in clauses)
    return list(dict.fromkeys(map(tuple, unquoted)))


@pytest.mark.parametrize(
    ("words", "longest", "shown"),
    [
        ("码上办", None, "“码上办”"),
        ("“锚定千亿级目标”", None, "“锚定千亿级目标”"),
        ('"锚定千亿级目标"', None, '"锚定千亿级目标"'),
        ("“码上办” 或 “食堂”", None, "“码上办” 或 “食堂”"),
        ("标题:“码上办” -食堂", None, "标题:“码上办” -食堂"),
        ("一二三四五六", 4, "“一二三…”"),
        ("“锚定千亿级目标”", 6, "“锚定千亿…”"),
        ("“锚定” 千亿级目标", 7, "“锚定” 千…"),
    ],
)
def test_what_is_quoted_already_is_not_quoted_again(words: str, longest: int | None, shown: str) -> None:
    assert in_quotes(words, longest) == shown
