"""Cuts what a reader typed into words and quoted phrases, each with its sign and its field. Pure.

A sign or a field stands right before its word, at the beginning of it: `-试点`, `标题:数字`, `-记者:"王晓明"`. A field
may also be parted from its word by white space; one that nothing follows is a word like any other.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class QueryField(StrEnum):
    """Where a term must stand. Of a registry's field the text names an entry, and is no text of the article."""

    ANYWHERE = ""
    TITLE = "标题"
    REPORTER = "记者"
    DEPARTMENT = "部门"
    PROGRAM = "项目"

    @property
    def is_registry(self) -> bool:
        return self in (QueryField.REPORTER, QueryField.DEPARTMENT, QueryField.PROGRAM)


FIELDS = {
    **{field.value: field for field in QueryField if field},
    **{
        "標題": QueryField.TITLE,
        "記者": QueryField.REPORTER,
        "部門": QueryField.DEPARTMENT,
        "項目": QueryField.PROGRAM,
    },
}
OR_WORDS = frozenset(["或", "OR", "|", "｜"])
AND_WORD = "AND"

QUOTATION_MARK = re.compile('[“”"＂]')
_PREFIX = re.compile(rf"([-－](?![-－]))?(?:({'|'.join(FIELDS)})[:：])?(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Token:
    """`text` is without marks, sign and field; `raw` is all of it as typed."""

    text: str
    raw: str
    quoted: bool = False
    negated: bool = False
    field: QueryField = QueryField.ANYWHERE

    @property
    def is_plain(self) -> bool:
        return not self.negated and not self.field

    @property
    def is_or(self) -> bool:
        return self.is_plain and not self.quoted and self.text in OR_WORDS

    @property
    def is_and(self) -> bool:
        return self.is_plain and not self.quoted and self.text == AND_WORD

    @property
    def is_small_operator(self) -> bool:
        """A word like any other, which its writer may have meant otherwise."""
        return self.is_plain and not self.quoted and self.text != self.text.upper() in {"OR", AND_WORD}


def tokens_of(text: str, notes: list[str]) -> list[Token]:
    """The tokens in order. What is wrong with the quotation marks is added to `notes`."""
    tokens: list[Token] = []
    opening: Token | None = None
    for token, awaits in _pieces(text, notes):
        if opening and (not token.is_plain or token.is_or):
            tokens.append(_as_word(opening))
            opening = None
        if awaits:
            opening = token
            continue
        if opening:
            token = Token(token.text, opening.raw + token.raw, token.quoted, opening.negated, opening.field)
            opening = None
        tokens.append(token)
    return [*tokens, _as_word(opening)] if opening else tokens


def _pieces(text: str, notes: list[str]) -> Iterator[tuple[Token, bool]]:
    """Words and phrases, each with whether it is but the sign or field of the one that follows."""
    parts = QUOTATION_MARK.split(text)
    if len(parts) % 2 == 0:
        notes.append("引号没有成对，多出的一个已忽略。")
        parts[-2:] = ["".join(parts[-2:])]
    for index, part in enumerate(parts):
        if index % 2:
            yield Token(part, f"“{part}”", quoted=True), False
            continue
        words = part.split()
        touches_quote = index + 1 < len(parts) and part[-1:].strip() != ""
        for number, word in enumerate(words, 1):
            sign, name, value = _PREFIX.fullmatch(word).groups()  # type: ignore[union-attr]  # it matches any text
            token = Token(value, word, negated=bool(sign), field=FIELDS.get(name or "", QueryField.ANYWHERE))
            if value:
                yield token, False
            elif name or (number == len(words) and touches_quote):
                yield token, True
            else:
                yield _as_word(token), False


def _as_word(token: Token) -> Token:
    return Token(token.raw, token.raw)
