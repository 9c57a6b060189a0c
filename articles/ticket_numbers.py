"""The numbers of tickets: long enough that nobody guesses one, and easy to copy by hand or to say on the telephone.

Fifteen characters of Crockford's base 32, in three groups: fourteen are random (70 bits), the last one checks them.
"""

import secrets
import unicodedata

#: Without I, L, O and U, which are taken for others.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_CHARACTERS = 14
LENGTH = RANDOM_CHARACTERS + 1
GROUP = 5
LOOK_ALIKES = str.maketrans("ILOU", "110V")
#: x⁵ + x² + 1, by which the field of 32 elements is built.
POLYNOMIAL = 0b100101


def new_number() -> str:
    """As it is stored: without the dashes of `grouped`."""
    random = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_CHARACTERS))
    return random + check_character(random)


def grouped(number: str) -> str:
    """As people read it: 3F7KQ-9XM2D-T0W5Y."""
    return "-".join(number[start : start + GROUP] for start in range(0, len(number), GROUP))


def parse_number(typed: str) -> str | None:
    """The number that was meant, whatever its case, width, spaces and dashes; None where it cannot be one.

    Characters that look like one of the alphabet are read as that one.
    """
    if len(typed) > 4 * LENGTH:
        return None
    plain = unicodedata.normalize("NFKC", typed).upper()
    plain = "".join(each for each in plain if not each.isspace() and unicodedata.category(each) not in ("Pd", "Cf"))
    number = plain.translate(LOOK_ALIKES)
    if len(number) != LENGTH or not set(number) <= set(ALPHABET):
        return None
    return number if check_character(number[:-1]) == number[-1] else None


def check_character(random: str) -> str:
    """Horner's rule in the field of 32 elements: no single wrong character and no two exchanged ones pass."""
    check = 0
    for character in random:
        check = _doubled(check) ^ ALPHABET.index(character)
    return ALPHABET[_doubled(check)]


def _doubled(value: int) -> int:
    doubled = value << 1
    return doubled ^ POLYNOMIAL if doubled & 0b100000 else doubled
