"""One automaton over every form of every name in the registry. Pure.

A form is what may stand in a text: the name and its aliases as they are, and what a newspaper calls them at home:
市X and 我市X for 焦作市X, 省X for 河南省X, 区委 for 山阳区委 once that district alone was named, and the bare X where
the text has just said whose it is.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ahocorasick_rs import AhoCorasick, MatchKind

from entities.matching.folding import FoldedText, fold, fold_with_offsets
from entities.matching.near_names import NearNames, build_near_names
from entities.matching.places import CITY_WORDS, COUNTY_WORDS, PROVINCE_WORDS, PROVINCES, city_stems, stem
from entities.matching.registry import Alias, AliasRule, Entry, EntryType, Level, Place


class Scope(StrEnum):
    """Where a form stands for its entry: anywhere, in the place's own newspaper, where that county is named, or bare,
    behind a name or place that says whose it is."""

    ANYWHERE = "anywhere"
    HOME_CITY = "home_city"
    HOME_PROVINCE = "home_province"
    COUNTY = "county"
    BARE = "bare"


#: Bodies that a text may name without their place: 财政局, 发改委, 疾控中心.
BARE_NAME = re.compile(r"(?!委|政府|人民政府|人大|政协)[\u3400-\u9fff]{2,}(?:局|委|办|厅|院|中心|支队|委员会|办公室)")
#: What a party committee's department is called in a list, once the committee was named: 宣传部 for 市委宣传部.
PARTY_DEPARTMENT = re.compile(r"委([\u3400-\u9fff]{2,}(?:部|委|办|局))")


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that a form may stand for. `place` is what `scope` asks for, `own_place` where the entry belongs."""

    entry: Entry
    rule: AliasRule
    scope: Scope
    place: str
    own_place: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A form that stands in a folded text, before any rule was applied. Below a score of 1 one character is wrong."""

    form: int
    start: int
    end: int
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Scan:
    """A text, folded, with all hits and the counties that it names."""

    folded: FoldedText
    hits: tuple[Hit, ...]
    counties: frozenset[str]


@dataclass(frozen=True)
class Gazetteer:
    """The registry, ready to be looked for. `forms` and `readings` go together by index."""

    forms: tuple[str, ...]
    readings: tuple[tuple[Reading, ...], ...]
    counties: dict[int, str]
    #: Stems of the cities and counties the registry knows, beyond the country's list.
    known_places: frozenset[str]
    automaton: AhoCorasick | None
    near_names: NearNames
    by_key: dict[tuple[EntryType, int], Entry]
    numbers: dict[str, int]

    def entry(self, entry_type: EntryType, entry_id: int) -> Entry:
        return self.by_key[entry_type, entry_id]

    def readings_of(self, form: str) -> tuple[Reading, ...]:
        """What a folded name stands for; empty for one that is not registered."""
        number = self.numbers.get(form)
        return () if number is None else self.readings[number]

    def touches(self, text: str) -> bool:
        """Whether any form, or nearly one, stands in the text, whatever the rules make of it."""
        folded = fold(text)
        if self.automaton is None or not folded:
            return False
        if any(self.readings[form] for form, _, _ in self.automaton.find_matches_as_indexes(folded, overlapping=True)):
            return True
        return any(True for _ in self.near_names.find(folded))

    def scan(self, text: str) -> Scan:
        folded = fold_with_offsets(text)
        if self.automaton is None or not folded.text:
            return Scan(folded, (), frozenset())
        found = self.automaton.find_matches_as_indexes(folded.text, overlapping=True)
        counties = frozenset(self.counties[form] for form, _, _ in found if form in self.counties)
        exact = [Hit(*hit) for hit in found if self.readings[hit[0]]]
        near = [Hit(hit.form, hit.start, hit.end, hit.score) for hit in self.near_names.find(folded.text)]
        return Scan(folded, tuple(exact + near), counties)


def build_gazetteer(entries: Iterable[Entry], registered_places: Iterable[Place] = ()) -> Gazetteer:
    """Takes about a second for ten thousand names; build it once for each version of the registry."""
    entries, registered_places = tuple(entries), tuple(registered_places)
    counties = {entry.place for entry in entries if entry.level in (Level.COUNTY, Level.TOWN) and entry.place}
    counties |= {place.name for place in registered_places if place.level is Level.COUNTY}
    places = frozenset(fold(entry.place) for entry in entries if entry.place)
    places |= {fold(place.name) for place in registered_places if place.level is not Level.TOWN}
    readings: dict[str, dict[tuple[object, ...], Reading]] = {}
    fixed: dict[str, int] = {}
    for entry in entries:
        for alias in (*entry.aliases, Alias(entry.name)):
            for form, reading, place_length in _forms(entry, alias, counties, places):
                key = (entry.type, entry.id, reading.scope, reading.place)
                readings.setdefault(form, {}).setdefault(key, reading)
                if reading.scope is not Scope.BARE:
                    fixed[form] = max(place_length, fixed.get(form, 0))
    county_names = {fold(county): county for county in counties} | {
        fold(alias.surface): entry.place for entry in entries if _is_area(entry) for alias in entry.aliases
    }
    for name in county_names:
        readings.setdefault(name, {})
    forms = tuple(readings)
    numbers = {form: number for number, form in enumerate(forms)}
    return Gazetteer(
        forms=forms,
        readings=tuple(tuple(found.values()) for found in readings.values()),
        counties={numbers[name]: county for name, county in county_names.items()},
        known_places=frozenset(stem(place) for place in places),
        near_names=build_near_names((numbers[form], form, length) for form, length in fixed.items()),
        by_key={(entry.type, entry.id): entry for entry in entries},
        numbers=numbers,
        automaton=AhoCorasick(forms, matchkind=MatchKind.Standard) if forms else None,
    )


def _is_area(entry: Entry) -> bool:
    """焦作市山阳区, registered as a whole: its names name the county itself."""
    return entry.level is Level.COUNTY and bool(entry.place) and entry.name.endswith(entry.place)


def _forms(
    entry: Entry, alias: Alias, counties: set[str], places: frozenset[str]
) -> Iterator[tuple[str, Reading, int]]:
    """Each form, what it stands for, and how many of its first characters name a place."""
    form = fold(alias.surface)
    if not form:
        return
    own_place = fold(entry.place) or leading_place(fold(entry.name), entry, places)
    place = leading_place(form, entry, places)
    yield form, Reading(entry, alias.rule, *_own_scope(entry, alias.rule, form, place, places), own_place), len(place)
    rest = form[len(place) :]
    if not place or not rest:
        return
    for words, scope in _home_words(place, entry.level):
        for word in words:
            yield word + rest, Reading(entry, alias.rule, scope, place, own_place), len(word)
    if entry.level is Level.TOWN and place in counties:
        yield rest, Reading(entry, alias.rule, Scope.COUNTY, place, own_place), 0
    for bare in _bare_names(entry, rest):
        yield bare, Reading(entry, alias.rule, Scope.BARE, place, own_place), 0


def _bare_names(entry: Entry, rest: str) -> Iterator[str]:
    if entry.type is not EntryType.DEPARTMENT or entry.level is Level.TOWN:
        return
    if BARE_NAME.fullmatch(rest):
        yield rest
    if found := PARTY_DEPARTMENT.fullmatch(rest):
        yield found[1]


def _own_scope(entry: Entry, rule: AliasRule, form: str, place: str, places: frozenset[str]) -> tuple[Scope, str]:
    """Where a form as written counts. 市X, 省X and what must stand alone mean the city's or province's own at home
    only; a town's bare name needs its county."""
    if place and place != form:
        return Scope.ANYWHERE, ""
    if entry.level is Level.TOWN and entry.place:
        return Scope.COUNTY, entry.place
    owner = leading_place(fold(entry.name), Entry(entry.type, entry.id, ""), places) or fold(entry.place)
    if owner.endswith("市") and (form.startswith("市") or rule is AliasRule.STANDALONE):
        return Scope.HOME_CITY, owner
    if owner.endswith("省") and (form.startswith("省") or rule is AliasRule.STANDALONE):
        return Scope.HOME_PROVINCE, owner
    return Scope.ANYWHERE, ""


def leading_place(form: str, entry: Entry, known: frozenset[str]) -> str:
    """The city, province or county that a folded name begins with: 焦作市 of 焦作市财政局; empty without one."""
    own = fold(entry.place)
    if own and form.startswith(own):
        return own
    for end in range(3, min(8, len(form)) + 1):
        head = form[:end]
        if (
            head in known
            or (head[-1] == "市" and head[:-1] in city_stems())
            or (head[-1] == "省" and head[:-1] in PROVINCES)
        ):
            return head
    return ""


def _home_words(place: str, level: Level) -> Sequence[tuple[Sequence[str], Scope]]:
    if level is Level.TOWN:
        return ()
    if place.endswith("省"):
        return ((PROVINCE_WORDS, Scope.HOME_PROVINCE),)
    if place.endswith("市"):
        return ((CITY_WORDS, Scope.HOME_CITY),)
    if level is Level.COUNTY and place[-1] in COUNTY_WORDS:
        return ((COUNTY_WORDS[place[-1]], Scope.COUNTY),)
    return ()
