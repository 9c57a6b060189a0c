"""Where words stand in an article's text, letter by letter, and the text with other words in chosen places. Pure."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from articles.services.article_text import ArticleText
from articles.services.blacking_out import passage_ranges

#: In the order in which they are printed.
REPLACED_FIELDS = ("kicker", "headline", "subtitle", "body", "credits")


@dataclass(frozen=True, slots=True)
class Place:
    """`text` holds what is looked for at `start`; of credits, `rank` is the place among them. `is_hidden`: the words
    touch a passage that is hidden, which no run changes: it would stand in the open if it read otherwise."""

    number: int
    field: str
    text: str
    start: int
    rank: int = 0
    is_hidden: bool = False


def places_in(text: ArticleText, find: str, fields: Sequence[str], hidden: Sequence[str] = ()) -> list[Place]:
    """Every place, numbered; none overlaps another. The numbers depend on the text alone."""
    found: list[Place] = []
    for field, rank, words in texts_of(text, fields):
        ranges = [each for passage in hidden for each in passage_ranges(words, passage)] if find in words else []
        for start in starts(words, find):
            touches = any(begin < start + len(find) and start < end for begin, end in ranges)
            found.append(Place(len(found), field, words, start, rank, touches))
    return found


def texts_of(text: ArticleText, fields: Sequence[str]) -> Iterator[tuple[str, int, str]]:
    for field in REPLACED_FIELDS:
        if field not in fields:
            continue
        if field == "credits":
            yield from ((field, rank, credit.name) for rank, credit in enumerate(text.credits))
        else:
            yield field, 0, getattr(text, field)


def starts(text: str, find: str) -> Iterator[int]:
    at = text.find(find)
    while at >= 0:
        yield at
        at = text.find(find, at + len(find))


def replaced_text(text: ArticleText, places: Collection[Place], find: str, replacement: str) -> Mapping[str, object]:
    """The fields of `text` that change, with the words replaced in these places."""
    by_text: dict[tuple[str, int], list[Place]] = {}
    for place in places:
        by_text.setdefault((place.field, place.rank), []).append(place)
    credits = list(text.credits)
    changes: dict[str, object] = {}
    for (field, rank), chosen in by_text.items():
        words = with_replacement(chosen[0].text, [place.start for place in chosen], find, replacement)
        if field == "credits":
            credits[rank] = replace(credits[rank], name=words)
            changes[field] = tuple(credits)
        else:
            changes[field] = words
    return changes


def with_replacement(text: str, at: Sequence[int], find: str, replacement: str) -> str:
    pieces, end = [], 0
    for start in sorted(at):
        pieces += [text[end:start], replacement]
        end = start + len(find)
    return "".join([*pieces, text[end:]])
