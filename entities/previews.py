"""What a change of the registry would do to the links of articles, found out by making it and taking it back."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any, TypeVar

from django.db import transaction

from articles.models import Article, Department, Page, RegistryState
from articles.services.text_changed import queue_index
from entities.discovery import collect_candidates
from entities.link_plan import LinkPlan, Pair, plan_links
from entities.linking import relink
from entities.models import Program
from entities.touched import changes_since, touched_articles

Outcome = TypeVar("Outcome")

#: Articles that a preview reads and that a change at the desk links anew while the clerk waits.
READ_AT_ONCE = 2000
EXAMPLES = 10
AROUND_A_NAME = 30
BATCH = 500


@dataclass(frozen=True, slots=True)
class Example:
    """A link that would come or go. `sentence` is what stands before, in and after the name; empty where it goes."""

    article: Article
    entry: str
    sentence: tuple[str, ...] = ()


@dataclass(slots=True)
class LinkDifference:
    """`touched` articles can change; of them `read` were looked at, and the numbers speak of these."""

    touched: int = 0
    read: int = 0
    added: int = 0
    removed: int = 0
    added_examples: list[Example] = field(default_factory=list)
    removed_examples: list[Example] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.removed)


def preview(change: Callable[[], Outcome]) -> tuple[LinkDifference, Outcome]:
    """Make the change, see what links would come and go, and take it back. What `change` returned is returned too."""
    with transaction.atomic():
        version = RegistryState.current()
        outcome = change()
        difference = difference_since(version)
        transaction.set_rollback(True)
    return difference, outcome


def difference_since(version: int) -> LinkDifference:
    """The difference that the changes since the registry's `version` make."""
    ids = touched_since(version)
    difference = LinkDifference(touched=len(ids), read=min(len(ids), READ_AT_ONCE))
    for start in range(0, difference.read, BATCH):
        add_plan(difference, plan_links(ids[start : min(start + BATCH, READ_AT_ONCE)]))
    return difference


def touched_since(version: int) -> list[int]:
    changes = changes_since(version)
    articles = Article.objects.all()
    return list(articles.values_list("pk", flat=True)) if changes is None else touched_articles(articles, changes)


def follow_changes(version: int) -> int | None:
    """Link anew the articles that the changes since `version` touch; how many. None, and nothing done, when they are
    more than a clerk would wait for: then `relink --outdated` does it."""
    ids = touched_since(version)
    if len(ids) > READ_AT_ONCE:
        return None
    for start in range(0, len(ids), BATCH):
        with transaction.atomic():
            plan = relink(ids[start : start + BATCH])
            collect_candidates(plan)
            queue_index(sorted(plan.changed_articles()))
    Page.objects.filter(registry_version=version).update(registry_version=RegistryState.current())
    return len(ids)


def add_plan(difference: LinkDifference, plan: LinkPlan) -> None:
    difference.added += len(plan.departments_added) + len(plan.programs_added)
    difference.removed += len(plan.departments_removed) + len(plan.programs_removed)
    sentences = sentences_of(plan)
    difference.added_examples += examples(
        plan.departments_added, plan.programs_added, sentences, EXAMPLES - len(difference.added_examples)
    )
    difference.removed_examples += examples(
        plan.departments_removed, plan.programs_removed, {}, EXAMPLES - len(difference.removed_examples)
    )


def examples(
    departments: Iterable[Pair], programs: Iterable[Pair], sentences: Mapping[Any, tuple[str, ...]], limit: int
) -> list[Example]:
    pairs = [(Department, *pair) for pair in sorted(departments)] + [(Program, *pair) for pair in sorted(programs)]
    chosen = list(islice(pairs, max(limit, 0)))
    articles = Article.objects.with_home().in_bulk([article for _, article, _ in chosen])
    names = {
        model: dict(
            model._default_manager.filter(pk__in=[pk for kind, _, pk in chosen if kind is model]).values_list(
                "pk", "name"
            )
        )
        for model in (Department, Program)
    }
    return [
        Example(articles[article], names[model].get(pk, "（已删除）"), sentences.get((model, article, pk), ()))
        for model, article, pk in chosen
    ]


def sentences_of(plan: LinkPlan) -> dict[Any, tuple[str, ...]]:
    """For each link of the plan, the words around its first place."""
    places: list[tuple[Any, Article, str, int, int]] = [
        ((Department, link.article_id, link.department_id), link.article, place["field"], place["start"], place["end"])
        for link in plan.links
        for place in link.evidence[:1]
    ]
    mentions = (
        ((Program, mention.article_id, mention.program_id), mention.article, mention.field, mention.start, mention.end)
        for mention in plan.mentions
        if mention.surface
    )
    found: dict[Any, tuple[str, ...]] = {}
    for key, article, name, start, end in chain(places, mentions):
        text = str(getattr(article, name))
        around = (text[max(0, start - AROUND_A_NAME) : start], text[start:end], text[end : end + AROUND_A_NAME])
        found.setdefault(key, around)
    return found
