"""Writes a parsed query out as text again, whole or with a condition changed. Pure.

What is written is read back as the same conditions; counts for it are asked of the index like any other query's.
"""

from dataclasses import replace

from articles.search.parsing import Clause, ParsedQuery, Term
from articles.search.query_tokens import QUOTATION_MARK, tokens_of


def text_of(parsed: ParsedQuery) -> str:
    """Conditions in their order, then what is excluded."""
    parts = [" 或 ".join(map(term_text, clause)) for clause in parsed.clauses]
    return " ".join([*parts, *(f"-{term_text(term)}" for term in parsed.excluded)])


def term_text(term: Term) -> str:
    """The term as it would be typed, in quotation marks where it stood in them or would be read differently."""
    typed = term.typed or term.text
    prefix = f"{term.field}:" if term.field else ""
    if term.quoted or not _is_read_alike(typed):
        return f"{prefix}“{typed}”"
    return prefix + typed


def in_quotes(words: str, longest: int | None = None) -> str:
    """The words that a reader typed as a sentence speaks of them, cut to `longest` characters.

    Who typed quotation marks sees his own and no others; of those that the cut leaves open the last is closed.
    """
    shown = words if longest is None or len(words) <= longest else words[: longest - 1] + "…"
    marks = QUOTATION_MARK.findall(shown)
    if not marks:
        return f"“{shown}”"
    is_open = shown != words and len(marks) % 2
    return shown + (marks[-1].replace("“", "”") if is_open else "")


def with_clause(parsed: ParsedQuery, clause: Clause, instead: Clause) -> ParsedQuery:
    """The query with another condition in the place of one."""
    return replace(parsed, clauses=tuple(instead if each == clause else each for each in parsed.clauses))


def _is_read_alike(typed: str) -> bool:
    """Whether the text, typed without quotation marks, is one plain word whatever stands before and behind it.

    Conditions are written in another order than they were typed in: the field of which nothing came stands before a
    word, and the AND that stood last stands between two.
    """
    notes: list[str] = []
    tokens = tokens_of(f"字 {typed} 字", notes)
    if notes or len(tokens) != 3:
        return False
    word = tokens[1]
    return word.is_plain and not word.quoted and not word.is_or and not word.is_and and word.text == typed
