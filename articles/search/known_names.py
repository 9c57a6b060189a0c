"""Every program, department and reporter that articles speak of or are by, held in memory for suggestions.

Each process reads them once and again every few minutes, in the background: a keystroke never waits for the registry,
and a name is suggested at most that much later than it was registered, renamed or first printed.
"""

import logging
import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connections

from articles.models import Department, DepartmentAlias, Reporter
from articles.search.alike_characters import toneless_reading
from articles.search.backend import search_backend
from articles.search.name_index import NamedEntry, NameIndex, NameKind
from articles.search.normalize import normalize
from articles.search.queries import FacetGroup, SearchQuery
from articles.services.series import department_series
from entities.models import Program, ProgramAlias

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
    except (DatabaseError, InterfaceError) as error:
        logger.error("the names to suggest could not be read again: %s", error)
    finally:
        _reading.release()
        connections.close_all()


def _read(folder: Path) -> NameIndex:
    global _held
    _held = _Held(folder, NameIndex(named_entries()), time.monotonic())
    return _held.names


def named_entries() -> Iterator[NamedEntry]:
    """Those with at least one public article: six queries, and one question to the index."""
    groups = (FacetGroup.PROGRAM, FacetGroup.DEPARTMENT, FacetGroup.REPORTER)
    facets = search_backend().search(SearchQuery(limit=0, facets=True, facet_groups=groups, facet_limit=None)).facets
    counts = {group: {int(each.key): each.count for each in facets.get(group, ())} for group in groups}
    aliases = _aliases(ProgramAlias.objects.order_by("pk").values_list("program_id", "surface"))
    for pk, name, slug, pinyin in Program.objects.listed().values_list("pk", "name", "slug", "pinyin"):
        if count := counts[FacetGroup.PROGRAM].get(pk):
            yield _entry(NameKind.PROGRAM, f"/programs/{slug}/", count, name, pinyin, aliases[pk])
    aliases = _aliases(DepartmentAlias.objects.order_by("pk").values_list("department_id", "surface"))
    yield from _departments(counts[FacetGroup.DEPARTMENT], aliases)
    for pk, name, note, slug, pinyin in Reporter.objects.values_list("pk", "name", "note", "slug", "pinyin"):
        if count := counts[FacetGroup.REPORTER].get(pk):
            shown = f"{name}（{note}）" if note else name
            yield NamedEntry(NameKind.REPORTER, f"/reporters/{slug}/", count, (shown,), (pinyin,))


def _departments(counts: Mapping[int, int], aliases: Mapping[int, Sequence[str]]) -> Iterator[NamedEntry]:
    """Present bodies, each found also by the names of those that went into it; of old ones, those without one heir."""
    series = department_series()
    rows = {pk: row for pk, *row in Department.objects.values_list("pk", "name", "short_name", "slug", "pinyin")}
    for pk, (name, short_name, slug, pinyin) in rows.items():
        if series.head(pk) != pk or not (count := counts.get(pk)):
            continue
        old = [each for each in sorted(series.members(pk) - {pk}) if series.head(each) == pk and each in rows]
        names_of_old = [other for each in old for other in (rows[each][0], rows[each][1], *aliases.get(each, ()))]
        others = [short_name, *aliases.get(pk, ()), *names_of_old]
        yield _entry(NameKind.DEPARTMENT, f"/departments/{slug}/", count, name, pinyin, others)


def _entry(kind: NameKind, url: str, count: int, name: str, pinyin: str, others: Iterable[str]) -> NamedEntry:
    aliases = [other for other in dict.fromkeys(others) if other and other != name]
    return NamedEntry(
        kind, url, count, (name, *aliases), (pinyin, *(toneless_reading(normalize(alias)) for alias in aliases))
    )


def _aliases(rows: Iterable[tuple[int, str]]) -> Mapping[int, Sequence[str]]:
    aliases: defaultdict[int, list[str]] = defaultdict(list)
    for owner, surface in rows:
        aliases[owner].append(surface)
    return aliases
