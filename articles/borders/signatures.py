"""The credits, datelines, agencies and marks that go where the lines go in which they are printed. Pure.

What a person made of a name that is printed there goes along; a name that stands in no line stays with its item.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from articles.borders.pieces import Layout, Piece, Pieces
from articles.borders.words import Grounds, Words
from articles.ingest.drafts import CreditDraft, Part
from articles.ingest.stages import cues
from articles.ingest.stages.credits import read_agency, read_credits

#: What lines say that were text before they became bylines or marks: as a person had left it, not as the page has it.
Said = Mapping[Piece, str]


@dataclass(frozen=True, slots=True)
class Signature:
    credits: tuple[CreditDraft, ...] = ()
    dateline: str = ""
    agency: str = ""
    continued_from: str = ""
    continues_to: str = ""


@dataclass(slots=True)
class Amended:
    """What people made of what is printed: each printed credit and word with what stands in its place, if anything."""

    credits: dict[CreditDraft, CreditDraft | None] = field(default_factory=dict)
    words: dict[tuple[str, str], str] = field(default_factory=dict)
    #: Credits that no line prints.
    loose: list[CreditDraft] = field(default_factory=list)


def carry_signatures(
    before: Layout, words: Mapping[int, Words], after: Layout, heirs: Mapping[int, int], grounds: Grounds, said: Said
) -> dict[int, Signature]:
    """The signature of each item of `after`. `said` holds pieces of either layout."""
    printed = {key: printed_signature(pieces, grounds, said) for key, pieces in before.items()}
    amended = {key: _amended(printed[key], words[key]) for key in before}
    result = {}
    for key, pieces in after.items():
        gone = [other for other, heir in heirs.items() if heir == key]
        if key in before and not gone and _signing(before[key]) == _signing(pieces):
            result[key] = _present(words[key])
            continue
        origins = [key, *gone] if key in before else gone
        result[key] = _carried(key, pieces, before, amended, origins, grounds, said)
    return result


def printed_signature(pieces: Iterable[Piece], grounds: Grounds, said: Said) -> Signature:
    """What the byline and mark pieces say, read as the segmenter reads them."""
    credits: list[CreditDraft] = []
    dateline = agency = continued_from = continues_to = ""
    for piece in pieces:
        raw = said.get(piece) or grounds[piece.page].read[piece.start : piece.end]
        dense = "".join(raw.split())
        if piece.part is Part.BYLINE:
            found = cues.DATELINE.match(dense)
            credits += read_credits(_behind(raw, len(found.group())) if found else raw)
            dateline = dateline or (found.group() if found else "")
            agency = agency or read_agency(raw)
        elif piece.part is Part.MARK:
            came, goes = cues.MARK_IN.search(dense), cues.MARK_OUT.search(dense)
            if came and not continues_to:
                continued_from = continued_from or came["where"]
            # Where the rest begins that a mark spoke of, nothing is missing any more.
            continues_to = goes["where"] if goes else "" if came else continues_to
    unique = {(credit.name, credit.role): credit for credit in credits}
    return Signature(tuple(unique.values()), dateline, agency, continued_from, continues_to)


def _behind(raw: str, count: int) -> str:
    """What stands behind the first `count` characters that are not blank."""
    seen = 0
    for place, character in enumerate(raw):
        if seen == count:
            return raw[place:]
        seen += not character.isspace()
    return ""


def _signing(pieces: Pieces) -> list[Piece]:
    return [piece for piece in pieces if piece.part in (Part.BYLINE, Part.MARK)]


def _present(words: Words) -> Signature:
    return Signature(words.credits, words.dateline, words.agency, words.continued_from, words.continues_to)


_FIELDS = ("dateline", "agency", "continued_from", "continues_to")


def _amended(printed: Signature, words: Words) -> Amended:
    """A printed credit that the record lacks and one that no page prints are one, in order: a corrected name."""
    held = {(credit.name, credit.role): credit for credit in words.credits}
    missing = [credit for credit in printed.credits if (credit.name, credit.role) not in held]
    known = {(credit.name, credit.role) for credit in printed.credits}
    typed = [credit for credit in words.credits if (credit.name, credit.role) not in known]
    amended = Amended({credit: held.get((credit.name, credit.role)) for credit in printed.credits})
    for credit in missing:
        match = next((other for other in typed if _is_like(credit, other)), None)
        amended.credits[credit] = match
        if match:
            typed.remove(match)
    amended.loose = typed
    for name in _FIELDS:
        amended.words[name, getattr(printed, name)] = getattr(words, name)
    return amended


def _is_like(printed: CreditDraft, typed: CreditDraft) -> bool:
    return printed.name == typed.name or bool(set(printed.name) & set(typed.name))


def _carried(
    key: int,
    pieces: Pieces,
    before: Layout,
    amended: Mapping[int, Amended],
    origins: Sequence[int],
    grounds: Grounds,
    said: Said,
) -> Signature:
    credits: list[CreditDraft] = []
    values = dict.fromkeys(_FIELDS, "")
    for piece in _signing(pieces):
        source = _holder(before, piece)
        there = amended[source] if source is not None else Amended()
        found = printed_signature((piece,), grounds, said)
        credits += (mended for one in found.credits if (mended := there.credits.get(one, one)) is not None)
        for name in ("dateline", "agency"):
            value = getattr(found, name)
            values[name] = values[name] or there.words.get((name, value), value) if value else values[name]
    whole = printed_signature(_signing(pieces), grounds, said)
    for name in _FIELDS[2:]:
        values[name] = getattr(whole, name)
    for origin in origins:
        credits += amended[origin].loose
        for name in _FIELDS:
            # Typed where nothing is printed.
            values[name] = values[name] or amended[origin].words.get((name, ""), "")
    own = amended[key].credits.values() if key in amended else ()
    unique = {(credit.name, credit.role): credit for credit in credits}
    first = [credit for credit in own if credit and (credit.name, credit.role) in unique]
    ordered = dict.fromkeys([*first, *unique.values()])
    return Signature(tuple({(c.name, c.role): c for c in ordered}.values()), **values)


def _holder(before: Layout, piece: Piece) -> int | None:
    """The item in which the piece was a byline or a mark."""
    for key, pieces in before.items():
        for other in pieces:
            if other.page == piece.page and other.part is piece.part and other.start <= piece.start < other.end:
                return key
    return None
