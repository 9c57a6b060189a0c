"""The steps of a report: 受理 → 转办 → 办理 → 反馈, or 不予受理. Each is dated, names who took it, and stays."""

import datetime
from dataclasses import dataclass

from django.contrib.auth.models import Permission, User
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from articles.errors import ReportError
from articles.models import Report, ReportStep
from articles.person_names import name_of
from articles.services.clean_text import strip_unprintable
from articles.services.record_action import record_action

HANDLE = "handle_report"
LONGEST_ANSWER = 2000
#: How long after closing a report can be taken up again; its contact is erased then.
REOPENED_WITHIN = datetime.timedelta(days=90)

Action = ReportStep.Action
STATES = {
    Action.ACCEPTED: Report.State.ACCEPTED,
    Action.ASSIGNED: Report.State.ASSIGNED,
    Action.HANDLING: Report.State.HANDLING,
    Action.ANSWERED: Report.State.ANSWERED,
    Action.REFUSED: Report.State.REFUSED,
    Action.REOPENED: Report.State.HANDLING,
}
#: What can be done next. A quick one goes from 受理 to 反馈 at once; the step before is then written with it.
NEXT = {
    Report.State.RECEIVED: (Action.ACCEPTED, Action.ASSIGNED, Action.HANDLING, Action.ANSWERED, Action.REFUSED),
    Report.State.ACCEPTED: (Action.ASSIGNED, Action.HANDLING, Action.ANSWERED, Action.REFUSED),
    Report.State.ASSIGNED: (Action.ASSIGNED, Action.HANDLING, Action.ANSWERED),
    Report.State.HANDLING: (Action.ASSIGNED, Action.ANSWERED),
    Report.State.ANSWERED: (Action.REOPENED,),
    Report.State.REFUSED: (Action.REOPENED,),
}


@dataclass(frozen=True, slots=True)
class Taken:
    """What somebody wants to do. `answer` is shown to the reader, `note` to the desk alone; `assigned_to` for 转办."""

    action: ReportStep.Action
    answer: str = ""
    note: str = ""
    assigned_to: User | None = None


def next_actions(report: Report) -> tuple[ReportStep.Action, ...]:
    return NEXT[Report.State(report.state)]


@transaction.atomic
def take_step(report: Report, taken: Taken, *, by: User, seen: int, now: datetime.datetime | None = None) -> ReportStep:
    """Go one step. `seen` is the last step that `by` saw, 0 for none. Raises ReportError and does nothing.

    A note (`NOTED`) changes no state and is taken at any time. Whoever begins with what nobody has has it from then on.
    """
    locked = Report.objects.select_for_update().get(pk=report.pk)
    _refuse_stale(locked, seen)
    now = now or timezone.now()
    cleaned = _cleaned(locked, taken, now)
    if locked.state == Report.State.RECEIVED and cleaned.action in (Action.ASSIGNED, Action.HANDLING, Action.ANSWERED):
        _write(locked, Taken(Action.ACCEPTED), by=by, now=now)
    step = _write(locked, cleaned, by=by, now=now)
    if cleaned.action is not Action.NOTED:
        locked.state = STATES[cleaned.action]
        locked.closed_at = now if locked.is_closed else None
        locked.assigned_to = cleaned.assigned_to or locked.assigned_to
        if locked.assigned_to is None and cleaned.action is not Action.ACCEPTED:
            locked.assigned_to = by
        locked.save(update_fields=["state", "closed_at", "assigned_to"])
    return step


def handlers() -> QuerySet[User]:
    """Whoever can log in at the desk and may handle reports; by name."""
    permission = Permission.objects.filter(codename=HANDLE, content_type__app_label="articles")
    may = Q(is_superuser=True) | Q(user_permissions__in=permission) | Q(groups__permissions__in=permission)
    ids = User.objects.filter(may, is_staff=True, is_active=True).values("pk")
    return User.objects.filter(pk__in=ids).order_by("username")


def _refuse_stale(report: Report, seen: int) -> None:
    latest = report.steps.order_by("-pk").select_related("taken_by").first()
    if latest is not None and latest.pk != seen:
        who, what = name_of(latest.taken_by), latest.get_action_display()
        raise ReportError("stale", f"{who}刚刚做了“{what}”；您写的还在下面，请看过再做。")


def _cleaned(report: Report, taken: Taken, now: datetime.datetime) -> Taken:
    texts = {name: _text(name, getattr(taken, name)) for name in ("answer", "note")}
    action = taken.action
    if action is Action.NOTED:
        if not texts["note"]:
            raise ReportError("invalid", "备注还没有写。", field="note")
        return Taken(action, note=texts["note"])
    if action not in next_actions(report):
        raise ReportError("closed", f"{report.get_state_display()}的报错不能再“{action.label}”。")
    if action in (Action.ANSWERED, Action.REFUSED) and not texts["answer"]:
        what = "不予受理的理由" if action is Action.REFUSED else "答复"
        raise ReportError("invalid", f"请写明给读者看的{what}。", field="answer")
    if action is Action.ASSIGNED and taken.assigned_to is None:
        raise ReportError("nobody", "请选承办人。", field="assigned_to")
    if action is Action.REOPENED and report.closed_at and now - report.closed_at > REOPENED_WITHIN:
        raise ReportError("too_late", "办结已超过 90 天，不能重新办理；请另开一份。")
    if action is Action.REOPENED and not texts["note"]:
        raise ReportError("invalid", "请在备注里写明为什么重新办理。", field="note")
    answer = texts["answer"] if action in (Action.ANSWERED, Action.REFUSED) else ""
    return Taken(action, answer, texts["note"], taken.assigned_to if action is Action.ASSIGNED else None)


def _text(name: str, text: str) -> str:
    cleaned = strip_unprintable(text.replace("\r\n", "\n")).strip()
    if len(cleaned) > LONGEST_ANSWER:
        label = "答复" if name == "answer" else "备注"
        raise ReportError("invalid", f"{label}有 {len(cleaned)} 字，最多 {LONGEST_ANSWER} 字。", field=name)
    return cleaned


def _write(report: Report, taken: Taken, *, by: User, now: datetime.datetime) -> ReportStep:
    step = ReportStep.objects.create(
        report=report,
        action=taken.action,
        assigned_to=taken.assigned_to,
        answer=taken.answer,
        note=taken.note,
        taken_by=by,
        taken_at=now,
    )
    whom = f"给 {taken.assigned_to.get_username()}" if taken.assigned_to else ""
    record_action(report, by=by, message=f"{step.get_action_display()}{whom}")
    return step
