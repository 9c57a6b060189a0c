"""What happened to a page's borders lately, and what others saved since a page was opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import QueryDict

from articles.admin.numbers import sent_number
from articles.admin.workbench_borders import posted_bases
from articles.admin.workbench_page import BenchPage, Item
from articles.errors import BorderError
from articles.models import BorderChange, Revision
from articles.services.review import REVIEW_RIGHT

#: Changes that are listed with a button to take them back.
LISTED = 8


@dataclass(frozen=True, slots=True)
class ChangedMeanwhile:
    item: Item
    revisions: Sequence[Revision]


@dataclass(frozen=True, slots=True)
class RecentChange:
    change: BorderChange
    may_undo: bool


def recent_changes(bench: BenchPage, user: Any) -> list[RecentChange]:
    """The last ones, the newest first, each with who made it and whether it was taken back. One query."""
    changes = BorderChange.objects.filter(pages__contains=[bench.page.pk]).select_related("made_by", "undone_by")
    listed = changes.defer("before", "after", "carried", "undone_by__before", "undone_by__after")[:LISTED]
    return [
        RecentChange(change, change.action != BorderChange.Action.UNDO and may_undo(change, user)) for change in listed
    ]


def may_undo(change: BorderChange, user: Any) -> bool:
    """Others' work is taken back by those who review it."""
    return change.made_by_id == user.pk or bool(user.has_perm(REVIEW_RIGHT))


def change_to_undo(bench: BenchPage, number: str, user: Any) -> BorderChange:
    changes = BorderChange.objects.filter(pages__contains=[bench.page.pk])
    change = changes.filter(pk=sent_number(number) or 0).first()
    if change is None:
        raise BorderError("no_change", "本版没有这一步改动，请重新打开本页。")
    if not may_undo(change, user):
        raise BorderError("no_right", "这一步是别人做的，由审校来撤销；您可以在现在的样子上再改。")
    return change


def changed_meanwhile(bench: BenchPage, sent: QueryDict) -> list[ChangedMeanwhile]:
    """The items that others saved since the page was made, with the revisions that came. One query."""
    bases = posted_bases(sent)
    stale = [
        item
        for item in bench.items
        if bases.get(item.article.pk, item.article.revision_number) != item.article.revision_number
    ]
    newer = Q(pk__in=[])
    for item in stale:
        newer |= Q(article=item.article, number__gt=bases[item.article.pk])
    revisions = Revision.objects.filter(newer).select_related("editor").defer("body").order_by("-number")
    by_article: dict[int, list[Revision]] = {}
    for revision in revisions:
        by_article.setdefault(revision.article_id, []).append(revision)
    return [ChangedMeanwhile(item, by_article.get(item.article.pk, [])) for item in stale]
