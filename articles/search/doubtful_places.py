"""Counts the places of articles' present texts that look wrong, for the editors' queue."""

from collections.abc import Mapping, Sequence

from articles.doubts.find import FIELDS, find_doubts
from articles.models import Article, Issue
from articles.search.doubt_knowledge import knowledge_of
from entities.registry import current_registry

#: Sources of a date that an article's days may be held against; an inferred one came of those days itself.
CERTAIN = (Issue.DateSource.GIVEN, Issue.DateSource.PRINTED, Issue.DateSource.EDITOR)
#: Texts that are held at a time.
BATCH = 500
#: Changes of more articles at once are a program's; a look through a text takes a few milliseconds.
FEW = 200


def places_of_changed(article_ids: Sequence[int]) -> Mapping[int, int | None]:
    """Those of what editors change, at once; None for what comes in bulk, which `rank_queue` looks through."""
    return count_places(article_ids) if len(article_ids) <= FEW else dict.fromkeys(article_ids)


def count_places(article_ids: Sequence[int]) -> dict[int, int]:
    """By article. What the segmenter doubted is counted apart, and not what no reader sees."""
    found = {}
    knowledge = knowledge_of(current_registry().version)
    for start in range(0, len(article_ids), BATCH):
        rows = Article.objects.filter(pk__in=article_ids[start : start + BATCH]).exclude(
            kind=Article.Kind.PAGE_FURNITURE
        )
        names = ("pk", "page__issue__date", "page__issue__date_source", *FIELDS)
        for pk, date, source, *texts in rows.values_list(*names):
            date = date if source in CERTAIN else None
            found[pk] = len(find_doubts(dict(zip(FIELDS, texts, strict=True)), knowledge, issue_date=date))
    return found
