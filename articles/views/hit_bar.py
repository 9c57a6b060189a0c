"""The bar of an article opened from a search: how many hits there are, which one is shown, the ways to the others.

Each way is an address that holds the hit's number and its place, so that it works without JavaScript.
"""

from dataclasses import dataclass

from articles.views.ways_back import query_of_article


@dataclass(frozen=True, slots=True)
class HitBar:
    """`here` is 0 until the reader asks for a hit."""

    total: int
    here: int
    previous_url: str
    next_url: str


def hit_bar(words: str, total: int, asked: str, kept: str = "") -> HitBar | None:
    """None where nothing is hit. `asked` is the number in the address; what is no hit's number asks for none.

    `kept`: the address of the list that the article was opened from.
    """
    if not total:
        return None
    here = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 6 and int(asked) <= total else 0
    return HitBar(
        total,
        here,
        previous_url=_address(words, here - 1 if here > 1 else total, kept),
        next_url=_address(words, here + 1 if here < total else 1, kept),
    )


def _address(words: str, number: int, kept: str) -> str:
    return query_of_article(words, kept, hit=number) + f"#hit-{number}"
