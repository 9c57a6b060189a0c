"""Looks for strings in every article of the archive, one by one: what the index must find, no more and no less."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ahocorasick_rs import AhoCorasick
from django.db import connection

from articles.search.backend import search_backend
from articles.search.normalize import normalize
from articles.search.queries import Filters, SearchQuery

#: Between two texts of an article; no normalised text holds it.
BORDER = "\x03"
#: Of strings with more articles, numbers are compared; of others, which articles they are.
MOST_COMPARED = 2000
FETCHED = 5000

TEXTS = """
SELECT a.id, a.kicker, a.headline, a.subtitle, a.body, a.dateline, a.agency,
    ARRAY(SELECT c.role || ' ' || c.name FROM articles_credit c WHERE c.article_id = a.id)
FROM articles_article a JOIN articles_page p ON p.id = a.page_id
WHERE a.state = 'published' AND a.kind <> 'page_furniture' AND a.id > %s
    AND (%s::bigint IS NULL OR p.newspaper_id = %s::bigint)
ORDER BY a.id LIMIT %s
"""


@dataclass(slots=True)
class Comparison:
    """`missed` and `extra` are articles, of all strings together; `wrong` the strings whose articles differ."""

    strings: int = 0
    expected: int = 0
    missed: int = 0
    extra: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return 1 - self.missed / max(1, self.expected)

    @property
    def precision(self) -> float:
        return 1 - self.extra / max(1, self.expected - self.missed + self.extra)


def compare_with_index(strings: Sequence[str], newspaper_id: int | None = None) -> Comparison:
    """Each string in quotation marks, so that nothing but the string itself will do.

    With a newspaper, its articles alone are scanned and searched: what a scan of a very large archive has time for.
    """
    holding = articles_holding(strings, newspaper_id)
    filters = Filters(newspaper_ids=(newspaper_id,)) if newspaper_id else Filters()
    comparison = Comparison(strings=len(strings))
    backend = search_backend()
    for string in strings:
        expected = holding[string]
        results = backend.search(SearchQuery(f'"{string}"', filters=filters, limit=MOST_COMPARED))
        comparison.expected += len(expected)
        if len(expected) <= MOST_COMPARED and results.total <= MOST_COMPARED:
            found = set(results.article_ids)
            missed, extra = len(expected - found), len(found - expected)
        else:
            missed, extra = max(0, len(expected) - results.total), max(0, results.total - len(expected))
        comparison.missed += missed
        comparison.extra += extra
        if missed or extra:
            comparison.wrong.append(string)
    return comparison


def articles_holding(strings: Sequence[str], newspaper_id: int | None = None) -> Mapping[str, set[int]]:
    needles = {string: normalize(string) for string in strings}
    longer = sorted({needle for needle in needles.values() if len(needle) > 1})
    single = {needle for needle in needles.values() if len(needle) == 1}
    automaton = AhoCorasick(longer)
    holding: dict[str, set[int]] = {needle: set() for needle in needles.values()}
    for article_id, text in all_texts(newspaper_id):
        for number in {number for number, _, _ in automaton.find_matches_as_indexes(text, overlapping=True)}:
            holding[longer[number]].add(article_id)
        for char in single.intersection(text):
            holding[char].add(article_id)
    return {string: holding[needle] for string, needle in needles.items()}


def all_texts(newspaper_id: int | None) -> Iterator[tuple[int, str]]:
    """Each article with its normalised texts, a border between any two of them."""
    after = 0
    with connection.cursor() as cursor:
        while True:
            cursor.execute(TEXTS, [after, newspaper_id, newspaper_id, FETCHED])
            rows = cursor.fetchall()
            if not rows:
                return
            for article_id, *texts, credits in rows:
                yield article_id, BORDER.join(map(normalize, (*texts, *credits)))
            after = rows[-1][0]
