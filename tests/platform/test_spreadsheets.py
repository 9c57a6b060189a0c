"""Cells of CSV files are no formulas, and are read back as they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.spreadsheets import guarded, unguarded


@pytest.mark.parametrize(
    "text", ["=1+1", "＝1＋1", "+86", "＋86", "-试点", "－试点", "@某", "＠某", "\t=1", "\r=1", " =1", "'=1"]
)
def test_what_would_be_a_formula_gets_an_apostrophe(text: str) -> None:
    assert guarded(text) == "'" + text


@pytest.mark.parametrize("text", ["码上办", "2022-01-28", "'引语'", "1=1", ""])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert guarded(text) == text


@given(st.text("'=＝-－ 　\t字1", max_size=6))
def test_every_cell_is_read_back(text: str) -> None:
    assert unguarded(guarded(text)) == text
