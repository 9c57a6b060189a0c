"""The index page of a registry: its entries in groups with their numbers of articles, one group in full, or what was
typed.

A page never names more entries than can be taken in and sent at once: a group that has more shows those most spoken of
and leads to all of them, page by page. Nothing here asks the database.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, QueryDict

from articles.search.name_index import NameKind
from articles.search.registry_names import find_entries
from articles.search.results import UNAVAILABLE_NOTE
from articles.views.paging import BadPageError, Paging, page_number

#: Names on the page of all groups, shared by the groups that need more than their part.
OVERVIEW = 360
#: Names on a page of one group.
GROUP_PAGE = 300
FOUND = 200
LONGEST = 40


#: Registry id → number of articles.
Counts = Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry of the registry. `place` parts a group's entries further; empty where nothing does."""

    pk: int
    name: str
    url: str
    group: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class IndexRow:
    """`note` is the other name by which it was found. `count` is None where it could not be had."""

    name: str
    url: str
    count: int | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    place: str
    rows: tuple[IndexRow, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """`is_cut`: the page shows only those that most articles speak of. `silent` are those that none does."""

    label: str
    url: str
    blocks: tuple[Block, ...]
    spoken_of: int
    total: int
    is_cut: bool = False

    @property
    def shown(self) -> int:
        return sum(len(block.rows) for block in self.blocks)

    @property
    def silent(self) -> int:
        return self.total - self.spoken_of


@dataclass(frozen=True, slots=True)
class GroupLink:
    label: str
    url: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class RegistryIndex:
    """What `_registry_index.html` shows: either `found`, what was typed, or `groups`, all of them or the one open.

    `said` tells the number found, also to whoever does not see the list. Unless `is_counted` no numbers of articles are
    known, and every entry counts as one that articles speak of.
    """

    what: str
    path: str
    typed: str = ""
    said: str = ""
    found: tuple[IndexRow, ...] | None = None
    found_total: int = 0
    links: tuple[GroupLink, ...] = ()
    groups: tuple[Group, ...] = ()
    is_open: bool = False
    is_counted: bool = True
    paging: Paging | None = None

    @property
    def is_overview(self) -> bool:
        return self.found is None and not self.is_open

    @property
    def notice(self) -> str:
        return "" if self.is_counted else f"{UNAVAILABLE_NOTE}各条的篇数暂未列出。"

    @property
    def longest(self) -> int:
        return LONGEST


@dataclass(frozen=True, slots=True)
class Registry:
    """`entries` stand in the order of their names; `groups` are key → label in the order of the page.

    `parameter` is the one that opens a group, and `which` tells whoever asked for another which there are. Without
    `counts` no numbers of articles are known.
    """

    kind: NameKind
    path: str
    parameter: str
    which: str
    groups: Mapping[str, str]
    entries: Sequence[Listed]
    counts: Counts | None

    @property
    def is_counted(self) -> bool:
        return self.counts is not None

    def count(self, entry: Listed) -> int | None:
        return None if self.counts is None else self.counts.get(entry.pk, 0)

    def is_spoken_of(self, entry: Listed) -> bool:
        return self.counts is None or entry.pk in self.counts


def registry_index(request: HttpRequest, registry: Registry) -> RegistryIndex:
    """By `?q=` those found, else by the registry's own parameter one group in full, else all groups."""
    typed = cleaned(request.GET.get("q", ""))[:LONGEST]
    if typed:
        return _found(registry, typed)
    by_group = _by_group(registry)
    asked = request.GET.get(registry.parameter, "").lower()
    if not asked:
        groups = tuple(_overview(registry, by_group))
        links = _links(registry, by_group)
        return RegistryIndex(registry.kind, registry.path, links=links, groups=groups, is_counted=registry.is_counted)
    if asked not in registry.groups:
        raise Http404(registry.which)
    return _open(registry, by_group, asked, request.GET)


def listed_in(registry: Registry, data: QueryDict) -> tuple[str, list[Listed]]:
    """What a page is narrowed to, in words, and its entries, of which a file leaves out none. Raises `Http404`."""
    if typed := cleaned(data.get("q", ""))[:LONGEST]:
        return f"“{typed}”", [entry for entry, _ in _matches(registry, typed)]
    by_group = _by_group(registry)
    asked = data.get(registry.parameter, "").lower()
    if asked and asked not in registry.groups:
        raise Http404(registry.which)
    shown = [by_group.get(key, []) for key in ([asked] if asked else by_group)]
    return registry.groups.get(asked, ""), [entry for entries in shown for entry in _in_places(entries)]


def cleaned(typed: str) -> str:
    return typed.replace("\x00", "").strip()


def _matches(registry: Registry, typed: str) -> list[tuple[Listed, str]]:
    """Each with the other name by which it was found. What articles speak of stands before what none does, otherwise
    the best match first."""
    listed = {entry.pk: entry for entry in registry.entries}
    found = find_entries(registry.kind, typed)
    matches = [(entry, each.alias) for each in found if (entry := listed.get(each.entry.entry_id))]
    return sorted(matches, key=lambda match: not registry.is_spoken_of(match[0]))


def _found(registry: Registry, typed: str) -> RegistryIndex:
    rows = [IndexRow(entry.name, entry.url, registry.count(entry), alias) for entry, alias in _matches(registry, typed)]
    what = "位记者" if registry.kind is NameKind.REPORTER else f"个{registry.kind}"
    said = f"“{typed}”：{len(rows):,} {what}" if rows else f"没有名称含“{typed}”的{registry.kind}"
    return RegistryIndex(
        registry.kind,
        registry.path,
        typed=typed,
        said=said,
        found=tuple(rows[:FOUND]),
        found_total=len(rows),
        is_counted=registry.is_counted,
    )


def _by_group(registry: Registry) -> dict[str, list[Listed]]:
    by_group: dict[str, list[Listed]] = {key: [] for key in registry.groups}
    for entry in registry.entries:
        by_group[entry.group].append(entry)
    return {key: entries for key, entries in by_group.items() if entries}


def _links(registry: Registry, by_group: Mapping[str, Sequence[Listed]], asked: str = "") -> tuple[GroupLink, ...]:
    first = GroupLink("全部" if registry.kind is not NameKind.REPORTER else "概览", registry.path, not asked)
    return (first, *(GroupLink(registry.groups[key], _url(registry, key), key == asked) for key in by_group))


def _url(registry: Registry, key: str) -> str:
    query = QueryDict(mutable=True)
    query[registry.parameter] = key
    return f"{registry.path}?{query.urlencode()}"


def _overview(registry: Registry, by_group: Mapping[str, Sequence[Listed]]) -> Iterable[Group]:
    spoken_of = {key: [each for each in entries if registry.is_spoken_of(each)] for key, entries in by_group.items()}
    room = shares({key: len(entries) for key, entries in spoken_of.items()}, OVERVIEW)
    for key, entries in by_group.items():
        spoken, is_cut = spoken_of[key], len(spoken_of[key]) > room[key]
        blocks = (Block("", _most(spoken, registry, room[key])),) if is_cut else _blocks(registry, spoken)
        yield Group(registry.groups[key], _url(registry, key), blocks, len(spoken), len(entries), is_cut)


def most_spoken_of(registry: Registry, count: int) -> tuple[IndexRow, ...]:
    """None where it is not known which they are."""
    if not registry.is_counted:
        return ()
    return _most([each for each in registry.entries if registry.is_spoken_of(each)], registry, count)


def _most(spoken_of: Sequence[Listed], registry: Registry, count: int) -> tuple[IndexRow, ...]:
    most = sorted(spoken_of, key=lambda each: -(registry.count(each) or 0))[:count]
    return tuple(_row(registry, each) for each in most)


def shares(wanted: Mapping[str, int], room: int) -> dict[str, int]:
    """How many of each fit: small groups whole, what is left in equal parts for the others."""
    granted: dict[str, int] = {}
    left = sorted(wanted.items(), key=lambda item: item[1])
    for place, (key, want) in enumerate(left):
        granted[key] = min(want, room // (len(left) - place))
        room -= granted[key]
    return granted


def _open(registry: Registry, by_group: Mapping[str, Sequence[Listed]], asked: str, data: QueryDict) -> RegistryIndex:
    entries = _in_places(by_group.get(asked, []))
    last = max(1, -(-len(entries) // GROUP_PAGE))
    try:
        number = page_number(data.get("page"))
    except BadPageError as error:
        raise Http404(str(error)) from error
    if number > last:
        raise Http404(f"这一类只有 {last} 页。")
    shown = entries[(number - 1) * GROUP_PAGE : number * GROUP_PAGE]
    spoken_of = sum(map(registry.is_spoken_of, entries))
    group = Group(
        registry.groups[asked], _url(registry, asked), _blocks(registry, shown), spoken_of, len(entries), is_cut=False
    )
    return RegistryIndex(
        registry.kind,
        registry.path,
        links=_links(registry, by_group, asked),
        groups=(group,),
        is_open=True,
        is_counted=registry.is_counted,
        paging=Paging(number, last, is_capped=False),
    )


def _in_places(entries: Sequence[Listed]) -> list[Listed]:
    """Places in the order in which they first appear, those without one first."""
    order = {place: number for number, place in enumerate(dict.fromkeys(["", *(each.place for each in entries)]))}
    return sorted(entries, key=lambda each: order[each.place])


def _blocks(registry: Registry, entries: Sequence[Listed]) -> tuple[Block, ...]:
    by_place: dict[str, list[IndexRow]] = {}
    for entry in _in_places(entries):
        by_place.setdefault(entry.place, []).append(_row(registry, entry))
    return tuple(Block(place, tuple(rows)) for place, rows in by_place.items())


def _row(registry: Registry, entry: Listed) -> IndexRow:
    return IndexRow(entry.name, entry.url, registry.count(entry))


def labels_of(choices: Iterable[tuple[Any, Any]]) -> dict[str, str]:
    return {str(value): str(label) for value, label in choices}
