"""Links many articles anew, batch by batch, each batch its own transaction."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction

from articles.models import AuditEntry
from articles.services.audit import record
from articles.services.text_changed import queue_index
from entities.discovery import collect_candidates
from entities.link_plan import LinkPlan, plan_links
from entities.linking import relink

BATCH_ARTICLES = 500


@dataclass(slots=True)
class RelinkTotals:
    """Links are counted as (article, department) and (article, program), however often the name stands there.
    `roles_changed` are links that stay, of news that is the department's own now, or no longer."""

    articles: int = 0
    changed: int = 0
    departments_added: int = 0
    departments_removed: int = 0
    roles_changed: int = 0
    programs_added: int = 0
    programs_removed: int = 0

    def add(self, plan: LinkPlan, articles: int) -> None:
        self.articles += articles
        self.changed += len(plan.changed_articles())
        self.departments_added += len(plan.departments_added)
        self.departments_removed += len(plan.departments_removed)
        self.roles_changed += len(plan.roles_changed)
        self.programs_added += len(plan.programs_added)
        self.programs_removed += len(plan.programs_removed)

    @property
    def added(self) -> int:
        return self.departments_added + self.programs_added

    @property
    def removed(self) -> int:
        return self.departments_removed + self.programs_removed


def relink_each(article_ids: Iterable[int]) -> Iterator[RelinkTotals]:
    """Link the articles anew, queue for the index those now filed otherwise; the totals so far, after each batch."""
    totals = RelinkTotals()
    for ids in batches(article_ids):
        totals.add(relink_batch(ids), len(ids))
        yield totals


def preview_each(article_ids: Iterable[int]) -> Iterator[RelinkTotals]:
    """What relinking would change; it writes nothing."""
    totals = RelinkTotals()
    for ids in batches(article_ids):
        totals.add(plan_links(ids), len(ids))
        yield totals


def relink_batch(ids: Sequence[int]) -> LinkPlan:
    with transaction.atomic():
        plan = relink(ids)
        collect_candidates(plan)
        changed = sorted(plan.changed_articles())
        queue_index(changed)
        if changed:
            words = f"重新关联 {len(ids)} 篇文章，{len(changed)} 篇有变化"
            record(AuditEntry.Action.PROGRAM, words, details={"articles": changed, "registry": plan.version})
    return plan


def batches(article_ids: Iterable[int]) -> Iterator[list[int]]:
    ids = sorted(article_ids)
    for start in range(0, len(ids), BATCH_ARTICLES):
        yield ids[start : start + BATCH_ARTICLES]
