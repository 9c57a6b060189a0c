"""Stores what the matcher finds in articles: department links, program mentions, and the figures told of them.

A person's word stays: a rejected department or program stays rejected, a confirmed one stays though the text names it
no more. Everything else is what the present registry finds in the present text.
"""

from collections.abc import Sequence

from django.db import transaction

from articles.models import DepartmentLink
from entities.figures import replace_figures
from entities.link_plan import LinkPlan, plan_links
from entities.models import Mention

LINK_FIELDS = ["role", "evidence", "revision_number", "registry_version"]
MENTION_FIELDS = ["end", "surface", "rule", "score", "status", "revision_number", "registry_version"]


def relink(article_ids: Sequence[int]) -> LinkPlan:
    """Replace the automatic links of these articles by what the present registry finds; keep each person's decision.

    Call it inside the transaction that changed the articles. The number of queries does not grow with the articles.
    The plan that was carried out is returned, for those who report it.
    """
    with transaction.atomic():
        plan = plan_links(article_ids, lock=True)
        apply_plan(plan)
        replace_figures(article_ids)
    return plan


def apply_plan(plan: LinkPlan) -> None:
    """Write the plan. No upsert touches a link's status, so that a decision made meanwhile is not lost."""
    if plan.stale_link_ids:
        DepartmentLink.objects.filter(pk__in=plan.stale_link_ids, decided_at__isnull=True).delete()
    if plan.stale_mention_ids:
        Mention.objects.filter(pk__in=plan.stale_mention_ids).delete()
    if plan.links:
        DepartmentLink.objects.bulk_create(
            plan.links, update_conflicts=True, unique_fields=["article", "department"], update_fields=LINK_FIELDS
        )
    for status, ids in plan.restated_link_ids.items():
        DepartmentLink.objects.filter(pk__in=ids, decided_at__isnull=True).update(status=status)
    if plan.mentions:
        Mention.objects.bulk_create(
            plan.mentions,
            update_conflicts=True,
            unique_fields=["article", "program", "field", "start"],
            update_fields=MENTION_FIELDS,
        )
