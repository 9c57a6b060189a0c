"""Addresses that open an article at one of its sentences. Pure but for the article's own address."""

from typing import Any
from urllib.parse import quote

#: A sentence up to this length is named whole, a longer one by its beginning and end.
NAMED_WHOLE = 24
NAMED_PART = 12
LAST_ASCII = 0x7F


def sentence_address(article: Any, text: str, start: int, end: int) -> str:
    """The article's address with the paragraph that holds text[start:end] and, for browsers that know text fragments,
    the words themselves. `text` is the article's body."""
    paragraph = sum(1 for line in text[: start + 1].split("\n") if line.strip())
    words = text[start:end].strip()
    if "\n" in words:
        words = words.split("\n", maxsplit=1)[0]
    named = quote_directive(words)
    if len(words) > NAMED_WHOLE:
        named = f"{quote_directive(words[:NAMED_PART])},{quote_directive(words[-NAMED_PART:])}"
    return f"{article.get_absolute_url()}#p{max(paragraph, 1)}:~:text={named}"


class _Quoting(dict[int, str]):
    """A table for `str.translate` that fills itself: a dossier quotes the words of hundreds of sentences."""

    def __missing__(self, code_point: int) -> str:
        character = chr(code_point)
        is_kept = code_point > LAST_ASCII and character.isprintable()
        quoted = self[code_point] = character if is_kept else quote(character, safe="").replace("-", "%2D")
        return quoted


_QUOTING = _Quoting()


def quote_directive(words: str) -> str:
    """Percent-encoded also where a text directive means something else by the character. Chinese characters stay: an
    address of a page may hold them, browsers encode them, and as percent signs they would be most of a dossier."""
    return words.translate(_QUOTING)
