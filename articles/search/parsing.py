"""Reads what a reader typed into the search field. Pure, and never an error: what was ignored stands in the notes.

White space separates words that must all stand in an article; quotation marks “…” and "…" hold a phrase together and
say that nothing but the phrase itself will do. Quotation marks of other kinds are transparent, as they are in texts.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from articles.search.normalize import normalize

MAX_LENGTH = 1000
MAX_TERMS = 40

_QUOTATION_MARK = re.compile('[“”"＂]')


@dataclass(frozen=True, slots=True)
class Term:
    """Normalised text that must stand in an article. An unquoted one may do with all of its `words` instead."""

    text: str
    quoted: bool = False
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """`whole` is the normalised query as it stands, all its punctuation included."""

    terms: tuple[Term, ...] = ()
    whole: str = ""
    notes: tuple[str, ...] = ()

    @property
    def is_exact_only(self) -> bool:
        """The reader put everything into quotation marks: whatever matches is an exact hit."""
        return all(term.quoted for term in self.terms)

    def with_words(self, segment: Callable[[str], list[str]]) -> "ParsedQuery":
        """The same query with its unquoted terms cut into words by `segment`."""
        return replace(self, terms=tuple(_with_words(term, segment) for term in self.terms))


def parse_query(text: str) -> ParsedQuery:
    notes: list[str] = []
    text = _bounded(text.strip(), notes)
    terms: dict[Term, None] = {}
    ignored: list[str] = []
    for chunk, quoted in _chunks(text, notes):
        term = Term(normalize(chunk), quoted)
        if not term.text or (not quoted and is_punctuation(term.text)):
            ignored.append(chunk.strip())
        else:
            terms[term] = None
    if len(terms) > MAX_TERMS:
        notes.append(f"检索词超过 {MAX_TERMS} 个，只用了前 {MAX_TERMS} 个。")
    if visible := [chunk for chunk in ignored if chunk.isprintable() and chunk]:
        notes.append(f"单独的标点不参与检索，已忽略：{' '.join(visible)}。要查标点，请把它放在引号里。")
    if not terms:
        return ParsedQuery(notes=tuple(notes))
    return ParsedQuery(tuple(terms)[:MAX_TERMS], normalize(text), tuple(notes))


@lru_cache(maxsize=100_000)
def is_punctuation(text: str) -> bool:
    """Punctuation and symbols only: nothing that a reader would call a word."""
    return all(unicodedata.category(char)[0] in "PSM" for char in text)


def _bounded(text: str, notes: list[str]) -> str:
    if len(text) <= MAX_LENGTH:
        return text
    notes.append(f"检索内容超过 {MAX_LENGTH} 字，只用了前 {MAX_LENGTH} 字。")
    return text[:MAX_LENGTH]


def _chunks(text: str, notes: list[str]) -> Iterator[tuple[str, bool]]:
    """The parts of the query in order, each with whether it stood in quotation marks."""
    parts = _QUOTATION_MARK.split(text)
    if len(parts) % 2 == 0:
        notes.append("引号没有成对，多出的一个已忽略。")
        parts[-2:] = ["".join(parts[-2:])]
    for index, part in enumerate(parts):
        if index % 2:
            yield part, True
        else:
            for word in part.split():
                yield word, False


def _with_words(term: Term, segment: Callable[[str], list[str]]) -> Term:
    if term.quoted:
        return term
    words = tuple(dict.fromkeys(segment(term.text)))
    # Single characters that happen to stand somewhere in an article are no sign that it is about the term.
    return replace(term, words=words) if sum(len(word) > 1 for word in words) > 1 else term
