"""How a page's present items differ from those that a segmenter proposes. Pure."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from articles.borders.pieces import HEADS, Piece, Pieces, Texts, characters
from articles.ingest.drafts import Part


class Sort(StrEnum):
    """What a proposal does to the present items of a group."""

    EQUAL = "equal"
    PARTS = "parts"
    KIND = "kind"
    SPLIT = "split"
    MERGE = "merge"
    REGROUP = "regroup"


@dataclass(frozen=True, slots=True)
class Proposed:
    """An item that a segmenter proposes."""

    kind: str
    pieces: Pieces


@dataclass(frozen=True, slots=True)
class Difference:
    """Present items (by key) and proposed ones (by index) that hold the same characters, and none of any others.

    `key` names the proposed ones, whatever the present items are by now.
    """

    sort: Sort
    key: str
    present: tuple[int, ...]
    proposed: tuple[int, ...]


def compare(
    present: Mapping[int, Pieces], kinds: Mapping[int, str], proposed: Sequence[Proposed], texts: Texts
) -> list[Difference]:
    """The groups of items in which both readings of a page agree on the outer border, in the order of the page."""
    return [
        Difference(
            _sort([(kinds[key], present[key]) for key in keys], [proposed[index] for index in indexes], texts),
            _key([proposed[index] for index in indexes]),
            keys,
            indexes,
        )
        for keys, indexes in _groups(present, proposed, texts)
    ]


def _groups(
    present: Mapping[int, Pieces], proposed: Sequence[Proposed], texts: Texts
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    shares = overlaps(present, proposed, texts)
    waiting = set(range(len(proposed)))
    while waiting:
        indexes, keys = {min(waiting, key=lambda index: proposed[index].pieces[0].start)}, set[int]()
        reached = 0
        while reached < len(indexes) + len(keys):
            reached = len(indexes) + len(keys)
            keys |= {key for key, index in shares if index in indexes}
            indexes |= {index for key, index in shares if key in keys}
        waiting -= indexes
        yield tuple(sorted(keys)), tuple(sorted(indexes))


def overlaps(present: Mapping[int, Pieces], proposed: Sequence[Proposed], texts: Texts) -> Counter[tuple[int, int]]:
    """How many characters each present item shares with each proposed one, where any."""
    owners = {place: key for key, pieces in present.items() for place in characters(pieces, texts)}
    return Counter(
        (owners[place], index)
        for index, item in enumerate(proposed)
        for place in characters(item.pieces, texts)
        if place in owners
    )


def _sort(present: Sequence[tuple[str, Pieces]], proposed: Sequence[Proposed], texts: Texts) -> Sort:
    if len(present) > 1 and len(proposed) > 1:
        return Sort.REGROUP
    if len(present) != len(proposed):
        return Sort.SPLIT if len(proposed) > 1 else Sort.MERGE
    if _parts(present[0][1], texts) != _parts(proposed[0].pieces, texts):
        return Sort.PARTS
    return Sort.EQUAL if present[0][0] == proposed[0].kind else Sort.KIND


def _parts(pieces: Pieces, texts: Texts) -> dict[tuple[int, int], Part]:
    return {place: piece.part for piece in pieces for place in characters((piece,), texts)}


def _key(proposed: Sequence[Proposed]) -> str:
    said = [(item.kind, [(p.page, p.start, p.end, p.part.value) for p in item.pieces]) for item in proposed]
    return hashlib.sha256(repr(said).encode()).hexdigest()


def assign(
    present: Mapping[int, Pieces], proposed: Mapping[int, Proposed], texts: Texts
) -> tuple[dict[int, int], dict[int, int]]:
    """Which present item each proposed one goes on as, by index, and for the rest which index takes their place.

    Whoever's headline a present item's headline is goes on as that item; without one, whoever has most of what people
    know it by, or of its text.
    """
    numbers = list(proposed)
    items = list(proposed.values())
    text = overlaps(present, items, texts)
    heads = overlaps({key: _heads(pieces) for key, pieces in present.items()}, items, texts)
    titles = overlaps(
        {key: _titles(pieces) for key, pieces in present.items()},
        [replace(item, pieces=_titles(item.pieces)) for item in items],
        texts,
    )
    ranked = sorted(text, key=lambda pair: (-titles[pair], -heads[pair], -text[pair], pair))
    goes_on: dict[int, int] = {}
    for key, index in ranked:
        if key not in goes_on.values() and numbers[index] not in goes_on:
            goes_on[numbers[index]] = key
    rest = [key for key in present if key not in goes_on.values()]
    heirs = {key: numbers[next(index for other, index in ranked if other == key)] for key in rest}
    return goes_on, heirs


def _titles(pieces: Pieces) -> tuple[Piece, ...]:
    return tuple(piece for piece in pieces if piece.part is Part.HEADLINE)


def _heads(pieces: Pieces) -> tuple[Piece, ...]:
    return tuple(piece for piece in pieces if piece.part in HEADS)
