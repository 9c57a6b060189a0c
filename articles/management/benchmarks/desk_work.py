"""What editors work at, as they see it: a page of many items, the queue narrowed, the week, find and replace."""

import datetime
import hashlib
import itertools
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.db.models import Count
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.ingest.drafts import (
    ArticleDraft,
    DateEstimate,
    DateSource,
    Kind,
    PageDraft,
    Part,
    SourceDraft,
    SpanDraft,
)
from articles.ingest.store import store_source
from articles.management.benchmarks.archive_lines import invented_articles
from articles.management.benchmarks.desk_pages import DeskPage
from articles.models import Article, ArticleWorth, Department, DepartmentLink, Newspaper, Page
from articles.search.doubtful_places import count_places
from articles.services.border_proposals import propose
from articles.services.queue_ranking import rank_articles
from articles.services.replacements import MOST_ARTICLES, prepare
from entities.models import Mention, Program

ITEMS = 60
SLUG = "bench-desk"
ITEM_LENGTH = 400
#: Filters of the queue that are measured together.
MOST_FILTERS = 3


def make_page(*, is_looked_through: bool = True) -> Page:
    """A page of 60 items of 400 characters in a newspaper of its own, ranked as a drained index leaves it.

    A process that shall meet its texts for the first time later does not look through them for the ranking.
    """
    day = datetime.date(1999, 1, 1)
    newspaper, _ = Newspaper.objects.get_or_create(slug=SLUG, defaults={"name": "量度的报纸"})
    items = [(one.title, one.body[:ITEM_LENGTH]) for one in invented_articles(ITEMS)]
    text = "".join(f"{title}\n{body}\n\n" for title, body in items)
    estimate = DateEstimate(DateSource.GIVEN, day, day, day)
    data = text.encode()
    draft = SourceDraft(
        name="bench-desk.txt",
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        encoding="utf-8",
        date=estimate,
        pages=(page_draft(text, list(drawn(items))),),
        segmenter_version="bench",
    )
    store_source(draft, data, newspaper=newspaper)
    page = Page.objects.get(newspaper=newspaper)
    # What a newer segmenter might say: every two items one.
    propose(page, replace(draft, segmenter_version="bench-2", pages=(page_draft(text, list(in_pairs(items))),)))
    ids = list(Article.objects.filter(page=page).values_list("pk", flat=True))
    rank_articles(ids, places=count_places(ids) if is_looked_through else dict.fromkeys(ids, 0))
    return page


def page_draft(text: str, articles: Sequence[ArticleDraft]) -> PageDraft:
    return PageDraft(text, 1, 1 + text.count("\n"), "A01", label_is_given=True, articles=tuple(articles))


def drawn(items: Sequence[tuple[str, str]]) -> Iterator[ArticleDraft]:
    start = 0
    for title, body in items:
        head, words = start + len(title), start + len(title) + 1
        spans = (SpanDraft(0, start, head, Part.HEADLINE), SpanDraft(0, words, words + len(body), Part.BODY))
        yield ArticleDraft(Kind.ARTICLE, spans, headline=title, body=body)
        start = words + len(body) + 2


def in_pairs(items: Sequence[tuple[str, str]]) -> Iterator[ArticleDraft]:
    singles = list(drawn(items))
    for first, second in zip(singles[::2], singles[1::2], strict=True):
        body = f"{first.body}\n{second.headline}\n{second.body}"
        spans = (first.spans[0], SpanDraft(0, first.spans[1].start, second.spans[1].end, Part.BODY))
        yield ArticleDraft(Kind.ARTICLE, spans, headline=first.headline, body=body)


