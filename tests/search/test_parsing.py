"""What is made of the words a reader types."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.parsing import MAX_LENGTH, MAX_TERMS, Term, parse_query


def terms(text: str) -> list[tuple[str, bool]]:
    return [(term.text, term.quoted) for term in parse_query(text).terms]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("数字政府", [("数字政府", False)]),
        ("数字　政府\t建设", [("数字", False), ("政府", False), ("建设", False)]),
        ("“全市一码”", [("全市一码", True)]),
        ('"全市 一码"', [("全市一码", True)]),
        ("＂全市一码＂", [("全市一码", True)]),
        ("启用“全市一码”系统", [("启用", False), ("全市一码", True), ("系统", False)]),
        ("《怀川日报》", [("怀川日报", False)]),
        ("99.9%（一期）", [("99.9%(一期)", False)]),
        ("数字 数字 “数字”", [("数字", False), ("数字", True)]),
        ("“。”", [("。", True)]),
        ("3 + 2", [("3", False), ("2", False)]),
    ],
)
def test_terms(typed: str, expected: list[tuple[str, bool]]) -> None:
    assert terms(typed) == expected


@pytest.mark.parametrize("typed", ["", "  \n", "“”", "\x00\x07", "\ud800", "\u200b"])
def test_a_query_of_nothing_visible_is_blank(typed: str) -> None:
    parsed = parse_query(typed)
    assert parsed.terms == ()
    assert parsed.notes == ()


@pytest.mark.parametrize(("typed", "named"), [("，。", "，。"), ("怀川 —— 焦作", "——"), ("《》", "《》")])
def test_punctuation_alone_is_ignored_and_said(typed: str, named: str) -> None:
    (note,) = parse_query(typed).notes
    assert named in note
    assert all("—" not in term.text for term in parse_query(typed).terms)


def test_the_whole_query_keeps_its_punctuation() -> None:
    assert parse_query("怀川 —— “数字”政府。").whole == "怀川--数字政府。"


def test_an_unpaired_quotation_mark_is_ignored_and_said() -> None:
    parsed = parse_query("“数字政府” 建设“试点")
    assert [term.text for term in parsed.terms] == ["数字政府", "建设试点"]
    assert len(parsed.notes) == 1


def test_a_query_too_long_is_cut_and_said() -> None:
    parsed = parse_query("字" * (MAX_LENGTH + 5))
    assert parsed.terms == (Term("字" * MAX_LENGTH),)
    assert str(MAX_LENGTH) in parsed.notes[0]


def test_too_many_words_are_left_out_and_said() -> None:
    parsed = parse_query(" ".join(f"词{number}" for number in range(MAX_TERMS + 3)))
    assert len(parsed.terms) == MAX_TERMS
    assert str(MAX_TERMS) in parsed.notes[0]


def test_only_unquoted_terms_are_cut_into_words() -> None:
    parsed = parse_query("数字经济 “数字经济” 发展").with_words(
        lambda text: [text[start : start + 2] for start in range(0, len(text), 2)]
    )
    assert [term.words for term in parsed.terms] == [("数字", "经济"), (), ()]


@given(st.text(st.one_of(st.sampled_from('“”"＂ 数字，。'), st.characters()), max_size=60))
def test_no_text_is_an_error(typed: str) -> None:
    parsed = parse_query(typed)
    assert all(term.text for term in parsed.terms)
    assert all(term.text in parsed.whole for term in parsed.terms)
