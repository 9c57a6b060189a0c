"""Halves of articles find each other by their marks, by meaning between equals, and not at all where nothing tells."""

import pytest

from articles.ingest.continuations import Half, Mark, join_bodies, pair_halves, read_mark

WATER = "沁河水系连通工程昨日开工，十二公里河道清淤后将建起三座橡胶坝"
WATER_END = "三座橡胶坝建成后，河道清淤的泥土用于沁河两岸绿化，水系连通工程惠及沿岸村庄。"
SCHOOL = "城南三所小学昨日同时封顶，新增学位三千六百个，缓解片区入学难题"
SCHOOL_END = "新增学位将向片区随迁子女开放，三所小学计划明年秋季招生，学位申请网上办理。"


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("A02版①", Mark("A2", "①")),
        ("a2 版 ①", Mark("A2", "①")),
        ("第二版", Mark("2", "")),
        ("十二版②", Mark("12", "②")),
        ("二十版", Mark("20", "")),
        ("A10版", Mark("A10", "")),
        ("封底", Mark("", "封底")),
    ],
)
def test_a_mark_names_a_page_and_a_sign(text: str, mark: Mark) -> None:
    assert read_mark(text) == mark


def test_marks_that_name_each_other_pair() -> None:
    heads = [Half(1, "A01", "A02版①", WATER), Half(2, "A01", "A02版②", SCHOOL)]
    tails = [Half(3, "A02", "A01版②", SCHOOL_END), Half(4, "A02", "A01版①", WATER_END)]
    assert sorted(pair_halves(heads, tails)) == [(1, 4), (2, 3)]


@pytest.mark.parametrize(
    ("label", "mark"),
    [("A03", "A01版①"), ("A02", "A04版①"), ("A02", "A01版③"), ("A02", "A01版")],
    ids=["other page", "from another page", "other sign", "no sign"],
)
def test_marks_that_disagree_do_not_pair(label: str, mark: str) -> None:
    assert pair_halves([Half(1, "A01", "A02版①", WATER)], [Half(2, label, mark, WATER_END)]) == []


def test_between_equal_marks_meaning_decides() -> None:
    heads = [Half(1, "A01", "A02版", WATER), Half(2, "A01", "A02版", SCHOOL)]
    tails = [Half(3, "A02", "A01版", SCHOOL_END), Half(4, "A02", "A01版", WATER_END)]
    assert sorted(pair_halves(heads, tails)) == [(1, 4), (2, 3)]


def test_between_equal_marks_without_shared_words_nothing_is_guessed() -> None:
    heads = [Half(1, "A01", "A02版", WATER), Half(2, "A01", "A02版", SCHOOL)]
    assert pair_halves(heads, [Half(3, "A02", "A01版", "据悉，该项工作年底前完成。")]) == []


def test_pages_without_labels_pair_by_sign_and_never_without_one() -> None:
    assert pair_halves([Half(1, "", "A02版①", WATER)], [Half(2, "", "A01版①", WATER_END)]) == [(1, 2)]
    assert pair_halves([Half(1, "", "A02版", WATER)], [Half(2, "", "A01版", WATER_END)]) == []


def test_a_sentence_cut_by_the_page_is_whole_again() -> None:
    assert join_bodies("河道清淤后将建", "起三座橡胶坝。") == "河道清淤后将建起三座橡胶坝。"
    assert join_bodies("昨日开工。", "据悉，工期一年。") == "昨日开工。\n据悉，工期一年。"
    assert join_bodies("他说：“快了。”", "据悉。") == "他说：“快了。”\n据悉。"
    assert join_bodies("", "据悉。") == "据悉。"
