"""The figures of the pages as Markdown."""

from collections.abc import Sequence

from articles.management.benchmarks.clock import Measured
from articles.management.benchmarks.page_load import READERS, WORKERS, Load
from articles.management.benchmarks.page_speed import MEDIAN, P95, KindSpeed

COLUMNS = "calls | p50 ms | p95 ms | max ms | processor p50 ms | processor p95 ms | of it database | queries"
MOST_FAULTS = 3


def speed_table(speeds: Sequence[KindSpeed]) -> str:
    """What is over the target is marked: **bold** by the clock, with ● by the processor's time, too."""
    lines = [f"| page | {COLUMNS} |", "|---|" + "---:|" * 8]
    for speed in speeds:
        lines.append(speed_line(speed))
        lines += [f"| wrong: {fault} | | | | | | | | |" for fault in speed.measured.faults[:MOST_FAULTS]]
    return "\n".join(lines)


def speed_line(speed: KindSpeed) -> str:
    one = speed.measured
    median, p95 = (marked(one.percentile(share), most, speed) for share, most in ((0.5, MEDIAN), (0.95, P95)))
    figures = [
        f"{len(one.milliseconds)}",
        median,
        p95,
        f"{max(one.milliseconds):,.1f}",
        f"{one.computing_percentile(0.5):,.1f}",
        f"{one.computing_percentile(0.95):,.1f}",
        f"{sum(one.database) / len(one.database):,.1f}",
        speed.query_range,
    ]
    return f"| {one.name}{' ●' if speed.computes_long else ''} | {' | '.join(figures)} |"


def marked(milliseconds: float, most: float, speed: KindSpeed) -> str:
    shown = f"{milliseconds:,.1f}"
    return f"**{shown}**" if milliseconds > most and not speed.kind.is_bulk else shown


def slow_lines(speeds: Sequence[KindSpeed]) -> list[str]:
    """What a reader of the table wants first."""
    pages = [speed for speed in speeds if not speed.kind.is_bulk]
    slow = [speed.kind.name for speed in pages if speed.is_slow]
    long = [speed.kind.name for speed in pages if speed.computes_long]
    return [
        f"- {len(pages)} kinds of pages; over {MEDIAN} ms (median) or {P95} ms (p95) by the clock: {named(slow)}",
        f"- over them by the time that processors computed, here and in the database: {named(long)}",
    ]


def conditional_lines(speeds: Sequence[KindSpeed]) -> list[str]:
    asked = sum(len(speed.measured.milliseconds) for speed in speeds)
    not_304 = {speed.kind.name: speed.measured.faults for speed in speeds if speed.measured.faults}
    faults = sum(map(len, not_304.values()))
    times = Measured("", [each for speed in speeds for each in speed.measured.milliseconds])
    lines = [
        f"- {asked - faults:,} of {asked:,} conditional requests were answered 304 "
        f"(p50 {times.percentile(0.5):.1f} ms, p95 {times.percentile(0.95):.1f} ms)"
    ]
    return lines + [f"  - {name}: {found[0]}" for name, found in not_304.items()]


def load_lines(load: Load, *, cores: int) -> list[str]:
    one = load.answered
    workers, database, readers = (
        seconds * 1000 / max(1, load.requests) for seconds in (load.server, load.database, load.readers)
    )
    return [
        f"- {load.requests:,} requests in {load.seconds:.1f} s by {READERS} readers at a time, {WORKERS} workers: "
        f"**{load.per_second:,.0f} requests/s**",
        f"- p50 {one.percentile(0.5):.1f} ms, p95 {one.percentile(0.95):.1f} ms, p99 {one.percentile(0.99):.1f} ms",
        f"- processor: {load.computing:.1f} ms a request ({workers:.1f} the workers, {database:.1f} the database): "
        f"{cores} cores that do nothing else answer {load.possible_per_second(cores):,.0f} requests/s; "
        f"the readers took {readers:.1f} ms of their own",
        f"- {load.kept:,} of them were answered from what was kept",
        "- answers: " + ", ".join(f"{count:,} × {status or 'none'}" for status, count in sorted(load.statuses.items())),
        *(f"  - wrong: {fault}" for fault in one.faults[:MOST_FAULTS]),
    ]


def named(names: Sequence[str]) -> str:
    return ", ".join(names) if names else "none"
