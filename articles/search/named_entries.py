"""The entries of the registries with all their names and how these are read, for the indexes of names.

`counts` are the numbers of public articles by entry; with None every entry is given, else those that have one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from articles.models import Department, DepartmentAlias, Reporter
from articles.search.alike_characters import toneless_reading
from articles.search.name_index import NamedEntry, NameKind
from articles.search.normalize import normalize
from articles.services.series import department_series
from entities.models import Program, ProgramAlias

Counts = Mapping[int, int] | None


def programs(counts: Counts = None) -> Iterator[NamedEntry]:
    aliases = _aliases(ProgramAlias.objects.order_by("pk").values_list("program_id", "surface"))
    for pk, name, slug, pinyin in Program.objects.listed().values_list("pk", "name", "slug", "pinyin"):
        if _is_given(counts, pk):
            yield _entry(NameKind.PROGRAM, pk, f"/programs/{slug}/", counts, name, pinyin, aliases[pk])


def departments(counts: Counts = None) -> Iterator[NamedEntry]:
    """Present bodies, each found also by the names of those that went into it; of old ones, those without one heir."""
    series = department_series()
    aliases = _aliases(DepartmentAlias.objects.order_by("pk").values_list("department_id", "surface"))
    rows = {pk: row for pk, *row in Department.objects.values_list("pk", "name", "short_name", "slug", "pinyin")}
    for pk, (name, short_name, slug, pinyin) in rows.items():
        if series.head(pk) != pk or not _is_given(counts, pk):
            continue
        old = [each for each in sorted(series.members(pk) - {pk}) if series.head(each) == pk and each in rows]
        names_of_old = [other for each in old for other in (rows[each][0], rows[each][1], *aliases.get(each, ()))]
        others = [short_name, *aliases.get(pk, ()), *names_of_old]
        yield _entry(NameKind.DEPARTMENT, pk, f"/departments/{slug}/", counts, name, pinyin, others)


def reporters(counts: Counts = None) -> Iterator[NamedEntry]:
    for pk, name, note, slug, pinyin in Reporter.objects.values_list("pk", "name", "note", "slug", "pinyin"):
        if _is_given(counts, pk):
            shown = f"{name}（{note}）" if note else name
            yield _entry(NameKind.REPORTER, pk, f"/reporters/{slug}/", counts, shown, pinyin, ())


def _is_given(counts: Counts, pk: int) -> bool:
    return counts is None or bool(counts.get(pk))


def _entry(
    kind: NameKind, pk: int, url: str, counts: Counts, name: str, pinyin: str, others: Iterable[str]
) -> NamedEntry:
    aliases = [other for other in dict.fromkeys(others) if other and other != name]
    readings = (pinyin, *(toneless_reading(normalize(alias)) for alias in aliases))
    return NamedEntry(kind, url, counts.get(pk, 0) if counts else 0, (name, *aliases), readings, entry_id=pk)


def _aliases(rows: Iterable[tuple[int, str]]) -> Mapping[int, Sequence[str]]:
    aliases: defaultdict[int, list[str]] = defaultdict(list)
    for owner, surface in rows:
        aliases[owner].append(surface)
    return aliases
