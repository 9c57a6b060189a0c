"""Differences between texts, and two changes of one text brought together."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from articles.differences import COMPARED_LENGTH, KEPT, PUT_IN, TAKEN_OUT, Piece, differences
from articles.services.article_text import WORDS, ArticleText, changed_fields
from articles.services.merge_texts import merge_texts

words = st.text(alphabet="甲乙丙丁。\n", max_size=12)
texts = st.builds(ArticleText, **{name: st.sampled_from(["甲", "乙", "丙"]) for name in WORDS})


@given(words, words)
def test_pieces_give_both_texts_again(old: str, new: str) -> None:
    pieces = differences(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != PUT_IN) == old
    assert "".join(piece.text for piece in pieces if piece.kind != TAKEN_OUT) == new
    assert all(piece.text for piece in pieces)
    assert all(left.kind != right.kind for left, right in pairwise(pieces))


def test_one_wrong_character_is_one_difference() -> None:
    assert differences("第一段。\n推迸会。", "第一段。\n推进会。") == [
        Piece(KEPT, "第一段。\n推"),
        Piece(TAKEN_OUT, "迸"),
        Piece(PUT_IN, "进"),
        Piece(KEPT, "会。"),
    ]


def test_a_very_long_changed_stretch_is_replaced_whole() -> None:
    old, new = "甲" * (COMPARED_LENGTH + 1), "乙" + "甲" * COMPARED_LENGTH
    assert differences(old, new) == [Piece(TAKEN_OUT, old), Piece(PUT_IN, new)]


@given(texts, texts, texts)
def test_nobodys_change_is_lost(base: ArticleText, theirs: ArticleText, mine: ArticleText) -> None:
    merge = merge_texts(base=base, theirs=theirs, mine=mine)
    by_me = changed_fields(base, mine)
    for name in WORDS:
        assert getattr(merge.text, name) == getattr(mine if name in by_me else theirs, name)
    overwritten = {name for name in changed_fields(base, theirs) if getattr(merge.text, name) != getattr(theirs, name)}
    assert set(merge.conflicts) == overwritten
