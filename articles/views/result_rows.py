"""The rows of a list: each article of a page of hits with its marks and the passage that shows best what was sought."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from articles.models import SHOWN_STATUSES, Article, Credit, DepartmentLink, Issue, Newspaper, Page, article_address
from articles.search.normalize import normalize
from articles.search.parsing import ParsedQuery, Term
from articles.search.results import SearchResults
from articles.search.snippets import Piece, marked, snippet, snippet_and_marks
from articles.views.article_words import MarkedCredit, marked_credits, outside_titles
from articles.views.fixed_queries import AnyGiven, FixedQuery
from articles.views.sentence_links import sentence_address
from articles.views.sentences import without_bullet
from entities.matching.milestones import sentence_bounds

KINDS = dict(Article.Kind.choices)
#: Columns of `ListedArticle`, in the order of its fields.
COLUMNS = (
    *("pk", "public_id", "kind", "kicker", "headline", "subtitle", "body", "agency", "dateline", "page__label"),
    *("page__newspaper__name", "page__issue__date", "page__issue__date_source"),
    *("changed_at", "page_id", "page__newspaper_id", "page__source_id"),
)


class ListedArticle(NamedTuple):
    """What a list shows of an article: its record with those of page, issue and newspaper takes longer to make."""

    pk: int
    public_id: int
    kind: str
    kicker: str
    headline: str
    subtitle: str
    body: str
    agency: str
    dateline: str
    page_label: str
    newspaper: str
    date: datetime.date | None
    date_source: str | None
    changed_at: datetime.datetime
    page_id: int
    newspaper_id: int
    source_id: int | None

    @property
    def is_date_inferred(self) -> bool:
        return self.date_source == Issue.DateSource.INFERRED

    def get_absolute_url(self) -> str:
        return article_address(self.public_id)

    def page_of(self, newspaper: Newspaper) -> Page:
        """As much of its page, and of that page's issue, as their addresses and names are made of."""
        issue = None
        if self.date is not None:
            issue = Issue(newspaper=newspaper, date=self.date, date_source=self.date_source or "")
        return Page(pk=self.page_id, newspaper=newspaper, issue=issue, label=self.page_label, source_id=self.source_id)

    def get_kind_display(self) -> str:
        return str(KINDS[self.kind])


class RowCredit(NamedTuple):
    """A credit without its reporter: names in lists lead nowhere."""

    role: str
    name: str


class RowDepartment(NamedTuple):
    slug: str
    name: str
    role: str


ARTICLES = FixedQuery(lambda: Article.objects.published().filter(pk=AnyGiven("ids")).order_by().values_list(*COLUMNS))
CREDITS = FixedQuery(
    lambda: (
        Credit.objects.filter(article=AnyGiven("ids")).order_by("rank", "id").values_list("article_id", "role", "name")
    )
)
DEPARTMENTS = FixedQuery(
    lambda: (
        DepartmentLink.objects.filter(article=AnyGiven("ids"), status__in=SHOWN_STATUSES)
        .order_by("-role", "id")
        .values_list("article_id", "department__slug", "department__name", "role")
    )
)


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

    article: ListedArticle
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
    articles = {row[0]: ListedArticle._make(row) for row in ARTICLES.rows(ids=results.article_ids)}
    beside = _beside(articles)
    words = Words(results.parsed, outside_titles(results.parsed), _names(about))
    return [
        _row(articles[hit.article_id], words, beside, is_exact=hit.exact, begins_rest=place == begin_rest_at)
        for place, hit in enumerate(results.hits)
        if hit.article_id in articles
    ]


def _beside(ids: Iterable[int]) -> Beside:
    """Two queries."""
    ids = list(ids)
    credits: defaultdict[int, list[RowCredit]] = defaultdict(list)
    for pk, *credit in CREDITS.rows(ids=ids):
        credits[pk].append(RowCredit._make(credit))
    departments: defaultdict[int, list[RowDepartment]] = defaultdict(list)
    for pk, *department in DEPARTMENTS.rows(ids=ids):
        departments[pk].append(RowDepartment._make(department))
    return Beside(credits, departments)


def _row(article: ListedArticle, words: Words, beside: Beside, *, is_exact: bool, begins_rest: bool) -> ResultRow:
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


def _sentence_that_names(article: ListedArticle, about: ParsedQuery) -> tuple[tuple[Piece, ...], str]:
    """The passage, and the address of the first sentence with one of the names."""
    passage, places = snippet_and_marks(article.body, about)
    bounds = sentence_bounds(article.body, *places[0]) if places else None
    return _unmarked(passage), sentence_address(article, article.body, *bounds) if bounds else ""


def _names(names: Iterable[str]) -> ParsedQuery:
    """What finds any of the names in a text, as it stands."""
    return ParsedQuery.any_of([Term(normalize(name), quoted=True) for name in names if normalize(name)])


def _passage(article: ListedArticle, parsed: ParsedQuery) -> tuple[Piece, ...]:
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
