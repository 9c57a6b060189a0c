"""Proves that nothing of a page is lost: every non-blank character in exactly one item. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CoverageFault:
    """`kind` is `lost`, `twice` or `outside`; the range is in code points of the page's text, end exclusive."""

    kind: str
    start: int
    end: int


def coverage_faults(text: str, ranges: Iterable[tuple[int, int]]) -> list[CoverageFault]:
    """What is wrong with these half-open ranges as a division of the non-blank characters of `text`."""
    faults: list[CoverageFault] = []
    reached = 0
    for start, end in sorted(ranges):
        if start < 0 or end > len(text) or start >= end:
            faults.append(CoverageFault("outside", start, end))
            continue
        if start < reached:
            faults.append(CoverageFault("twice", start, min(reached, end)))
        elif text[reached:start].strip():
            faults.append(CoverageFault("lost", reached, start))
        reached = max(reached, end)
    if text[reached:].strip():
        faults.append(CoverageFault("lost", reached, len(text)))
    return faults
