"""Slips of the OCR in the words and names of a byline, mended for reading who wrote. The page's text stays as it is.

A slip is mended only where the mended reading is plausible and the printed one is none: a role stands in a role's
place with names after it, a name begins with a surname.
"""

import re
from collections.abc import Sequence

from articles.ingest.stages import cues
from articles.ingest.stages.names import cut_glued, is_common_word, looks_like_person

_HAN = "[\u4e00-\u9fff]"
_ROLE = re.compile(cues.ROLE)
#: What may stand in a byline before its first role.
_HEAD = re.compile(rf"[（(]?\s?(?:{cues.PUBLISHER}\s?)?(?:[讯电]\s?[（(]?\s?)?")
_WORD = re.compile(rf"{_HAN}+")
#: Roles that a single wrong character leaves recognisable, and one of two characters that is as common as all others.
_LONG_ROLES = tuple(role for role in cues.ROLES if len(role) >= 3)
_SHORT_ROLE = "记者"
#: 邓华— for 邓华一: a dash with nothing behind it parts no names.
_DASH = re.compile(rf"(?P<name>{_HAN}{{1,2}})[—－―-](?=\s?(?:[）)、，,]|$))")
_TWICE = re.compile(rf"(?P<begun>{_HAN}{{2,4}})(?P=begun)")
_LAST_TWICE = re.compile(r"(?P<name>..(?P<last>.))(?P=last)")


def mend_byline(text: str) -> str:
    """A byline with its spoilt roles, doubled pieces and dashes for 一 mended; any other text as it is."""
    return _DASH.sub(_mend_dash, _mend_roles(_mend_doubling(text)))


def mend_name(name: str) -> str:
    """陆中福福 is 陆中福; 范徐丽丽, a name of two surnames, is none the OCR doubled."""
    last = _LAST_TWICE.fullmatch(name)
    if last is None or looks_like_person(name) or not looks_like_person(last.group("name")):
        return name
    return last.group("name")


def _mend_doubling(text: str) -> str:
    """记者周者周晓岚, 贾哲贾哲立 王明: undoubled it is a name; doubled it is none, or two that no space parts.

    A byline that parts its other names parts these two as well, so that 王丽王丽娟 alone stays two names.
    """
    for doubled in _TWICE.finditer(text):
        mended = text[: doubled.start()] + text[doubled.end("begun") :]
        if not all(map(_is_names, _words_after_role(mended))):
            continue
        role = next((m for m in _ROLE.finditer(text) if m.start() < doubled.start() < m.end()), None)
        words = _words_after_role(text)
        if role is not None or not all(map(_is_names, words)) or sum(map(_is_glued, words)) < len(words) > 1:
            return mended
    return text


def _is_glued(word: str) -> bool:
    return not looks_like_person(word)


def _words_after_role(text: str) -> list[str]:
    """The words that stand between the roles, the text before the first role aside."""
    first = _ROLE.search(text)
    if first is None:
        return [""]
    return [word for piece in _ROLE.split(text[first.end() :]) for word in _WORD.findall(piece)] or [""]


def _is_names(word: str) -> bool:
    return looks_like_person(word) or all(map(looks_like_person, cut_glued(word)))


def _mend_dash(match: re.Match[str]) -> str:
    name = match.group("name") + "一"
    return name if looks_like_person(name) else match.group()


def _mend_roles(text: str) -> str:
    head = _HEAD.match(text)
    names_publisher = head is not None and any(sign in head.group() for sign in "报刊网台社")
    begin = head.end() if head else 0
    pieces, position = [text[:begin]], begin
    for word in _WORD.finditer(text, begin):
        pieces.append(text[position : word.start()])
        is_first = word.start() == begin
        pieces.append(_mend_word(word.group(), text[word.end() :], is_first=is_first, after_publisher=names_publisher))
        position = word.end()
    return "".join(pieces) + text[position:]


def _mend_word(word: str, after: str, *, is_first: bool, after_publisher: bool) -> str:
    """A word of a byline: it may be a spoilt role, begin with one, or hold one behind a name."""
    role = _ROLE.match(word)
    begun = role.end() if role else 0
    if not role and is_common_word(word):
        return word
    places = [] if role else [0]
    if not _ROLE.search(word, begun):
        places += [begun + size for size in (2, 3) if looks_like_person(word[begun : begun + size])]
    for place in places:
        if mended := _mend_at(word, place, _LONG_ROLES, after):
            return mended
    if is_first and not role:
        sizes = (2, 1) if after_publisher else (2,)
        return _mend_at(word, 0, (_SHORT_ROLE,), after, sizes) or word
    return word


def _mend_at(word: str, place: int, roles: Sequence[str], after: str, sizes: Sequence[int] = ()) -> str:
    """The word with the spoilt role that stands at a place mended; nothing where none does."""
    rest = word[place:]
    for role in roles:
        for size in sizes or (len(role), len(role) - 1):
            if _is_slip(rest[:size], role, word[:place]) and _names_follow(rest[size:], after):
                return word[:place] + role + rest[size:]
    return ""


def _names_follow(rest: str, after: str) -> bool:
    """Whether the word goes on with names, or is complete and names follow it."""
    if rest:
        rest = _ROLE.split(rest)[0]
        return _is_names(rest)
    following = _ROLE.split(after.strip("：: "))[0]
    words = _WORD.findall(following)
    if not words:
        return False
    return _is_names("".join(words)) or all(map(_is_names, words))


def _is_slip(word: str, role: str, before: str) -> bool:
    """Whether a word is the role with one character wrong or lost, and the wrong one belongs to no other word."""
    if word == role or len(word) < len(role) - 1:
        return False
    if len(word) == len(role):
        wrong = [place for place, (one, other) in enumerate(zip(word, role, strict=True)) if one != other]
        if len(wrong) != 1:
            return False
        place = wrong[0]
        around = (before[-1:] + word[0], word[max(0, place - 1) : place + 1], word[place : place + 2], word)
        return not any(len(piece) > 1 and is_common_word(piece) for piece in around)
    lost = any(role[:place] + role[place + 1 :] == word for place in range(len(role)))
    return lost and not (before and is_common_word(before[-1] + word[0]))
