"""Links many articles anew, batch by batch, each batch its own transaction."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Min, QuerySet

from articles.models import Article, Page, RegistryState
from articles.services.text_changed import queue_index
from entities.discovery import collect_candidates
from entities.link_plan import LinkPlan, plan_links
from entities.linking import relink
from entities.models import RegistryChange
from entities.touched import changes_since, touched_articles

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


def affected_articles() -> list[int]:
    """The outdated articles that the changes since can touch; all of them when the log does not tell the changes."""
    outdated = outdated_articles()
    oldest = outdated.aggregate(Min("page__registry_version"))["page__registry_version__min"]
    if oldest is None:
        return []
    changes = changes_since(oldest)
    return (
        list(outdated.order_by("pk").values_list("pk", flat=True))
        if changes is None
        else touched_articles(outdated, changes)
    )


def mark_up_to_date(version: int) -> None:
    """Every page is now linked by this version of the registry; the log of what led to it is of no more use."""
    Page.objects.filter(registry_version__lt=version).update(registry_version=version)
    RegistryChange.objects.exclude(type=RegistryChange.Type.START).filter(version__lte=version).delete()
    RegistryChange.objects.filter(type=RegistryChange.Type.START).update(version=version)


def relink_each(article_ids: Iterable[int]) -> Iterator[RelinkTotals]:
    """Link the articles anew, queue for the index those now filed otherwise; the totals so far, after each batch."""
    totals = RelinkTotals()
    for ids in _batches(article_ids):
        totals.add(_relink_batch(ids), len(ids))
        yield totals


def preview_each(article_ids: Iterable[int]) -> Iterator[RelinkTotals]:
    """What relinking would change; it writes nothing."""
    totals = RelinkTotals()
    for ids in _batches(article_ids):
        totals.add(plan_links(ids), len(ids))
        yield totals


def _relink_batch(ids: Sequence[int]) -> LinkPlan:
    with transaction.atomic():
        plan = relink(ids)
        collect_candidates(plan)
        queue_index(sorted(plan.changed_articles()))
    return plan


def _batches(article_ids: Iterable[int]) -> Iterator[list[int]]:
    ids = sorted(article_ids)
    for start in range(0, len(ids), BATCH_ARTICLES):
        yield ids[start : start + BATCH_ARTICLES]
