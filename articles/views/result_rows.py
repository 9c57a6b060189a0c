"""The rows of a list: each article of a page of hits with its marks and the passage that shows best what was sought."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from articles.models import SHOWN_STATUSES, Article, Credit, DepartmentLink
from articles.search.normalize import normalize
from articles.search.parsing import ParsedQuery, Term
from articles.search.results import SearchResults
from articles.search.snippets import Piece, marked, snippet, snippet_and_marks
from articles.views.article_words import MarkedCredit, marked_credits, outside_titles
from articles.views.sentence_links import sentence_address
from articles.views.sentences import without_bullet
from entities.matching.milestones import sentence_bounds

SHOWN_FIELDS = (
    *("public_id", "kind", "kicker", "headline", "subtitle", "body", "agency", "dateline", "changed_at"),
    *("page__label", "page__issue__date", "page__issue__date_source", "page__newspaper__name", "page__source"),
)


class RowCredit(NamedTuple):
    """A credit without its reporter: names in lists lead nowhere."""

    role: str
    name: str


class RowDepartment(NamedTuple):
    slug: str
    name: str
    role: str


class Beside(NamedTuple):
    """What the rows of a list show beside their articles, by the articles' primary keys."""

    credits: Mapping[int, Sequence[RowCredit]]
    departments: Mapping[int, Sequence[RowDepartment]]


@dataclass(frozen=True, slots=True)
class ResultRow:
    """`kicker`, `subtitle` and `agency` are empty unless the words stand in them.

    `snippet_url`: where the list is about an entry, the sentence that names it in the article; else empty.
    `begins_rest`: those above hold the query as it stands; this one and those below hold only its words.
    """

    article: Article
    kicker: tuple[Piece, ...]
    headline: tuple[Piece, ...]
    subtitle: tuple[Piece, ...]
    agency: tuple[Piece, ...]
    snippet: tuple[Piece, ...]
    snippet_url: str
    is_exact: bool
    credits: tuple[MarkedCredit, ...]
    departments: tuple[RowDepartment, ...]
    begins_rest: bool


class Words(NamedTuple):
    """What was searched for, what of it may be marked outside titles, and the names that a list is about."""

    sought: ParsedQuery
    beside_titles: ParsedQuery
    about: ParsedQuery


def rows_of(results: SearchResults, about: Iterable[str], *, begin_rest_at: int | None) -> list[ResultRow]:
    """The articles of the hits, in their order; three queries however many. One just withdrawn is left out."""
    articles = Article.objects.published().with_home().only(*SHOWN_FIELDS).in_bulk(results.article_ids)
    beside = _beside(articles)
    words = Words(results.parsed, outside_titles(results.parsed), _names(about))
    return [
        _row(articles[hit.article_id], words, beside, is_exact=hit.exact, begins_rest=place == begin_rest_at)
        for place, hit in enumerate(results.hits)
        if hit.article_id in articles
    ]


def _beside(ids: Iterable[int]) -> Beside:
    """Two queries, for columns: a list of a hundred articles names hundreds of people."""
    ids = list(ids)
    credits: defaultdict[int, list[RowCredit]] = defaultdict(list)
    named = Credit.objects.filter(article__in=ids).order_by("rank", "id")
    for pk, role, name in named.values_list("article_id", "role", "name"):
        credits[pk].append(RowCredit(role, name))
    departments: defaultdict[int, list[RowDepartment]] = defaultdict(list)
    links = DepartmentLink.objects.filter(article__in=ids, status__in=SHOWN_STATUSES).order_by("-role", "id")
    for pk, *department in links.values_list("article_id", "department__slug", "department__name", "role"):
        departments[pk].append(RowDepartment(*department))
    return Beside(credits, departments)


def _row(article: Article, words: Words, beside: Beside, *, is_exact: bool, begins_rest: bool) -> ResultRow:
    parsed, beside_titles, about = words
    passage, url = (_passage(article, beside_titles), "") if parsed.terms else _sentence_that_names(article, about)
    return ResultRow(
        article=article,
        kicker=_marked_or_nothing(article.kicker, parsed),
        headline=marked(without_bullet(article.headline), parsed),
        subtitle=_marked_or_nothing(article.subtitle, parsed),
        agency=_marked_or_nothing(article.agency, beside_titles),
        snippet=passage,
        snippet_url=url,
        is_exact=is_exact,
        credits=marked_credits(beside.credits.get(article.pk, ()), beside_titles),
        departments=_primary_first(beside.departments.get(article.pk, ())),
        begins_rest=begins_rest,
    )


def _sentence_that_names(article: Article, about: ParsedQuery) -> tuple[tuple[Piece, ...], str]:
    """The passage, and the address of the first sentence with one of the names."""
    passage, places = snippet_and_marks(article.body, about)
    bounds = sentence_bounds(article.body, *places[0]) if places else None
    return _unmarked(passage), sentence_address(article, article.body, *bounds) if bounds else ""


def _names(names: Iterable[str]) -> ParsedQuery:
    """What finds any of the names in a text, as it stands."""
    return ParsedQuery.any_of([Term(normalize(name), quoted=True) for name in names if normalize(name)])


def _passage(article: Article, parsed: ParsedQuery) -> tuple[Piece, ...]:
    """The best of the body, behind the dateline where that holds a hit that the body has not."""
    passage = snippet(article.body, parsed)
    hits = [piece.text for piece in marked(article.dateline, parsed) if piece.marked]
    if all(hit in article.body for hit in hits):
        return passage
    return (*marked(article.dateline, parsed), Piece("　"), *passage)


def _marked_or_nothing(text: str, parsed: ParsedQuery) -> tuple[Piece, ...]:
    pieces = marked(text, parsed)
    return pieces if any(piece.marked for piece in pieces) else ()


def _unmarked(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    return (Piece("".join(piece.text for piece in pieces)),)


def _primary_first(links: Sequence[RowDepartment]) -> tuple[RowDepartment, ...]:
    """The departments an article is about; where there is none, the first it mentions."""
    primary = tuple(link for link in links if link.role == DepartmentLink.Role.PRIMARY)
    return primary or tuple(links[:1])
