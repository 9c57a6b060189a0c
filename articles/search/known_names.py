"""Every program, department and reporter that articles speak of or are by, held in memory for suggestions.

Each process reads them once and again every few minutes, in the background: a keystroke never waits for the registry,
and a name is suggested at most that much later than it was registered, renamed or first printed.
"""

import logging
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connections

from articles.errors import IndexUnavailableError
from articles.search import named_entries
from articles.search.backend import search_backend
from articles.search.name_index import NamedEntry, NameIndex
from articles.search.queries import FacetGroup, SearchQuery

REFRESH_SECONDS = 300.0

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Held:
    """The names of the archive whose index lies in `folder`."""

    folder: Path
    names: NameIndex
    read_at: float


_held: _Held | None = None
_reading = threading.Lock()


def known_names() -> NameIndex:
    """Raises `IndexUnavailableError` where they were never read, and the index that counts them cannot be asked."""
    folder = Path(settings.SEARCH_INDEX_DIR)
    held = _held
    if held is None or held.folder != folder:
        return _read_first(folder)
    if time.monotonic() - held.read_at > REFRESH_SECONDS and _reading.acquire(blocking=False):
        threading.Thread(target=_refresh, args=(folder,), daemon=True).start()
    return held.names


def _read_first(folder: Path) -> NameIndex:
    """Whoever asks before there are names waits for them; of several at once, one reads."""
    with _reading:
        return _held.names if _held is not None and _held.folder == folder else _read(folder)


def _refresh(folder: Path) -> None:
    """In a thread of its own, which holds the lock already."""
    try:
        _read(folder)
    except (IndexUnavailableError, DatabaseError, InterfaceError) as error:
        logger.error("the names to suggest could not be read again: %s", error)
    finally:
        _reading.release()
        connections.close_all()


def _read(folder: Path) -> NameIndex:
    global _held
    _held = _Held(folder, NameIndex(counted_entries()), time.monotonic())
    return _held.names


def counted_entries() -> Iterator[NamedEntry]:
    """Those with at least one public article: six queries, and one question to the index."""
    groups = (FacetGroup.PROGRAM, FacetGroup.DEPARTMENT, FacetGroup.REPORTER)
    facets = search_backend().facets(SearchQuery(facets=True, facet_groups=groups, facet_limit=None))
    counts = {group: {int(each.key): each.count for each in facets.get(group, ())} for group in groups}
    yield from named_entries.programs(counts[FacetGroup.PROGRAM])
    yield from named_entries.departments(counts[FacetGroup.DEPARTMENT])
    yield from named_entries.reporters(counts[FacetGroup.REPORTER])
