"""How a query is written down, and whether it may be at all. Pure."""

import re

from articles.services.private_numbers import private_numbers

#: In characters. What is longer was pasted out of a text: nobody else asks it, and it may be anything.
LONGEST_KEPT = 60
_LONG_NUMBER = re.compile(r"\d(?:[ -]?\d){6}")


def written(text: str) -> str:
    """The query with its white space made one, so that the same words are one query."""
    return " ".join(text.replace("\x00", "").split())


def may_be_kept(text: str) -> bool:
    """Not what is too long, nor what holds somebody's mail address or any number as long as a telephone's."""
    return 0 < len(text) <= LONGEST_KEPT and not _LONG_NUMBER.search(text) and not private_numbers(text)
