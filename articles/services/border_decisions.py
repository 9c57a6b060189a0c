"""What a person decided of the links of an article goes with the words that it was decided of."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F

from articles.borders.following import Passage, Way
from articles.ingest.drafts import Part
from articles.models import DepartmentLink, LinkStatus
from articles.services.text_changed import text_changed
from entities.link_plan import FILED_BY_PERSON
from entities.models import Mention, ProgramDecision

DECIDED = (LinkStatus.CONFIRMED, LinkStatus.REJECTED)
Links = type[DepartmentLink] | type[ProgramDecision]
#: A link of an article: to a department, or to a program.
Key = tuple[Links, int, int]


@dataclass(frozen=True, slots=True)
class Ruling:
    """A person's word on a link, with the places in the article's present text that name the entry."""

    links: Links
    article: int
    entry: int
    status: str
    role: str
    by: int | None
    at: datetime.datetime | None
    places: tuple[Passage, ...] = ()

    def key(self, article: int) -> Key:
        return self.links, article, self.entry


@dataclass(frozen=True, slots=True)
class Rulings:
    """All of some articles, and which entries their texts name, before a change of borders."""

    rulings: tuple[Ruling, ...] = ()
    named: frozenset[Key] = frozenset()

    @property
    def decided(self) -> frozenset[Key]:
        return frozenset(ruling.key(ruling.article) for ruling in self.rulings)


def rulings_of(articles: Collection[int], living: Collection[int]) -> Rulings:
    """`living` are those that have text now. Four queries."""
    named = _named(living)
    links = DepartmentLink.objects.filter(article__in=articles, status__in=DECIDED).order_by("pk")
    decisions = ProgramDecision.objects.filter(article__in=articles).order_by("pk")
    rulings = [*map(_of_department, links), *map(_of_program, decisions)]
    placed = (replace(ruling, places=named.get(ruling.key(ruling.article), ())) for ruling in rulings)
    return Rulings(tuple(placed), frozenset(named))


def _of_department(link: DepartmentLink) -> Ruling:
    by, at = link.decided_by_id, link.decided_at
    return Ruling(DepartmentLink, link.article_id, link.department_id, link.status, link.role, by, at)


def _of_program(decision: ProgramDecision) -> Ruling:
    by, at = decision.decided_by_id, decision.decided_at
    return Ruling(ProgramDecision, decision.article_id, decision.program_id, decision.verdict, "", by, at)


def _named(articles: Collection[int]) -> dict[Key, tuple[Passage, ...]]:
    """Where the present texts name what."""
    found: defaultdict[Key, list[Passage]] = defaultdict(list)
    for link in DepartmentLink.objects.filter(article__in=articles).order_by("pk"):
        for place in link.evidence:
            passage = Passage(link.article_id, Part(place["field"]), place["start"], place["end"])
            found[DepartmentLink, link.article_id, link.department_id].append(passage)
    # A confirmed program that the text names no more keeps the mentions it had in an older one.
    mentions = Mention.objects.filter(article__in=articles, revision_number=F("article__revision_number"))
    for mention in mentions.exclude(rule=FILED_BY_PERSON).order_by("pk"):
        passage = Passage(mention.article_id, Part(mention.field), mention.start, mention.end)
        found[ProgramDecision, mention.article_id, mention.program_id].append(passage)
    return {key: tuple(places) for key, places in found.items()}


def follow_rulings(before: Rulings, way: Callable[[], Way], living: Collection[int]) -> None:
    """Give each ruling to the articles whose texts name its entry in the words that went there. The links of `living`,
    the articles that go on, were made anew.

    Where the words went away whole, a confirmation goes too, so that none stands without what it confirms; a rejection
    stays besides. What a person decided there already holds; a rejection takes nothing from an article that names the
    entry in words of its own. Where nothing names it any more, a ruling stays where it is.
    """
    rulings = [ruling for ruling in before.rulings if ruling.places]
    if not rulings:
        return
    followed = way()
    named = frozenset(_named(living))
    changed: set[int] = set()
    for ruling in rulings:
        went = {found.item for place in ruling.places if (found := followed.follow(place)) is not None}
        holders = sorted(article for article in went if ruling.key(article) in named)
        if not holders:
            continue
        changed |= {article for article in holders if _rule(ruling, article, before)}
        stays = followed.heirs.get(ruling.article, ruling.article)
        is_given_up = stays not in holders and (stays == ruling.article or ruling.key(stays) not in before.decided)
        if is_given_up and ruling.status == LinkStatus.CONFIRMED:
            _take_away(ruling, stays)
            changed.add(stays)
    if changed:
        text_changed(sorted(changed))


def _rule(ruling: Ruling, article: int, before: Rulings) -> bool:
    """Whether the article has the ruling now that had it not."""
    key = ruling.key(article)
    if article == ruling.article or key in before.decided:
        return False
    if ruling.status == LinkStatus.REJECTED and key in before.named:
        return False
    if ruling.links is DepartmentLink:
        DepartmentLink.objects.filter(article=article, department=ruling.entry).update(
            status=ruling.status, role=ruling.role, decided_by=ruling.by, decided_at=ruling.at
        )
    else:
        values: dict[str, Any] = {"verdict": ruling.status, "decided_by_id": ruling.by}
        decision, _ = ProgramDecision.objects.update_or_create(
            article_id=article, program_id=ruling.entry, defaults=values
        )
        # Saving dates it today.
        ProgramDecision.objects.filter(pk=decision.pk).update(decided_at=ruling.at)
    return True


def _take_away(ruling: Ruling, article: int) -> None:
    if ruling.links is DepartmentLink:
        DepartmentLink.objects.filter(article=article, department=ruling.entry).update(
            status=LinkStatus.AUTOMATIC, decided_by=None, decided_at=None
        )
    else:
        ProgramDecision.objects.filter(article=article, program=ruling.entry).delete()
