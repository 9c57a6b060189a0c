"""The registry as the matcher takes it: plain frozen objects. Imports neither Django nor a model."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from entities.matching.folding import FoldedText


class EntryType(StrEnum):
    DEPARTMENT = "department"
    PROGRAM = "program"


class Level(StrEnum):
    """How far a department's word reaches. A program has none."""

    NATIONAL = "national"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWN = "town"
    NONE = ""


class AliasRule(StrEnum):
    """When an alias counts: as it stands; only quoted or before 活动, 平台 …; not inside a longer name."""

    EXACT = "exact"
    QUOTED = "quoted"
    STANDALONE = "standalone"


@dataclass(frozen=True, slots=True)
class Alias:
    surface: str
    rule: AliasRule = AliasRule.EXACT


@dataclass(frozen=True, slots=True)
class Entry:
    """A department or program. Its name is always one of its aliases; `aliases` holds the others."""

    type: EntryType
    id: int
    name: str
    aliases: tuple[Alias, ...] = ()
    level: Level = Level.NONE
    #: The city, county or province it belongs to, as 焦作市; empty where it belongs to none.
    place: str = ""
    #: False for a slogan or a phrase, which is linked but not shown in lists.
    is_listed: bool = True
    #: How much a mention says that an article is this department's own news. Below 1 for what is named in news that is
    #: others': a party committee or government as a whole, a coordinating group.
    weight: float = 1.0
    #: The id of the department that runs a program.
    run_by: int | None = None
    #: The same number for all departments that are one body through the years, and where in their order this one is.
    series: int | None = None
    generation: int = 0
    #: From when until when the department was called so, the end exclusive; None where nobody knows.
    since: datetime.date | None = None
    until: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A province, city, county or town that the registry knows, whether or not it has a department there."""

    name: str
    level: Level


@dataclass(frozen=True, slots=True)
class Home:
    """The newspaper's own city and province: what 市X, 我市X and 省X mean in it. Empty: they mean nothing. And the day
    it was printed, if that is known."""

    city: str = ""
    province: str = ""
    printed_on: datetime.date | None = None


#: A name that is less sure than this is suggested, not linked.
AUTOMATIC_FROM = 0.85


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name found in a text. Offsets are code points of that text, end exclusive: `surface == text[start:end]`."""

    start: int
    end: int
    surface: str
    type: EntryType
    entry_id: int
    canonical: str
    #: The alias's rule; `home` where 市X was read as the home city's, `context` as that of the place named before,
    #: `elided` in a list that names its place once, `anaphora` for 该局, `head` where its head acts (市长某某),
    #: `near` with one character read wrongly.
    rule: str
    #: 1.0: certain by rule. From `AUTOMATIC_FROM` on it is linked, below that suggested to the editor.
    score: float = 1.0

    @property
    def is_sure(self) -> bool:
        return self.score >= AUTOMATIC_FROM


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A name in a text that stands for more than one entry. Nobody guesses: an editor says which is meant."""

    start: int
    end: int
    surface: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class FoundNames:
    """What one text names, in order. No match overlaps another of its type."""

    folded: FoldedText
    matches: tuple[NameMatch, ...]
    ambiguities: tuple[Ambiguity, ...]
