"""The words of an item, shared out to the characters of the page that they come from. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from articles.borders.alignment import Owned, share_out
from articles.borders.pieces import HEADS, TEXT_PARTS, Piece, Pieces, Stretch
from articles.borders.sharing import recalled
from articles.borders.words import Ground, Grounds, Memory, Place, Shared, Words
from articles.ingest.drafts import Part
from articles.ingest.similarity import bigrams
from articles.ingest.stages.marks import plain
from articles.ingest.stages.spacing import close_up, join_lines


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character of a page and the words that go where it goes; without a place, words that no page holds.

    `item`, `field` and `index` say where it stood in which text. `scanned` is what the page alone says here.
    """

    place: Place | None
    content: str
    gap: str
    scanned: str
    item: int
    field: Part
    index: int


#: The glyphs of an item by the field in which they stand, in reading order.
Streams = dict[Part, list[Glyph]]


def streams_of(item: int, pieces: Pieces, words: Words, grounds: Grounds, known: Sequence[Shared] = ()) -> Streams:
    """All words of the item's text fields; concatenated, content and gap of a field's glyphs are that field.

    `known`: whose some words are by earlier changes, the newest first.
    """
    fields: dict[Part, list[Piece]] = {part: [] for part in TEXT_PARTS}
    is_leading = True
    for piece in pieces:
        is_leading = is_leading and piece.part in HEADS
        if piece.part in TEXT_PARTS:
            is_subhead = piece.part in HEADS and not is_leading and _is_subhead(piece, words, grounds)
            fields[Part.BODY if is_subhead else piece.part].append(piece)
    return {part: _stream(item, part, held, words.of(part), grounds, known) for part, held in fields.items()}


def _stream(
    item: int, part: Part, pieces: Sequence[Piece], text: str, grounds: Grounds, known: Sequence[Shared]
) -> list[Glyph]:
    places = [place for piece in pieces for place in read_places(piece, grounds[piece.page])]
    if not places:
        return [Glyph(None, text, "", "", item, part, 0)] if text else []
    printed = "".join(grounds[page].read[offset] for page, offset in places)
    shares = recalled(places, share_out(printed, text), known)
    return [
        Glyph(place, share.content, share.gap, character, item, part, index)
        for index, (place, share, character) in enumerate(zip(places, shares, printed, strict=True))
    ]


def _is_subhead(piece: Piece, words: Words, grounds: Grounds) -> bool:
    """Whether the body holds it: the headline over the second half of an article that two pages hold."""
    own = words.of(piece.part)
    return not (own and _stands_in(piece, own, grounds)) and _stands_in(piece, words.body, grounds)


def _stands_in(piece: Piece, text: str, grounds: Grounds) -> bool:
    """Whether most of the piece's character pairs are found in the text."""
    printed = "".join(grounds[piece.page].read[piece.start : piece.end].split())
    own = bigrams(printed)
    return 2 * (own & bigrams(text)).total() >= own.total()


def read_places(stretch: Piece | Stretch, ground: Ground) -> list[Place]:
    """The characters that are read of a stretch, without blanks and marks."""
    return [(stretch.page, offset) for offset in range(stretch.start, stretch.end) if not ground.read[offset].isspace()]


def fresh_glyphs(piece: Piece, ground: Ground, memory: Memory, *, item: int) -> list[Glyph]:
    """The words of a piece that stood in no text so far: as they were when they last did, else as the page has them."""
    places = read_places(piece, ground)
    if not places:
        return []
    printed = "".join(ground.read[offset] for _, offset in places)
    shares = dict(zip(places, share_out(printed, scanned_text(piece, ground)), strict=True))
    for stowed in reversed(memory.stowed):
        if stowed.stretch.page == piece.page:
            shares |= _shares_of(stowed.stretch, stowed.text, ground, within=shares.keys())
    return [
        Glyph(place, shares[place].content, shares[place].gap, character, item, Part.BYLINE, index)
        for index, (place, character) in enumerate(zip(places, printed, strict=True))
    ]


def _shares_of(
    stretch: Stretch, text: str, ground: Ground, *, within: Iterable[Place]
) -> Iterator[tuple[Place, Owned]]:
    places = read_places(stretch, ground)
    if not places:
        return
    wanted = set(within)
    shares = share_out("".join(ground.read[offset] for _, offset in places), text)
    yield from ((place, share) for place, share in zip(places, shares, strict=True) if place in wanted)


def scanned_text(stretch: Piece | Stretch, ground: Ground) -> str:
    """What the page says there: lines joined, without the blanks and marks that mean nothing."""
    lines = ground.read[stretch.start : stretch.end].split("\n")
    return close_up(join_lines(close_up(plain(line)) for line in lines))


def as_scanned(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """The glyphs with what the page says in place of what a person made of it; words of no page are left out."""
    return [replace(glyph, content=glyph.scanned) for glyph in glyphs if glyph.place is not None]