def work_pages(page: Page, person: User) -> Iterator[DeskPage]:
    """Pages that no list of the admin is."""
    bench = reverse("admin:workbench", args=[page.pk])
    last = Article.objects.filter(page=page).order_by("-position").values_list("pk", flat=True)[0]
    yield DeskPage(f"workbench, {ITEMS} items", bench)
    yield DeskPage(f"workbench, {ITEMS} items, the last of them", f"{bench}?article={last}")
    for proposal in page.proposals.all():
        yield DeskPage("differences of a proposal", reverse("admin:articles_proposal_differences", args=[proposal.pk]))
    yield from queue_pages()
    yield DeskPage("the week", reverse("admin:queue_week"))
    before = timezone.localdate() - datetime.timedelta(7)
    yield DeskPage("the week before", f"{reverse('admin:queue_week')}?day={before}")
    yield DeskPage("what readers look for in vain", reverse("admin:queue_searches"))
    yield DeskPage("the desk", reverse("admin:index"))
    newest = list(Article.objects.order_by("-pk").values_list("pk", flat=True)[:MOST_ARTICLES])
    run = prepare(find="的", replacement="之", fields=["headline", "body"], article_ids=newest, by=person)
    yield DeskPage("find and replace, preview", reverse("admin:articles_replacement_change", args=[run.pk]))


def queue_pages() -> Iterator[DeskPage]:
    """Each filter of the queue with what is common and what is rare, and up to three of them together."""
    address = reverse("admin:queue")
    yield DeskPage("queue", address)
    yield DeskPage("queue, page 20", f"{address}?page=20")
    values = list(queue_values())
    for count in range(1, MOST_FILTERS + 1):
        for chosen in itertools.combinations(values, count):
            if len({name for name, _ in chosen}) == count:
                words = "，".join(f"{name} {value}" for name, value in chosen)
                yield DeskPage(f"queue, {words}", f"{address}?{urlencode(chosen)}")


def queue_values() -> Iterator[tuple[str, str]]:
    """Of each filter what lets most through, and what lets through least."""
    for slug in ends("newspaper__slug"):
        yield "newspaper", str(slug)
    for year in ends("year"):
        yield "year", str(year)
    for kind in ends("kind"):
        yield "kind", str(kind)
    for name, model, links in (("program", Program, Mention), ("department", Department, DepartmentLink)):
        counted = links.objects.values_list(name).annotate(articles=Count("pk")).order_by("articles")
        for pk in ordered_ends([pk for pk, _ in counted]):
            yield name, model.objects.get(pk=pk).name
    yield "mine", "on"


def ends(column: str) -> list[Any]:
    counted = ArticleWorth.objects.waiting().order_by().exclude(newspaper__slug=SLUG).values_list(column)
    return ordered_ends([value for value, _ in counted.annotate(articles=Count("pk")).order_by("articles") if value])


def ordered_ends(values: Sequence[Any]) -> list[Any]:
    return list(dict.fromkeys([*values[-1:], *values[:1]]))


def export_starts(client: Client) -> Iterator[tuple[str, Callable[[], str]]]:
    """The first piece of the log's files: what somebody waits for."""
    for file_format in ("csv", "jsonl"):
        for name, query in (("a person", {"action": "text"}), ("withdrawn", {"action": "withdrawn"})):
            address = f"{reverse('admin:articles_auditentry_export', args=[file_format])}?{urlencode(query)}"

            def begin(address: str = address) -> str:
                answer: HttpResponseBase = client.get(address)
                if isinstance(answer, StreamingHttpResponse):
                    # Closed it would end the connection, with the transaction that is to be taken back.
                    next(iter(answer), b"")
                    return ""
                return "" if answer.status_code == 302 else f"{address} answered {answer.status_code}"

            yield f"log, beginning of {file_format}, {name}", begin


def first_workbench_page(client: Client, page: Page) -> tuple[float, float]:
    """Milliseconds on the clock and of the processor, of the first page that this process makes."""
    started, computed = time.perf_counter(), time.process_time()
    client.get(reverse("admin:workbench", args=[page.pk]))
    return (time.perf_counter() - started) * 1000, (time.process_time() - computed) * 1000
