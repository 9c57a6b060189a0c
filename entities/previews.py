"""What a change of the registry would do to the links of articles. Nothing is written, and nobody is kept waiting."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any, TypeVar

from articles.models import Article, Department
from entities.found_before import keep_found, present_snapshot
from entities.link_plan import LinkPlan, Pair
from entities.matching.registry import EntryType
from entities.models import Program
from entities.proposals import Merged, Proposal, everything, propose
from entities.relinking import batches
from entities.touched import look_through

Outcome = TypeVar("Outcome")

#: How long a clerk waits for the articles that can change to be found, and then for them to be read.
LOOK_SECONDS = 12.0
READ_SECONDS = 12.0
EXAMPLES = 10
AROUND_A_NAME = 30

MODELS = {EntryType.DEPARTMENT: Department, EntryType.PROGRAM: Program}


@dataclass(frozen=True, slots=True)
class Example:
    """A link that would come, go or change. `sentence` is what stands before, in and after the name; empty where it
    goes."""

    article: Article
    entry: str
    sentence: tuple[str, ...] = ()


@dataclass(slots=True)
class LinkDifference:
    """`touched` articles can change; of them `read` were looked at, and the numbers speak of these. `is_counted`:
    whether the whole archive was looked through for them. `moved` are links that another entry takes over, and
    `roles_changed` those that stay, of news that is the department's own then, or no longer."""

    touched: int = 0
    read: int = 0
    is_counted: bool = True
    added: int = 0
    removed: int = 0
    moved: int = 0
    roles_changed: int = 0
    added_examples: list[Example] = field(default_factory=list)
    removed_examples: list[Example] = field(default_factory=list)
    role_examples: list[Example] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether the numbers are those of the whole archive."""
        return self.is_counted and self.read == self.touched

    @property
    def is_empty(self) -> bool:
        """Whether no link changes. What was read in part is never empty: nobody knows."""
        return self.is_whole and not (self.added or self.removed or self.moved or self.roles_changed)


def preview(change: Callable[[], Outcome], *, merged: Merged | None = None) -> tuple[LinkDifference, Outcome]:
    """See what links would come, go or change by the change, which is taken back. What `change` returned is returned
    too. `merged`: the two entries that it makes one."""
    proposal, outcome = propose(change, merged=merged)
    return (LinkDifference() if proposal is None else difference_of(proposal)), outcome


def difference_of(proposal: Proposal) -> LinkDifference:
    """All of the difference, unless that takes longer than a clerk waits."""
    difference = LinkDifference()
    ids = _touched(proposal, difference)
    difference.touched = len(ids)
    end = time.monotonic() + READ_SECONDS
    for batch in batches(ids):
        if time.monotonic() >= end:
            break
        add_plan(difference, proposal.plan(batch), proposal)
        difference.read += len(batch)
    return difference


def _touched(proposal: Proposal, difference: LinkDifference) -> list[int]:
    if proposal.trace is None:
        return everything()
    end = time.monotonic() + LOOK_SECONDS
    snapshot = present_snapshot()
    ids: list[int] = []
    for some in look_through(Article.objects.all(), proposal.trace):
        ids += some.touched
        if time.monotonic() >= end:
            difference.is_counted = not Article.objects.filter(pk__gt=some.last).exists()
            break
    if difference.is_counted:
        keep_found(proposal.changes, ids, snapshot)
    return ids


def add_plan(difference: LinkDifference, plan: LinkPlan, proposal: Proposal) -> None:
    difference.added += len(plan.departments_added) + len(plan.programs_added)
    difference.removed += len(plan.departments_removed) + len(plan.programs_removed)
    difference.moved += len(plan.moved)
    difference.roles_changed += len(plan.roles_changed)
    sentences = Sentences(plan)
    for shown, departments, programs in (
        (difference.added_examples, plan.departments_added, plan.programs_added),
        (difference.removed_examples, plan.departments_removed, plan.programs_removed),
        (difference.role_examples, plan.roles_changed, set[Pair]()),
    ):
        if len(shown) < EXAMPLES and (departments or programs):
            shown += examples(departments, programs, sentences, proposal, limit=EXAMPLES - len(shown))


class Sentences:
    """The words around the first place of each link of a plan, read when first asked for."""

    def __init__(self, plan: LinkPlan) -> None:
        self.plan = plan
        self.found: Mapping[Any, tuple[str, ...]] | None = None

    def of(self, kind: EntryType, pair: Pair) -> tuple[str, ...]:
        if self.found is None:
            self.found = sentences_of(self.plan)
        return self.found.get((kind, *pair), ())


def examples(
    departments: Iterable[Pair], programs: Iterable[Pair], sentences: Sentences, proposal: Proposal, *, limit: int
) -> list[Example]:
    pairs = [(EntryType.DEPARTMENT, pair) for pair in sorted(departments)]
    pairs += [(EntryType.PROGRAM, pair) for pair in sorted(programs)]
    changed = proposal.trace.gazetteer.by_key if proposal.trace else {}
    pairs.sort(key=lambda each: (each[0], each[1][1]) not in changed)
    chosen = list(islice(pairs, limit))
    articles = Article.objects.with_home().in_bulk([article for _, (article, _) in chosen])
    names = names_of({(kind, pk) for kind, (_, pk) in chosen}, proposal)
    return [
        Example(articles[pair[0]], names.get((kind, pair[1]), "（已删除）"), sentences.of(kind, pair))
        for kind, pair in chosen
    ]


def names_of(entries: set[tuple[EntryType, int]], proposal: Proposal) -> dict[tuple[EntryType, int], str]:
    """What the entries are called then; one that is gone then, what it is called now."""
    proposed = proposal.registry.gazetteer.by_key
    names = {key: proposed[key].name for key in entries if key in proposed}
    for kind, model in MODELS.items():
        if gone := [pk for type_, pk in entries - names.keys() if type_ is kind]:
            rows = model._default_manager.filter(pk__in=gone).values_list("pk", "name")
            names |= {(kind, pk): name for pk, name in rows}
    return names


def sentences_of(plan: LinkPlan) -> dict[Any, tuple[str, ...]]:
    """For each link of the plan, the words around its first place."""
    places: list[tuple[Any, Article, str, int, int]] = [
        (
            (EntryType.DEPARTMENT, link.article_id, link.department_id),
            link.article,
            place["field"],
            place["start"],
            place["end"],
        )
        for link in plan.links
        for place in link.evidence[:1]
    ]
    mentions = (
        (
            (EntryType.PROGRAM, mention.article_id, mention.program_id),
            mention.article,
            mention.field,
            mention.start,
            mention.end,
        )
        for mention in plan.mentions
        if mention.surface
    )
    found: dict[Any, tuple[str, ...]] = {}
    for key, article, name, start, end in chain(places, mentions):
        text = str(getattr(article, name))
        around = (text[max(0, start - AROUND_A_NAME) : start], text[start:end], text[end : end + AROUND_A_NAME])
        found.setdefault(key, around)
    return found
