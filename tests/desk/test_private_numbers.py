"""Likely private numbers: found as printed, whatever their spacing and width, and by their check characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.services.private_numbers import CHECK_CHARACTERS, WEIGHTS, is_identity_number, private_numbers


def identity(first: str) -> str:
    return first + CHECK_CHARACTERS[sum(w * int(d) for w, d in zip(WEIGHTS, first, strict=True)) % 11]


def found(text: str) -> list[tuple[str, str]]:
    return [(each.kind, each.text) for each in private_numbers(text)]


NUMBER = identity("11010519491231002")


def test_the_example_of_the_standard_is_a_number() -> None:
    assert NUMBER == "11010519491231002X"
    assert is_identity_number(NUMBER)


@pytest.mark.parametrize(
    "text",
    [NUMBER, NUMBER.lower(), "110105 19491231 002X", "１１０１０５１９４９１２３１００２Ｘ", "110105194912\n31002X"],
)
def test_an_identity_number_is_found_as_it_is_printed(text: str) -> None:
    assert found(f"李某（身份证号{text}）遗失证件。") == [("身份证号", text)]


@given(st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_no_identity_number(place: int, shift: int) -> None:
    wrong = str((int(NUMBER[place]) + shift) % 10)
    assert not is_identity_number(NUMBER[:place] + wrong + NUMBER[place + 1 :])


def test_a_day_that_is_none_is_no_identity_number() -> None:
    assert not is_identity_number(identity("11010519490231002"))


def test_mobile_numbers_and_addresses_are_found_once_each_in_the_order_of_the_text() -> None:
    text = "联系人手机13800001234，或 138-0000-5678；13800001234；邮箱 wang@example.cn。"
    assert found(text) == [
        ("手机号", "13800001234"),
        ("手机号", "138-0000-5678"),
        ("电子邮箱", "wang@example.cn"),
    ]


@pytest.mark.parametrize(
    "text", ["投资13800001234567元", "编号213800001234", "12345热线", "热线0391-8880000", "1.38亿"]
)
def test_other_numbers_are_not_taken_for_private_ones(text: str) -> None:
    assert found(text) == []


def test_offsets_stand_on_the_text() -> None:
    text = "电话：１３８００００１２３４。"
    (number,) = private_numbers(text)
    assert text[number.start : number.end] == number.text == "１３８００００１２３４"
