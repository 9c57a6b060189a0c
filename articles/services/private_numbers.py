"""Finds what looks like a private person's number or address in a text, to be proposed for hiding. Pure."""

import datetime
import re
import unicodedata
from dataclasses import dataclass

#: GB 11643-1999, the weights of the first 17 digits and the check character for each remainder.
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"

_GAP = r"[ \t\n-]?"
_IDENTITY = re.compile(rf"(?<![0-9])(?:[0-9]{_GAP}){{17}}[0-9Xx](?![0-9])")
_MOBILE = re.compile(rf"(?<![0-9])1[3-9](?:{_GAP}[0-9]){{9}}(?![0-9])")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


@dataclass(frozen=True, slots=True)
class PrivateNumber:
    """`kind` says in Chinese what it looks like. Offsets are code points of the text, end exclusive."""

    kind: str
    start: int
    end: int
    text: str


def private_numbers(text: str) -> list[PrivateNumber]:
    """In the order of the text, each text once; numbers set in full-width digits too."""
    narrow = "".join(_narrow(character) for character in text)
    identities = [each for each in _IDENTITY.finditer(narrow) if is_identity_number(_digits(each.group()))]
    found = [("身份证号", each) for each in identities]
    found += [
        ("手机号", each)
        for each in _MOBILE.finditer(narrow)
        if not any(other.start() <= each.start() < other.end() for other in identities)
    ]
    found += [("电子邮箱", each) for each in _EMAIL.finditer(narrow)]
    numbers = [PrivateNumber(kind, each.start(), each.end(), text[each.start() : each.end()]) for kind, each in found]
    return sorted({each.text: each for each in reversed(numbers)}.values(), key=lambda each: each.start)


def is_identity_number(number: str) -> bool:
    """Whether the 18 characters hold a day of birth and end in the check character that the others give."""
    if not re.fullmatch(r"[1-9][0-9]{16}[0-9X]", number):
        return False
    try:
        datetime.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, number[:17], strict=True))
    return CHECK_CHARACTERS[total % 11] == number[17]


def _digits(matched: str) -> str:
    return re.sub(r"[^0-9X]", "", matched.upper())


def _narrow(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 else character
