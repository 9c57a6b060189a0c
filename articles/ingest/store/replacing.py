"""Takes a page already held in again from other bytes, keeping addresses and everything a person decided."""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Max, Q

from articles.ingest.drafts import ArticleDraft, SourceDraft
from articles.ingest.similarity import pair_articles
from articles.ingest.store.births import (
    Placed,
    article_fields,
    bear_articles,
    revision_fields,
    text_fields,
    write_credits,
    write_spans,
)
from articles.ingest.store.outcomes import Outcome, StoreResult
from articles.ingest.store.placing import fill_page, place
from articles.models import Article, Credit, Page, PageReplacement, Revision, Source, Span
from articles.services.succession import supersede
from articles.services.text_changed import text_changed

REASON = "同一版面的新扫描取代旧扫描"

#: Note on an article that a person changed and that the new reading of its page does not hold.
UNPLACED = {
    "code": "unplaced",
    "line": 0,
    "message": "新扫描的版面文字中找不到这篇文章；它的文字保留，但不再对应版面位置。",
}


def replace_pages(draft: SourceDraft, source: Source, pages: Sequence[Page], held: Mapping[int, int]) -> StoreResult:
    """Put the draft's text on its pages; `held` maps the id of a page already stored to its index in the draft.

    Articles of the old reading that stand in the new one keep their public id; a text that a person changed is kept
    as it is. The others become part of the nearest article, and their addresses lead there.
    """
    _renew_pages(draft, source, pages, held)
    old = _articles_on(held)
    placed = place([article for page in draft.pages for article in page.articles], pages)
    same, nearest = pair_articles({pk: _text(article) for pk, article in old.items()}, [_text(p.draft) for p in placed])
    Span.objects.filter(page__in=held).delete()
    for pk, index in same.items():
        _carry_on(old[pk], placed[index], pages, source)
    fresh = [index for index in range(len(placed)) if index not in same.values()]
    born = bear_articles([placed[index] for index in fresh], pages, source)
    by_index = {index: old[pk] for pk, index in same.items()} | dict(zip(fresh, born, strict=True))
    _retire((old[pk], by_index[index]) for pk, index in nearest.items())
    text_changed([*old, *(article.pk for article in born)])
    return StoreResult(Outcome.REPLACED, source=source, pages=len(pages), articles=len(placed))


def _renew_pages(draft: SourceDraft, source: Source, pages: Sequence[Page], held: Mapping[int, int]) -> None:
    PageReplacement.objects.bulk_create(
        PageReplacement(page=page, old_source=page.source, new_source=source) for page in pages if page.pk in held
    )
    for index, page in enumerate(pages):
        if page.pk in held:
            fill_page(page, draft, index)
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


def _text(article: Article | ArticleDraft) -> str:
    return "\n".join([article.kicker, article.headline, article.subtitle, article.body])


def _carry_on(article: Article, one: Placed, pages: Sequence[Page], source: Source) -> None:
    """The article as the new reading has it: its place and spans, and its text too unless a person set that."""
    kept_elsewhere = article.spans.aggregate(last=Max("rank"))["last"]
    fields = article_fields(one)
    if kept_elsewhere is not None:
        # Its other pages were not read again: the new spans follow theirs, text and home stay.
        fields = {}
    elif article.is_touched or article.origin != Article.Origin.PAGE:
        for name in (*text_fields(one.draft), "kind"):
            fields.pop(name)
        fields["notes"] = [note for note in article.notes if note["code"] != UNPLACED["code"]]
    else:
        _append_reading(article, one, source)
    for name, value in fields.items():
        setattr(article, name, value)
    article.save()
    first_rank = 0 if kept_elsewhere is None else kept_elsewhere + 1
    write_spans([(article, one.draft.spans)], pages, first_rank=first_rank)


def _append_reading(article: Article, one: Placed, source: Source) -> None:
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
        reason=REASON,
        **reading,
    )
    Credit.objects.filter(article=article).delete()
    write_credits({article.pk: one.draft.credits}, one.page.newspaper)


def _retire(pairs: Iterable[tuple[Article, Article]]) -> None:
    for old, heir in pairs:
        if old.is_touched or old.origin != Article.Origin.PAGE or old.state == Article.State.WITHDRAWN:
            old.notes = [*old.notes, UNPLACED]
            old.save(update_fields=["notes"])
        elif not old.spans.exists():
            supersede(old, heir, reason=REASON)
