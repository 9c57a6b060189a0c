"""Whom a figure is told of: the entries its sentence names, else those named before in its paragraph, else what the
article is about. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from entities.matching.figures import StatedFigure
from entities.matching.registry import EntryType

Key = tuple[EntryType, int]


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """Where the body names an entry."""

    key: Key
    start: int
    end: int


#: A list of more bodies than this states nothing of each of them.
MOST_IN_A_LIST = 3


def subjects_of(figure: StatedFigure, places: Sequence[NamedPlace], text: str, topic: Sequence[Key]) -> tuple[Key, ...]:
    """Each entry once, in the order of the text: those that the sentence names before the figure, else those named
    last before it in the paragraph, else those that the sentence names behind it, else `topic`, what the whole article
    is about."""
    within = [each for each in places if figure.sentence_start <= each.start < figure.sentence_end]
    chosen = (
        [each for each in within if each.start < figure.start]
        or _last_sentence_that_names(figure, places, text)
        or within
    )
    keys = tuple(dict.fromkeys(each.key for each in chosen))
    bodies = [key for key in keys if key[0] is EntryType.DEPARTMENT]
    if len(bodies) > MOST_IN_A_LIST:
        keys = tuple(key for key in keys if key not in bodies or key in topic)
    return keys or tuple(topic)


def _last_sentence_that_names(figure: StatedFigure, places: Sequence[NamedPlace], text: str) -> list[NamedPlace]:
    """The places in the nearest sentence before, of the same paragraph, that names any entry."""
    paragraph = text.rfind("\n", 0, figure.sentence_start) + 1
    before = [each for each in places if paragraph <= each.start < figure.sentence_start]
    if not before:
        return []
    last = max(before, key=lambda each: each.start)
    sentence = max((text.rfind(mark, 0, last.start) for mark in "。！？"), default=-1) + 1
    return [each for each in before if each.start >= max(sentence, paragraph)]
