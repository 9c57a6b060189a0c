"""Writes a change of borders: spans, texts, addresses, places, and the record by which it can be taken back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from articles.borders.carrying import Carried, carry, is_as_printed
from articles.borders.following import Way
from articles.borders.pieces import Layout, Pieces
from articles.borders.words import Words
from articles.errors import BorderError
from articles.models import Article, BorderChange, Redirect, Revision, Span, allot_public_ids
from articles.services.article_text import WORDS, credits_to_json
from articles.services.border_addresses import lead_addresses
from articles.services.border_decisions import Rulings, follow_rulings, rulings_of
from articles.services.border_log import write_down
from articles.services.border_notes import divide_notes
from articles.services.border_order import follow_order, renumber
from articles.services.border_scene import Scene, refuse_mixed_states, text_of_words
from articles.services.border_states import (
    FIELDS,
    State,
    carried_to_json,
    memory_of,
    order_of_page,
    shares_of,
    state_of,
)
from articles.services.clean_text import clean_reason
from articles.services.corrections import write_revision
from articles.services.hidden_borders import refuse_cut_passages
from articles.services.hidden_passages import follow_text
from articles.services.queue_claims import borders_settled, reopen_items
from articles.services.rejections import copy_rejections
from articles.services.reviewed_borders import border_changed
from articles.services.succession import supersede
from articles.services.text_changed import queue_index, text_changed
from articles.services.write_credits import write_credits

Action = BorderChange.Action


@dataclass
class Plan:
    """What the items are to be. Keys are article ids; an item to be made has a negative one."""

    action: BorderChange.Action
    by: User
    reason: str
    #: The items that change, as they are to be; those that end are not in it.
    layout: dict[int, Pieces]
    #: Which item takes the place of one that ends.
    heirs: dict[int, int] = field(default_factory=dict)
    #: The item out of which a new one comes.
    parents: dict[int, int] = field(default_factory=dict)
    kinds: dict[int, Article.Kind] = field(default_factory=dict)
    #: Texts that are set, not carried.
    words: Mapping[int, Words] = field(default_factory=dict)
    #: What a segmenter says of items, for those of which nobody corrected a word.
    fresh: dict[int, Words] = field(default_factory=dict)
    #: Whole pages in this order.
    orders: dict[int, list[int]] = field(default_factory=dict)
    #: Articles that ended and live again, in which state and why they are withdrawn if they are.
    revived: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    #: The segmenter's doubts, where they are set.
    notes: Mapping[int, list[dict[str, Any]]] = field(default_factory=dict)
    #: Where addresses lead again that led there before.
    redirects: Mapping[int, int] = field(default_factory=dict)
    #: What it takes back.
    undoes: BorderChange | None = None

    @property
    def is_of_order(self) -> bool:
        return Action.REORDER in (self.action, self.undoes and self.undoes.sort)

    @property
    def label(self) -> str:
        return Action(self.action).label


def carry_out(scene: Scene, plan: Plan) -> BorderChange:
    """Write the plan; everything that it holds is a change. Raises BorderError and what cleaning the reason raises."""
    reason = clean_reason(plan.reason)
    touched = [pk for pk in [*plan.layout, *plan.heirs, *plan.kinds] if pk in scene.articles]
    refuse_mixed_states(scene.articles[pk] for pk in touched if pk not in plan.revived)
    held = {pk: scene.articles[pk] for pk in dict.fromkeys(touched)}
    if plan.is_of_order:
        on_pages = _moved(plan.orders)
        held |= {pk: scene.articles[pk] for pk in on_pages if pk in scene.articles}
    before = state_of(scene, held, scene.layout)
    rulings = rulings_of(held, scene.layout.keys() & held.keys()) if plan.layout else Rulings()
    _revive(plan, held)
    carried = _carry(scene, plan)
    made = {key: _bear(scene, plan, carried, key) for key in plan.layout if key not in scene.articles}
    keys = {key: article.pk for key, article in made.items()}
    layout = {keys.get(key, key): pieces for key, pieces in plan.layout.items()}
    living = {pk: article for pk, article in held.items() if pk not in plan.heirs} | {a.pk: a for a in made.values()}
    _write_spans(layout, plan.heirs)
    _set_texts(scene, plan, carried, living, keys)
    _set_fields(scene, plan, living, layout)
    _end(scene, plan, keys)
    renumber(scene, layout, {keys[key]: parent for key, parent in plan.parents.items() if key in keys}, plan.orders)
    _lead(scene, plan, layout)
    _follow(plan, layout, held, living)
    heirs = {pk: keys.get(heir, heir) for pk, heir in plan.heirs.items()}
    follow_rulings(rulings, lambda: _way(scene, plan, carried, keys, heirs), layout)
    everything = held | living
    for pk in plan.heirs:
        everything[pk].refresh_from_db(fields=["state"])
    remaining = {pk: pieces for pk, pieces in scene.layout.items() if pk not in plan.heirs}
    after = state_of(scene, everything, remaining | layout)
    return _record(plan, reason, before, after, carried_to_json(carried, heirs))


def _moved(orders: Mapping[int, list[int]]) -> list[int]:
    """The articles that get another place."""
    found = []
    for page, wanted in orders.items():
        present = order_of_page(page)
        places = {pk: place for place, pk in enumerate(present)}
        after = follow_order(present, wanted)
        found += [pk for place, pk in enumerate(after) if places[pk] != place]
    return found


def _revive(plan: Plan, articles: Mapping[int, Article]) -> None:
    """Articles that ended are at their own addresses again; their state is saved with their other fields."""
    for pk, (state, why) in plan.revived.items():
        article = articles[pk]
        article.state, article.withdrawn_reason = state, why
        Redirect.objects.filter(old_public_id=article.public_id).delete()


def _carry(scene: Scene, plan: Plan) -> Carried:
    before: Layout = {pk: scene.layout[pk] for pk in dict.fromkeys([*plan.layout, *plan.heirs]) if pk in scene.layout}
    words = {pk: scene.words(pk) for pk in before}
    carried = carry(before, words, plan.layout, scene.grounds, heirs=plan.heirs, memory=memory_of(scene.texts))
    fresh = {key: words for key, words in plan.fresh.items() if is_as_printed(carried.words[key], carried.scanned[key])}
    refuse_cut_passages(scene, before, plan.layout, {**carried.words, **fresh, **plan.words})
    return replace(carried, words={**carried.words, **fresh}, scanned={**carried.scanned, **fresh})


def _way(scene: Scene, plan: Plan, carried: Carried, keys: Mapping[int, int], heirs: Mapping[int, int]) -> Way:
    """By which a passage of one of the old texts is followed into the new ones."""
    before: Layout = {pk: scene.layout[pk] for pk in [*plan.layout, *plan.heirs] if pk in scene.layout}
    return Way(
        before=before,
        words={pk: scene.words(pk) for pk in before},
        after={keys.get(key, key): pieces for key, pieces in plan.layout.items()},
        words_after={keys.get(key, key): plan.words.get(key) or carried.words[key] for key in plan.layout},
        grounds=scene.grounds,
        heirs=heirs,
        known=shares_of(scene.texts),
    )


def _bear(scene: Scene, plan: Plan, carried: Carried, key: int) -> Article:
    """A new article: its first revision is what the page says, a second what people made of that."""
    parent = scene.articles[plan.parents[key]]
    page = scene.pages[plan.layout[key][0].page]
    scanned = text_of_words(carried.scanned[key])
    words = {name: getattr(scanned, name) for name in WORDS}
    article = Article.objects.create(
        public_id=allot_public_ids(1)[0],
        page=page,
        position=parent.position,
        kind=plan.kinds.get(key, parent.kind),
        state=parent.state,
        withdrawn_reason=parent.withdrawn_reason,
        confidence=parent.confidence,
        is_touched=True,
        **words,
    )
    Revision.objects.create(
        article=article,
        number=0,
        origin=Revision.Origin.OCR,
        source_id=page.source_id,
        credits=credits_to_json(scanned.credits),
        **words,
    )
    write_credits(article, scanned.credits)
    copy_rejections(parent, article)
    return article


def _write_spans(layout: Layout, gone: Iterable[int]) -> None:
    Span.objects.filter(article__in=[*layout, *gone]).delete()
    Span.objects.bulk_create(
        Span(article_id=pk, page_id=piece.page, start=piece.start, end=piece.end, rank=rank, part=piece.part.value)
        for pk, pieces in layout.items()
        for rank, piece in enumerate(pieces)
    )


def _set_texts(
    scene: Scene, plan: Plan, carried: Carried, living: Mapping[int, Article], keys: Mapping[int, int]
) -> None:
    """A revision for each text that is another now."""
    for key in plan.layout:
        article = living[keys.get(key, key)]
        present = carried.scanned[key] if key in keys else scene.words(key)
        words = plan.words.get(key) or carried.words[key]
        write_revision(
            article,
            text_of_words(present),
            text_of_words(words),
            origin=Revision.Origin.BORDERS,
            editor=plan.by,
            reason=plan.reason or plan.label,
        )
        article.continued_from, article.continues_to = words.continued_from, words.continues_to


def _set_fields(scene: Scene, plan: Plan, living: Mapping[int, Article], layout: Layout) -> None:
    ended = {pk: scene.articles[pk] for pk in plan.heirs}
    divide_notes(scene, {**living, **ended}, layout)
    for pk, article in living.items():
        article.notes = plan.notes.get(pk, article.notes)
        if layout.get(pk):
            article.page_id = layout[pk][0].page
        article.kind = plan.kinds.get(pk, Article.Kind(article.kind))
        if pk in layout or pk in plan.kinds or plan.is_of_order:
            article.is_touched, article.changed_at = True, timezone.now()
        article.save(update_fields=[*FIELDS, "is_touched", "changed_at"])


def _end(scene: Scene, plan: Plan, keys: Mapping[int, int]) -> None:
    for pk, heir in plan.heirs.items():
        target = Article.objects.get(pk=keys.get(heir, heir))
        supersede(scene.articles[pk], target, reason=plan.reason or plan.label, by=plan.by)


def _lead(scene: Scene, plan: Plan, layout: Layout) -> None:
    for old, pk in plan.redirects.items():
        Redirect.objects.filter(old_public_id=old).update(article=pk)
    if layout:
        lead_addresses(layout, {pk: scene.layout[pk] for pk in plan.heirs})


def _follow(plan: Plan, layout: Layout, held: Mapping[int, Article], living: Mapping[int, Article]) -> None:
    """Links, hidden passages and the index follow the texts."""
    if plan.layout:
        follow_text(held, layout)
        text_changed(list(layout))
    queue_index([pk for pk in living if pk not in layout])


def _record(plan: Plan, reason: str, before: State, after: State, carried: State) -> BorderChange:
    if {**before, "decisions": {}} == {**after, "decisions": {}}:
        raise BorderError("nothing_to_do", "这样改和现在一样，没有要改的。")
    pks = {*map(int, before["items"]), *map(int, after["items"])}
    change = BorderChange.objects.create(
        action=plan.action,
        pages=sorted({*map(int, before["texts"]), *map(int, after["texts"])}),
        articles=sorted(pks),
        before=before,
        after=after,
        carried=carried,
        undoes=plan.undoes,
        made_by=plan.by,
        reason=reason,
    )
    write_down(change)
    border_changed(change)
    _settle(change)
    return change


def _settle(change: BorderChange) -> None:
    """What it does to the queue."""
    if change.undoes is not None:
        reopen_items(change.undoes.articles)
    else:
        borders_settled(change.articles, change.made_by)
