"""Queries of very many words are answered, at a cost that does not grow with them, and on a thread's small stack."""

import threading

import pytest

from articles.search.normalize import normalize
from articles.search.parsing import MAX_LENGTH, ParsedQuery, Term, parse_query
from articles.search.queries import SearchQuery
from articles.search.results import SearchResults
from articles.search.tantivy_index.backend import TantivyBackend
from articles.search.tantivy_index.matching import Matching
from tests.search.articles import fill, indexed

SMALL_STACK = 512 * 1024
MANY = "".join(map(chr, range(0x4E00, 0x4E00 + 500)))


def searched_on_a_small_stack(backend: TantivyBackend, text: str) -> SearchResults:
    answers: list[SearchResults] = []
    before = threading.stack_size(SMALL_STACK)
    try:
        thread = threading.Thread(target=lambda: answers.append(backend.search(SearchQuery(text))))
        thread.start()
    finally:
        threading.stack_size(before)
    thread.join()
    return answers[0]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(",".join(MANY), id="one run of 500 words"),
        pytest.param(" ".join(MANY), id="500 words"),
        pytest.param(" 或 ".join(f"{MANY[at : at + 12]}的数字经济" for at in range(40)), id="40 long alternatives"),
        pytest.param("怀川市推进数字政府建设，群众足不出户就能办事。" * 40, id="the beginning of an article"),
        pytest.param("怀川市推进数字政府建设，群众足不出户就能办事。" * 40 + " 春耕", id="words behind what is read"),
    ],
)
def test_a_query_of_very_many_words_is_answered(backend: TantivyBackend, text: str) -> None:
    fill(
        backend,
        [indexed(article_id=1, headline="长文", body=text), indexed(article_id=2, headline="例会", body="春耕")],
    )
    results = searched_on_a_small_stack(backend, text)
    assert results.article_ids == [1]
    assert any(f"{MAX_LENGTH} 字" in note for note in results.notes)


def test_what_the_parser_would_never_let_through_is_ranked_too(backend: TantivyBackend) -> None:
    """The engine does not lean on the limits of the query language."""
    fill(backend, [indexed(article_id=1, headline="长文", body=MANY)])
    characters = normalize(MANY)
    parsed = ParsedQuery(tuple((Term(char),) for char in characters), whole=characters)
    searcher = backend._reader.snapshot().searcher
    matching = Matching(parsed)
    found = searcher.search(matching.ranked(matching.everything(), list(characters)), limit=1)
    assert len(found.hits) == 1


def test_the_longest_words_rank_however_many_there_are(backend: TantivyBackend) -> None:
    particles = " ".join(MANY[:30])
    fill(
        backend,
        [indexed(article_id=1, headline="例会", body=f"{MANY[:30]}。" + "听取汇报。" * 80 + "数字经济")],
        [indexed(article_id=2, headline="数字经济", body=f"{MANY[:30]}。" + "听取汇报。" * 80)],
    )
    assert backend.search(SearchQuery(f"{particles} 数字经济")).article_ids == [2, 1]


def test_a_phrase_that_the_limit_cuts_stays_a_phrase() -> None:
    parsed = parse_query(f"怀川 “{'数字政府' * MAX_LENGTH}” 建设")
    assert [(term.text[:4], term.quoted) for term in parsed.terms] == [("怀川", False), ("数字政府", True)]
    assert len(parsed.notes) == 1
