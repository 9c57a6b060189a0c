"""Numbers that nobody guesses and that people copy with all the usual slips."""

import re

from hypothesis import given
from hypothesis import strategies as st

from articles.ticket_numbers import ALPHABET, RANDOM_CHARACTERS, check_character, grouped, new_number, parse_number

randoms = st.text(ALPHABET, min_size=RANDOM_CHARACTERS, max_size=RANDOM_CHARACTERS)
numbers = randoms.map(lambda random: random + check_character(random))


def test_a_number_has_more_than_sixty_random_bits_and_no_look_alikes() -> None:
    assert len(ALPHABET) ** RANDOM_CHARACTERS >= 2**60
    assert not set("ILOU") & set(ALPHABET)
    made = [new_number() for _ in range(200)]
    assert len(set(made)) == 200
    # Every place takes many values.
    assert min(len({each[place] for each in made}) for place in range(RANDOM_CHARACTERS + 1)) > 20
    assert re.fullmatch(r"[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}", grouped(made[0]))


@given(numbers)
def test_it_is_read_whatever_its_case_width_spaces_dashes_and_look_alikes(number: str) -> None:
    full_width = "".join(chr(ord(each) + 0xFEE0) for each in number)
    alike = number.replace("0", "o").replace("1", "l").replace("V", "u")
    typed = (grouped(number), grouped(number).lower(), f" {number[:7]}　{number[7:]}\n", full_width, alike)
    dashed = [number[:5] + dash + number[5:] for dash in "-–—－"]
    assert {parse_number(each) for each in (*typed, *dashed)} == {number}


@given(numbers, st.integers(0, RANDOM_CHARACTERS), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_noticed(number: str, place: int, wrong: str) -> None:
    changed = number[:place] + wrong + number[place + 1 :]
    assert (parse_number(changed) == number) == (changed == number)
    assert parse_number(changed) in (None, number)


@given(numbers, st.integers(0, RANDOM_CHARACTERS - 1))
def test_two_exchanged_characters_are_noticed(number: str, place: int) -> None:
    changed = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert parse_number(changed) == (number if changed == number else None)


@given(st.text(max_size=80))
def test_anything_can_be_typed(typed: str) -> None:
    number = parse_number(typed)
    assert number is None or check_character(number[:-1]) == number[-1]
