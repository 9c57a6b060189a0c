"""The promise of the search: any string that stands in an article finds it, and nothing else is called exact.

Two scans of every article say what stands where: one calls the normaliser, the other is ten lines of its own.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.search.indexed_article import IndexedArticle
from articles.search.normalize import normalize
from articles.search.queries import SearchQuery
from articles.search.tantivy_index.backend import TantivyBackend
from tests.search.articles import fill
from tests.search.invented import invented_articles, plain, texts_of

LONGEST = 12
SEGMENTS = 5
QUOTATION_MARKS = str.maketrans("", "", '“”"＂')


class Archive:
    def __init__(self, backend: TantivyBackend, articles: list[IndexedArticle]) -> None:
        self.backend = backend
        self.articles = articles
        fill(backend, *[articles[start::SEGMENTS] for start in range(SEGMENTS)])

    def exact_hits(self, text: str) -> list[int]:
        hits = self.backend.search(SearchQuery(text, limit=len(self.articles))).hits
        return sorted(hit.article_id for hit in hits if hit.exact)

    def holding(self, string: str) -> list[int]:
        """The articles with the string in one of their texts, by both scans, which must agree."""
        needle = normalize(string)
        by_normalizer = [a.article_id for a in self.articles if any(needle in normalize(t) for t in texts_of(a))]
        needle = plain(string)
        by_plain_scan = [a.article_id for a in self.articles if any(needle in plain(t) for t in texts_of(a))]
        assert by_normalizer == by_plain_scan, string
        return by_plain_scan


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, jieba_dir: object) -> Archive:
    folder = tmp_path_factory.mktemp("promise")
    return Archive(TantivyBackend(folder / "index", folder / "jieba", list), invented_articles(120, seed=21))


@st.composite
def places(draw: st.DrawFn) -> tuple[int, int, int, int]:
    """Numbers that choose an article, one of its texts, where to start and how many code points to take."""
    number = st.integers(0, 10_000)
    return draw(number), draw(number), draw(number), draw(st.integers(1, LONGEST))


def string_at(archive: Archive, place: tuple[int, int, int, int]) -> str:
    article_number, text_number, start, length = place
    texts = [text for text in texts_of(archive.articles[article_number % len(archive.articles)]) if text]
    text = texts[text_number % len(texts)]
    start %= len(text)
    return text[start : start + length]


@settings(max_examples=300)
@given(places())
def test_a_string_of_a_text_finds_every_article_that_holds_it(
    archive: Archive, place: tuple[int, int, int, int]
) -> None:
    string = string_at(archive, place).translate(QUOTATION_MARKS)
    if normalize(string):
        assert archive.exact_hits(f"“{string}”") == archive.holding(string), string


@settings(max_examples=200)
@given(places(), places(), st.integers(1, 5), st.integers(1, 5))
def test_strings_put_together_find_what_holds_them_together(
    archive: Archive, one: tuple[int, int, int, int], other: tuple[int, int, int, int], end: int, start: int
) -> None:
    string = (string_at(archive, one)[-end:] + string_at(archive, other)[:start]).translate(QUOTATION_MARKS)
    if normalize(string):
        assert archive.exact_hits(f"“{string}”") == archive.holding(string), string


@settings(max_examples=150)
@given(st.integers(0, 10_000), st.integers(0, 3), st.integers(1, 4), st.integers(1, 4))
def test_nothing_is_found_over_the_border_of_two_texts(
    archive: Archive, article_number: int, text_number: int, end: int, start: int
) -> None:
    texts = texts_of(archive.articles[article_number % len(archive.articles)])
    string = (texts[text_number][-end:] + texts[text_number + 1][:start]).translate(QUOTATION_MARKS)
    if normalize(string):
        assert archive.exact_hits(f"“{string}”") == archive.holding(string), string


@settings(max_examples=150)
@given(places())
def test_an_unquoted_string_finds_them_too_and_first(archive: Archive, place: tuple[int, int, int, int]) -> None:
    """Where it is cut into words by its white space, what holds it as it stands is still exact, and first."""
    string = string_at(archive, place).translate(QUOTATION_MARKS)
    results = archive.backend.search(SearchQuery(string, limit=len(archive.articles)))
    parsed = results.parsed
    if parsed.terms and parsed.whole == normalize(string) and not parsed.excluded:
        exact = [hit.exact for hit in results.hits]
        assert exact == sorted(exact, reverse=True)
        assert sorted(hit.article_id for hit in results.hits if hit.exact) == archive.holding(string), string
        assert (results.total, results.exact_total) == (len(exact), sum(exact))
