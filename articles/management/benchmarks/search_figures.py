"""Measures what the search promises: latencies by kind of query, known items, corrections, memory."""

import json
import subprocess
import sys
import threading
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
from articles.search.backend import backend_at, search_backend
from articles.search.normalize import normalize
from articles.search.queries import SearchQuery
from articles.services.corrections import correct_article
from articles.views.result_lists import FACET_GROUPS

#: The targets for facets are stated for results of at most this many articles.
TYPICAL_RESULT = 20_000
MARK = "订正测速之标记第{}号"
EDITOR = "bench-editor"
#: Seconds after which a correction counts as not found.
LONGEST_WAIT = 60


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
        found += any(normalize(fragment) in normalize(headline) for headline in headlines)
    return found / len(fragments) if fragments else 0.0


def correction_speeds(articles: Sequence[Article]) -> list[Measured]:
    """Corrections, each taken back again: until another reader of the index finds it, and until the call returns.

    The call returns when the index has also put its files in order, for which no reader waits.
    """
    editor, _ = User.objects.get_or_create(username=EDITOR)
    found, returned = Measured("a correction, until another reader finds it"), Measured("a correction, until saved")
    for number, article in enumerate(articles):
        mark = MARK.format(number)
        watcher = Watcher(f"“{mark}”", article.pk)
        started = time.perf_counter()
        watcher.start()
        correct_article(
            article,
            base_revision=article.revision_number,
            editor=editor,
            reason="测速",
            body=f"{article.body}\n{mark}。",
        )
        returned.milliseconds.append((time.perf_counter() - started) * 1000)
        watcher.join()
        if watcher.found_at is None:
            found.faults.append(f"article {article.pk} was not found by its correction")
        else:
            found.milliseconds.append((watcher.found_at - started) * 1000)
    for article in articles:
        present = Article.objects.get(pk=article.pk)
        correct_article(present, base_revision=present.revision_number, editor=editor, reason="测速", body=article.body)
    return [found, returned]


class Watcher(threading.Thread):
    """Another reader of the index, which looks for a text until it finds the article, or gives up."""

    def __init__(self, text: str, article_id: int) -> None:
        super().__init__()
        self._backend = backend_at.__wrapped__(Path(settings.SEARCH_INDEX_DIR))
        self._query = SearchQuery(text)
        self._article_id = article_id
        self.found_at: float | None = None
        self._backend.search(self._query)

    def run(self) -> None:
        give_up = time.perf_counter() + LONGEST_WAIT
        while self.found_at is None and time.perf_counter() < give_up:
            if self._backend.search(self._query).article_ids == [self._article_id]:
                self.found_at = time.perf_counter()
            else:
                time.sleep(0.01)


def worker_memory(queries: Sequence[str]) -> dict[str, float]:
    """Private megabytes of a process with jieba and the index open, after it answered these queries with facets.

    This process answers them first, so that the index's pages are shared, as they are between the workers of a server.
    """
    for text in queries:
        search_backend().search(SearchQuery(text, facets=True))
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
