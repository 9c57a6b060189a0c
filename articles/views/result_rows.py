"""The rows of a list: each article of a page of hits with its marks and the passage that shows best what was sought."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from articles.models import SHOWN_STATUSES, Article, Credit, DepartmentLink
from articles.search.normalize import normalize
from articles.search.parsing import ParsedQuery, Term
from articles.search.results import SearchResults
from articles.search.snippets import Piece, marked, snippet, snippet_and_marks
from articles.views.article_words import MarkedCredit, marked_credits, outside_titles
from articles.views.sentence_links import sentence_address
from entities.matching.milestones import sentence_bounds

SHOWN_FIELDS = (
    *("public_id", "kind", "kicker", "headline", "subtitle", "body", "agency", "dateline", "changed_at"),
    *("page__label", "page__issue__date", "page__issue__date_source", "page__newspaper__name", "page__source"),
)


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
    departments: tuple[DepartmentLink, ...]
    begins_rest: bool


def rows_of(results: SearchResults, about: Iterable[str], *, begin_rest_at: int | None) -> list[ResultRow]:
    """The articles of the hits, in their order; three queries however many. One just withdrawn is left out."""
    links = (
        DepartmentLink.objects.filter(status__in=SHOWN_STATUSES).select_related("department").order_by("-role", "id")
    )
    links = links.only("article_id", "role", "department__name", "department__slug")
    credits = Credit.objects.order_by("rank", "id").only("article_id", "name", "role")
    articles = (
        Article.objects.published()
        .with_home()
        .only(*SHOWN_FIELDS)
        .prefetch_related(Prefetch("credits", credits), Prefetch("department_links", links))
        .in_bulk(results.article_ids)
    )
    names = _names(about)
    return [
        _row(articles[hit.article_id], results.parsed, names, is_exact=hit.exact, begins_rest=place == begin_rest_at)
        for place, hit in enumerate(results.hits)
        if hit.article_id in articles
    ]


def _row(article: Article, parsed: ParsedQuery, about: ParsedQuery, *, is_exact: bool, begins_rest: bool) -> ResultRow:
    beside_titles = outside_titles(parsed)
    passage, url = (_passage(article, beside_titles), "") if parsed.terms else _sentence_that_names(article, about)
    return ResultRow(
        article=article,
        kicker=_marked_or_nothing(article.kicker, parsed),
        headline=marked(article.headline, parsed),
        subtitle=_marked_or_nothing(article.subtitle, parsed),
        agency=_marked_or_nothing(article.agency, beside_titles),
        snippet=passage,
        snippet_url=url,
        is_exact=is_exact,
        credits=marked_credits(article.credits.all(), beside_titles),
        departments=_primary_first(list(article.department_links.all())),
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


def _primary_first(links: Sequence[DepartmentLink]) -> tuple[DepartmentLink, ...]:
    """The departments an article is about; where there is none, the first it mentions."""
    primary = tuple(link for link in links if link.role == DepartmentLink.Role.PRIMARY)
    return primary or tuple(links[:1])
