"""Articles that a reader of one goes on to, each with the reason: the same story some weeks around, the same program.

The index finds them, at most `SEARCHES` questions to it; the database gives two answers, however many they are.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from django.db import connection

from articles.models import SHOWN_STATUSES, Article, DepartmentLink
from articles.search.backend import search_backend
from articles.search.normalize import normalize
from articles.search.queries import Filters, SearchQuery, Sort
from articles.search.query_tokens import QueryField
from articles.views.article_links import ArticleLinks, LinkedEntry
from articles.views.headlines import SHORT_FIELDS, short_articles
from articles.views.page_columns import READ_KINDS
from entities.models import Mention

#: How far from the article's day a story goes on.
STORY_DAYS = datetime.timedelta(days=42)
#: Share of their pairs of characters from which on two headlines tell of one thing.
ALIKE = 0.5
#: Programs and departments that two articles of one story name both.
SHARED_NAMES = 3
#: Words of a headline by which others like it are looked for, the longest first.
HEADLINE_WORDS = 6
#: Candidates that are looked at of each question.
CANDIDATES = 60
SHOWN = 5
SEARCHES = 4
HOME_FIELDS = ("page__label", "page__issue__date", "page__issue__date_source", "page__newspaper__name")
#: Written out: the three questions that it answers at once take as long to put together as to answer.
OTHERS = f"""
SELECT a.id, a.headline,
    ARRAY(SELECT m.program_id FROM {Mention._meta.db_table} m
          WHERE m.article_id = a.id AND m.status = ANY(%(shown)s) AND m.program_id = ANY(%(programs)s) ORDER BY m.id),
    ARRAY(SELECT l.department_id FROM {DepartmentLink._meta.db_table} l
          WHERE l.article_id = a.id AND l.status = ANY(%(shown)s) AND l.department_id = ANY(%(departments)s)
          ORDER BY l.id)
FROM {Article._meta.db_table} a
WHERE a.id = ANY(%(ids)s) AND a.state = 'published' AND a.page_id <> %(page)s
"""  # noqa: S608 - tables' own names
KINDS = tuple(sorted(kind.value for kind in READ_KINDS))


@dataclass(frozen=True, slots=True)
class RelatedArticle:
    article: Article
    reason: str


@dataclass(frozen=True, slots=True)
class Related:
    """By date. None stands in both, and none is of the article's own page."""

    story: tuple[RelatedArticle, ...] = ()
    program: tuple[RelatedArticle, ...] = ()


@dataclass(frozen=True, slots=True)
class Other:
    """`programs` and `departments` are the names that it shares with the article."""

    headline: str
    programs: tuple[str, ...]
    departments: tuple[str, ...]

    @property
    def shared(self) -> tuple[str, ...]:
        return (*self.programs, *self.departments)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Primary keys, as the index gave them."""

    by_headline: tuple[int, ...]
    by_name: tuple[int, ...]
    by_program: tuple[int, ...]

    def all(self) -> set[int]:
        return {*self.by_headline, *self.by_name, *self.by_program}


def related_to(article: Article, links: ArticleLinks) -> Related:
    """Nothing for what is no article to be read, as notices are."""
    if article.kind not in READ_KINDS:
        return Related()
    found = candidates(article, links)
    ids = found.all() - {article.pk}
    if not ids:
        return Related()
    others = _others(article, ids, links)
    story = _story(article, others, found)
    fresh = (pk for pk in found.by_program if pk in others and pk not in story and others[pk].programs)
    of_program = {pk: f"同写“{'”“'.join(others[pk].programs)}”" for pk in islice(fresh, SHOWN)}
    return _with_articles(story, of_program)


def _others(article: Article, ids: Iterable[int], links: ArticleLinks) -> dict[int, Other]:
    """The public ones of these articles on other pages. One statement."""
    programs, departments = ({entry.pk: entry.name for entry in each} for each in (links.programs, links.departments))
    asked: dict[str, Any] = {
        "ids": list(ids),
        "page": article.page_id,
        "shown": [status.value for status in SHOWN_STATUSES],
        "programs": list(programs),
        "departments": list(departments),
    }
    with connection.cursor() as cursor:
        cursor.execute(OTHERS, asked)
        return {
            pk: Other(
                headline,
                tuple(dict.fromkeys(programs[each] for each in of_programs)),
                tuple(dict.fromkeys(departments[each] for each in of_departments)),
            )
            for pk, headline, of_programs, of_departments in cursor.fetchall()
        }


def _with_articles(story: Mapping[int, str], of_program: Mapping[int, str]) -> Related:
    """One query for what lists show of the articles chosen, by primary key, each with its reason."""
    shown = short_articles().prefetch_related(None).select_related("page__issue", "page__newspaper")
    articles = shown.only(*SHORT_FIELDS, *HOME_FIELDS).in_bulk([*story, *of_program])
    first, second = (
        _by_date(RelatedArticle(articles[pk], reason) for pk, reason in chosen.items() if pk in articles)
        for chosen in (story, of_program)
    )
    return Related(first, second)


def candidates(article: Article, links: ArticleLinks) -> Candidates:
    """Those of the program nearest in time first."""
    date = article.page.issue.date if article.page.issue else None
    around = Filters(kinds=KINDS)
    if date:
        around = Filters(kinds=KINDS, date_from=date - STORY_DAYS, date_to=date + STORY_DAYS)
    program_ids = tuple(entry.pk for entry in links.programs)
    by_name: list[int] = []
    if date and len(links.programs) + len(links.departments) >= SHARED_NAMES:
        by_name = _search(_with_names(around, program_ids, links.departments), limit=CANDIDATES)
    return Candidates(
        tuple(_search(around, text=_headline_query(article), sort=Sort.RELEVANCE, limit=CANDIDATES)),
        tuple(by_name),
        tuple(_of_program(program_ids, date)),
    )


def _with_names(around: Filters, program_ids: tuple[int, ...], departments: Sequence[LinkedEntry]) -> Filters:
    """Articles that name one of the programs; where there is none, one of the departments."""
    if program_ids:
        return replace(around, program_ids=program_ids)
    return replace(around, department_ids=tuple(entry.pk for entry in departments))


def _headline_query(article: Article) -> str:
    """Any of the headline's longest words in a title; empty for a headline without words."""
    parsed = search_backend().parse(article.headline)
    words = {word for term in parsed.terms for word in (term.words or (term.text,)) if len(word) > 1}
    longest = sorted(words, key=lambda word: (-len(word), word))[:HEADLINE_WORDS]
    return " 或 ".join(f"{QueryField.TITLE}:“{word}”" for word in longest)


