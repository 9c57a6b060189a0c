"""Results with too many hits to weigh each: headlines first, then leads, then the rest, the newest of each first."""

import pytest

from articles.search.queries import SearchQuery
from articles.search.tantivy_index import result_page
from articles.search.tantivy_index.backend import TantivyBackend
from tests.search.articles import fill, indexed

FILLING = "会议传达学习有关精神，听取各县区工作汇报。" * 12
LEAD = {"headline": "例会", "body": f"小麦返青。\n{FILLING}"}
REST = {"headline": "例会", "body": f"{FILLING}\n小麦返青。"}
TITLE = {"headline": "小麦返青", "body": FILLING}
INSIDE = {"headline": "怀川小麦地", "body": FILLING}


@pytest.fixture(autouse=True)
def _few_are_weighed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(result_page, "MOST_WEIGHED", 2)


def dated(first_id: int, fields: dict[str, str], count: int = 4) -> list[dict[str, object]]:
    """Articles of one sort, the later the newer."""
    return [{"article_id": first_id + n, "date": f"20{10 + n}-05-01", **fields} for n in range(count)]


def pages(backend: TantivyBackend, text: str, size: int) -> list[int]:
    total = backend.search(SearchQuery(text, limit=0)).total
    return [
        article_id
        for offset in range(0, total + size, size)
        for article_id in backend.search(SearchQuery(text, offset=offset, limit=size)).article_ids
    ]


def test_tiers_follow_each_other_and_the_newest_of_each_comes_first(backend: TantivyBackend) -> None:
    articles = [indexed(**fields) for fields in [*dated(10, REST), *dated(20, LEAD), *dated(30, TITLE)]]
    fill(backend, articles[:5], articles[5:])
    assert pages(backend, "小麦", 20) == [33, 32, 31, 30, 23, 22, 21, 20, 13, 12, 11, 10]


@pytest.mark.parametrize("size", [1, 3, 5, 20])
@pytest.mark.parametrize("text", ["小麦", "小麦返青", "小麦 例会", "例会 或 小麦", "的", "小麦 -怀川"])
def test_pages_join_without_gap_or_repetition(backend: TantivyBackend, size: int, text: str) -> None:
    fields = [*dated(10, REST), *dated(20, LEAD), *dated(30, TITLE), *dated(40, INSIDE)]
    fields += dated(50, {"headline": "返青的时候", "body": f"返青。{FILLING}小麦的长势。"})
    articles = [indexed(**each) for each in fields]
    fill(backend, articles[::2], articles[1::2])
    found = pages(backend, text, size)
    assert len(found) == len(set(found)) == backend.search(SearchQuery(text)).total
    assert found == pages(backend, text, 100)


def test_words_stand_above_accidental_matches_in_headlines(backend: TantivyBackend) -> None:
    words = dated(10, {"headline": "高校研究生走进怀川", "body": FILLING})
    accidental = dated(20, {"headline": "科学家研究生命起源", "body": FILLING})
    fill(backend, [indexed(**fields) for fields in [*accidental, *words]])
    assert pages(backend, "研究生", 20) == [13, 12, 11, 10, 23, 22, 21, 20]


def test_what_holds_the_query_as_it_stands_comes_before_headlines_that_hold_its_words(
    backend: TantivyBackend,
) -> None:
    exact = dated(10, {"headline": "例会", "body": f"{FILLING}发展数字经济。"})
    apart = dated(20, {"headline": "经济与数字", "body": FILLING})
    fill(backend, [indexed(**fields) for fields in [*apart, *exact]])
    assert pages(backend, "数字经济", 20) == [13, 12, 11, 10, 23, 22, 21, 20]
