"""An index that is written to for years stays as large as what it holds."""

from articles.search.tantivy_index.backend import TantivyBackend
from tests.search.articles import fill, found, indexed

ARTICLES = 250
UPDATES = 10_000
A_COMMIT = 250
TEXT = "怀川市推进数字政府建设，群众足不出户就能办事。"


def test_ten_thousand_updates_do_not_make_it_grow(backend: TantivyBackend) -> None:
    fill(backend, [indexed(article_id=number, body=f"{TEXT}第0稿。") for number in range(ARTICLES)])
    fresh = backend.state()
    largest = most_segments = 0
    merged = []
    for update in range(0, UPDATES, A_COMMIT):
        with backend.writer() as writer:
            writer.index(
                indexed(article_id=(update + place) % ARTICLES, body=f"{TEXT}第{update}稿。")
                for place in range(A_COMMIT)
            )
            writer.commit()
        state = backend.state()
        if state.segments == 1:
            merged.append(state.size_bytes)
        largest, most_segments = max(largest, state.size_bytes), max(most_segments, state.segments)
    assert backend.state().documents == ARTICLES
    assert most_segments <= 10
    assert largest <= 10 * fresh.size_bytes
    assert len(merged) >= UPDATES / A_COMMIT / 10
    assert max(merged) <= 1.5 * fresh.size_bytes
    assert len(found(backend, f"第{UPDATES - A_COMMIT}稿", limit=ARTICLES)) == A_COMMIT
    assert found(backend, "第0稿") == []
