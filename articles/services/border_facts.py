"""Which facts a change of borders touches, and which it takes out of what the public reads.

A name, figure, date, department or program that only goes from one item to another, whole, is no other fact. One that
is cut in two, that becomes part of another word than the page prints, or that stands in no item's text any more is
changed, as if somebody had typed it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from articles.facts.kinds import Fact
from articles.models import Article, BorderChange, Page, Revision
from articles.services.article_text import WORDS, ArticleText, text_of_revision
from articles.services.sorting_changes import facts_in

#: They leave every text as it is.
WORDLESS = (BorderChange.Action.KIND, BorderChange.Action.REORDER)

Facts = Counter[tuple[Fact, str]]


@dataclass(frozen=True, slots=True)
class Touched:
    """`kinds`: of facts that stand whole in the items before the change or after it, not in both. `broken`: the words,
    without white space, that stand whole in fewer places after it."""

    kinds: frozenset[Fact] = frozenset()
    broken: tuple[str, ...] = ()


def facts_touched(change: BorderChange, about: Article) -> Touched:
    """Two queries, and one more where a fact goes; none where no text is another."""
    if change.sort in WORDLESS:
        return Touched()
    before, after = _texts(change)
    one, other = _counted(about, before), _counted(about, after)
    lost = one - other
    kinds = frozenset(kind for kind, _ in lost + (other - one))
    if not lost:
        return Touched(kinds)
    printed = ["".join(text.split()) for text in _page_texts(change)]
    said_before, said_after = _dense(before), _dense(after)
    broken = [
        word
        for kind, word in lost
        if _whole(kind, word, said_after, other, printed) < _whole(kind, word, said_before, one, printed)
    ]
    return Touched(kinds, tuple(sorted(broken)))


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


def _page_texts(change: BorderChange) -> Iterator[str]:
    yield from Page.objects.filter(pk__in=change.pages).values_list("text", flat=True)


def _counted(about: Article, texts: Sequence[ArticleText]) -> Facts:
    return Counter(fact for found in facts_in(about, texts) for fact in found)


def _dense(texts: Sequence[ArticleText]) -> list[str]:
    """Everything that these texts say, field by field, without white space."""
    words = ["".join(getattr(text, name).split()) for text in texts for name in WORDS]
    return words + ["".join(credit.name.split()) for text in texts for credit in text.credits]


def _whole(kind: Fact, word: str, said: Sequence[str], facts: Facts, printed: Sequence[str]) -> int:
    """How often the word stands for itself: also within a longer one, where the page prints that so."""
    inside = sum(
        count * other.count(word)
        for (sort, other), count in facts.items()
        if sort == kind and other != word and word in other and not any(other in text for text in printed)
    )
    return sum(text.count(word) for text in said) - inside
