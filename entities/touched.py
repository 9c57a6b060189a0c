"""Which articles a change of the registry can touch: those linked to a changed entry, those of a newspaper that moved,
and those in whose text one of the changed names, old or new, may stand. Every other article keeps its links unread."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.db.models import Max, QuerySet

from articles.models import Article, DepartmentLink, DepartmentSuccession
from articles.series import series_of
from entities.matching.folding import fold
from entities.matching.gazetteer import Gazetteer, build_gazetteer
from entities.matching.places import stem
from entities.matching.registry import Alias, AliasRule, Entry, EntryType, Level, Place
from entities.models import Mention, ProgramDecision, RegistryChange
from entities.registry import read_entries, read_places

#: Fields are scanned as one text; no name holds this.
BORDER = "。"
TEXT_FIELDS = ("kicker", "headline", "subtitle", "body")
CHUNK_ARTICLES = 2000


@dataclass(frozen=True, slots=True)
class Trace:
    """What to look for. `gazetteer` holds the changed entries as they were and as they are, and places that came or
    went."""

    department_ids: frozenset[int]
    program_ids: frozenset[int]
    newspaper_ids: frozenset[int]
    gazetteer: Gazetteer

    @property
    def is_empty(self) -> bool:
        return not (self.department_ids or self.program_ids or self.newspaper_ids or self.gazetteer.forms)


@dataclass(frozen=True, slots=True)
class LookedThrough:
    """Some articles, rising by id up to `last`, and those of them that a change can touch."""

    articles: int
    last: int
    touched: tuple[int, ...]


def changes_since(version: int, *, until: int | None = None) -> list[RegistryChange] | None:
    """The changes that made the registry of `version` that of `until`, or the present one; None when the log does not
    reach back so far."""
    start = RegistryChange.objects.filter(type=RegistryChange.Type.START).aggregate(Max("version"))["version__max"]
    if start is None or version < start:
        return None
    changes = RegistryChange.objects.filter(version__gt=version).exclude(type=RegistryChange.Type.START)
    return list(changes if until is None else changes.filter(version__lte=until))


def trace_of(
    changes: Sequence[RegistryChange], entries: Sequence[Entry] | None = None, places: Sequence[Place] | None = None
) -> Trace:
    """A changed alias touches the texts that may hold it; a changed entry also those that hold any other name of it.

    `entries` and `places` are all that are registered after the changes, where the database does not have them.
    """
    entries = read_entries() if entries is None else entries
    places = read_places() if places is None else places
    present = {(entry.type, entry.id): entry for entry in entries}
    changed = {_key(each) for each in changes if _is_entry(each)}
    changed |= {(EntryType.DEPARTMENT, pk) for pk in departments_of_changed_series(changes)}
    names = [present[key] for key in changed if key in present]
    names += [entry for each in changes for entry in _changed_names(each, present)]
    words = _places_that_came_or_went(changes, entries, [entry for entry in names if (entry.type, entry.id) in changed])
    return Trace(
        department_ids=frozenset(pk for kind, pk in changed if kind is EntryType.DEPARTMENT),
        program_ids=frozenset(pk for kind, pk in changed if kind is EntryType.PROGRAM),
        newspaper_ids=frozenset(each.entry_id for each in changes if each.type == RegistryChange.Type.NEWSPAPER),
        gazetteer=build_gazetteer([*names, *words], places),
    )


def _is_entry(change: RegistryChange) -> bool:
    """Whether the entry itself changed, not one of its aliases."""
    row = change.after or change.before or {}
    return _is_of_entry(change) and "surface" not in row


def _is_of_entry(change: RegistryChange) -> bool:
    return change.type in (RegistryChange.Type.DEPARTMENT, RegistryChange.Type.PROGRAM)


def _key(change: RegistryChange) -> tuple[EntryType, int]:
    return EntryType(change.type), change.entry_id


def departments_of_changed_series(changes: Iterable[RegistryChange]) -> frozenset[int]:
    """All departments that are, or were before the changes, of one series with those whose succession changed."""
    pairs = [
        (row["predecessor_id"], row["successor_id"])
        for each in changes
        if each.type == RegistryChange.Type.SUCCESSION
        for row in (each.before, each.after)
        if row is not None
    ]
    if not pairs:
        return frozenset()
    held = DepartmentSuccession.objects.values_list("predecessor_id", "successor_id")
    series = series_of([*held, *pairs])
    return frozenset(member for pair in pairs for pk in pair for member in series.kin(pk))


def _changed_names(change: RegistryChange, present: dict[tuple[EntryType, int], Entry]) -> Iterator[Entry]:
    """The entry under each name that the change took from it or gave it."""
    if not _is_of_entry(change):
        return
    now = present.get(_key(change)) or Entry(*_key(change), "")
    for row in (change.before, change.after):
        if row is None:
            continue
        if "surface" in row:
            alias = Alias(row["surface"], AliasRule(row["rule"]))
            yield replace(now, name=row["surface"], aliases=(alias,))
        else:
            level, place = Level(row.get("level", now.level)), row.get("place", now.place)
            yield replace(now, name=row["name"], level=level, place=place)


def _places_that_came_or_went(
    changes: Iterable[RegistryChange], entries: Sequence[Entry], changed: Sequence[Entry]
) -> Iterator[Entry]:
    """Places that only the changed entries know or knew: they say whether other names are read as of that place."""
    known = Counter(entry.place for entry in entries)
    known.subtract(Counter({entry.place: 1 for entry in {(e.type, e.id): e for e in changed}.values()}))
    names = {entry.place for entry in changed if entry.place and known[entry.place] <= 0}
    names |= {
        row["name"]
        for each in changes
        if each.type == RegistryChange.Type.PLACE
        for row in (each.before, each.after)
        if row is not None
    }
    for number, name in enumerate(sorted(names)):
        yield Entry(EntryType.PROGRAM, -1 - number, stem(fold(name)))


def look_through(
    articles: "QuerySet[Article]", trace: Trace, *, after: int = 0, chunk: int = CHUNK_ARTICLES
) -> Iterator[LookedThrough]:
    """Those of the articles that the trace can touch, so many at a time, beginning behind the id `after`.

    Each chunk is a query of its own, and nothing is held of one when the next is read.
    """
    if trace.is_empty:
        return
    linked = linked_articles(trace)
    while rows := list(
        articles.filter(pk__gt=after).order_by("pk").values_list("pk", "page__newspaper_id", *TEXT_FIELDS)[:chunk]
    ):
        touched = tuple(
            pk
            for pk, newspaper, *texts in rows
            if pk in linked or newspaper in trace.newspaper_ids or trace.gazetteer.touches(BORDER.join(texts))
        )
        after = rows[-1][0]
        yield LookedThrough(len(rows), after, touched)


def touched_articles(articles: "QuerySet[Article]", changes: Sequence[RegistryChange]) -> list[int]:
    """The ids of those of the articles that the changes can touch, rising. It reads each article's text once."""
    return [pk for some in look_through(articles, trace_of(changes)) for pk in some.touched]


def linked_articles(trace: Trace) -> set[int]:
    links = DepartmentLink.objects.filter(department__in=trace.department_ids)
    mentions = Mention.objects.filter(program__in=trace.program_ids)
    decisions = ProgramDecision.objects.filter(program__in=trace.program_ids)
    return {pk for rows in (links, mentions, decisions) for pk in rows.values_list("article_id", flat=True)}
