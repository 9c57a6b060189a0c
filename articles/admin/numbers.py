"""Numbers as forms and addresses send them."""

from collections.abc import Iterable

#: Digits of the largest number that a column of the archive holds, less one.
DIGITS = 18


def sent_number(value: object) -> int | None:
    """What is no number of the archive's is None: words, signs, and rows of digits longer than any it has."""
    text = str(value)
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= DIGITS else None


def sent_numbers(values: Iterable[object]) -> list[int]:
    """Those of the values that are numbers, in order."""
    found = (sent_number(value) for value in values)
    return [number for number in found if number is not None]
