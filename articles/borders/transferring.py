"""Puts items whose borders a person set onto a new reading of their page; what is left is the new reading's. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from articles.borders.alignment import Block, blocks
from articles.borders.pieces import Layout, Piece, Pieces, Stretch, cut_out, put_in, tidy

#: A replaced stretch is the same place read otherwise while neither reading is this many times as long as the other.
SAME_STRETCH = 2

#: Equal characters that are not so by chance.
SURE_STRETCH = 4

#: Equal characters by which a piece is known that stands elsewhere on the page.
LEAST_STRETCH = 6

#: The item and the number of its piece.
Owner = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Transfer:
    """The kept items and the others on the new text; together they hold all of it, and items without text are left
    out."""

    kept: Mapping[int, Pieces]
    others: Mapping[int, Pieces]


def transfer(page: int, old: str, new: str, kept: Layout, others: Layout) -> Transfer:
    """`kept` stand on the old text of a page, `others` on the new, which they hold whole."""
    texts = {page: new}
    owners = _new_owners(page, old, new, kept)
    moved = {key: tidy(_pieces(page, key, kept[key], owners, new), texts) for key in kept}
    held = [Stretch(piece.page, piece.start, piece.end) for pieces in moved.values() for piece in pieces]
    left: dict[int, Pieces] = {}
    for key, pieces in others.items():
        outside, inside = cut_out(pieces, held, texts)
        heir = _mostly_taken_by(outside, inside, moved)
        if heir is None:
            left[key] = tidy(outside, texts)
        else:
            moved[heir] = put_in(moved[heir], outside, texts)
    return Transfer(_filled(moved), _filled(left))


def _filled(layout: Mapping[int, Pieces]) -> dict[int, Pieces]:
    return {key: pieces for key, pieces in layout.items() if pieces}


def _mostly_taken_by(outside: Pieces, inside: Pieces, moved: Layout) -> int | None:
    """The kept item that has most of an item of which the kept ones have more than half."""
    if _length(inside) <= _length(outside):
        return None
    shares: Counter[int] = Counter()
    for key, pieces in moved.items():
        for piece in pieces:
            for part in inside:
                shares[key] += max(0, min(piece.end, part.end) - max(piece.start, part.start))
    return shares.most_common(1)[0][0]


def _length(pieces: Pieces) -> int:
    return sum(piece.end - piece.start for piece in pieces)


def _dense(text: str) -> tuple[str, list[int]]:
    places = [place for place, character in enumerate(text) if not character.isspace()]
    return "".join(text[place] for place in places), places


def _new_owners(page: int, old: str, new: str, kept: Layout) -> dict[int, Owner]:
    """Who of the kept items has each non-blank character of the new text, by its offset."""
    old_dense, old_places = _dense(old)
    new_dense, new_places = _dense(new)
    by_offset = {
        offset: (key, number)
        for key, pieces in kept.items()
        for number, piece in enumerate(pieces)
        for offset in range(piece.start, piece.end)
        if piece.page == page
    }
    before = [by_offset.get(offset) for offset in old_places]
    after: list[Owner | None] = [None] * len(new_dense)
    _map(old_dense, new_dense, before, after, 0)
    for owner, wanted in Counter(owner for owner in before if owner is not None).items():
        if 2 * after.count(owner) < wanted:
            _find_elsewhere(owner, old_dense, new_dense, before, after)
        if after.count(owner) < wanted:
            _lengthen(owner, old_dense, new_dense, before, after)
    return {place: owner for place, owner in zip(new_places, after, strict=True) if owner is not None}


def _map(old: str, new: str, before: Sequence[Owner | None], after: list[Owner | None], at: int) -> None:
    """Give the characters of `new`, which stand at `at` and behind it in `after` and are nobody's, to who has those of
    `old` that they are."""

    def give(place: int, owner: Owner | None) -> None:
        after[at + place] = after[at + place] or owner

    for tag, i, j, m, n in _likely(list(blocks(old, new))):
        if tag == "equal":
            for step in range(n - m):
                give(m + step, before[i + step])
        elif tag == "replace" and max(j - i, n - m) <= SAME_STRETCH * min(j - i, n - m):
            for step in range(n - m):
                give(m + step, before[i + (step * (j - i)) // (n - m)])
        elif tag != "delete":
            around = {before[i - 1] if i else None, before[j] if j < len(before) else None}
            for step in range(n - m if len(around) == 1 else 0):
                give(m + step, next(iter(around)))


def _likely(found: Sequence[Block]) -> Iterator[Block]:
    """The blocks without what lies between two long equal ones and is no reading of the same words."""
    for is_sure, run in groupby(found, key=lambda block: block[0] == "equal" and block[2] - block[1] >= SURE_STRETCH):
        held = list(run)
        olds, news = held[-1][2] - held[0][1], held[-1][4] - held[0][3]
        equal = sum(block[2] - block[1] for block in held if block[0] == "equal")
        if is_sure or max(olds, news) <= SAME_STRETCH * min(olds, news) or 2 * equal >= min(olds, news):
            yield from held


def _find_elsewhere(
    owner: Owner, old: str, new: str, before: Sequence[Owner | None], after: list[Owner | None]
) -> None:
    """A piece that the new reading has in another order is looked for by its longest stretch that stands there."""
    printed = _printed(owner, old, before)
    match = SequenceMatcher(None, printed, new, autojunk=False).find_longest_match()
    if match.size < min(LEAST_STRETCH, len(printed)):
        return
    start = max(0, match.b - match.a)
    end = min(len(new), match.b + len(printed) - match.a)
    if all(held is None for held in after[match.b : match.b + match.size]):
        _map(printed, new[start:end], [owner] * len(printed), after, start)


def _lengthen(owner: Owner, old: str, new: str, before: Sequence[Owner | None], after: list[Owner | None]) -> None:
    """What goes on as the piece does behind its last character is its own: the same character may stand elsewhere."""
    places = [place for place, held in enumerate(after) if held == owner]
    printed = _printed(owner, old, before)
    if not places or not printed.startswith(new[places[0] : places[-1] + 1]):
        return
    for character, place in zip(printed[len(places) :], range(places[-1] + 1, len(new)), strict=False):
        if new[place] != character or after[place] is not None:
            return
        after[place] = owner


def _printed(owner: Owner, old: str, before: Sequence[Owner | None]) -> str:
    return "".join(character for character, held in zip(old, before, strict=True) if held == owner)


def _pieces(page: int, key: int, old: Pieces, owners: Mapping[int, Owner], new: str) -> Iterator[Piece]:
    """The item's pieces on the new text, in the order in which they are read: a piece for each run of its own."""
    runs: list[tuple[int, int, int]] = []
    places = [place for place, character in enumerate(new) if not character.isspace()]
    for owner, run in groupby(places, key=owners.get):
        if owner is not None and owner[0] == key:
            held = list(run)
            runs.append((owner[1], held[0], held[-1] + 1))
    for number, start, end in sorted(runs):
        yield Piece(page, start, end, old[number].part)
