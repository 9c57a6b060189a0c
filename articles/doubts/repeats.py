"""Sentences that stand twice, and characters that nobody could read. Pure."""

import re
from collections.abc import Iterator

from articles.doubts.doubt import Doubt, DoubtKind

#: Sentences shorter than this are repeated for a reason (“答：是的。”).
SHORTEST = 14
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]*[”’」』）]*")
_UNREADABLE = re.compile("[\N{REPLACEMENT CHARACTER}□■◻◼]+")


def repeat_doubts(field: str, text: str) -> Iterator[Doubt]:
    seen: set[str] = set()
    for match in _SENTENCE.finditer(text):
        sentence = match.group().strip()
        if len(sentence) >= SHORTEST and sentence in seen:
            words = f"“{sentence[:12]}…”一句前面已有"
            yield Doubt(field, match.start(), match.end(), DoubtKind.REPEAT, words, ("",))
        seen.add(sentence)


def unreadable_doubts(field: str, text: str) -> Iterator[Doubt]:
    for match in _UNREADABLE.finditer(text):
        near = text[max(0, match.start() - 6) : match.end()]
        yield Doubt(field, match.start(), match.end(), DoubtKind.UNREADABLE, f"“{near}”处有认不出的字")
