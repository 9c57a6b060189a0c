"""Reads a whole article: which departments and programs it names, and whose news it is. Pure."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from entities.matching.candidates import Candidate, find_quotations, find_unregistered, own_places
from entities.matching.gazetteer import Gazetteer
from entities.matching.heads import HEAD_RULE, LEAD_LENGTH
from entities.matching.names import find_names_in_fields
from entities.matching.registry import Ambiguity, Entry, EntryType, FoundNames, Home, Level, NameMatch

HEADING_FIELDS = ("kicker", "headline", "subtitle")
IN_HEADING = 7.0
IN_LEAD = 3.0
#: 记者从X获悉, X牵头 …: the article says itself where it comes from.
IS_SOURCE = 4.0
MOST_COUNTED_MENTIONS = 5
#: Its official is quoted: X局长某某表示.
SPEAKS = 2.0
#: Its head acts in heading or lead: 市长某某调研. More than a bureau that the lead names, less than one that it quotes.
ITS_HEAD_ACTS = 14.0
#: It runs the program that the article is about: one in the heading, or named so often.
RUNS_THE_PROGRAM = 6.0
TIMES_TO_BE_THE_TOPIC = 3
#: A government as a whole, which weighs less, runs much that is others' news.
OWN_NEWS = 0.5
#: Less than a place in heading or lead, a quoted official or three mentions is no news of the department's own.
LEAST_PRIMARY = 2.3

_SOURCE_BEFORE = re.compile(r"记者(?:日前|昨日|今日|近日)?从[^，。；]{0,40}$|^[^，。；]{0,30}[，]?从[^，。；]{0,20}$")
_SOURCE_AFTER = re.compile(
    r"^[^，。；]{0,20}(?:获悉|了解到|传来)"
    r"|^(?:[、和与及][^，。；]{2,24}?)?(?:联合|共同)?(?:联合|牵头|主办|组织|举办|召开|开展|启动|印发|发布|出台)"
)
#: A name that begins a clause and is followed by no other name is the subject of the clause.
_CLAUSE_BEFORE = re.compile(r"(?:^|[，。；！？”）\n]|昨日|近日|目前)$")
_SUBJECT_AFTER = re.compile(r"^(?![、和与及等，。；：）]|的?(?:领导|干部|职工)|[^，。；]{0,12}(?:参加|到场|出席))")

#: 市人大常委会主任某某出席: an official who is there makes no news of the body's.
_ATTENDS_AFTER = re.compile(
    r"\s*(?:党组|党委)?(?:常务副|副)?(?:主任|局长|书记|主席|院长|检察长|部长|会长|厅长|秘书长)"
    r"[^。；]{0,60}?(?:出席|参加|陪同)"
)
#: （市财政局提供）, 本版稿件由市财政局供稿: whose page or article it is.
_SUPPLIES_AFTER = re.compile(r"^[^，。；]{0,6}?(?:提供[）)]|供稿|供图)")
_SPEAKS_AFTER = re.compile(r"^[^，。；：]{1,24}?(?:表示|介绍|说|提醒|强调|指出)(?:[，。：、]|$)")


@dataclass(frozen=True, slots=True)
class ArticleText:
    """The fields of one article that names are looked for in."""

    kicker: str = ""
    headline: str = ""
    subtitle: str = ""
    body: str = ""

    def fields(self) -> Mapping[str, str]:
        return {"kicker": self.kicker, "headline": self.headline, "subtitle": self.subtitle, "body": self.body}


@dataclass(frozen=True, slots=True)
class FieldMatch:
    field: str
    match: NameMatch


@dataclass(frozen=True, slots=True)
class Finding:
    """An entry that the article names, with every place where it does."""

    entry: Entry
    places: tuple[FieldMatch, ...]
    is_primary: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether it is linked; otherwise it is suggested to the editor."""
        return any(place.match.is_sure for place in self.places)


@dataclass(frozen=True, slots=True)
class ArticleNames:
    """`departments`: the primary one first, if there is one, then by weight. `programs`: in order of appearance.

    `suggested` are the entries that may be meant: read with a wrong character, or one of several of the same name.
    """

    departments: tuple[Finding, ...]
    programs: tuple[Finding, ...]
    suggested: tuple[Finding, ...] = ()
    #: What was found in each field.
    by_field: Mapping[str, FoundNames] = field(default_factory=dict)


def read_article(
    text: ArticleText, gazetteer: Gazetteer, home: Home, *, never_primary: Collection[int] = ()
) -> ArticleNames:
    """`never_primary`: ids of departments of which a person said that this is not their news."""
    found = find_names_in_fields(text.fields(), gazetteer, home)
    places: dict[tuple[EntryType, int], list[FieldMatch]] = {}
    for name, names in found.items():
        for match in (*names.matches, *_possible(names.ambiguities)):
            places.setdefault((match.type, match.entry_id), []).append(FieldMatch(name, match))
    findings = [Finding(gazetteer.entry(*key), tuple(stands)) for key, stands in places.items()]
    sure = [finding for finding in findings if finding.is_sure]
    programs = tuple(f for f in sure if f.entry.type is EntryType.PROGRAM)
    departments = [f for f in sure if f.entry.type is EntryType.DEPARTMENT]
    return ArticleNames(
        departments=rank_departments(departments, text.body, never_primary, runners_of(programs)),
        programs=programs,
        suggested=tuple(f for f in findings if not f.is_sure),
        by_field=found,
    )


