"""Counts of values are exact whatever share a value has in which segment, and however many values there are.

tantivy merges eight segments of like size, so that these differ: seven small ones, in which other reporters are common
than in the four large ones.
"""

import random
from collections import Counter

import pytest

from articles.search.indexed_article import IndexedArticle
from articles.search.queries import FacetGroup, Filters, SearchQuery
from articles.search.tantivy_index.backend import TantivyBackend
from tests.search.articles import fill, indexed

REPORTERS = 20_000
LARGE, SMALL = 17_500, 400
SHOWN = 100


def segment_of(number: int, size: int) -> list[IndexedArticle]:
    """Half of its articles are by a few reporters that are rare elsewhere, the rest by everyone in turn."""
    source = random.Random(number)  # noqa: S311
    own = [source.randint(1, REPORTERS) for _ in range(40)]
    return [
        indexed(
            headline="怀川" if place % 2 else "焦川",
            date=None,
            reporter_ids=(source.choice(own) if place % 2 else 1 + (number * LARGE + place) // 2 % REPORTERS,),
        )
        for place in range(size)
    ]


@pytest.fixture
def archive(backend: TantivyBackend) -> list[IndexedArticle]:
    segments = [segment_of(number, LARGE) for number in range(4)]
    segments += [segment_of(number, SMALL) for number in range(4, 11)]
    fill(backend, *segments)
    assert backend.state().segments >= 10
    return [article for segment in segments for article in segment]


def test_every_count_is_exact_and_what_a_click_shows(backend: TantivyBackend, archive: list[IndexedArticle]) -> None:
    for text, holding in {"": archive, "怀川": [article for article in archive if article.headline == "怀川"]}.items():
        expected = Counter(article.reporter_ids[0] for article in holding)
        query = SearchQuery(text, facets=True, facet_groups=(FacetGroup.REPORTER,), facet_limit=SHOWN)
        shown = backend.search(query).facets[FacetGroup.REPORTER]
        assert [count.count for count in shown] == [count for _, count in expected.most_common(SHOWN)]
        for count in shown:
            clicked = SearchQuery(text, filters=Filters(reporter_ids=(int(count.key),)), limit=0)
            assert backend.search(clicked).total == count.count == expected[int(count.key)]
    everything = SearchQuery(facets=True, facet_groups=(FacetGroup.REPORTER,), facet_limit=None)
    counts = {each.key: each.count for each in backend.search(everything).facets[FacetGroup.REPORTER]}
    assert counts == Counter(article.reporter_ids[0] for article in archive)
    assert len(counts) == REPORTERS
