"""Carries the words of items over to new borders, so that what a person corrected stays corrected. Pure.

Every character of a page takes along what the present text says in its place. Fields whose characters stay as they
were are not touched at all.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from articles.borders.composing import compose, neighbours
from articles.borders.glyphs import Glyph, Streams, as_scanned, fresh_glyphs, read_places, streams_of
from articles.borders.pieces import HEADS, TEXT_PARTS, Layout, Piece, Pieces, Stretch
from articles.borders.sharing import Told, misread
from articles.borders.signatures import Signature, carry_signatures, printed_signature
from articles.borders.words import Ground, Grounds, Memory, Place, Shared, Stowed, Words
from articles.ingest.drafts import Part

#: Below this the keys count of what stood in no item's text.
FRESH = -1_000_000


@dataclass(frozen=True, slots=True)
class Carried:
    """The words of every item of the new layout, and what the next change may need to bring back.

    `scanned`: what the page alone says of each, in the same paragraphs: the first revision of a new item.
    """

    words: Mapping[int, Words]
    scanned: Mapping[int, Words]
    seams: Mapping[tuple[Place, Place], str]
    stowed: tuple[Stowed, ...]
    shares: tuple[Shared, ...]


@dataclass(frozen=True, slots=True)
class Laid:
    """The glyphs of the items of two layouts, by item and field: where each stands before and after."""

    before: Mapping[int, Streams]
    after: Mapping[int, Streams]


@dataclass(slots=True)
class _Stock:
    """All glyphs of the old layout, by item and field and by place."""

    grounds: Grounds
    memory: Memory
    streams: dict[int, Streams]
    by_place: dict[Place, Glyph] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for streams in self.streams.values():
            for glyphs in streams.values():
                self.by_place |= {glyph.place: glyph for glyph in glyphs if glyph.place}

    def loose(self, item: int, part: Part) -> list[Glyph]:
        """The words of a field that stand on no page."""
        return [glyph for glyph in self.streams.get(item, {}).get(part, ()) if glyph.place is None]

    def gaps(self, last: Glyph, glyph: Glyph) -> list[str]:
        between = self.streams[last.item][last.field][last.index : glyph.index]
        return [each.gap for each in between if each.content]

    def of_piece(self, piece: Piece) -> list[Glyph]:
        """The glyphs of a piece; of characters that stood in no text so far, fresh ones."""
        ground = self.grounds[piece.page]
        places = read_places(piece, ground)
        known = {place: self.by_place[place] for place in places if place in self.by_place}
        if len(known) < len(places):
            known = self._fresh(piece, ground) | known
        return [known[place] for place in places]

    def _fresh(self, piece: Piece, ground: Ground) -> dict[Place, Glyph]:
        item = FRESH - len(self.streams)
        glyphs = fresh_glyphs(piece, ground, self.memory, item=item)
        self.streams[item] = {Part.BYLINE: glyphs}
        return {glyph.place: glyph for glyph in glyphs if glyph.place}

    def composed(self, glyphs: Sequence[Glyph], part: Part) -> str:
        return compose(glyphs, part, self.gaps, self.grounds, self.memory)


def carry(
    before: Layout,
    words: Mapping[int, Words],
    after: Layout,
    grounds: Grounds,
    *,
    heirs: Mapping[int, int] | None = None,
    memory: Memory | None = None,
) -> Carried:
    """The words of the items of `after`, given those of `before`; the layouts hold the same characters.

    `heirs`: which item takes what an item that is no more said without a page holding it.
    """
    heirs, memory = heirs or {}, memory or Memory()
    streams = {key: streams_of(key, pieces, words[key], grounds, memory.shares) for key, pieces in before.items()}
    stock = _Stock(grounds, memory, streams)
    placed = {key: _place(key, pieces, stock, heirs) for key, pieces in after.items()}
    said = _said(after, stock)
    signatures = carry_signatures(before, words, after, heirs, grounds, _told(before, stock.memory) | said)
    printed = {key: printed_signature(pieces, grounds, {}) for key, pieces in after.items()}
    carried = {key: _worded(_fields(held, stock, key, words.get(key)), signatures[key]) for key, held in placed.items()}
    return Carried(
        words=carried,
        scanned={
            key: _worded(_fields({part: as_scanned(row) for part, row in held.items()}, stock, key), printed[key])
            for key, held in placed.items()
        },
        seams=_new_seams(stock, placed),
        stowed=tuple(Stowed(Stretch(piece.page, piece.start, piece.end), text) for piece, text in said.items()),
        shares=tuple(_misread(after, carried, placed, stock)),
    )


def lay_out(
    before: Layout,
    words: Mapping[int, Words],
    after: Layout,
    grounds: Grounds,
    heirs: Mapping[int, int],
    known: Sequence[Shared],
) -> Laid:
    """Which characters `carry` takes where, to follow one of them. `known`: the shares that its memory had."""
    streams = {key: streams_of(key, pieces, words[key], grounds, known) for key, pieces in before.items()}
    stock = _Stock(grounds, Memory(), dict(streams))
    return Laid(streams, {key: _place(key, pieces, stock, heirs) for key, pieces in after.items()})


def is_as_printed(words: Words, scanned: Words) -> bool:
    """Whether an item says what its page does, but for white space: nobody corrected a word of it."""

    def said(held: Words) -> list[str]:
        return ["".join(held.of(part).split()) for part in TEXT_PARTS]

    return said(words) == said(scanned) and set(words.credits) == set(scanned.credits)


def _place(key: int, pieces: Pieces, stock: _Stock, heirs: Mapping[int, int]) -> Streams:
    """The glyphs of an item of the new layout, by the field in which they stand."""
    placed: Streams = {part: stock.loose(key, part) for part in TEXT_PARTS}
    is_leading = True
    for piece in pieces:
        is_leading = is_leading and piece.part in HEADS
        if piece.part not in TEXT_PARTS:
            continue
        glyphs = stock.of_piece(piece)
        # The headline of a second half, which the body holds as a sub-head.
        is_subhead = not is_leading and piece.part in HEADS and all(glyph.field is Part.BODY for glyph in glyphs)
        placed[Part.BODY if is_subhead else piece.part] += glyphs
    for gone in (other for other, heir in heirs.items() if heir == key):
        _inherit(placed, gone, stock)
    return placed


def _inherit(placed: Streams, gone: int, stock: _Stock) -> None:
    """What an item said that no page holds: its headline where the heir has none, else a paragraph before its text."""
    paragraphs: list[Glyph] = []
    for part in TEXT_PARTS:
        loose = stock.loose(gone, part)
        if part is not Part.BODY and not any(glyph.content for glyph in placed[part]):
            placed[part] = loose
        else:
            paragraphs += loose
    body = placed[Part.BODY]
    at = next((index for index, glyph in enumerate(body) if glyph.place and glyph.item == gone), len(body))
    body[at:at] = paragraphs


def _fields(placed: Streams, stock: _Stock, key: int, present: Words | None = None) -> dict[Part, str]:
    """The text fields; one whose glyphs are those it had is left as it is."""
    own = stock.streams.get(key, {})
    return {
        part: present.of(part) if present and glyphs == own.get(part) else stock.composed(glyphs, part)
        for part, glyphs in placed.items()
    }


def _worded(fields: Mapping[Part, str], signature: Signature) -> Words:
    return Words(
        kicker=fields[Part.KICKER],
        headline=fields[Part.HEADLINE],
        subtitle=fields[Part.SUBTITLE],
        body=fields[Part.BODY],
        credits=signature.credits,
        dateline=signature.dateline,
        agency=signature.agency,
        continued_from=signature.continued_from,
        continues_to=signature.continues_to,
    )


def _said(after: Layout, stock: _Stock) -> dict[Piece, str]:
    """What the pieces say at present that were text and are a byline or a mark from now on."""
    said = {}
    for pieces in after.values():
        for piece in pieces:
            if piece.part in TEXT_PARTS:
                continue
            places = read_places(piece, stock.grounds[piece.page])
            if any(place in stock.by_place for place in places):
                said[piece] = stock.composed(stock.of_piece(piece), Part.BODY)
    return said


def _told(before: Layout, memory: Memory) -> dict[Piece, str]:
    """What bylines and marks said when they became such, the newest last."""
    told = {stowed.stretch: stowed.text for stowed in reversed(memory.stowed)}
    pieces = (piece for pieces in before.values() for piece in pieces if piece.part not in TEXT_PARTS)
    places = {piece: Stretch(piece.page, piece.start, piece.end) for piece in pieces}
    return {piece: told[place] for piece, place in places.items() if place in told}


def _new_seams(stock: _Stock, placed: Mapping[int, Streams]) -> dict[tuple[Place, Place], str]:
    """The white space between characters that stood side by side in a field and do so no more."""
    beside = {
        (one.place, other.place)
        for streams in placed.values()
        for glyphs in streams.values()
        for one, other in neighbours(glyphs)
    }
    return {
        (one.place, other.place): one.gap
        for streams in stock.streams.values()
        for glyphs in streams.values()
        for one, other in neighbours(glyphs)
        if one.place and other.place and (one.place, other.place) not in beside
    }


def _misread(
    after: Layout, words: Mapping[int, Words], placed: Mapping[int, Streams], stock: _Stock
) -> Iterator[Shared]:
    """What the next change has to know of the new texts, to take the words on with the characters of this one."""
    for key, pieces in after.items():
        own = stock.streams.get(key, {})
        changed = [part for part, glyphs in placed[key].items() if glyphs != own.get(part)]
        if changed:
            read = streams_of(key, pieces, words[key], stock.grounds, stock.memory.shares)
            for part in changed:
                yield from misread(_told_by(placed[key][part]), _told_by(read[part]))


def _told_by(glyphs: Sequence[Glyph]) -> list[Told]:
    return [(glyph.place, glyph.content) for glyph in glyphs]
