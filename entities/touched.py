"""Which articles a change of the registry can touch: those linked to a changed entry, and those in whose text one of
its names, old or new, may stand. Every other article keeps its links unread."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.db.models import Max, QuerySet

from articles.models import Article, DepartmentLink
from entities.matching.folding import fold
from entities.matching.gazetteer import Gazetteer, build_gazetteer
from entities.matching.places import stem
from entities.matching.registry import Alias, AliasRule, Entry, EntryType, Level
from entities.models import Mention, Place, ProgramDecision, RegistryChange
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
    gazetteer: Gazetteer

    @property
    def is_empty(self) -> bool:
        return not (self.department_ids or self.program_ids or self.gazetteer.forms)


def changes_since(version: int) -> list[RegistryChange] | None:
    """The changes that made the registry of `version` the present one; None when the log does not reach back so far."""
    start = RegistryChange.objects.filter(type=RegistryChange.Type.START).aggregate(Max("version"))["version__max"]
    if start is None or version < start:
        return None
    return list(RegistryChange.objects.filter(version__gt=version).exclude(type=RegistryChange.Type.START))


def trace_of(changes: Sequence[RegistryChange]) -> Trace:
    """A changed alias touches the texts that may hold it; a changed entry also those that hold any other name of it."""
    entries = read_entries()
    present = {(entry.type, entry.id): entry for entry in entries}
    changed = {_key(each) for each in changes if _is_entry(each)}
    names = [present[key] for key in changed if key in present]
    names += [entry for each in changes for entry in _changed_names(each, present)]
    words = _places_that_came_or_went(changes, entries, [entry for entry in names if (entry.type, entry.id) in changed])
    return Trace(
        department_ids=frozenset(pk for kind, pk in changed if kind is EntryType.DEPARTMENT),
        program_ids=frozenset(pk for kind, pk in changed if kind is EntryType.PROGRAM),
        gazetteer=build_gazetteer([*names, *words], read_places()),
    )


def _is_entry(change: RegistryChange) -> bool:
    """Whether the entry itself changed, not one of its aliases."""
    row = change.after or change.before or {}
    return change.type != RegistryChange.Type.PLACE and "surface" not in row


def _key(change: RegistryChange) -> tuple[EntryType, int]:
    return EntryType(change.type), change.entry_id


def _changed_names(change: RegistryChange, present: dict[tuple[EntryType, int], Entry]) -> Iterator[Entry]:
    """The entry under each name that the change took from it or gave it."""
    if change.type == RegistryChange.Type.PLACE:
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
    ids = [each.entry_id for each in changes if each.type == RegistryChange.Type.PLACE]
    names |= {each.before["name"] for each in changes if each.type == RegistryChange.Type.PLACE and each.before}
    names |= set(Place.objects.filter(pk__in=ids).values_list("name", flat=True))
    for number, name in enumerate(sorted(names)):
        yield Entry(EntryType.PROGRAM, -1 - number, stem(fold(name)))


def touched_articles(articles: "QuerySet[Article]", changes: Sequence[RegistryChange]) -> list[int]:
    """The ids of those of the articles that the changes can touch, rising. It reads each article's text once."""
    trace = trace_of(changes)
    if trace.is_empty:
        return []
    ids = linked_articles(trace)
    rows = articles.order_by("pk").values_list("pk", *TEXT_FIELDS).iterator(CHUNK_ARTICLES)
    held = []
    for pk, *texts in rows:
        if pk in ids or trace.gazetteer.touches(BORDER.join(texts)):
            held.append(pk)
    return held


def linked_articles(trace: Trace) -> set[int]:
    links = DepartmentLink.objects.filter(department__in=trace.department_ids)
    mentions = Mention.objects.filter(program__in=trace.program_ids)
    decisions = ProgramDecision.objects.filter(program__in=trace.program_ids)
    return {pk for rows in (links, mentions, decisions) for pk in rows.values_list("article_id", flat=True)}
