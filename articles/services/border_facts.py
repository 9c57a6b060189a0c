"""Which facts a change of borders touches: those that stand whole in the items before it or after it, not in both."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from articles.facts.kinds import Fact
from articles.models import Article, BorderChange, Revision
from articles.services.article_text import ArticleText, text_of_revision
from articles.services.sorting_changes import facts_in

#: They leave every text as it is.
WORDLESS = (BorderChange.Action.KIND, BorderChange.Action.REORDER)


def facts_touched(change: BorderChange, about: Article) -> frozenset[Fact]:
    """A figure that only went from one item to another is no other figure; one that was cut in two is. Two queries,
    none where no text is another."""
    if change.sort in WORDLESS:
        return frozenset()
    before, after = _texts(change)
    one, other = _counted(about, before), _counted(about, after)
    return frozenset(kind for kind, _ in (one - other) + (other - one))


def _texts(change: BorderChange) -> tuple[list[ArticleText], list[ArticleText]]:
    sides = [_revisions(side["items"]) for side in (change.before, change.after)]
    numbers = {number for side in sides for _, number in side}
    rows = Revision.objects.filter(article__in={pk for side in sides for pk, _ in side}, number__in=numbers)
    texts = {(row.article_id, row.number): text_of_revision(row) for row in rows}
    before, after = ([texts[each] for each in side] for side in sides)
    return before, after


def _revisions(items: dict[str, Any]) -> list[tuple[int, int]]:
    """The items that an address of their own shows."""
    living = {pk: item for pk, item in items.items() if item["state"] != Article.State.SUPERSEDED}
    return [(int(pk), item["revision"]) for pk, item in living.items()]


def _counted(about: Article, texts: Sequence[ArticleText]) -> Counter[tuple[Fact, str]]:
    return Counter(fact for found in facts_in(about, texts) for fact in found)
