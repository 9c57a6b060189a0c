"""Which facts a change of borders touches, and which it takes out of what the public reads.

A name, figure, date, department or program that only goes from one item to another, whole, is no other fact. One that
is cut in two, that becomes part of another word than the page prints, or that stands in no item's text any more is
changed, as if somebody had typed it. Who signs two items and then one has lost nothing, nor does a name that goes from
a text into the byline of an item that it signs.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from articles.borders.pieces import Piece
from articles.facts.kinds import Fact
from articles.facts.places import Known, fact_places
from articles.ingest.drafts import Part
from articles.ingest.stages.names import looks_like_name
from articles.models import Article, BorderChange, Page, Reporter, Revision
from articles.services.article_text import WORDS, ArticleText, text_of_revision
from articles.services.border_states import layout_from
from entities.link_plan import home_of
from entities.registry import current_registry

#: They leave every text as it is.
WORDLESS = (BorderChange.Action.KIND, BorderChange.Action.REORDER)

Word = tuple[Fact, str]


@dataclass(frozen=True, slots=True)
class Touched:
    """`kinds`: of facts that stand whole in the items before the change or after it, not in both. `broken`: the words,
    without white space, that stand whole in fewer places after it; a word that nothing but its own characters makes a
    name, and that nobody is known by, is none of them."""

    kinds: frozenset[Fact] = frozenset()
    broken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """What an item that an address of its own shows says, and its pieces."""

    text: ArticleText
    pieces: Sequence[Piece]

    def signers(self) -> set[str]:
        return {_dense(credit.name) for credit in self.text.credits}


@dataclass(frozen=True, slots=True)
class Side:
    """The items before or after a change. `facts`: those that they state, with white space left out, each signer once.
    `told`: without what nothing but its own characters makes a name, and what behind a role looks like none."""

    items: Sequence[Item]
    facts: Counter[Word]
    told: frozenset[Word]

    def signers(self) -> set[str]:
        return {name for item in self.items for name in item.signers()}

    def words(self) -> list[str]:
        return [_dense(getattr(item.text, name)) for item in self.items for name in WORDS]

    def bylines(self, name: str, texts: dict[int, str]) -> list[str]:
        """As printed, of the items that this one signs."""
        return [
            _dense(texts[piece.page][piece.start : piece.end])
            for item in self.items
            if name in item.signers()
            for piece in item.pieces
            if piece.part is Part.BYLINE
        ]


def facts_touched(change: BorderChange, about: Article) -> Touched:
    """Two queries, and two more where a fact goes; none where no text is another."""
    if change.sort in WORDLESS:
        return Touched()
    before, after = _sides(change, about)
    lost = before.facts - after.facts
    if not lost:
        return Touched(frozenset(kind for kind, _ in after.facts - before.facts))
    texts = dict(Page.objects.filter(pk__in=change.pages).values_list("pk", "text"))
    printed = [_dense(text) for text in texts.values()]
    gone = {word for word in lost if not _still_signs(word, before, after, texts, printed)}
    kinds = frozenset(kind for kind, _ in gone | (after.facts - before.facts).keys())
    broken = {word for word in gone if _is_fewer(word, before, after, printed)}
    unsure = {word for word in broken if word not in before.told}
    broken -= unsure - _known_names(unsure, about)
    return Touched(kinds, tuple(sorted(word for _, word in broken)))


def _known_names(words: Collection[Word], about: Article) -> set[Word]:
    """Those by which a reporter of the newspaper goes."""
    if not words:
        return set()
    names = [word for _, word in words]
    found = Reporter.objects.filter(newspaper_id=about.page.newspaper_id, name__in=names)
    return {(Fact.NAME, name) for name in found.values_list("name", flat=True)}


def _sides(change: BorderChange, about: Article) -> tuple[Side, Side]:
    sides = [_revisions(side["items"]) for side in (change.before, change.after)]
    numbers = {number for side in sides for _, number in side}
    rows = Revision.objects.filter(article__in={pk for side in sides for pk, _ in side}, number__in=numbers)
    texts = {(row.article_id, row.number): text_of_revision(row) for row in rows}
    layouts = [layout_from(change.before), layout_from(change.after)]
    before, after = (
        [Item(texts[pk, number], layout.get(pk, ())) for pk, number in side]
        for side, layout in zip(sides, layouts, strict=True)
    )
    registry = current_registry()
    signed = {credit.name for item in (*before, *after) for credit in item.text.credits}
    known = Known(persons=signed, gazetteer=registry.gazetteer, home=home_of(about, registry))
    return _side(before, known), _side(after, known)


def _side(items: Sequence[Item], known: Known) -> Side:
    facts: Counter[Word] = Counter()
    told: set[Word] = set()
    for item in items:
        fields = {name: getattr(item.text, name) for name in WORDS}
        for name, places in fact_places(fields, known).items():
            for place in places:
                word = place.kind, _dense(fields[name][place.start : place.end])
                facts[word] += 1
                if place.kind != Fact.NAME or (not place.is_bare and looks_like_name(word[1])):
                    told.add(word)
    signed = {(Fact.NAME, name) for item in items for name in item.signers()}
    facts.update(signed)
    return Side(items, facts, frozenset(told | signed))


def _revisions(items: dict[str, Any]) -> list[tuple[int, int]]:
    """The items that an address of their own shows."""
    living = {pk: item for pk, item in items.items() if item["state"] != Article.State.SUPERSEDED}
    return [(int(pk), item["revision"]) for pk, item in living.items()]


def _dense(text: str) -> str:
    return "".join(text.split())


def _is_fewer(word: Word, before: Side, after: Side, printed: Sequence[str]) -> bool:
    one, other = (_whole(word, [*side.words(), *side.signers()], side.facts, printed) for side in (before, after))
    return other < one


def _still_signs(word: Word, before: Side, after: Side, texts: dict[int, str], printed: Sequence[str]) -> bool:
    """Whoever is named signs, and is named in as many places of texts and of the bylines that they sign."""
    _, name = word
    if name not in after.signers():
        return False
    one, other = (
        _whole(word, [*side.words(), *side.bylines(name, texts)], side.facts, printed) for side in (before, after)
    )
    return other >= one


def _whole(word: Word, said: Sequence[str], facts: Counter[Word], printed: Sequence[str]) -> int:
    """How often the word stands for itself: also within a longer one, where the page prints that so."""
    kind, name = word
    inside = sum(
        count * other.count(name)
        for (sort, other), count in facts.items()
        if sort == kind and other != name and name in other and not any(other in text for text in printed)
    )
    return sum(text.count(name) for text in said) - inside
