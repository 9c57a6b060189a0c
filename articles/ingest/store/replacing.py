"""Takes a page already held in again from other bytes, keeping addresses and everything a person decided."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F, Max, Q

from articles.ingest.drafts import ArticleDraft, SourceDraft
from articles.ingest.similarity import pair_articles
from articles.ingest.store.births import (
    Placed,
    article_fields,
    bear_articles,
    credits_of,
    revision_fields,
    text_fields,
    write_spans,
)
from articles.ingest.store.kept_borders import UNPLACED, KeptBorders, kept_borders, restore_orders, write_kept
from articles.ingest.store.placing import fill_page, place
from articles.models import Article, Page, PageReplacement, Revision, Source, Span
from articles.services.hidden_passages import follow_scan, follow_text
from articles.services.succession import supersede
from articles.services.text_changed import text_changed
from articles.services.write_credits import write_credits


@dataclass(frozen=True, slots=True)
class Replacement:
    """What a new reading did to articles: kept with their public id, born, and become part of another."""

    kept: int
    born: int
    superseded: int


def replace_pages(
    draft: SourceDraft, source: Source, pages: Sequence[Page], held: Mapping[int, int], *, reason: str
) -> Replacement:
    """Put the draft's text on its pages; `held` maps the id of a page already stored to its index in the draft.

    Articles of the old reading that stand in the new one keep their public id; a text that a person changed is kept
    as it is, and so are the borders that a person set. The others become part of the nearest article, and their
    addresses lead there. `reason` is told to editors wherever a text or an address changes.
    """
    old = _articles_on(held)
    kept = kept_borders(held, old, draft)
    was = _texts_on(held, old)
    old_texts = {pk: text for pk, text in was.items() if pk not in kept.items}
    _renew_pages(draft, source, pages, held)
    placed = place(kept.drafts, pages)
    same, nearest = pair_articles(old_texts, [_text_of_draft(one.draft, draft) for one in placed])
    Span.objects.filter(page__in=held).delete()
    write_kept(kept, old)
    for pk, index in same.items():
        _carry_on(old[pk], placed[index], pages, source, reason)
    fresh = [index for index in range(len(placed)) if index not in same.values()]
    born = bear_articles([placed[index] for index in fresh], pages, source)
    by_index = {index: old[pk] for pk, index in same.items()} | dict(zip(fresh, born, strict=True))
    heirs = {pk: by_index[index] for pk, index in nearest.items()} or _kept_heirs(old_texts, kept, old)
    superseded = _retire(((old[pk], heir) for pk, heir in heirs.items() if pk not in same), reason)
    restore_orders(kept)
    present = [*old, *(article.pk for article in born)]
    follow_text(old, present)
    follow_scan(was, present)
    text_changed(present)
    return Replacement(kept=len(same), born=len(born), superseded=superseded)


def _kept_heirs(old_texts: Mapping[int, str], kept: KeptBorders, old: Mapping[int, Article]) -> dict[int, Article]:
    """Where people's items hold the whole new reading, the nearest of them is everybody else's heir."""
    held = [old[pk] for pk, pieces in kept.items.items() if pieces]
    same, nearest = pair_articles(old_texts, [article.headline + article.body for article in held])
    return {pk: held[index] for pk, index in (same | nearest).items()}


def _renew_pages(draft: SourceDraft, source: Source, pages: Sequence[Page], held: Mapping[int, int]) -> None:
    PageReplacement.objects.bulk_create(
        PageReplacement(page=page, old_source=page.source, new_source=source)
        for page in pages
        if page.pk in held and page.source_id != source.pk
    )
    for index, page in enumerate(pages):
        if page.pk in held:
            fill_page(page, draft, index)
            if page.source_id != source.pk:
                page.source, page.number_in_source = source, index + 1
        page.save()


def _articles_on(held: Iterable[int]) -> dict[int, Article]:
    """The articles at home on these pages or with text on them, locked against a correction at the same moment."""
    ids = (
        Article.objects.exclude(state=Article.State.SUPERSEDED)
        .filter(Q(page__in=list(held)) | Q(spans__page__in=list(held)))
        .values("pk")
    )
    return {article.pk: article for article in Article.objects.filter(pk__in=ids).select_for_update().order_by("pk")}


def _texts_on(held: Iterable[int], articles: Mapping[int, Article]) -> dict[int, str]:
    """What each article holds of these pages as the old reading has it; its present text where it holds nothing."""
    texts: defaultdict[int, str] = defaultdict(str)
    spans = Span.objects.filter(page__in=list(held), article__in=articles).order_by("article", "rank")
    for span in spans.select_related("page"):
        texts[span.article_id] += span.page.text[span.start : span.end]
    return {
        pk: texts.get(pk) or "".join([article.kicker, article.headline, article.subtitle, article.body])
        for pk, article in articles.items()
    }


def _text_of_draft(article: ArticleDraft, source: SourceDraft) -> str:
    return "".join(source.pages[span.page].text[span.start : span.end] for span in article.spans)


def _carry_on(article: Article, one: Placed, pages: Sequence[Page], source: Source, reason: str) -> None:
    """The article as the new reading has it: its place and spans, and its text too unless a person set that."""
    is_on_other_pages = article.spans.exists()
    fields = article_fields(one)
    if is_on_other_pages:
        # Its other pages were not read again: only its place on this one is new.
        fields = {}
    elif article.is_touched or article.origin != Article.Origin.PAGE:
        for name in (*text_fields(one.draft), "kind"):
            fields.pop(name)
        fields["notes"] = [note for note in article.notes if note["code"] != UNPLACED["code"]]
    else:
        _append_reading(article, one, source, reason)
    for name, value in fields.items():
        setattr(article, name, value)
    is_home = article.page_id in {pages[span.page].pk for span in one.draft.spans}
    first_rank = _make_room(article, len(one.draft.spans)) if is_home else _rank_after(article)
    article.save()
    write_spans([(article, one.draft.spans)], pages, first_rank=first_rank)


def _rank_after(article: Article) -> int:
    last: int | None = article.spans.aggregate(last=Max("rank"))["last"]
    return 0 if last is None else last + 1


def _make_room(article: Article, count: int) -> int:
    """Move the ranks of the spans that stay behind `count` new ones; the shift passes over every rank in use."""
    article.spans.update(rank=F("rank") + count + _rank_after(article))
    return 0


def _append_reading(article: Article, one: Placed, source: Source, reason: str) -> None:
    """A new revision where the new reading differs from the present one."""
    present = article.revisions.get(number=article.revision_number)
    reading = revision_fields(one.draft)
    if all(getattr(present, name) == value for name, value in reading.items()):
        return
    article.revision_number += 1
    Revision.objects.create(
        article=article,
        number=article.revision_number,
        supersedes=present,
        origin=Revision.Origin.REINGEST,
        source=source,
        reason=reason,
        **reading,
    )
    write_credits(article, credits_of(one.draft))


def _retire(pairs: Iterable[tuple[Article, Article]], reason: str) -> int:
    """Articles that the new reading lacks: a person's, a publisher's and those with text elsewhere stay and say so.

    The others are superseded; their number is returned.
    """
    superseded = 0
    for old, heir in pairs:
        elsewhere = old.spans.order_by("rank").first()
        is_kept = old.is_touched or old.origin != Article.Origin.PAGE or old.state == Article.State.WITHDRAWN
        if elsewhere or is_kept:
            old.notes = [*old.notes, UNPLACED]
            old.page_id = elsewhere.page_id if elsewhere else old.page_id
            old.save(update_fields=["notes", "page"])
        else:
            supersede(old, heir, reason=reason)
            superseded += 1
    return superseded
