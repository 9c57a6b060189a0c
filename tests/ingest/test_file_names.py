"""Dates and labels in file names and folders."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.ingest.drafts import Hints
from articles.ingest.file_names import hints_from_name

DAY = datetime.date(2021, 6, 18)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("2021-06-18-A02.txt", "A02"),
        ("20210618_A02.md", "A02"),
        ("2021.6.18 A2.txt", "A02"),
        ("云溪日报2021年6月18日A02版.txt", "A02"),
        ("云溪日报 2021年6月18日 第3版.txt", "03"),
        ("yxrb-2021-06-18-02.txt", "02"),
        ("A02_20210618.txt", "A02"),
        ("yxrb_20210618_p5.txt", "05"),
        ("2021-06-18/A02.txt", "A02"),
        ("archive/2021/06/18/B11.md", "B11"),
        ("C:\\扫描\\20210618\\03.txt", "03"),
        ("2021-06-18.txt", ""),
        ("2021-06-18-头版头条.txt", ""),
    ],
)
def test_date_and_label_are_read(name: str, label: str) -> None:
    assert hints_from_name(name) == Hints(date=DAY, label=label)


@pytest.mark.parametrize(
    "name",
    ["", "003.txt", "000_c12f.txt", "扫描件.txt", "2021-13-40-A02x.txt", "99999999.txt", "/", "..", "a\x00b.txt"],
)
def test_a_name_that_says_nothing_gives_nothing(name: str) -> None:
    assert hints_from_name(name).date is None


def test_the_file_name_wins_over_its_folder() -> None:
    assert hints_from_name("2020-01-01/2021-06-18-A02.txt").date == DAY


def test_a_number_without_a_date_is_no_page() -> None:
    assert hints_from_name("pages/003.txt") == Hints()


@given(st.text(max_size=80))
def test_no_name_raises(name: str) -> None:
    hints_from_name(name)
