"""Which character of the OCR text each character of an article's fields came from, as runs. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from articles.borders.alignment import blocks


@dataclass(frozen=True, slots=True)
class ScannedLine:
    """`place` is where its first character stands on the one number line of all lines that are shown."""

    place: int
    text: str
    part: str


@dataclass(frozen=True, slots=True)
class Run:
    """`length` characters from `start` of a field are those from `place` of the OCR text on."""

    start: int
    place: int
    length: int


#: A character of a field and the one on the page that it came from.
Pair = tuple[int, int]


def alignment(fields: Mapping[str, str], lines: Iterable[ScannedLine]) -> dict[str, list[Run]]:
    """For each field its runs in order. `lines` stand in reading order, each in the field of its own part.

    A byline became no field as a whole; what of it stands in one (a dateline, an agency) is found there word by word.
    """
    lines = list(lines)
    pairs = {name: _aligned(text, [line for line in lines if line.part == name]) for name, text in fields.items()}
    for line in lines:
        if line.part not in fields:
            _find_elsewhere(line, fields, pairs)
    return {name: list(_as_runs(sorted(found))) for name, found in pairs.items() if found}


def _aligned(text: str, lines: Sequence[ScannedLine]) -> list[Pair]:
    printed, own = "", list[int]()
    for line in lines:
        characters, places = _dense(line.text)
        printed += characters
        own += [line.place + place for place in places]
    dense, places = _dense(text)
    pairs = []
    for tag, i, j, m, n in blocks(printed, dense):
        # As many characters in the stead of others are corrections, one for one.
        if tag == "equal" or (tag == "replace" and j - i == n - m):
            pairs += [(places[m + step], own[i + step]) for step in range(j - i)]
    return pairs


def _find_elsewhere(line: ScannedLine, fields: Mapping[str, str], pairs: dict[str, list[Pair]]) -> None:
    characters, own = _dense(line.text)
    for name, text in fields.items():
        dense, places = _dense(text)
        within = dense.find(characters) if len(characters) > 1 else -1
        around = characters.find(dense) if 1 < len(dense) < len(characters) else -1
        if not pairs[name] and around >= 0:
            pairs[name] = [(place, line.place + own[around + step]) for step, place in enumerate(places)]
        elif within >= 0:
            taken = {start for start, _ in pairs[name]}
            found = [(places[within + step], line.place + place) for step, place in enumerate(own)]
            pairs[name] += [pair for pair in found if pair[0] not in taken]


def _dense(text: str) -> tuple[str, list[int]]:
    """The text without white space, and where each of its characters stood."""
    places = [place for place, character in enumerate(text) if not character.isspace()]
    return "".join(text[place] for place in places), places


def _as_runs(pairs: Sequence[Pair]) -> Iterator[Run]:
    begin = 0
    for index in range(1, len(pairs) + 1):
        is_going_on = index < len(pairs) and (
            pairs[index][0] - pairs[index - 1][0] == 1 and pairs[index][1] - pairs[index - 1][1] == 1
        )
        if not is_going_on and pairs:
            yield Run(pairs[begin][0], pairs[begin][1], index - begin)
            begin = index