def _of_program(program_ids: tuple[int, ...], date: datetime.date | None) -> list[int]:
    """The nearest before and after, in turn; without a date the latest."""
    if not program_ids:
        return []
    if date is None:
        return _search(Filters(kinds=KINDS, program_ids=program_ids), limit=SHOWN * 2)
    before = _search(Filters(kinds=KINDS, program_ids=program_ids, date_to=date), limit=SHOWN * 2)
    after = _search(Filters(kinds=KINDS, program_ids=program_ids, date_from=date), sort=Sort.OLDEST, limit=SHOWN * 2)
    in_turn = [pk for pair in zip(before, after, strict=False) for pk in pair]
    return list(dict.fromkeys([*in_turn, *before, *after]))


def _search(filters: Filters, *, text: str = "", sort: Sort = Sort.NEWEST, limit: int) -> list[int]:
    if sort is Sort.RELEVANCE and not text:
        return []
    return search_backend().search(SearchQuery(text, filters, sort, limit=limit)).article_ids


def _story(article: Article, others: Mapping[int, Other], found: Candidates) -> dict[int, str]:
    """The reason of each with a headline like this one's, then of those that name the same; the likest first."""
    alike = {pk: likeness(article.headline, others[pk].headline) for pk in found.by_headline if pk in others}
    by_headline = sorted((pk for pk, share in alike.items() if share >= ALIKE), key=lambda pk: -alike[pk])
    story = dict.fromkeys(by_headline, "标题相近")
    naming = [pk for pk in found.by_name if pk in others and len(others[pk].shared) >= SHARED_NAMES]
    for pk in sorted(naming, key=lambda pk: -len(others[pk].shared)):
        story.setdefault(pk, f"同写到{'、'.join(others[pk].shared[:SHARED_NAMES])}")
    return dict(islice(story.items(), SHOWN))


def likeness(one: str, other: str) -> float:
    """Dice's coefficient of the pairs of characters of two headlines: 1 for the same, 0 for nothing in common."""
    ours, theirs = _pairs(one), _pairs(other)
    return 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours and theirs else 0.0


def _pairs(headline: str) -> set[str]:
    text = normalize(headline)
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _by_date(related: Iterable[RelatedArticle]) -> tuple[RelatedArticle, ...]:
    """Undated ones last."""
    return tuple(sorted(related, key=lambda each: (each.article.page.issue is None, _day(each), each.article.pk)))


def _day(related: RelatedArticle) -> datetime.date:
    issue = related.article.page.issue
    return issue.date if issue else datetime.date.max
