"""Stores one source in one transaction: idempotent by SHA-256, keeping every human decision."""

import dataclasses
from collections.abc import Sequence

from django.db import transaction

from articles.errors import IngestError
from articles.ingest.coverage import coverage_faults
from articles.ingest.drafts import ArticleDraft, SourceDraft
from articles.ingest.store.births import bear_articles
from articles.ingest.store.held_pages import HeldPage, find_held_pages
from articles.ingest.store.issue_dates import find_issue, record_issue, strengthen_date
from articles.ingest.store.outcomes import Outcome, StoreResult
from articles.ingest.store.placing import new_page, place
from articles.ingest.store.replacing import replace_pages
from articles.models import Issue, Newspaper, Page, Source
from articles.services.continuations import join_continuations
from articles.services.store_lock import lock_store
from articles.services.text_changed import text_changed

NEW_SCAN = "同一版面的新扫描取代旧扫描"


@transaction.atomic
def store_source(draft: SourceDraft, data: bytes, *, newspaper: Newspaper, replace: bool = False) -> StoreResult:
    """Take a source and its articles in, whole or not at all.

    Bytes already held and, without `replace`, pages already held are outcomes, not errors. Raises IngestError when
    the draft loses a character or two of its pages carry one label.
    """
    lock_store()
    if known := find_known_bytes(draft.sha256, replace=replace):
        return known
    refuse_faulty(draft)
    issue = find_issue(newspaper, draft.date)
    held = find_held_pages(newspaper, issue, draft.pages)
    if held and not replace:
        return _page_held(held)
    if len(held) < len(draft.pages) or any(one.page.is_undated for one in held):
        issue = issue or record_issue(newspaper, draft.date)
    if issue:
        strengthen_date(issue, draft.date)
    # Bytes that another reading took the place of are still there.
    source, _ = Source.objects.get_or_create(
        sha256=draft.sha256,
        defaults={"name": draft.name, "data": data, "size": draft.size, "encoding": draft.encoding},
    )
    result = _replace(draft, source, newspaper, issue, held) if held else _take_in(draft, source, newspaper, issue)
    if issue:
        join_continuations(issue)
    return dataclasses.replace(result, message="；".join(note.message for note in draft.notes))


def _take_in(draft: SourceDraft, source: Source, newspaper: Newspaper, issue: Issue | None) -> StoreResult:
    pages = Page.objects.bulk_create(
        [new_page(draft, number, source, newspaper, issue) for number in range(len(draft.pages))]
    )
    articles = bear_articles(place(all_articles(draft), pages), pages, source)
    text_changed([article.pk for article in articles])
    return StoreResult(Outcome.STORED, source=source, pages=len(pages), articles=len(articles))


def find_known_bytes(sha256: str, *, replace: bool) -> StoreResult | None:
    """The outcome for bytes that need not be taken in again; with `replace` those may that hold no page any more."""
    known = Source.objects.defer("data").filter(sha256=sha256).first()
    if known is None or (replace and not known.pages.exists()):
        return None
    return StoreResult(Outcome.DUPLICATE, held_by=known, message=f"already stored as {known.name}")


def refuse_faulty(draft: SourceDraft) -> None:
    """The promise that nothing is lost, checked before a row is written."""
    ranges: list[list[tuple[int, int]]] = [[] for _ in draft.pages]
    for article in all_articles(draft):
        for span in article.spans:
            ranges[span.page].append((span.start, span.end))
    for page, held in zip(draft.pages, ranges, strict=True):
        for fault in coverage_faults(page.text, held):
            line = page.first_line + page.text.count("\n", 0, fault.start)
            raise IngestError(
                "coverage",
                f"Line {line}: the segmenter left text {fault.kind} ({fault.start}–{fault.end}); not stored.",
            )
    labels = [page.label for page in draft.pages if page.label]
    for label in labels:
        if labels.count(label) > 1:
            raise IngestError("label_twice", f"Two pages of this file carry the label {label}; split the file.")


def all_articles(draft: SourceDraft) -> list[ArticleDraft]:
    return [article for page in draft.pages for article in page.articles]


def _replace(
    draft: SourceDraft, source: Source, newspaper: Newspaper, issue: Issue | None, held: Sequence[HeldPage]
) -> StoreResult:
    old = {one.index: one.page for one in held}
    pages: list[Page] = []
    for index in range(len(draft.pages)):
        page = old.get(index) or new_page(draft, index, source, newspaper, issue)
        # A page keeps its day; one that had none stands where the new bytes say.
        page.issue = page.issue or issue
        pages.append(page)
    replace_pages(draft, source, pages, {one.page.pk: one.index for one in held}, reason=NEW_SCAN)
    return StoreResult(Outcome.REPLACED, source=source, pages=len(pages), articles=len(all_articles(draft)))


def _page_held(held: Sequence[HeldPage]) -> StoreResult:
    first = held[0]
    name = first.page.source.name if first.page.source else "a text import"
    return StoreResult(
        Outcome.PAGE_HELD,
        held_by=first.page.source,
        message=f"{first.why}: held by {name}; --replace takes this file in as a new version",
    )
