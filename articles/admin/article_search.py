"""The desk's search over articles: the site's own index, and the withdrawn ones, which the index does not hold."""

from dataclasses import dataclass

from django.db.models import Q

from articles.models import Article
from articles.search.backend import search_backend
from articles.search.queries import SearchQuery

#: Articles that one search of the desk lists; whoever has more adds a word.
FOUND_AT_MOST = 1000


@dataclass(frozen=True, slots=True)
class Found:
    """Primary keys, best first, and what the editor should know of the search."""

    ids: list[int]
    notes: tuple[str, ...]


def find_articles(term: str) -> Found:
    """Two queries at most: by public number when `term` is one, by the index, and among the withdrawn."""
    results = search_backend().search(SearchQuery(text=term, limit=FOUND_AT_MOST, ocr_layer=True))
    words = Q(headline__icontains=term) | Q(body__icontains=term)
    withdrawn = Article.objects.filter(words, state=Article.State.WITHDRAWN).order_by("-pk")
    ids = [*results.article_ids, *withdrawn.values_list("pk", flat=True)[:FOUND_AT_MOST]]
    notes = results.notes
    if results.total > FOUND_AT_MOST:
        notes = (*notes, f"找到{results.total}篇，只列出最相关的{FOUND_AT_MOST}篇；再加一个词可以缩小范围。")
    return Found(ids, notes)
