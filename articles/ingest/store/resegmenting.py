"""Applies the present segmenter to pages whose sources are held, without undoing what a person did."""

import logging
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.db.models import Q

from articles.ingest.drafts import ArticleDraft, Hints, PageDraft, SourceDraft
from articles.ingest.segment import segment_source
from articles.ingest.store.joined_texts import DraftOf, redo_joined_texts
from articles.ingest.store.redating import is_kept, redate
from articles.ingest.store.replacing import Replacement, replace_pages
from articles.models import Article, AuditEntry, Page, Source
from articles.services.article_text import WORDS, ArticleText, text_of_article
from articles.services.audit import record
from articles.services.border_proposals import propose
from articles.services.continuations import join_continuations
from articles.services.store_lock import lock_store

logger = logging.getLogger(__name__)

REASON = "用新版切分程序重新切分"

#: Where the spans of one article stand on a page, and what it says; None for a text that is not this page's alone.
Reading = dict[tuple[tuple[int, int, str], ...], tuple[str, ...] | None]


NOTHING = Replacement(kept=0, born=0, superseded=0)


class Outcome(StrEnum):
    UNCHANGED = "unchanged"
    REDONE = "redone"
    PROPOSED = "proposed"
    OTHER_PAGES = "other_pages"


@dataclass(frozen=True, slots=True)
class Resegmented:
    """What became of a page. `OTHER_PAGES`: its file is now read as another number of pages, so it was left.

    `redated` says what became of its date, `joined` how many texts were redone that go on on other pages.
    """

    page: Page
    outcome: Outcome
    replacement: Replacement = NOTHING
    redated: str = ""
    joined: int = 0


def resegment_source(source: Source, only: Collection[int] | None = None) -> list[Resegmented]:
    """Cut the source anew and store what differs, a page a transaction; `only` these of its pages, by id."""
    pages = list(source.pages.select_related("issue", "newspaper").order_by("number_in_source"))
    asked = [(index, page) for index, page in enumerate(pages) if only is None or page.pk in only]
    draft = draft_of_source(source, pages)
    if len(draft.pages) != len(pages):
        return [Resegmented(page, Outcome.OTHER_PAGES) for _, page in asked]
    drafts = PresentDrafts(pages, draft)
    return [resegment_page(page, single_page(draft, index), source, drafts.of_page) for index, page in asked]


def draft_of_source(source: Source, pages: list[Page]) -> SourceDraft:
    return segment_source(bytes(source.data), name=source.name, hints=known_of(pages))


def known_of(pages: list[Page]) -> Hints:
    """What was told of the pages; a date that was read in them is left for the segmenter to read again."""
    told = next((page.issue for page in pages if page.issue and is_kept(page.issue)), None)
    label = pages[0].label if len(pages) == 1 else ""
    return Hints(date=told.date if told else None, label=label, city=pages[0].newspaper.city)


class PresentDrafts:
    """The drafts of a source's pages, and of other pages on which its articles go on, each source cut once."""

    def __init__(self, pages: list[Page], draft: SourceDraft) -> None:
        self.drafts: dict[int, PageDraft] = {}
        self.keep(pages, draft)

    def keep(self, pages: list[Page], draft: SourceDraft) -> None:
        if len(draft.pages) == len(pages):
            self.drafts |= {page.pk: single_page(draft, index).pages[0] for index, page in enumerate(pages)}

    def of_page(self, page: Page) -> PageDraft | None:
        """None for a page without a source, or whose source is read as another number of pages or no more."""
        if page.pk not in self.drafts and page.source is not None:
            pages = list(page.source.pages.select_related("issue", "newspaper").order_by("number_in_source"))
            try:
                self.keep(pages, draft_of_source(page.source, pages))
            except Exception:
                # Whoever asks for that page itself is told what is wrong with it.
                logger.exception("Source %s cannot be cut anew", page.source_id)
                return None
        return self.drafts.get(page.pk)


def single_page(draft: SourceDraft, index: int) -> SourceDraft:
    """The draft of one page alone, its spans counted from it."""
    page = draft.pages[index]
    articles = tuple(
        replace(article, spans=tuple(replace(span, page=0) for span in article.spans)) for article in page.articles
    )
    return replace(draft, pages=(replace(page, articles=articles),))


