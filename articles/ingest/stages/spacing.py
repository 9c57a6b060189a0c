"""Takes out the spaces that OCR and PDF text layers put between characters, and keeps those that mean something.

`秋 收 时 节` and `《条例》 自` close up; `新起点 新作为`, Latin words and numbers keep their spaces.
"""

import re
from collections.abc import Iterable

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇"
_PUNCTUATION = r"，。、；：？！“”‘’（）《》〈〉【】「」『』〔〕—…·～％①-⑳●■▶◆"

_BLANKS = re.compile(r"[^\S\n]+")
_BY_PUNCTUATION = re.compile(rf"(?<=[{_PUNCTUATION}]) | (?=[{_PUNCTUATION}])")
_BY_NUMBER = re.compile(rf"(?<=[{HAN}]) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z%]) (?=[{HAN}])")
#: A space beside a character that stands alone between spaces or edges: 近 日，市; 人 民 生 活.
_LONE = re.compile(
    rf"(?:(?<=^[{HAN}])|(?<=[ {_PUNCTUATION}][{HAN}])) (?=[{HAN}])|(?<=[{HAN}]) (?=[{HAN}](?:[ {_PUNCTUATION}]|$))"
)
_HAN_SPACE_HAN = re.compile(rf"(?<=[{HAN}{_PUNCTUATION}]) (?=[{HAN}{_PUNCTUATION}])")
_HAN = re.compile(rf"[{HAN}]")


def close_up(text: str) -> str:
    """One line or paragraph without the spaces that mean nothing."""
    text = _BLANKS.sub(" ", text).strip()
    if " " not in text:
        return text
    if is_spaced_out(text):
        text = _HAN_SPACE_HAN.sub("", text)
    text = _BY_NUMBER.sub("", _BY_PUNCTUATION.sub("", text))
    return _LONE.sub("", text) if len(text) > 12 else text


def close_up_headline(text: str) -> str:
    """A headline's spaces part its clauses, so only a spaced-out line (稻 花 飘 香) and spaces by marks are closed."""
    text = _BLANKS.sub(" ", text).strip()
    if is_spaced_out(text):
        return _HAN_SPACE_HAN.sub("", text)
    return text


def is_spaced_out(text: str) -> bool:
    """Whether most characters of a line stand apart."""
    spaces = text.count(" ")
    if spaces < 2:
        return spaces == 1 and len(text) == 3
    han = len(_HAN.findall(text))
    lone = len(_LONE.findall(text))
    return spaces * 2 >= han and lone * 3 >= spaces * 2


def join_lines(texts: Iterable[str]) -> str:
    """Printed lines of one paragraph as one text."""
    pieces: list[str] = []
    for text in texts:
        if text:
            if pieces and join_wrapped(pieces[-1], text) != pieces[-1] + text:
                pieces.append(" ")
            pieces.append(text)
    return "".join(pieces)


def join_wrapped(left: str, right: str) -> str:
    """Two printed lines of one paragraph; Latin words get the space that the line end stood for, web addresses none."""
    if not left or not right:
        return left + right
    if left[-1].isascii() and right[0].isascii() and left[-1].isalpha() and right[0].isalpha():
        last = left.rsplit(" ", 1)[-1]
        return left + right if "." in last or "/" in last else f"{left} {right}"
    return left + right
