"""Quotes and brackets without a partner, marks that stand twice, figures with letters in them. Pure."""

import re
from collections.abc import Iterator

from articles.doubts.doubt import Doubt, DoubtKind

_CLOSING = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "〈": "〉", "（": "）", "【": "】", "(": "）"}
_OPENING = {"”": "“", "’": "‘", "」": "「", "』": "『", "》": "《", "〉": "〈", "）": "（", "】": "【", ")": "（"}
#: A full-width bracket may be closed by a narrow one.
_SAME = {"(": "（", ")": "）"}
#: 1）, 一）, ①) and a) number a line.
_NUMBERED = re.compile(r"(?:^|[\s。；：:，、])(?:[\da-zA-Z]{1,2}|[一二三四五六七八九十]{1,3}|[①-⑳])$")
_TWICE = re.compile(r"[，。、；：]{2,}")
_LETTER_O = re.compile(r"(?<=\d)[OoＯ〇](?=[\d年月日时点分%％.])|(?<![A-Za-z])[OoＯ](?=\.\d)")
_LETTER_L = re.compile(r"(?<=\d)[lI|](?=\d)|(?<![A-Za-z\d])[lI](?=\d+[年月日时点分%％.])")


def mark_doubts(field: str, text: str) -> Iterator[Doubt]:
    for match in _TWICE.finditer(text):
        choices = tuple(dict.fromkeys([match.group()[-1], match.group()[0]]))
        yield Doubt(field, match.start(), match.end(), DoubtKind.MARKS, f"“{match.group()}”标点重叠", choices)
    offset = 0
    for paragraph in text.split("\n"):
        yield from _unpaired(field, paragraph, offset)
        offset += len(paragraph) + 1


def figure_doubts(field: str, text: str) -> Iterator[Doubt]:
    for pattern, digit in ((_LETTER_O, "0"), (_LETTER_L, "1")):
        for match in pattern.finditer(text):
            words = f"数字里的“{match.group()}”像是“{digit}”"
            yield Doubt(field, match.start(), match.end(), DoubtKind.FIGURE, words, (digit,))


def _unpaired(field: str, paragraph: str, offset: int) -> Iterator[Doubt]:
    """A quotation over several paragraphs opens each of them and closes but the last: such an opening is no doubt."""
    open_marks: list[tuple[int, str]] = []
    for place, mark in enumerate(paragraph):
        if mark in _CLOSING:
            if _was_meant_to_close(paragraph, place, open_marks):
                yield _turned(field, paragraph, offset, place, open_marks.pop()[0])
            else:
                open_marks.append((place, mark))
        elif mark in _OPENING:
            partner = _find(open_marks, _OPENING[mark])
            for left, lost in open_marks[partner + 1 :] if partner >= 0 else ():
                yield _alone(field, paragraph, offset, left, lost, _CLOSING[lost])
            del open_marks[partner if partner >= 0 else len(open_marks) :]
            if partner < 0 and not (mark in "）)" and _NUMBERED.search(paragraph[:place])):
                yield _alone(field, paragraph, offset, place, mark, _OPENING[mark])
    for place, mark in open_marks:
        if not (place == 0 and mark == "“"):
            yield _alone(field, paragraph, offset, place, mark, _CLOSING[mark])


def _was_meant_to_close(paragraph: str, place: int, open_marks: list[tuple[int, str]]) -> bool:
    """A second opening of the kind that is open, unless two closings follow: then it is a quotation in another."""
    mark = paragraph[place]
    if not open_marks or open_marks[-1][1] != mark or mark not in "“《":
        return False
    return paragraph[place + 1 :].split(mark, 1)[0].count(_CLOSING[mark]) < 1


def _find(open_marks: list[tuple[int, str]], opening: str) -> int:
    """The last of the open marks that this one opens; -1 without one."""
    places = [
        number for number, (_, mark) in enumerate(open_marks) if _SAME.get(mark, mark) == _SAME.get(opening, opening)
    ]
    return places[-1] if places else -1


def _turned(field: str, paragraph: str, offset: int, place: int, before: int) -> Doubt:
    mark = paragraph[place]
    words = f"“{_around(paragraph, before, place + 1)}”里的{mark}像是{_CLOSING[mark]}"
    return Doubt(field, offset + place, offset + place + 1, DoubtKind.MARKS, words, (_CLOSING[mark],))


def _alone(field: str, paragraph: str, offset: int, place: int, mark: str, partner: str) -> Doubt:
    """Where text was torn, nobody knows which side is missing: no proposal."""
    words = f"{mark}没有成对的{partner}（{_around(paragraph, place, place + 1)}）"
    return Doubt(field, offset + place, offset + place + 1, DoubtKind.MARKS, words)


def _around(paragraph: str, start: int, end: int) -> str:
    return paragraph[max(0, start - 6) : min(end + 6, max(start + 18, end + 3))]
