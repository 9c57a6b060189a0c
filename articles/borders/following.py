"""Where a passage of an item's text stands after a change of borders: followed by the characters of the page that it
comes from, not looked for by its words. Pure."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from articles.borders.alignment import blocks
from articles.borders.carrying import Laid, lay_out
from articles.borders.glyphs import Glyph
from articles.borders.pieces import TEXT_PARTS, Layout
from articles.borders.words import Grounds, Shared, Words
from articles.ingest.drafts import Part

#: An item's text field.
Field = tuple[int, Part]
#: A character of a glyph: the glyph's item, field and index, and its number among the glyph's non-blank characters.
_Letter = tuple[int, Part, int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """The half-open range of a text field of an item; an empty one is a place between two characters."""

    item: int
    field: Part
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Spot:
    """The non-blank character of this number in a field."""

    field: Field
    number: int

    def is_before(self, other: "_Spot") -> bool:
        return self.field == other.field and self.number + 1 == other.number


@dataclass(frozen=True)
class Way:
    """One change of borders: the items that it changed with all they said, before it and after it.

    `heirs`: which item took over what one that ended said without a page holding it. `known`: whose some words were by
    earlier changes.
    """

    before: Layout
    words: Mapping[int, Words]
    after: Layout
    words_after: Mapping[int, Words]
    grounds: Grounds
    heirs: Mapping[int, int]
    known: Sequence[Shared] = ()

    def follow(self, passage: Passage) -> Passage | None:
        """Where the passage stands after the change; None where a border went through it.

        What stood between two that were parted stays with the one before it, or with its paragraph, as when texts are
        carried.
        """
        places = _non_blank(self._text_before(passage))
        low, high = bisect_left(places, passage.start), bisect_left(places, passage.end)
        if low < high:
            return self._whole(passage, places, low, high)
        return self._between(passage, places, low)

    def _whole(self, passage: Passage, places: Sequence[int], low: int, high: int) -> Passage | None:
        spots = [self._spot(passage, number) for number in range(low, high)]
        found = [spot for spot in spots if spot is not None]
        if len(found) < len(spots) or not all(one.is_before(other) for one, other in pairwise(found)):
            return None
        field = found[0].field
        start, end = self._offset(found[0]), self._offset(found[-1]) + 1
        words, old = self._text_after(field), self._text_before(passage)
        lead, trail = old[passage.start : places[low]], old[places[high - 1] + 1 : passage.end]
        start -= len(lead) if lead and words[:start].endswith(lead) else 0
        end += len(trail) if trail and words[end:].startswith(trail) else 0
        return Passage(*field, start, end)

    def _between(self, passage: Passage, places: Sequence[int], number: int) -> Passage | None:
        left = self._spot(passage, number - 1) if number else None
        right = self._spot(passage, number) if number < len(places) else None
        old = self._text_before(passage)
        gap_start = places[number - 1] + 1 if number else 0
        gap_end = places[number] if number < len(places) else len(old)
        if left and right and left.is_before(right):
            start, end = self._offset(left) + 1, self._offset(right)
            if self._text_after(left.field)[start:end] == old[gap_start:gap_end]:
                shift = start - gap_start
                return Passage(*left.field, passage.start + shift, passage.end + shift)
            if passage.start < passage.end:
                return Passage(*left.field, start, end)
        is_of_next = "\n" in old[gap_start : passage.start]
        if right and (is_of_next or left is None):
            return Passage(*right.field, self._offset(right), self._offset(right))
        if left:
            return Passage(*left.field, self._offset(left) + 1, self._offset(left) + 1)
        return self._empty(passage)

    def _empty(self, passage: Passage) -> Passage | None:
        """A field without words stays one: what is typed there is typed into the item, or into its heir."""
        item = passage.item if passage.item in self.words_after else self.heirs.get(passage.item)
        is_empty = not self._text_before(passage) and item in self.words_after
        if item is None or not is_empty or self._text_after((item, passage.field)):
            return None
        return Passage(item, passage.field, 0, 0)

    def _text_before(self, passage: Passage) -> str:
        return self.words[passage.item].of(passage.field)

    def _text_after(self, field: Field) -> str:
        return self.words_after[field[0]].of(field[1])

    def _spot(self, passage: Passage, number: int) -> _Spot | None:
        return self._spots.get(self._letters[passage.item, passage.field][number])

    def _offset(self, spot: _Spot) -> int:
        return self._offsets[spot.field][spot.number]

    @cached_property
    def _letters(self) -> dict[Field, list[_Letter]]:
        return {
            (key, part): [letter for letter, _ in _letters_of(glyphs)]
            for key, streams in self._laid.before.items()
            for part, glyphs in streams.items()
        }

    @cached_property
    def _offsets(self) -> dict[Field, list[int]]:
        return {
            (key, part): _non_blank(words.of(part)) for key, words in self.words_after.items() for part in TEXT_PARTS
        }

    @cached_property
    def _spots(self) -> dict[_Letter, _Spot]:
        """Where each character of a glyph stands now. A text that was set is compared with what would be carried."""
        found: dict[_Letter, _Spot] = {}
        for key, streams in self._laid.after.items():
            for part, glyphs in streams.items():
                letters = list(_letters_of(glyphs))
                carried = "".join(character for _, character in letters)
                present = "".join(self._text_after((key, part)).split())
                for tag, i, j, m, n in blocks(carried, present):
                    if tag == "equal" or (tag == "replace" and j - i == n - m):
                        found |= {letters[i + step][0]: _Spot((key, part), m + step) for step in range(j - i)}
        return found

    @cached_property
    def _laid(self) -> Laid:
        return lay_out(self.before, self.words, self.after, self.grounds, self.heirs, self.known)


def _letters_of(glyphs: Sequence[Glyph]) -> Iterator[tuple[_Letter, str]]:
    for glyph in glyphs:
        for number, character in enumerate("".join(glyph.content.split())):
            yield (glyph.item, glyph.field, glyph.index, number), character


def _non_blank(text: str) -> list[int]:
    return [place for place, character in enumerate(text) if not character.isspace()]
