"""Links many articles anew, batch by batch, each batch its own transaction."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from articles.models import Article, Page, RegistryState
from articles.services.text_changed import queue_index
from entities.link_plan import LinkPlan, plan_links
from entities.linking import relink

BATCH_ARTICLES = 500


@dataclass(slots=True)
class RelinkTotals:
    """Links are counted as (article, department) and (article, program), however often the name stands there."""

    articles: int = 0
    changed: int = 0
    departments_added: int = 0
    departments_removed: int = 0
    programs_added: int = 0
    programs_removed: int = 0

    def add(self, plan: LinkPlan, articles: int) -> None:
        self.articles += articles
        self.changed += len(plan.changed_articles())
        self.departments_added += len(plan.departments_added)
        self.departments_removed += len(plan.departments_removed)
        self.programs_added += len(plan.programs_added)
        self.programs_removed += len(plan.programs_removed)


def outdated_articles() -> "QuerySet[Article]":
    """Articles of pages that an older registry was linked by."""
    return Article.objects.filter(page__registry_version__lt=RegistryState.current())


def relink_outdated() -> Iterator[RelinkTotals]:
    """Bring every article up to the present registry. A killed run is simply run again."""
    version = RegistryState.current()
    yield from relink_each(outdated_articles())
    Page.objects.filter(registry_version__lt=version).update(registry_version=version)


def relink_each(articles: "QuerySet[Article]") -> Iterator[RelinkTotals]:
    """Link the articles anew, queue for the index those now filed otherwise; the totals so far, after each batch."""
    totals = RelinkTotals()
    for ids in _batches(articles):
        totals.add(_relink_batch(ids), len(ids))
        yield totals


def preview_each(articles: "QuerySet[Article]") -> Iterator[RelinkTotals]:
    """What relinking would change; it writes nothing."""
    totals = RelinkTotals()
    for ids in _batches(articles):
        totals.add(plan_links(ids), len(ids))
        yield totals


def _relink_batch(ids: Sequence[int]) -> LinkPlan:
    with transaction.atomic():
        plan = relink(ids)
        queue_index(sorted(plan.changed_articles()))
    return plan


def _batches(articles: "QuerySet[Article]") -> Iterator[list[int]]:
    last = 0
    while ids := list(articles.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH_ARTICLES]):
        yield ids
        last = ids[-1]
