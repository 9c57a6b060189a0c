"""Measures what the server takes for each kind of page, through Django's test client, with the number of queries."""

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.utils import override_settings

from articles.management.benchmarks.clock import Measured, measure
from articles.management.benchmarks.page_kinds import PageKind, page_kinds
from articles.views.kept import kept

#: Milliseconds that the server may take for a page: the median, and 19 of 20.
MEDIAN, P95 = 60, 150


@dataclass(frozen=True, slots=True)
class KindSpeed:
    kind: PageKind
    measured: Measured

    @property
    def is_slow(self) -> bool:
        """By the clock."""
        return not self.kind.is_bulk and _is_over(self.measured.percentile)

    @property
    def computes_long(self) -> bool:
        """By the processor's time, here and in the database: slow on an idle machine, too."""
        return not self.kind.is_bulk and _is_over(self.measured.computing_percentile)

    @property
    def query_range(self) -> str:
        low, high = min(self.measured.queries), max(self.measured.queries)
        return str(low) if low == high else f"{low}–{high}"


def _is_over(percentile: Callable[[float], float]) -> bool:
    return percentile(0.5) > MEDIAN or percentile(0.95) > P95


def page_speeds(*, samples: int) -> list[Measured]:
    with without_rate_limits():
        return [speed.measured for speed in kind_speeds(page_kinds(samples))]


def without_rate_limits() -> override_settings:
    """Whoever measures asks more than a visitor may."""
    return override_settings(RATE_LIMITS=dict.fromkeys(settings.RATE_LIMITS))


def kind_speeds(kinds: Sequence[PageKind]) -> list[KindSpeed]:
    """As a worker of the server answers, whose collector spares what was loaded at its start and comes seldom."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, *gc.get_threshold()[1:])
    return [KindSpeed(kind, measure(kind.name, _gets(kind))) for kind in kinds]


def conditional_speeds(kinds: Sequence[PageKind], *, each: int) -> list[KindSpeed]:
    """What a page takes that the reader has already and that has not changed; whatever is not 304 is a fault."""
    return [
        KindSpeed(kind, measure(kind.name, _conditional_gets(kind, each), warm=False))
        for kind in kinds
        if not kind.is_bulk and not kind.posted
    ]


def client_for(kind: PageKind) -> Client:
    """A reader with what was sent before."""
    client = Client(raise_request_exception=False)
    if kind.posted:
        client.post("/clippings/add/", kind.posted)
    return client


def _gets(kind: PageKind) -> list[Callable[[], str]]:
    """Each page is made, as it is for the first who asks after a change."""
    client = client_for(kind)
    return [lambda url=url: _fault(url, _unkept(client, url)) for url in kind.addresses]  # type: ignore[misc]


def _unkept(client: Client, url: str) -> HttpResponseBase:
    kept().clear()
    return client.get(url)


def _fault(url: str, response: HttpResponseBase, wanted: int = 200) -> str:
    if response.streaming:
        b"".join(response.streaming_content)  # type: ignore[attr-defined]
    return "" if response.status_code == wanted else f"{url} answered {response.status_code}"


def _conditional_gets(kind: PageKind, count: int) -> list[Callable[[], str]]:
    client = client_for(kind)
    calls: list[Callable[[], str]] = []
    for url in dict.fromkeys(kind.addresses[:count]):
        first = client.get(url)
        conditions = {"If-None-Match": first.get("ETag", ""), "If-Modified-Since": first.get("Last-Modified", "")}
        headers = {name: value for name, value in conditions.items() if value}
        calls.append(
            lambda url=url, headers=headers: _fault(url, client.get(url, headers=headers), 304)  # type: ignore[misc]
        )
    return calls
