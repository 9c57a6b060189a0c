"""Which character of the page keeps which words when its text becomes another. Pure.

A change of borders takes words along with the characters that they belong to. Once the text of an item is shorter or
longer, comparing it with the page (`alignment`) may give a word to another character than the one it came with; what
is put back between the two would then part what a person wrote. Where that is so, the change tells, and the next one
recalls it.
"""

from collections.abc import Iterable, Iterator, Sequence

from articles.borders.alignment import Owned, owned
from articles.borders.words import Place, Shared

#: A character, or None for words that no page holds, and what it says.
Told = tuple[Place | None, str]


def recalled(places: Sequence[Place], shares: Sequence[Owned], memory: Sequence[Shared]) -> list[Owned]:
    """The shares of a text, those in `memory` (newest first) instead where the same characters still say the same."""
    result = list(shares)
    index = {place: number for number, place in enumerate(places)} if memory else {}
    for known in reversed(memory):
        start = index.get(known.places[0], len(places))
        run = slice(start, start + len(known.places))
        if tuple(places[run]) != known.places:
            continue
        text = "".join(share.content + share.gap for share in result[run])
        if _dense(text) == "".join(known.words):
            result[run] = _cut(text, known.words)
    return result


def misread(carried: Iterable[Told], read: Iterable[Told]) -> Iterator[Shared]:
    """Where the words carried into a field would be read, of its text, as other characters' than they are: the
    shortest runs of characters that say the same together."""
    wanted, found = _on_places(carried), _on_places(read)
    if [place for place, _ in wanted] != [place for place, _ in found]:
        return
    start = behind = 0
    for end, ((_, own), (_, other)) in enumerate(zip(wanted, found, strict=True), 1):
        behind += len(own) - len(other)
        if behind:
            continue
        if end - start > 1:
            places, words = zip(*wanted[start:end], strict=True)
            yield Shared(places, words)
        start = end


def _on_places(told: Iterable[Told]) -> list[tuple[Place, str]]:
    """Words of no page go to the character behind them, as a paragraph typed before it; at the end, to the last."""
    result: list[tuple[Place, str]] = []
    words = ""
    for place, content in told:
        words += _dense(content)
        if place:
            result.append((place, words))
            words = ""
    if words and result:
        result[-1] = (result[-1][0], result[-1][1] + words)
    return result


def _cut(text: str, words: Sequence[str]) -> list[Owned]:
    """The text cut so that each share has the characters of these words, and the white space behind them."""
    places = [place for place, character in enumerate(text) if not character.isspace()]
    result = []
    start = number = 0
    for own in words:
        number += len(own)
        end = places[number] if number < len(places) else len(text)
        result.append(owned(text[start:end]) if own else Owned())
        start = end if own else start
    return result


def _dense(text: str) -> str:
    return "".join(text.split())
