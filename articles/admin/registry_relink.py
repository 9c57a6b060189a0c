"""Lets the articles that a changed registry entry touches follow at once, where they are few."""

from collections.abc import Iterable

from django.db.models import QuerySet

from articles.models import Article
from articles.search.backend import search_backend
from articles.search.queries import SearchQuery
from articles.services.text_changed import text_changed

#: A clerk waits for so many; more are left to the relink command.
RELINKED_AT_ONCE = 300


def relink_affected(linked: "QuerySet[Article, int]", surfaces: Iterable[str]) -> int | None:
    """How many articles were linked anew: those linked to the entry (ids) and those that hold one of its names.

    None, and nothing done, when they are more than `RELINKED_AT_ONCE`.
    """
    ids = set(linked[: RELINKED_AT_ONCE + 1])
    for surface in surfaces:
        if len(ids) > RELINKED_AT_ONCE:
            break
        results = search_backend().search(SearchQuery(text=f"“{surface}”", limit=RELINKED_AT_ONCE + 1))
        ids.update(results.article_ids)
    if len(ids) > RELINKED_AT_ONCE:
        return None
    present = sorted(Article.objects.filter(pk__in=ids).values_list("pk", flat=True))
    text_changed(present)
    return len(present)
