"""Names of persons that stand among other words, with no title or role to tell them by: 张建国走进车间. Pure.

The text is cut into words by the likeliest path through the dictionary, as jieba does it, with one more kind of word:
a surname and a given name, which no dictionary holds. Where the path takes it, a person is named.
"""

import math
import re
from collections.abc import Iterator
from functools import cache

from articles.ingest.lexicon import lexicon
from articles.ingest.stages.names import begins_with_surname, looks_like_person, stands_bare, surname_rank

_RUN = re.compile(r"[\u4e00-\u9fff]{2,}")
_LONGEST_WORD = 3
_NAME_LENGTHS = (2, 3, 4)
#: How likely a name is, as a logarithm like those of words, by its length; the surname's rank goes off it.
#: Set by measuring: names that were put between ordinary words are found, ordinary words in which one character is
#: wrong are none.
_NAME = {2: -17.0, 3: -16.5, 4: -19.0}
#: Of a character that is no word in the dictionary.
_UNKNOWN = -18.0


#: What stands as a word by itself so often that it is no half of a name that is left over.
_BY_ITSELF = frozenset("的了在和是一有为以与及等不就也对这那个们其各把被从到将又再更最已还都")


def bare_name_ranges(text: str) -> Iterator[tuple[int, int]]:
    """Half-open ranges in the order of the text."""
    for run in _RUN.finditer(text):
        yield from ((run.start() + start, run.start() + end) for start, end in _names(run.group()))


def is_mended(text: str, place: tuple[int, int], changed: int) -> bool:
    """Whether the one character that was put right at `changed` made words of what looked like a name in [start, end)
    of `place`: 马告席 is none since 主席 stands there.

    It must complete a word with what was kept, and nothing else may stay behind that could be a part of a name: who
    makes 张建设 or 大建国 of 张建国 has mended no word. Nor does a word tell that begins with the surname: of 黄勇 and
    黄海 either may be right.
    """
    run = next((each for each in _RUN.finditer(text) if each.start() <= changed < each.end()), None)
    if run is None or not run.start() <= place[0] <= place[1] <= run.end():
        return False
    words = [(run.start() + start, run.start() + end, is_name) for start, end, is_name in _path(run.group())]
    met = [(start, end, is_name) for start, end, is_name in words if start < place[1] and place[0] < end]
    return all(
        not is_name
        and (end - start > 1 or (start != changed and text[start] in _BY_ITSELF))
        and not start == place[0] < changed < end
        for start, end, is_name in met
    )


def _names(text: str) -> list[tuple[int, int]]:
    return [(start, end) for start, end, is_name in _path(text) if is_name]


def _path(text: str) -> list[tuple[int, int, bool]]:
    """The likeliest words, and which are names: of each place the best value from there on, and the word that it
    begins with."""
    size = len(text)
    best: list[tuple[float, int, bool]] = [(0.0, 0, False)] * (size + 1)
    for start in range(size - 1, -1, -1):
        choices = [
            (value + best[start + length][0], length, is_name) for value, length, is_name in _words_at(text, start)
        ]
        best[start] = max(choices)
    found, start = [], 0
    while start < size:
        _, length, is_name = best[start]
        found.append((start, start + length, is_name))
        start += length
    return found


def _words_at(text: str, start: int) -> Iterator[tuple[float, int, bool]]:
    words = lexicon()
    for length in range(1, min(_LONGEST_WORD, len(text) - start) + 1):
        frequency, tag = words.get(text[start : start + length], (0, ""))
        if frequency:
            is_name = length > 1 and tag == "nr" and looks_like_person(text[start : start + length])
            yield math.log(frequency) - _log_total(), length, is_name
        elif length == 1:
            yield _UNKNOWN, 1, False
    if begins_with_surname(text[start : start + 2]):
        for length in _NAME_LENGTHS:
            if start + length <= len(text) and stands_bare(text[start : start + length]):
                yield _NAME[length] - math.log(surname_rank(text[start:]) + 3), length, True


@cache
def _log_total() -> float:
    return math.log(sum(frequency for frequency, _ in lexicon().values()))
