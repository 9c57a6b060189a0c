"""Reads what a reader typed into the search field. Pure, and never an error: what was ignored stands in the notes.

White space separates words that must all stand in an article; quotation marks “…” and "…" hold a phrase together and
say that nothing but the phrase itself will do. Quotation marks of other kinds are transparent, as they are in texts.
`-词` leaves out the articles that hold a word, `或` (OR, |) between two words asks for either of them and binds closer
than white space, and a field (`标题:`, `记者:`, `部门:`, `项目:`) says where a word must stand.
"""

import dataclasses
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from articles.search.normalize import normalize
from articles.search.query_tokens import QUOTATION_MARK, QueryField, Token, tokens_of

#: With nine bytes for a character of an address, and its filters, the address stays below what web servers take.
MAX_LENGTH = 300
MAX_TERMS = 40


@dataclass(frozen=True, slots=True)
class Term:
    """Normalised text that must stand in an article, in its titles alone if `field` says so.

    An unquoted one may do with all of its `words` instead. Of a registry's field, `text` is the name that was typed and
    `entry_ids` are the entries it means. `typed` is the text as it was typed, for showing.
    """

    text: str
    quoted: bool = False
    words: tuple[str, ...] = ()
    field: QueryField = QueryField.ANYWHERE
    entry_ids: tuple[int, ...] = ()
    typed: str = dataclasses.field(default="", compare=False)

    @property
    def is_text(self) -> bool:
        return not self.field.is_registry


#: Terms of which one will do.
Clause = tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Entries:
    """The registry's entries that a name means: its own, or, if `is_guess`, those whose names hold it.

    `is_surname`: of a guess, those whose names begin with it. `left_out` more were too many to be looked for.
    """

    ids: tuple[int, ...] = ()
    is_guess: bool = False
    is_surname: bool = False
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """Every one of `clauses` must be met by one of its terms, and none of the `excluded` terms may stand.

    `whole` is the normalised text outside fields and exclusions as it stands, all its punctuation included; it is
    empty where there is none, and where alternatives leave no one text to look for.
    """

    clauses: tuple[Clause, ...] = ()
    excluded: tuple[Term, ...] = ()
    whole: str = ""
    notes: tuple[str, ...] = ()

    @classmethod
    def any_of(cls, terms: Sequence[Term]) -> "ParsedQuery":
        return cls((tuple(terms),)) if terms else cls()

    @property
    def terms(self) -> tuple[Term, ...]:
        """The texts a hit may owe its place to: what `snippets` marks."""
        return tuple(term for clause in self.clauses for term in clause if term.is_text)

    @property
    def is_blank(self) -> bool:
        """Nothing is asked for. Every article is listed, unless `notes` tell what became of what was typed."""
        return not self.clauses and not self.excluded

    @property
    def is_exact_only(self) -> bool:
        """The reader put everything into quotation marks: whatever matches is an exact hit."""
        return all(term.quoted for term in self.terms)

    def with_words(self, segment: Callable[[str], list[str]]) -> "ParsedQuery":
        """The same query with its unquoted terms cut into words by `segment`."""
        clauses = tuple(tuple(_with_words(term, segment) for term in clause) for clause in self.clauses)
        return replace(self, clauses=clauses)

    def with_entries(self, find: Callable[[QueryField, str], Entries]) -> "ParsedQuery":
        """The same query with the registries' entries that its fields name. A name that none has is read as text."""
        notes = list(self.notes)
        clauses = tuple(tuple(_with_entries(term, find, notes) for term in clause) for clause in self.clauses)
        excluded = tuple(_with_entries(term, find, notes, is_excluded=True) for term in self.excluded)
        return replace(self, clauses=clauses, excluded=excluded, notes=tuple(dict.fromkeys(notes)))


def parse_query(text: str) -> ParsedQuery:
    notes: list[str] = []
    # No registry's database takes a null character, and no article holds one.
    tokens = tokens_of(_bounded(text.strip().replace("\x00", ""), notes), notes)
    tokens = _without_ands(tokens, notes)
    kept = _kept(tokens, notes)
    clauses, excluded = _clauses(kept, notes)
    if not clauses and excluded:
        texts = "、".join(map(_not_holding, excluded))
        notes.append(f"只有排除的词，列出的是{texts}的全部文章。要查减号本身，请连同减号一起放在引号里。")
    if text.strip() and not clauses and not excluded and not notes:
        notes.append("输入的内容里没有可以检索的字，没有查找任何文章。")
    has_alternatives = any(len(clause) > 1 for clause in clauses)
    return ParsedQuery(clauses, excluded, "" if has_alternatives else _whole(tokens), tuple(notes))


@lru_cache(maxsize=100_000)
def is_punctuation(text: str) -> bool:
    """Punctuation and symbols only: nothing that a reader would call a word."""
    return all(unicodedata.category(char)[0] in "PSM" for char in text)


def _bounded(text: str, notes: list[str]) -> str:
    if len(text) <= MAX_LENGTH:
        return text
    notes.append(f"检索内容超过 {MAX_LENGTH} 字，只用了前 {MAX_LENGTH} 字。")
    kept, rest = text[:MAX_LENGTH], text[MAX_LENGTH:]
    is_phrase_cut = len(QUOTATION_MARK.findall(kept)) % 2 == 1 and QUOTATION_MARK.search(rest)
    return f"{kept}”" if is_phrase_cut else kept


