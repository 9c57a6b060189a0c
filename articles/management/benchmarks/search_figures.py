"""Measures what the search promises: latencies by kind of query, known items, corrections, memory."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client

from articles.management.benchmarks.clock import Measured, measure
from articles.models import Article
from articles.search.backend import search_backend
from articles.search.queries import SearchQuery
from articles.services.corrections import correct_article
from articles.views.result_lists import FACET_GROUPS

#: The targets for facets are stated for results of at most this many articles.
TYPICAL_RESULT = 20_000
MARK = "订正测速之标记第{}号"
EDITOR = "bench-editor"


def engine_speeds(typical: Sequence[str], commonest: Sequence[str]) -> list[Measured]:
    """Hits and total; then all facets for the first time, and again on the same state of the index."""
    search_backend().search(SearchQuery(typical[0] if typical else "文库", facets=True))
    small = [text for text in typical if _total(text) <= TYPICAL_RESULT]
    large = [text for text in typical if text not in set(small)]
    return [
        measure(f"typical, ≤ {TYPICAL_RESULT:,} hits", _searches(small)),
        measure(f"typical, > {TYPICAL_RESULT:,} hits", _searches(large)),
        measure("commonest words", _searches(commonest)),
        measure("facets, typical", _facets(small), warm=False),
        measure("facets, commonest", _facets(commonest), warm=False),
        measure("facets, again", _facets([*small[-60:], *commonest]), warm=False),
    ]


def request_speeds(typical: Sequence[str], commonest: Sequence[str]) -> list[Measured]:
    client = Client(raise_request_exception=False)

    def request(text: str) -> str:
        status = client.get(f"/search/?q={quote(text)}").status_code
        return "" if status == 200 else f"{text}: {status}"

    return [
        measure("search page, typical", _calls(typical, request)),
        measure("search page, commonest", _calls(commonest, request)),
    ]


def known_items(fragments: Sequence[tuple[str, Article]]) -> float:
    """The share of headline fragments that find an article whose headline holds them among the first three."""
    found = 0
    for fragment, _ in fragments:
        first = search_backend().search(SearchQuery(fragment, limit=3)).article_ids
        headlines = Article.objects.filter(pk__in=first).values_list("headline", flat=True)
        found += any(fragment in headline.translate(str.maketrans("", "", '“”"＂')) for headline in headlines)
    return found / len(fragments) if fragments else 0.0


def correction_speed(articles: Sequence[Article]) -> Measured:
    """From a correction's beginning until a search finds it; each is taken back again."""
    editor, _ = User.objects.get_or_create(username=EDITOR)

    def correct(number: int, article: Article) -> str:
        text = f"{article.body}\n{MARK.format(number)}。"
        correct_article(article, base_revision=article.revision_number, editor=editor, reason="测速", body=text)
        hits = search_backend().search(SearchQuery(f"“{MARK.format(number)}”")).article_ids
        return "" if hits == [article.pk] else f"article {article.pk} was not found by its correction"

    calls: list[Callable[[], str]] = [
        lambda number=number, article=article: correct(number, article)  # type: ignore[misc]
        for number, article in enumerate(articles)
    ]
    measured = measure("a correction, until found", calls, warm=False)
    for article in articles:
        present = Article.objects.get(pk=article.pk)
        correct_article(present, base_revision=present.revision_number, editor=editor, reason="测速", body=article.body)
    return measured


def worker_memory(queries: Sequence[str]) -> dict[str, float]:
    """Private megabytes of a process with jieba and the index open, after it answered these queries with facets."""
    script = Path(__file__).with_name("worker_probe.py")
    answer = subprocess.run(  # noqa: S603
        [sys.executable, str(script)],
        input=json.dumps(list(queries)),
        capture_output=True,
        text=True,
        check=True,
        cwd=settings.BASE_DIR,
    )
    figures: dict[str, float] = json.loads(answer.stdout.splitlines()[-1])
    return figures


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    started = time.perf_counter()
    answer = work()
    return answer, time.perf_counter() - started


def _total(text: str) -> int:
    return search_backend().search(SearchQuery(text, limit=0)).total


def _searches(texts: Sequence[str]) -> list[Callable[[], str]]:
    def search(text: str) -> str:
        search_backend().search(SearchQuery(text))
        return ""

    return _calls(texts, search)


def _facets(texts: Sequence[str]) -> list[Callable[[], str]]:
    """Facets alone: no hit is asked for."""

    def count(text: str) -> str:
        facets = search_backend().search(SearchQuery(text, limit=0, facets=True, facet_groups=FACET_GROUPS)).facets
        return "" if facets else f"{text}: no facets"

    return _calls(texts, count)


def _calls(texts: Iterable[str], call: Callable[[str], str]) -> list[Callable[[], str]]:
    return [lambda text=text: call(text) for text in texts]  # type: ignore[misc]
