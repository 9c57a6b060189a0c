"""What is made of the words a reader types."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.parsing import MAX_LENGTH, MAX_TERMS, Entries, Term, parse_query
from articles.search.query_tokens import QueryField


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


@pytest.mark.parametrize("typed", ["", "  \n", "\u3000"])
def test_a_query_of_white_space_asks_for_nothing(typed: str) -> None:
    parsed = parse_query(typed)
    assert parsed.is_blank and parsed.notes == ()


@pytest.mark.parametrize("typed", ["“”", '""', "\x00", "\x00\x07", "\ud800", "\u200b", "标题:“\u200b”"])
def test_a_query_of_which_nothing_is_left_is_blank_and_says_so(typed: str) -> None:
    parsed = parse_query(typed)
    assert parsed.is_blank
    assert "没有可以检索的字" in parsed.notes[0]


def test_null_characters_are_taken_out() -> None:
    (clause,) = parse_query("记者:王\x00明").clauses
    assert (clause[0].text, clause[0].typed) == ("王明", "王明")


@pytest.mark.parametrize(("typed", "named"), [("，。", "，。"), ("怀川 —— 焦作", "——"), ("《》", "《》")])
def test_punctuation_alone_is_ignored_and_said(typed: str, named: str) -> None:
    (note,) = parse_query(typed).notes
    assert named in note
    assert all("—" not in term.text for term in parse_query(typed).terms)


def test_the_whole_query_keeps_its_punctuation() -> None:
    assert parse_query("怀川 —— “数字”政府。").whole == "怀川--数字政府。"


def test_ignored_punctuation_that_has_a_say_in_what_is_exact_is_said_to_have_one() -> None:
    parsed = parse_query("数字 ★ 政府")
    assert parsed.whole == "数字★政府"
    assert "★，只在判断文章是否原样含有" in parsed.notes[0]
    assert "只在判断" not in parse_query("★").notes[0]


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


def read(typed: str) -> tuple[list[list[str]], list[str]]:
    """What must stand, with alternatives together and fields before their words, and what must not."""

    def shown(term: Term) -> str:
        text = f"“{term.text}”" if term.quoted else term.text
        return f"{term.field}:{text}" if term.field else text

    parsed = parse_query(typed)
    return [[shown(term) for term in clause] for clause in parsed.clauses], [shown(term) for term in parsed.excluded]


@pytest.mark.parametrize(
    ("typed", "clauses", "excluded"),
    [
        ("数字 -试点", [["数字"]], ["试点"]),
        ("数字 －试点", [["数字"]], ["试点"]),
        ("数字 -“试点 城市”", [["数字"]], ["“试点城市”"]),
        ("数字 - 试点", [["数字"], ["试点"]], []),
        ("2021-2022 A-1", [["2021-2022"], ["a-1"]], []),
        ("数字 或 智慧 城市", [["数字", "智慧"], ["城市"]], []),
        ("数字 OR 智慧 OR “智能”", [["数字", "智慧", "“智能”"]], []),
        ("数字 | 智慧", [["数字", "智慧"]], []),
        ("数字或智慧", [["数字或智慧"]], []),
        ("或", [["或"]], []),
        ("数字 AND 智慧", [["数字"], ["智慧"]], []),
        ("标题:数字 经济", [["标题:数字"], ["经济"]], []),
        ("标题：“数字 经济”", [["标题:“数字经济”"]], []),
        ("標題： 数字", [["标题:数字"]], []),
        ("记者:王晓明 -部门：教育局", [["记者:王晓明"]], ["部门:教育局"]),
        ("-项目:“码上办” 上线", [["上线"]], ["项目:“码上办”"]),
        ("标题:数字 或 标题:智慧", [["标题:数字", "标题:智慧"]], []),
        ("“标题:数字”", [["“标题:数字”"]], []),
        ("重点项目:已开工", [["重点项目:已开工"]], []),
        ("项目：", [["项目:"]], []),
        ("标题: -数字", [["标题:"]], ["数字"]),
    ],
)
def test_signs_and_fields(typed: str, clauses: list[list[str]], excluded: list[str]) -> None:
    assert read(typed) == (clauses, excluded)


@pytest.mark.parametrize("typed", ["或 数字", "数字 或", "数字 或 -智慧", "数字 OR OR 智慧"])
def test_a_misplaced_or_is_ignored_and_said(typed: str) -> None:
    parsed = parse_query(typed)
    assert all(len(clause) == 1 for clause in parsed.clauses)
    assert any("“或”" in note for note in parsed.notes)
    assert "或" not in parsed.whole


def test_a_query_that_only_excludes_says_what_it_lists() -> None:
    (note,) = parse_query("-5℃").notes
    assert "不含“5℃”的全部文章" in note and "引号" in note
    (note,) = parse_query("-标题:数字 -部门:教育局").notes
    assert "标题不含“数字”、不属于部门“教育局”的全部文章" in note


def test_alternatives_beyond_the_limit_leave_no_or_behind() -> None:
    parsed = parse_query(" 或 ".join(f"词{number}" for number in range(MAX_TERMS + 5)))
    assert len(parsed.terms) == MAX_TERMS
    assert len(parsed.notes) == 1


@pytest.mark.parametrize(("typed", "named"), [("数字 or 智慧 or 城市", " or "), ("a and b", " and ")])
def test_small_operators_are_words_and_that_is_said(typed: str, named: str) -> None:
    parsed = parse_query(typed)
    assert all(len(clause) == 1 for clause in parsed.clauses)
    assert named.strip() in [term.text for term in parsed.terms]
    (note,) = parsed.notes
    assert named in note and "大写" in note


def test_small_operators_at_an_end_are_plain_words() -> None:
    assert parse_query("or").notes == parse_query("and 数字").notes == ()


def test_the_whole_query_is_what_stands_outside_fields_and_exclusions() -> None:
    assert parse_query("数字 经济 -试点 标题:怀川").whole == "数字经济"
    assert parse_query("数字 或 智慧").whole == ""
    assert parse_query("标题:怀川").whole == ""


def test_a_field_names_entries_of_the_registry() -> None:
    def find(field: QueryField, name: str) -> Entries:
        return {"教育局": Entries((3,)), "教育": Entries((3, 4), is_guess=True)}.get(name, Entries())

    exact = parse_query("部门:教育局 会议").with_entries(find)
    assert exact.clauses[0][0].entry_ids == (3,) and exact.notes == ()
    assert [term.text for term in exact.terms] == ["会议"]
    guess = parse_query("部门:教育").with_entries(find)
    assert guess.clauses[0][0].entry_ids == (3, 4) and "2 个" in guess.notes[0]
    unknown = parse_query("部门：保密室 -记者:无名").with_entries(find)
    assert [term.text for term in unknown.terms] == ["保密室"] and not unknown.clauses[0][0].field
    assert "名录里没有部门“保密室”" in unknown.notes[0] and not unknown.excluded[0].field
    assert "查找" in unknown.notes[0]
    assert "记者“无名”" in unknown.notes[1] and "排除" in unknown.notes[1] and "查找" not in unknown.notes[1]


def test_a_guess_says_how_it_was_made_and_what_it_leaves_out() -> None:
    entries = Entries((1, 2), is_guess=True, is_surname=True, left_out=40)
    (note,) = parse_query("记者:王").with_entries(lambda field, name: entries).notes
    assert "姓名以“王”开头的 42 个中的前 2 个查找" in note


def test_only_unquoted_terms_are_cut_into_words() -> None:
    parsed = parse_query("数字经济 “数字经济” 发展").with_words(
        lambda text: [text[start : start + 2] for start in range(0, len(text), 2)]
    )
    assert [term.words for term in parsed.terms] == [("数字", "经济"), (), ()]


@given(st.text(st.one_of(st.sampled_from('“”"＂ 数字，。-或|标题:：记者'), st.characters()), max_size=60))
def test_no_text_is_an_error(typed: str) -> None:
    parsed = parse_query(typed)
    assert all(term.text for term in parsed.terms)
    if parsed.whole:
        assert all(term.text in parsed.whole for term in parsed.terms if not term.field)