def _without_ands(tokens: list[Token], notes: list[str]) -> list[Token]:
    """A word AND between two others says what white space says already; anywhere else it is a word."""
    last = len(tokens) - 1
    between = {number for number, token in enumerate(tokens) if token.is_and and 0 < number < last}
    if between:
        notes.append("用空格隔开的词本来就要同时出现，AND 已忽略。")
    if small := [token.text for token in tokens[1:-1] if token.is_small_operator]:
        notes.append(
            f"小写的 {'、'.join(dict.fromkeys(small))} 按普通的词查找；要查几个词中的任一个，请写“或”或大写的 OR。"
        )
    return [token for number, token in enumerate(tokens) if number not in between]


def _kept(tokens: list[Token], notes: list[str]) -> list[Token]:
    """The tokens that ask for something, at most `MAX_TERMS` of them."""
    kept, ignored = [], []
    for token in tokens:
        if token.is_or or not _is_empty(token):
            kept.append(token)
        else:
            ignored.append(token.raw.strip("“”").strip())
    if visible := [chunk for chunk in ignored if chunk and chunk.isprintable()]:
        still_used = "，只在判断文章是否原样含有全部内容时才算" if kept else ""
        notes.append(f"单独的标点不参与检索，已忽略：{' '.join(visible)}{still_used}。要查标点，请把它放在引号里。")
    return _first_of(kept, notes)


def _first_of(tokens: list[Token], notes: list[str]) -> list[Token]:
    different: set[Token] = set()
    for number, token in enumerate(tokens):
        if not token.is_or:
            different.add(token)
        if len(different) > MAX_TERMS:
            notes.append(f"检索词超过 {MAX_TERMS} 个，只用了前 {MAX_TERMS} 个。")
            return _without_last_ors(tokens[:number])
    return tokens


def _without_last_ors(tokens: list[Token]) -> list[Token]:
    while tokens and tokens[-1].is_or:
        tokens = tokens[:-1]
    return tokens


def _is_empty(token: Token) -> bool:
    text = normalize(token.text)
    return not text or (not token.quoted and is_punctuation(text))


def _clauses(tokens: list[Token], notes: list[str]) -> tuple[tuple[Clause, ...], tuple[Term, ...]]:
    clauses: list[list[Term]] = []
    excluded: dict[Term, None] = {}
    misplaced = [number for number, token in enumerate(tokens) if token.is_or and not _joins(tokens, number)]
    if len(misplaced) == len(tokens):
        return tuple((_term(token),) for token in tokens[:1] if normalize(token.text)), ()
    if misplaced:
        notes.append("“或”要放在两个检索词中间，多余的已忽略。要查“或”字，请把它放在引号里。")
    is_joining = False
    for number, token in enumerate(tokens):
        if token.is_or:
            is_joining = number not in misplaced
        elif token.negated:
            excluded[_term(token)] = None
        elif is_joining:
            clauses[-1].append(_term(token))
            is_joining = False
        else:
            clauses.append([_term(token)])
    different = dict.fromkeys(tuple(dict.fromkeys(clause)) for clause in clauses)
    return tuple(different), tuple(excluded)


def _joins(tokens: list[Token], number: int) -> bool:
    """Whether the word 或 there stands between two words that are asked for."""
    neighbours = (tokens[number - 1] if number else None, tokens[number + 1] if number + 1 < len(tokens) else None)
    return all(token is not None and not token.is_or and not token.negated for token in neighbours)


def _term(token: Token) -> Term:
    return Term(normalize(token.text), token.quoted, field=token.field, typed=token.text.strip())


def _whole(tokens: Sequence[Token]) -> str:
    plain = [token for token in tokens if token.is_plain]
    words = [token for token in plain if not token.is_or] or plain[:1]
    return normalize("".join(token.text for token in words)) if not all(map(_is_empty, words)) else ""


def _with_words(term: Term, segment: Callable[[str], list[str]]) -> Term:
    if term.quoted or not term.is_text:
        return term
    words = tuple(dict.fromkeys(segment(term.text)))
    # Single characters that happen to stand somewhere in an article are no sign that it is about the term.
    return replace(term, words=words) if sum(len(word) > 1 for word in words) > 1 else term


def _with_entries(
    term: Term, find: Callable[[QueryField, str], Entries], notes: list[str], *, is_excluded: bool = False
) -> Term:
    if term.is_text:
        return term
    entries = find(term.field, term.typed)
    if not entries.ids:
        instead = "排除全文中含这几个字的文章" if is_excluded else "在全文中查找这几个字"
        notes.append(f"名录里没有{term.field}“{term.typed}”，已改为{instead}。")
        return replace(term, field=QueryField.ANYWHERE)
    if entries.is_guess:
        notes.append(_guess_note(term, entries, "排除" if is_excluded else "查找"))
    return replace(term, entry_ids=entries.ids)


def _guess_note(term: Term, entries: Entries, what_is_done: str) -> str:
    how = f"姓名以“{term.typed}”开头" if entries.is_surname else "名称中含这几个字"
    number = f"{len(entries.ids)} 个"
    if entries.left_out:
        number = f"{len(entries.ids) + entries.left_out} 个中的前 {number}"
    return f"名录里没有叫“{term.typed}”的{term.field}，已按{how}的 {number}{what_is_done}。"


def _not_holding(term: Term) -> str:
    if term.is_text:
        return f"{term.field}不含“{term.typed}”"
    return f"不属于{term.field}“{term.typed}”"
