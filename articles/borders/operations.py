"""What a person can do to the borders of items, as functions from one layout to the next. Pure.

Each takes the items it concerns and returns them as they are afterwards; an item without text is left out. Every
non-blank character is in exactly one item, before and after.
"""

from collections.abc import Sequence
from dataclasses import replace

from articles.borders.pieces import HEADS, Layout, Piece, Pieces, Stretch, Texts, cut_out, put_in, tidy
from articles.ingest.drafts import Part

#: The key of an item that an operation makes.
NEW = -1


def merge(layout: Layout, into: int, others: Sequence[int], texts: Texts) -> dict[int, Pieces]:
    """All text becomes `into`'s, in the order in which the items are given to `layout`.

    The headline of an item that is nothing else is a line of the whole's headline, as is that of the only item that
    has one; otherwise the headlines of the others are sub-heads in the body.
    """
    keys = [key for key in layout if key == into or key in others]
    headed = [key for key in keys if any(piece.part in HEADS for piece in layout[key])]
    keeper = into if into in headed or not headed else headed[0]
    heads: Pieces = ()
    blocks: list[list[Piece]] = []
    for key in keys:
        first = _leading_heads(layout[key])
        if key == keeper or _may_stack(layout, keeper, key, keys):
            heads = put_in(heads, layout[key][:first], texts)
            blocks.append(list(layout[key][first:]))
        else:
            blocks.append([replace(piece, part=Part.BODY) if piece.part in HEADS else piece for piece in layout[key]])
    return {into: tidy((*heads, *_read_together(blocks)), texts)}


def _may_stack(layout: Layout, keeper: int, key: int, keys: Sequence[int]) -> bool:
    """Whether nothing but headlines stands between the two items' headlines in reading order."""
    one, other = sorted((keys.index(keeper), keys.index(key)))
    return not any(piece.part is Part.BODY for between in keys[one:other] for piece in layout[between])


def _read_together(blocks: Sequence[list[Piece]]) -> list[Piece]:
    """The pieces of several items as the page prints them; one after another where one is read in another order."""
    order = list(dict.fromkeys(piece.page for block in blocks for piece in block))

    def place(piece: Piece) -> tuple[int, int]:
        return order.index(piece.page), piece.start

    everything = [piece for block in blocks for piece in block]
    is_straight = all(block == sorted(block, key=place) for block in blocks)
    return sorted(everything, key=place) if is_straight else everything


def _leading_heads(pieces: Pieces) -> int:
    count = 0
    while count < len(pieces) and pieces[count].part in HEADS:
        count += 1
    return count


def split(pieces: Pieces, page: int, offset: int, texts: Texts) -> tuple[Pieces, Pieces]:
    """What is read before `offset` of the page and what is read from there on; either may be empty."""
    for index, piece in enumerate(pieces):
        if piece.page == page and piece.end > offset:
            before, behind = cut_out((piece,), [Stretch(page, offset, piece.end)], texts)
            return (*pieces[:index], *before), (*behind, *pieces[index + 1 :])
    return pieces, ()


def move(layout: Layout, stretches: Sequence[Stretch], to: int, texts: Texts) -> dict[int, Pieces]:
    """The text of the stretches becomes `to`'s, each part what it was; `NEW` makes an item."""
    left, taken = take(layout, stretches, texts)
    left[to] = put_in(left.get(to, ()), taken, texts)
    return {key: pieces for key, pieces in left.items() if pieces}


def set_part(layout: Layout, stretches: Sequence[Stretch], to: int, part: Part, texts: Texts) -> dict[int, Pieces]:
    """The text of the stretches becomes this part of `to`, out of whichever item."""
    left, taken = take(layout, stretches, texts)
    left[to] = put_in(left.get(to, ()), [replace(piece, part=part) for piece in taken], texts)
    return {key: pieces for key, pieces in left.items() if pieces}


def take(layout: Layout, stretches: Sequence[Stretch], texts: Texts) -> tuple[dict[int, Pieces], Pieces]:
    """The items without the text of the stretches, and that text's pieces."""
    left: dict[int, Pieces] = {}
    taken: list[Piece] = []
    for key, pieces in layout.items():
        outside, inside = cut_out(pieces, stretches, texts)
        left[key] = tidy(outside, texts)
        taken += inside
    return left, tuple(taken)


def join(head: Pieces, tail: Pieces, texts: Texts) -> Pieces:
    """`tail` is the end of `head`: its headline a sub-head in the body, or the whole's where `head` has none."""
    if not any(piece.part in HEADS for piece in head):
        first = _leading_heads(tail)
        return tidy((*tail[:first], *head, *tail[first:]), texts)
    return tidy((*head, *(replace(p, part=Part.BODY) if p.part in HEADS else p for p in tail)), texts)


def part_off(pieces: Pieces, page: int, texts: Texts) -> tuple[Pieces, Pieces]:
    """The pieces on other pages, and those on this one."""
    others = tuple(piece for piece in pieces if piece.page != page)
    return tidy(others, texts), tidy((piece for piece in pieces if piece.page == page), texts)


def keeps_address(pieces: Pieces) -> bool:
    """Whether a part of an item holds what people know the item by."""
    return any(piece.part is Part.HEADLINE for piece in pieces)