def unregistered_in(names: ArticleNames, gazetteer: Gazetteer, home: Home) -> Iterator[tuple[str, Candidate]]:
    """The names that nobody registered, besides those read in the text, with the field that each stands in."""
    places = own_places(gazetteer, home)
    for name, found in names.by_field.items():
        candidates = find_unregistered(found, gazetteer, places)
        starts = {candidate.start for candidate in candidates}
        quotations = (each for each in find_quotations(found, gazetteer) if each.start not in starts)
        for candidate in (*candidates, *quotations):
            yield name, candidate


def _possible(ambiguities: Iterable[Ambiguity]) -> Iterator[NameMatch]:
    """Each entry that an ambiguous name may stand for; the more there are, the less likely is each."""
    for each in ambiguities:
        for entry in each.entries:
            score = round(1 / len(each.entries), 2)
            yield NameMatch(each.start, each.end, each.surface, entry.type, entry.id, entry.name, "ambiguous", score)


def runners_of(programs: Iterable[Finding]) -> frozenset[int]:
    """The departments that run what the article is about."""
    return frozenset(
        finding.entry.run_by
        for finding in programs
        if finding.entry.run_by is not None
        and (
            len(finding.places) >= TIMES_TO_BE_THE_TOPIC
            or any(place.field in HEADING_FIELDS for place in finding.places)
        )
    )


def rank_departments(
    findings: list[Finding], body: str, never_primary: Collection[int], runners: Collection[int] = ()
) -> tuple[Finding, ...]:
    """By weight, the first of equals first. The weightiest is the primary one when it weighs enough; where none does,
    it is the one that acts, which then comes first."""
    barred = [finding for finding in findings if finding.entry.id in never_primary]
    free = [finding for finding in findings if finding.entry.id not in never_primary]
    weighed = sorted(((weight(finding, body, runners), finding) for finding in free), key=lambda pair: -pair[0])
    ranked = [finding for _, finding in weighed]
    if weighed and weighed[0][0] >= LEAST_PRIMARY:
        primary: Finding | None = ranked[0]
    else:
        primary = next(_actors(ranked, body), None)
        if primary:
            ranked.sort(key=lambda finding: finding is not primary)
    marked = (Finding(each.entry, each.places, is_primary=each is primary) for each in ranked)
    return (*marked, *barred)


def _actors(ranked: Iterable[Finding], body: str) -> Iterator[Finding]:
    """Bureaus that are the subject of a clause; where no bureau is named at all, the counties that are, then the
    towns."""
    ranked = list(ranked)
    bureaus = [finding for finding in ranked if finding.entry.weight >= OWN_NEWS]
    areas = [finding for level in (Level.COUNTY, Level.TOWN) for finding in ranked if finding.entry.level is level]
    for finding in bureaus or areas:
        if any(place.field == "body" and acts(place.match, body) for place in finding.places):
            yield finding


def weight(finding: Finding, body: str, runners: Collection[int] = ()) -> float:
    """How much the article is this department's own news."""
    in_body = [place.match for place in finding.places if place.field == "body"]
    amount = float(min(len(finding.places), MOST_COUNTED_MENTIONS))
    if any(place.field in HEADING_FIELDS for place in finding.places):
        amount += IN_HEADING
    if any(match.start < LEAD_LENGTH and not _ATTENDS_AFTER.match(body, match.end) for match in in_body):
        amount += IN_LEAD
    if any(is_source(match, body) for match in in_body if match.start < LEAD_LENGTH):
        amount += IS_SOURCE
    if any(_SUPPLIES_AFTER.match(body[match.end : match.end + 20]) for match in in_body):
        amount += IS_SOURCE
    if any(place.match.rule == HEAD_RULE for place in finding.places):
        amount += ITS_HEAD_ACTS
    if any(_SPEAKS_AFTER.match(body[match.end : match.end + 50]) for match in in_body):
        amount += SPEAKS
    if finding.entry.id in runners and finding.entry.weight >= OWN_NEWS:
        amount += RUNS_THE_PROGRAM
    return amount * finding.entry.weight


def acts(match: NameMatch, body: str) -> bool:
    """Whether the name is the subject of a clause: 市金融工作局的统计显示, 市工信局编成手册."""
    return bool(_CLAUSE_BEFORE.search(body[max(0, match.start - 2) : match.start])) and bool(
        _SUBJECT_AFTER.match(body[match.end : match.end + 20].replace("\n", ""))
    )


def is_source(match: NameMatch, body: str) -> bool:
    before = body[max(0, match.start - 50) : match.start].replace("\n", "")
    after = body[match.end : match.end + 50].replace("\n", "")
    return bool(_SOURCE_AFTER.match(after)) or bool(_SOURCE_BEFORE.search(before) and "获悉" in after)
