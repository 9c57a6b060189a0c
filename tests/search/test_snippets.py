"""Marks and passages, on original text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.normalize import normalize
from articles.search.parsing import ParsedQuery, Term, parse_query
from articles.search.snippets import Piece, mark, marked, snippet

BODY = (
    "本报讯 1月27日，记者从怀川市政务服务局获悉，“怀川码上办”ＡＰＰ正式上线。\n"
    "据了解，该应用汇集了一百二十个事项，群众足不出户就能办理。\n"
    "下一步，怀川市政务服务局将继续拓展事项，让数字政府建设的成果惠及更多群众。"
)


def marked_texts(text: str, typed: str) -> list[str]:
    return [text[start:end] for start, end in mark(text, parse_query(typed))]


def test_marks_stand_on_the_printed_characters() -> None:
    assert marked_texts(BODY, "怀川码上办app") == ["怀川码上办”ＡＰＰ"]
    assert marked_texts(BODY, "群众 事项") == ["事项", "群众", "事项", "群众"]


def test_marks_run_over_line_ends() -> None:
    assert marked_texts(BODY, "上线。据了解") == ["上线。\n据了解"]


def test_overlapping_marks_become_one() -> None:
    assert marked_texts("政务服务局", "政务服务 服务局") == ["政务服务局"]
    assert marked_texts("哈哈哈", "哈哈") == ["哈哈哈"]


def test_touching_marks_become_one() -> None:
    assert marked_texts("数字政府建设", "政府 数字") == ["数字政府"]


def test_words_are_marked_where_the_term_does_not_stand() -> None:
    query = ParsedQuery.any_of([Term("数字成果", words=("数字", "成果"))])
    assert [BODY[start:end] for start, end in mark(BODY, query)] == ["数字", "成果"]
    assert mark("数字成果和数字", query) == ((0, 4),)


def test_a_character_that_normalizes_to_several_is_marked_whole() -> None:
    assert mark("第①号", parse_query("第1")) == ((0, 2),)
    assert mark("等等……", parse_query("等...")) == ((1, 3),)


def test_marked_gives_the_whole_text_back() -> None:
    pieces = marked("怀川码上办上线", parse_query("码上"))
    assert pieces == (Piece("怀川"), Piece("码上", marked=True), Piece("办上线"))


def test_snippet_begins_with_the_sentence_that_holds_the_hit() -> None:
    pieces = snippet(BODY, parse_query("继续拓展"), length=36)
    assert pieces[0] == Piece("…")
    assert pieces[1] == Piece("下一步，怀川市政务服务局将")
    assert pieces[2] == Piece("继续拓展", marked=True)


def test_a_sentence_begins_behind_the_marks_that_close_the_one_before() -> None:
    text = (
        "他在会上一连说了好几遍，大家都听得很清楚，他说：“明天一定来。”"
        + "随后众人散去，码上办开通。"
        + "此后再无消息。" * 9
    )
    assert "".join(piece.text for piece in snippet(text, parse_query("码上办"), length=30)).startswith("…随后众人")
    indented = text.replace("来。”", "来。”\n　　")
    assert "".join(piece.text for piece in snippet(indented, parse_query("码上办"), length=30)).startswith("…随后众人")


def test_snippet_prefers_the_passage_with_more_of_the_words() -> None:
    pieces = snippet(BODY, parse_query("怀川市政务服务局 数字政府"), length=50)
    assert [piece.text for piece in pieces if piece.marked] == ["怀川市政务服务局", "数字政府"]


def shown(text: str, typed: str, length: int) -> str:
    return "".join(piece.text for piece in snippet(text, parse_query(typed), length=length))


def test_snippet_prefers_the_query_as_it_stands_to_its_words() -> None:
    text = "数字政府走在前列，政务提速。" + "其间别无所述。" * 10 + "会议强调数字政务建设。" + "此后再无消息。" * 9
    assert "数字政务" in shown(text, "数字 政务", 40)


def test_snippet_prefers_the_longer_words() -> None:
    text = "政府很忙。" + "其间别无所述。" * 10 + "怀川码上办开通。" + "此后再无消息。" * 9
    assert "怀川码上办" in shown(text, "政府 怀川码上办", 30)


def test_snippet_of_a_long_sentence_begins_and_ends_with_a_clause() -> None:
    text = "会议指出前一段时间各地各部门的工作很有成效而且十分扎实，要推进码上办普及，让群众少跑路，" + "再加把劲" * 9
    assert shown(text, "码上办", 32) == "…要推进码上办普及，让群众少跑路…"


def test_snippet_ends_with_a_paragraph_without_a_blank() -> None:
    text = "码上办正式开通上线，群众少跑许多路。\n" + "另起一段说别的事" * 9
    assert shown(text, "码上办", 26) == "码上办正式开通上线，群众少跑许多路。"


def test_no_ellipsis_follows_a_whole_sentence() -> None:
    text = "他说：“码上办正式开通上线，少跑许多路！”" + "另起一句说别的事" * 9
    assert shown(text, "码上办", 26) == "他说：“码上办正式开通上线，少跑许多路！”"


def test_snippet_never_ends_within_a_mark() -> None:
    text = "开头的话。" * 9 + "，" + "怀川市政务服务局" * 2 + "结尾" * 30
    pieces = snippet(text, parse_query("怀川市政务服务局"), length=44)
    assert [piece.text for piece in pieces if piece.marked] == ["怀川市政务服务局怀川市政务服务局"]


def test_snippet_of_a_text_without_hits_is_its_beginning() -> None:
    assert snippet(BODY, parse_query("没有"), length=10) == (Piece("本报讯 1月27日"), Piece("…"))
    assert snippet("短文。", parse_query("没有")) == (Piece("短文。"),)
    assert snippet("", parse_query("没有")) == ()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("甲。\n乙。", "甲。乙。"),
        ("甲\n乙", "甲 乙"),
        ("（甲）\n乙", "（甲）乙"),
        ("a.\n乙", "a. 乙"),
        ("甲。\n\n乙", "甲。乙"),
    ],
)
@pytest.mark.parametrize("typed", ["甲", "乙", "甲。", "没有"])
def test_snippet_shows_line_ends_as_spaces_but_after_chinese_punctuation(text: str, shown: str, typed: str) -> None:
    assert "".join(piece.text for piece in snippet(text, parse_query(typed))) == shown


TEXTS = st.text(st.sampled_from("怀川数字政府“”。，\n ①…Ａ"), max_size=60)


@given(TEXTS, TEXTS)
def test_what_is_marked_normalizes_to_the_words_sought(text: str, typed: str) -> None:
    query = parse_query(typed)
    ranges = mark(text, query)
    assert all(end < start for (_, end), (start, _) in pairwise(ranges))
    for term in query.terms:
        if term.text in normalize(text):
            assert any(term.text in normalize(text[start:end]) for start, end in ranges)


@given(TEXTS.map(lambda text: text.replace("…", "。")), TEXTS, st.integers(5, 30))
def test_a_snippet_is_one_passage_no_longer_than_asked(text: str, typed: str, length: int) -> None:
    pieces = snippet(text, parse_query(typed), length=length)
    shown = "".join(piece.text for piece in pieces if piece.text != "…")
    assert "".join(shown.split()) in "".join(text.split())
    assert len(shown) <= length


@given(TEXTS, TEXTS)
def test_marked_pieces_join_to_the_text(text: str, typed: str) -> None:
    assert "".join(piece.text for piece in marked(text, parse_query(typed))) == text
