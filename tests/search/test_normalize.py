"""The normaliser: what it makes of a text, and what holds for every text."""

import unicodedata

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.normalize import fold, normalize, normalize_with_offsets, simplified_characters

NEWSPAPER_TEXT = st.text(
    st.one_of(
        st.sampled_from("怀川数字政府臺灣發後裏①㎡％…—–－“”‘’「」《》。，、（）()Ａａ 9３\u3000\n\t\u200b\ufeff\ufe0f"),
        st.characters(),
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("printed", "normalized"),
    [
        ("“怀我办”ＡＰＰ", "怀我办app"),
        ("3.35亿　元", "3.35亿元"),
        ("同比增长９９．９％", "同比增长99.9%"),
        ("怀川。\n作家", "怀川。作家"),
        ("臺灣後裏", "台湾后里"),
        ("2021－2022", "2021-2022"),
        ("2021—2022", "2021-2022"),
        ("2021–2022", "2021-2022"),
        ("（一期）", "(一期)"),
        ("①……", "1......"),
        ("《怀川日报》〈副刊〉『诗』", "怀川日报副刊诗"),
        ("零\u200b宽\ufeff字\ufe0f", "零宽字"),
        ("\x00控\x1f制\ud800", "控制"),
        ("．︽书︾", ".书"),
    ],
)
def test_normalize(printed: str, normalized: str) -> None:
    assert normalize(printed) == normalized


@given(NEWSPAPER_TEXT, st.integers(0, 40), st.integers(0, 40))
def test_every_substring_normalizes_to_a_substring(text: str, start: int, end: int) -> None:
    assert normalize(text[start:end]) in normalize(text)


@given(NEWSPAPER_TEXT, NEWSPAPER_TEXT)
def test_texts_joined_normalize_to_normalized_texts_joined(first: str, second: str) -> None:
    assert normalize(first + second) == normalize(first) + normalize(second)


@given(NEWSPAPER_TEXT)
def test_normalizing_again_changes_nothing(text: str) -> None:
    once = normalize(text)
    assert normalize(once) == once
    assert not any(char.isspace() or unicodedata.category(char) == "Cc" for char in once)


@given(NEWSPAPER_TEXT)
def test_each_normalized_character_comes_from_the_character_that_folds_to_it(text: str) -> None:
    normalized = normalize_with_offsets(text)
    assert normalized.text == normalize(text)
    assert list(normalized.origins) == sorted(normalized.origins)
    for char, origin in zip(normalized.text, normalized.origins, strict=True):
        assert char in fold(text[origin])


def test_original_range_takes_whole_characters() -> None:
    normalized = normalize_with_offsets("完成①号“工程”…")
    start = normalized.text.index("工程..")
    assert normalized.original_range(start, start + 4) == (5, 9)


def test_traditional_characters_are_converted_one_by_one_as_opencc_does() -> None:
    converter = opencc.OpenCC("t2s")
    table = simplified_characters()
    assert len(table) > 3000
    assert all(converter.convert(char) == simplified for char, simplified in table.items())
    assert all(len(char) == len(simplified) == 1 for char, simplified in table.items())


def test_phrases_are_not_converted_as_phrases() -> None:
    # OpenCC's phrase table keeps 乾 in 乾隆; taken alone the character is 干, whatever stands beside it.
    assert normalize("乾隆") == "干隆" == normalize("乾") + normalize("隆")
