"""Takes an entry out of the registry with all that was linked to it: a wrong entry can be undone.

What people decided of it goes too, so whoever asks is told how much that is before. The candidate that the entry was
made of is open again. Whoever calls this lets the archive follow (`following.record_follow_up`).
"""

from dataclasses import dataclass

from django.db import models, transaction

from articles.models import Department, DepartmentLink, LinkStatus
from articles.services.series import series_changed
from articles.services.text_changed import queue_index
from entities.models import Candidate, Figure, Mention, Program, ProgramDecision

DECIDED = (LinkStatus.CONFIRMED, LinkStatus.REJECTED)


@dataclass(frozen=True, slots=True)
class Holdings:
    """What hangs on an entry: articles linked to it, decisions of people, figures."""

    articles: int
    decisions: int
    figures: int


def holdings(entry: Department | Program) -> Holdings:
    if isinstance(entry, Department):
        links = DepartmentLink.objects.filter(department=entry)
        return Holdings(links.count(), links.filter(status__in=DECIDED).count(), entry.figures.count())
    articles = Mention.objects.filter(program=entry).values("article").distinct().count()
    return Holdings(articles, entry.decisions.count(), entry.figures.count())


@transaction.atomic
def remove_entry(entry: Department | Program) -> None:
    articles = remove_links(entry)
    if isinstance(entry, Department):
        # Queued while the successions that go with the department still tell who is filed under whom.
        series_changed([entry.pk, *entry.successions.values_list("successor_id", flat=True)])
        Department.objects.filter(parent=entry).update(parent=entry.parent)
        reopen_candidates(Candidate.objects.filter(department=entry))
    else:
        reopen_candidates(Candidate.objects.filter(program=entry))
    entry.delete()
    queue_index(articles)


def remove_links(entry: Department | Program) -> list[int]:
    """The articles that were linked to the entry."""
    if isinstance(entry, Department):
        links = DepartmentLink.objects.filter(department=entry)
        articles = set(links.values_list("article_id", flat=True))
        links.delete()
        Figure.objects.filter(department=entry).delete()
        return sorted(articles)
    mentions, decisions = Mention.objects.filter(program=entry), ProgramDecision.objects.filter(program=entry)
    articles = set(mentions.values_list("article_id", flat=True)) | set(decisions.values_list("article_id", flat=True))
    mentions.delete()
    decisions.delete()
    Figure.objects.filter(program=entry).delete()
    return sorted(articles)


def reopen_candidates(candidates: models.QuerySet[Candidate]) -> None:
    candidates.update(status=Candidate.Status.OPEN, decided_by=None, decided_at=None, department=None, program=None)
