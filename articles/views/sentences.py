"""Sentences of running Chinese text: the first one, and the one around a place. Pure; offsets are code points."""

import re

ELLIPSIS = "…"

_ENDS = "。！？!?\n"
#: What no ellipsis follows: a mark of the middle of a sentence, or one that opens what was cut off.
_NO_END = "，、；：,;: 　“‘（《〈「『【("
#: A sentence with the end mark and the quotes or brackets that close on it.
_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?]*[”’」』）)》]*")
#: What closes on the sentence before.
_CLOSING = "”’」』）)》"
#: The sign that a paper prints before each of its briefs.
_BULLET = re.compile(r"\s*[●•◆◇▲★○■□◎▶]\s*(?=\S)")


def without_bullet(text: str) -> str:
    """The words of a title without the sign before them, which belongs to a column of briefs and not to the words."""
    sign = _BULLET.match(text)
    return text[sign.end() :] if sign else text


def first_sentence(text: str, limit: int) -> str:
    """The first sentence without its full stop, cut to `limit` characters with an ellipsis."""
    match = _SENTENCE.match(text.lstrip())
    sentence = match.group().rstrip("。").strip() if match else ""
    return sentence if len(sentence) <= limit else sentence[: limit - 1].rstrip(_NO_END) + ELLIPSIS


def sentence_around(text: str, start: int, end: int, limit: int) -> tuple[str, str, str]:
    """What stands before, in and after `text[start:end]` within its sentence, cut on both sides to about `limit`."""
    begin = max((text.rfind(mark, 0, start) for mark in _ENDS), default=-1) + 1
    stops = [stop for mark in _ENDS if (stop := text.find(mark, end)) >= 0]
    stop = min(stops, default=len(text))
    if stop < len(text) and text[stop] != "\n":
        stop += 1
    room = max(limit - (end - start), 0)
    before, after = text[begin:start].lstrip(_CLOSING).lstrip(), text[end:stop].rstrip()
    kept_before = max(room // 2, room - len(after))
    kept_after = max(room // 2, room - len(before))
    if len(before) > kept_before:
        before = ELLIPSIS + before[len(before) - kept_before :]
    if len(after) > kept_after:
        after = after[:kept_after] + ELLIPSIS
    return before, text[start:end], after
