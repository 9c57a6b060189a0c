"""The registry as a change would leave it: the change is made, what it leaves is read, and it is taken back at once, so
that nobody waits while its effect on the archive is found out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db import connection, transaction

from articles.models import SHOWN_STATUSES, Article, DepartmentLink, Newspaper, RegistryState
from entities.link_plan import LinkPlan, Pair, StoredLinks, articles_to_link, plan_from, read_stored
from entities.matching.gazetteer import build_gazetteer
from entities.matching.registry import EntryType, Home
from entities.models import RegistryChange
from entities.registry import Registry, read_entries, read_places
from entities.touched import Trace, changes_since, trace_of

Outcome = TypeVar("Outcome")

#: Seconds that a change waits for another one that is under way.
LONGEST_WAIT = 5


@dataclass(frozen=True, slots=True)
class Merged:
    """Two entries of one type that the change makes one."""

    type: EntryType
    old: int
    into: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """`trace` is None when the log does not tell the changes: then every article may be touched."""

    registry: Registry
    trace: Trace | None
    merged: Merged | None = None
    changes: Sequence[RegistryChange] = ()

    def plan(self, article_ids: list[int]) -> LinkPlan:
        """How the links of these articles would change. Five queries."""
        stored = read_stored(article_ids)
        articles = list(articles_to_link(article_ids))
        if self.merged is None:
            return plan_from(articles, stored, self.registry)
        plan = plan_from(articles, taken_over(stored, self.merged), self.registry)
        tell_moved(plan, stored, self.merged)
        return plan


def limit_wait() -> None:
    """In this transaction, end a wait for another change of the registry with an `OperationalError`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{LONGEST_WAIT}s"])


def propose(change: Callable[[], Outcome], *, merged: Merged | None = None) -> tuple[Proposal | None, Outcome]:
    """Make the change, read what it makes of the registry, and take it back; None when it makes nothing of it.

    What `change` returned is returned too.
    """
    with transaction.atomic():
        limit_wait()
        before = RegistryState.current()
        outcome = change()
        version = RegistryState.current()
        changes = changes_since(before)
        entries, places = read_entries(), read_places()
        homes = _homes_of_moved(changes or ())
        transaction.set_rollback(True)
    if version == before or changes == []:
        return None, outcome
    registry = Registry(version, build_gazetteer(entries, places), homes)
    trace = None if changes is None else trace_of(changes, entries, places)
    return Proposal(registry, trace, merged, changes or ()), outcome


def _homes_of_moved(changes: Sequence[RegistryChange]) -> dict[int, Home]:
    ids = [each.entry_id for each in changes if each.type == RegistryChange.Type.NEWSPAPER]
    rows = Newspaper.objects.filter(pk__in=ids).values_list("pk", "city", "province") if ids else ()
    return {pk: Home(city, province) for pk, city, province in rows}


def taken_over(stored: StoredLinks, merged: Merged) -> StoredLinks:
    """What is stored as `merging` leaves it: a person's word moves, unless there is another one of the same article."""
    if merged.type is EntryType.PROGRAM:
        decisions = {
            (article, merged.into): verdict for (article, pk), verdict in stored.decisions.items() if pk == merged.old
        } | {pair: verdict for pair, verdict in stored.decisions.items() if pair[1] != merged.old}
        mentions = {
            article: [each for each in held if each.program_id != merged.old]
            for article, held in stored.mentions.items()
        }
        return StoredLinks(stored.links, mentions, decisions)
    links = {article: _links_taken_over(held, merged) for article, held in stored.links.items()}
    return StoredLinks(links, stored.mentions, stored.decisions)


def _links_taken_over(held: list[DepartmentLink], merged: Merged) -> list[DepartmentLink]:
    by_department = {link.department_id: link for link in held}
    old = by_department.pop(merged.old, None)
    into = by_department.get(merged.into)
    if old is not None and old.decided_at is not None and (into is None or into.decided_at is None):
        values = {field.attname: getattr(old, field.attname) for field in DepartmentLink._meta.concrete_fields}
        by_department[merged.into] = DepartmentLink(**(values | {"department_id": merged.into}))
    return list(by_department.values())


def tell_moved(plan: LinkPlan, stored: StoredLinks, merged: Merged) -> None:
    """What was linked to the old entry and is linked to the other one then has moved; else it is gone."""
    is_program = merged.type is EntryType.PROGRAM
    added = plan.programs_added if is_program else plan.departments_added
    removed = plan.programs_removed if is_program else plan.departments_removed
    after = _shown(taken_over(stored, merged), merged.type, merged.into) - removed | added
    for article, _ in _shown(stored, merged.type, merged.old):
        if (article, merged.into) in after:
            plan.moved.add((article, merged.old))
            added.discard((article, merged.into))
        else:
            removed.add((article, merged.old))


def _shown(stored: StoredLinks, kind: EntryType, entry: int) -> set[Pair]:
    """The articles whose links to the entry readers see, each with the entry."""
    if kind is EntryType.PROGRAM:
        mentions = ((article, each) for article, held in stored.mentions.items() for each in held)
        return {
            (article, entry) for article, each in mentions if each.program_id == entry and each.status in SHOWN_STATUSES
        }
    links = ((article, each) for article, held in stored.links.items() for each in held)
    return {
        (article, entry) for article, each in links if each.department_id == entry and each.status in SHOWN_STATUSES
    }


def everything() -> list[int]:
    return list(Article.objects.order_by("pk").values_list("pk", flat=True))
