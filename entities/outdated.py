"""How far the archive is behind the registry: what was linked by an older one, and what changed since.

A page keeps the version of the registry by which it was stored. Whatever was followed since stands in the newest
finished `FollowUp`, so that no page is written anew because somewhere a name changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max, Min, QuerySet, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from articles.models import Article, Page, RegistryState
from entities.models import FollowUp, RegistryChange
from entities.touched import changes_since, touched_articles


@dataclass(frozen=True, slots=True)
class Outdated:
    """`articles` were linked by a registry older than that of `version`, which `changes` led to; None when the log does
    not tell them."""

    version: int
    articles: "QuerySet[Article]"
    changes: Sequence[RegistryChange] | None


def linked_version() -> int:
    """The whole archive is linked by this version of the registry or a newer one."""
    finished = FollowUp.objects.filter(state=FollowUp.State.DONE)
    return finished.aggregate(Max("version"))["version__max"] or 0


def outdated_by(version: int) -> Outdated | None:
    """What the registry of `version` makes outdated; None when nothing is."""
    linked = linked_version()
    oldest = Page.objects.filter(registry_version__lt=version).aggregate(Min("registry_version"))
    if linked >= version or oldest["registry_version__min"] is None:
        return None
    since = max(linked, oldest["registry_version__min"])
    articles = Article.objects.filter(page__registry_version__lt=version)
    return Outdated(version, articles, changes_since(since, until=version))


def affected_articles() -> list[int]:
    """The outdated articles that the changes since can touch; all of them when the log does not tell the changes."""
    outdated = outdated_by(RegistryState.current())
    if outdated is None:
        return []
    if outdated.changes is None:
        return list(outdated.articles.order_by("pk").values_list("pk", flat=True))
    return touched_articles(outdated.articles, outdated.changes)


@transaction.atomic
def mark_up_to_date(version: int) -> None:
    """The whole archive is now linked by this version of the registry, and what was to follow it is done."""
    now = timezone.now()
    FollowUp.objects.unfinished().filter(state=FollowUp.State.RUNNING, version__lte=version).update(
        state=FollowUp.State.DONE, finished_at=now
    )
    FollowUp.objects.create(what="命令 relink", state=FollowUp.State.DONE, version=version, finished_at=now)
    forget_changes(version)


def forget_changes(version: int) -> None:
    """The log of what led to a version that the whole archive is linked by is of no more use."""
    RegistryChange.objects.exclude(type=RegistryChange.Type.START).filter(version__lte=version).delete()
    starts = RegistryChange.objects.filter(type=RegistryChange.Type.START)
    if not starts.update(version=Greatest("version", Value(version))):
        RegistryChange.objects.create(type=RegistryChange.Type.START, entry_id=0, version=version)