@transaction.atomic
def resegment_page(page: Page, draft: SourceDraft, source: Source, draft_of: DraftOf) -> Resegmented:
    lock_store()
    redated = redate(page, draft.date)
    articles = list(articles_on(page))
    if is_same(page, articles, draft.pages[0]):
        Page.objects.filter(pk=page.pk).update(segmenter_version=draft.segmenter_version)
        joined = redo_joined_texts(page, draft_of, source, reason=REASON)
        outcome = Outcome.REDONE if joined or redated else Outcome.UNCHANGED
        if outcome is Outcome.REDONE:
            done = [*(["日期重新读定"] if redated else []), *([f"{joined} 篇跨版的文字重写"] if joined else [])]
            note(page, f"重新切分：{'，'.join(done)}", draft)
        return Resegmented(page, outcome, redated=redated, joined=joined)
    if any(article.is_touched or article.state == Article.State.WITHDRAWN for article in articles):
        propose(page, draft)
        note(page, "重新切分：有人改过，新切分存为建议", draft)
        return Resegmented(page, Outcome.PROPOSED, redated=redated)
    replacement = replace_pages(draft, source, [page], {page.pk: 0}, reason=REASON)
    if page.issue:
        join_continuations(page.issue)
    joined = redo_joined_texts(page, draft_of, source, reason=REASON)
    counts = f"保留 {replacement.kept} 篇，新出 {replacement.born} 篇，并入他篇 {replacement.superseded} 篇"
    note(page, f"重新切分：{counts}", draft)
    return Resegmented(page, Outcome.REDONE, replacement, redated, joined)


def note(page: Page, words: str, draft: SourceDraft) -> None:
    details = {"segmenter": draft.segmenter_version}
    record(AuditEntry.Action.PROGRAM, words, about=page, details=details)


def articles_on(page: Page) -> list[Article]:
    on_page = Article.objects.filter(Q(page=page) | Q(spans__page=page)).values("pk")
    return list(
        Article.objects.exclude(state=Article.State.SUPERSEDED)
        .filter(pk__in=on_page)
        .select_for_update()
        .prefetch_related("spans", "credits", "hidden_passages")
        .order_by("pk")
    )


def is_same(page: Page, articles: list[Article], draft: PageDraft) -> bool:
    """Whether the page's articles stand where the draft has them and say the same."""
    if page.text != draft.text:
        return False
    stored, drawn = stored_reading(page, articles), drawn_reading(draft)
    return stored.keys() == drawn.keys() and all(
        words is None or words == drawn[places] for places, words in stored.items()
    )


def stored_reading(page: Page, articles: list[Article]) -> Reading:
    reading: Reading = {}
    for article in articles:
        spans = list(article.spans.all())
        places = tuple(sorted((span.start, span.end, span.part) for span in spans if span.page_id == page.pk))
        if not places:
            continue
        is_elsewhere = len(places) < len(spans)
        own = None if is_elsewhere or article.is_touched or article.origin != Article.Origin.PAGE else words_of(article)
        reading[places] = own
    return reading


def drawn_reading(draft: PageDraft) -> Reading:
    return {
        tuple(sorted((span.start, span.end, span.part.value) for span in article.spans)): words_of(article)
        for article in draft.articles
    }


def words_of(article: Article | ArticleDraft) -> tuple[str, ...]:
    marks = (str(article.kind), article.continued_from, article.continues_to)
    if isinstance(article, ArticleDraft):
        return (*marks, *_said(article, dict.fromkeys(article.credits)))
    if article.hidden_passages.exists():
        whole = text_of_article(article)
        return (*marks, *_said(whole, whole.credits))
    return (*marks, *_said(article, article.credits.all()))


def _said(text: Article | ArticleDraft | ArticleText, credits: Iterable[Any]) -> tuple[str, ...]:
    return (*(getattr(text, name) for name in WORDS), *(f"{credit.role} {credit.name}" for credit in credits))
