"""A person's word on what an article is filed under. It outlives every re-link, re-ingest and rename.

Each function records the word, links the article anew, so that the rest follows it, and queues it for the index. What
an editor decides is listed for review.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.facts.kinds import Fact
from articles.models import Article, AuditEntry, Department, DepartmentLink, LinkStatus, Review
from articles.services.audit import record
from articles.services.listed_actions import list_action
from articles.services.text_changed import text_changed
from entities.models import Program, ProgramDecision

DECISIONS = (LinkStatus.CONFIRMED, LinkStatus.REJECTED)
UNDONE = "取消判定"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A person's word on a link. `state`: as reviews keep it; an empty verdict where nobody decided."""

    state: dict[str, Any]
    by: int | None = None


@transaction.atomic
def decide_department(
    article: Article,
    department: Department,
    status: str,
    *,
    by: User,
    role: DepartmentLink.Role | None = None,
) -> DepartmentLink:
    """Confirm or reject that the article speaks of the department; it need not have been found.

    `role` says whether it is the department's own news; without it a confirmed link keeps the role it has. Raises
    ValueError when `status` is no decision.
    """
    _refuse_other_than_decisions(status)
    _lock(article)
    before = _verdict(article, department)
    link = DepartmentLink.objects.filter(article=article, department=department).first() or DepartmentLink(
        article=article, department=department, revision_number=article.revision_number
    )
    link.status = status
    link.role = DepartmentLink.Role.MENTIONED if status == LinkStatus.REJECTED else role or link.role
    link.decided_by_id, link.decided_at = by.pk, timezone.now()
    link.save()
    _note(article, department, LinkStatus(status).label, by, before)
    text_changed([article.pk])
    link.refresh_from_db()
    return link


@transaction.atomic
def undo_department(article: Article, department: Department, *, by: User | None = None) -> None:
    """Take a decision back: the link is again what the matcher makes of the text."""
    _lock(article)
    before = _verdict(article, department)
    DepartmentLink.objects.filter(article=article, department=department).update(
        status=LinkStatus.AUTOMATIC, decided_by=None, decided_at=None
    )
    _note(article, department, UNDONE, by, before)
    text_changed([article.pk])


@transaction.atomic
def decide_program(article: Article, program: Program, status: str, *, by: User) -> ProgramDecision:
    """Confirm or reject that the article speaks of the program; it need not have been found.

    Raises ValueError when `status` is no decision.
    """
    _refuse_other_than_decisions(status)
    _lock(article)
    before = _verdict(article, program)
    decision, _ = ProgramDecision.objects.update_or_create(
        article=article, program=program, defaults={"verdict": status, "decided_by": by}
    )
    _note(article, program, LinkStatus(status).label, by, before)
    text_changed([article.pk])
    return decision


@transaction.atomic
def undo_program(article: Article, program: Program, *, by: User | None = None) -> None:
    """Take a decision back: the mentions are again what the matcher makes of the text."""
    _lock(article)
    before = _verdict(article, program)
    ProgramDecision.objects.filter(article=article, program=program).delete()
    _note(article, program, UNDONE, by, before)
    text_changed([article.pk])


def date_back(article: Article, entry: Department | Program, state: Mapping[str, Any]) -> None:
    """A verdict that is put back is again the word of whoever gave it, then. `state` as `verdict_on` gives it."""
    if not state.get("at"):
        return
    given = {"decided_by": state["by"], "decided_at": state["at"]}
    if isinstance(entry, Department):
        DepartmentLink.objects.filter(article=article, department=entry, status=state["verdict"]).update(**given)
    else:
        ProgramDecision.objects.filter(article=article, program=entry, verdict=state["verdict"]).update(**given)


def _refuse_other_than_decisions(status: str) -> None:
    if status not in DECISIONS:
        raise ValueError(f"{status!r} is no decision; it must be one of {', '.join(DECISIONS)}")


def verdict_on(article: Article, entry: Department | Program) -> dict[str, Any]:
    """What a person decided of it, of a department in which role, who and when, by which the verdict is known again
    where it went with its words; an empty verdict where nobody did."""
    return _verdict(article, entry).state


def _verdict(article: Article, entry: Department | Program) -> Verdict:
    if isinstance(entry, Department):
        link = DepartmentLink.objects.filter(article=article, department=entry, status__in=DECISIONS).first()
        if link is None:
            return Verdict({"verdict": ""})
        at = link.decided_at.isoformat() if link.decided_at else ""
        given = {"by": link.decided_by_id, "at": at}
        return Verdict({"verdict": link.status, "role": link.role, **given}, link.decided_by_id)
    decision = ProgramDecision.objects.filter(article=article, program=entry).first()
    if decision is None:
        return Verdict({"verdict": ""})
    given = {"by": decision.decided_by_id, "at": decision.decided_at.isoformat()}
    return Verdict({"verdict": decision.verdict, **given}, decision.decided_by_id)


def _note(article: Article, entry: Department | Program, verdict: str, by: User | None, before: Verdict) -> None:
    """In the log, and where an editor decided in the list of reviews. Without `by` it is whoever acts at the moment."""
    details = {"entry_type": entry._meta.label_lower, "entry": entry.pk, "verdict": verdict}
    record(AuditEntry.Action.LINK, f"{verdict}：{entry}", about=article, by=by, details=details)
    if by is None:
        return
    is_department = isinstance(entry, Department)
    kind = "department" if is_department else "program"
    list_action(
        article,
        Review.Subject.LINK,
        about=f"link:{article.pk}:{kind}:{entry.pk}",
        summary=f"{verdict}：{entry}",
        before=before.state,
        after=verdict_on(article, entry),
        by=by,
        touches=[Fact.DEPARTMENT if is_department else Fact.PROGRAM],
        set_by=before.by,
    )


def _lock(article: Article) -> None:
    """Wait for whoever links this article at the moment."""
    Article.objects.select_for_update(no_key=True).only("pk").get(pk=article.pk)
