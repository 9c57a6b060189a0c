"""The words of one article as its page shows them: each part with its hits marked, numbered in reading order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from articles.models import Article, Reporter
from articles.search.parsing import ParsedQuery
from articles.search.query_tokens import QueryField
from articles.search.snippets import Piece, Range, mark, pieces_of
from articles.views.annotations import Anchor, Paragraph, numbered, paragraphs_of
from articles.views.sentences import without_bullet


@dataclass(frozen=True, slots=True)
class MarkedCredit:
    """A credit with its words cut where hits begin and end. `_credits.html` shows it.

    `role_pieces` are empty where the role is not shown, because the credit before has the same.
    """

    role: str
    name: str
    role_pieces: tuple[Piece, ...]
    pieces: tuple[Piece, ...]
    reporter: Reporter | None


@dataclass(frozen=True, slots=True)
class ArticleWords:
    """In the order of the page. `hits` is how many there are in all."""

    kicker: list[Paragraph]
    headline: list[Paragraph]
    subtitle: list[Paragraph]
    agency: tuple[Piece, ...]
    credits: list[MarkedCredit]
    dateline: tuple[Piece, ...]
    body: list[Paragraph]
    hits: int


def words_of(article: Article, query: ParsedQuery, anchors: Iterable[Anchor] = ()) -> ArticleWords:
    titles = _HitCounter(query)
    kicker, headline, subtitle = (
        titles.paragraphs(text) for text in (article.kicker, without_bullet(article.headline), article.subtitle)
    )
    counter = _HitCounter(outside_titles(query), hits=titles.hits)
    return ArticleWords(
        kicker=kicker,
        headline=headline,
        subtitle=subtitle,
        agency=counter.line(article.agency),
        credits=counter.credits(article.credits.all(), linked=True),
        dateline=counter.line(article.dateline),
        body=counter.paragraphs(article.body, anchors),
        hits=counter.hits,
    )


def outside_titles(query: ParsedQuery) -> ParsedQuery:
    """What of a query may be marked in other texts than titles: a term that asks for a title means no other place."""
    clauses = (tuple(term for term in clause if term.field != QueryField.TITLE) for clause in query.clauses)
    return replace(query, clauses=tuple(clause for clause in clauses if clause))


class Credited(Protocol):
    """A credit, be it a record or the columns that a list shows."""

    @property
    def role(self) -> str: ...

    @property
    def name(self) -> str: ...


def marked_credits(credits: Iterable[Credited], query: ParsedQuery) -> tuple[MarkedCredit, ...]:
    """For a list, where hits have no numbers and names lead nowhere."""
    if not query.terms:
        return tuple(_unmarked_credits(credits))
    marked = _HitCounter(query).credits(credits, linked=False)
    return tuple(
        replace(each, role_pieces=_unnumbered(each.role_pieces), pieces=_unnumbered(each.pieces)) for each in marked
    )


def _unmarked_credits(credits: Iterable[Credited]) -> Iterator[MarkedCredit]:
    role = None
    for credit in credits:
        role_pieces = (Piece(credit.role),) if credit.role != role else ()
        role = credit.role
        yield MarkedCredit(credit.role, credit.name, role_pieces, (Piece(credit.name),), None)


def _unnumbered(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    return tuple(Piece(piece.text, piece.marked) if piece.number else piece for piece in pieces)


class _HitCounter:
    """`hits` are counted before the first of these."""

    def __init__(self, query: ParsedQuery, hits: int = 0) -> None:
        self.query = query
        self.hits = hits

    def paragraphs(self, text: str, anchors: Iterable[Anchor] = ()) -> list[Paragraph]:
        ranges = mark(text, self.query)
        return paragraphs_of(text, anchors, ranges, first_number=self._count(ranges))

    def line(self, text: str) -> tuple[Piece, ...]:
        return self._line(text, mark(text, self.query))

    def credits(self, credits: Iterable[Credited], *, linked: bool) -> list[MarkedCredit]:
        """A role that is shown once for several names has its hits at the first of them."""
        marked: list[MarkedCredit] = []
        for credit in credits:
            marked.append(self._credit(credit, linked, shows_role=not marked or marked[-1].role != credit.role))
        return marked

    def _credit(self, credit: Credited, linked: bool, *, shows_role: bool) -> MarkedCredit:
        """It is searched as one line, the name behind its role, and may be hit across both."""
        line, begin = f"{credit.role} {credit.name}", len(credit.role) + 1
        ranges = mark(line, self.query)
        if not shows_role:
            ranges = tuple((max(start, begin), end) for start, end in ranges if end > begin)
        numbers = {start: number for number, (start, _) in enumerate(ranges, self._count(ranges))}
        role = numbered(pieces_of(line, 0, begin - 1, ranges), 0, numbers) if shows_role else ()
        name = numbered(pieces_of(line, begin, len(line), ranges), begin, numbers)
        return MarkedCredit(credit.role, credit.name, role, name, getattr(credit, "reporter", None) if linked else None)

    def _line(self, text: str, ranges: Sequence[Range]) -> tuple[Piece, ...]:
        numbers = {start: number for number, (start, _) in enumerate(ranges, self._count(ranges))}
        return numbered(pieces_of(text, 0, len(text), ranges), 0, numbers)

    def _count(self, ranges: Sequence[Range]) -> int:
        """The number of the first of these hits."""
        first = self.hits + 1
        self.hits += len(ranges)
        return first
