"""Times calls and counts their database queries."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from django.db import connection

from articles.management.benchmarks.processor_time import backend_pid, computed_seconds


@dataclass(slots=True)
class Measured:
    """What a kind of call took: milliseconds and queries of each call, and what it answered wrongly.

    `processor` are the milliseconds of it that this process was computing, `database` those that the server process
    of its connection was: on a busy machine, nearer to what an idle one takes.
    """

    name: str
    milliseconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    database: list[float] = field(default_factory=list)
    queries: list[int] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def percentile(self, share: float) -> float:
        """The smallest measured value that is not exceeded by this share of the calls; 0 when there is none."""
        return _percentile(self.milliseconds, share)

    def processor_percentile(self, share: float) -> float:
        return _percentile(self.processor, share)

    @property
    def computing(self) -> list[float]:
        """What each call took of any processor: here and in the database."""
        return [here + there for here, there in zip(self.processor, self.database, strict=True)]

    def computing_percentile(self, share: float) -> float:
        return _percentile(self.computing, share)


def _percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[max(0, ceil(len(ordered) * share) - 1)] if ordered else 0.0


def measure(name: str, calls: Iterable[Callable[[], str]], *, warm: bool = True) -> Measured:
    """Time each call; it returns what is wrong with its answer, or nothing. The first is made once more, untimed."""
    measured = Measured(name)
    for number, call in enumerate(calls):
        if warm and number == 0:
            call()
        counter = QueryCounter()
        backend = backend_pid()
        answered = computed_seconds(backend) if backend else 0.0
        started, computed = time.perf_counter(), time.process_time()
        with connection.execute_wrapper(counter):
            fault = call()
        measured.milliseconds.append((time.perf_counter() - started) * 1000)
        measured.processor.append((time.process_time() - computed) * 1000)
        measured.database.append((computed_seconds(backend) - answered) * 1000 if backend else 0.0)
        measured.queries.append(counter.count)
        if fault:
            measured.faults.append(fault)
    return measured


class QueryCounter:
    """An `execute_wrapper` that counts."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        self.count += 1
        return execute(sql, params, many, context)


def table(measured: Sequence[Measured]) -> str:
    """One line a kind of call. Names are Chinese or Latin; columns of figures stand right."""
    lines = [f"{'':24} {'calls':>6} {'p50 ms':>9} {'p95 ms':>9} {'p99 ms':>9} {'max ms':>9} {'queries':>9}"]
    for one in measured:
        if not one.milliseconds:
            lines.append(f"{one.name:24} {'none to measure':>6}")
            continue
        low, high = min(one.queries), max(one.queries)
        queries = str(low) if low == high else f"{low}-{high}"
        lines.append(
            f"{one.name:24} {len(one.milliseconds):6} {one.percentile(0.5):9.1f} {one.percentile(0.95):9.1f} "
            f"{one.percentile(0.99):9.1f} "
            f"{max(one.milliseconds):9.1f} {queries:>9}"
        )
        lines += [f"  wrong: {fault}" for fault in one.faults[:3]]
    return "\n".join(lines)


def markdown(measured: Sequence[Measured]) -> str:
    """A table of Markdown: elapsed milliseconds, and those that this process was computing."""
    lines = ["| | calls | p50 ms | p95 ms | p99 ms | processor p50 ms | processor p95 ms |", "|---|" + "---:|" * 6]
    for one in measured:
        elapsed = [one.percentile(share) for share in (0.5, 0.95, 0.99)]
        figures = [*elapsed, *(one.processor_percentile(share) for share in (0.5, 0.95))]
        columns = " | ".join(f"{figure:,.1f}" for figure in figures)
        lines.append(f"| {one.name} | {len(one.milliseconds)} | {columns} |")
        lines += [f"| wrong: {fault} | | | | | | |" for fault in one.faults[:3]]
    return "\n".join(lines)
