"""The form by which the desk goes a step with a report; what was typed stays in it, whatever is wrong."""

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.http import QueryDict

from articles.admin.numbers import sent_number
from articles.errors import ReportError
from articles.models import Report, ReportStep
from articles.person_names import name_of
from articles.services.reports.steps import LONGEST_ANSWER, Taken, handlers, next_actions, take_step


class StepForm:
    """`error` says in Chinese why nothing was done, `field` where; `status` is that of the answer."""

    longest = LONGEST_ANSWER

    def __init__(self, report: Report, data: QueryDict | None, *, user: User, latest: int) -> None:
        """`latest`: the last step that the page shows."""
        self.report, self.user, self.latest = report, user, latest
        self.answer = data.get("answer", "") if data else ""
        self.note = data.get("note", "") if data else ""
        self.assigned_to = data.get("assigned_to", "") if data else ""
        self.seen = data.get("seen", "") if data else ""
        self.action = data.get("action", "") if data else ""
        self.error = self.field = ""
        self.status = 200

    @property
    def actions(self) -> Sequence[ReportStep.Action]:
        return next_actions(self.report)

    @property
    def may_answer(self) -> bool:
        return ReportStep.Action.ANSWERED in self.actions

    @property
    def may_assign(self) -> bool:
        return ReportStep.Action.ASSIGNED in self.actions

    @property
    def people(self) -> list[tuple[str, str, bool]]:
        """Whom a report can be given to: id, name, whether chosen."""
        return [(str(each.pk), name_of(each), str(each.pk) == self.assigned_to) for each in handlers()]

    def take(self) -> ReportStep | None:
        """The step that was taken; None where it could not be, with `error` set."""
        try:
            return take_step(self.report, self._taken(), by=self.user, seen=int(self.seen or 0))
        except ReportError as error:
            self.error, self.field = error.message, error.field
            self.status = 409 if error.code == "stale" else 400
            return None

    def _taken(self) -> Taken:
        if self.action not in ReportStep.Action.values or sent_number(self.seen or "0") is None:
            raise ReportError("invalid", "请用页面上的按钮选要做的一步。")
        chosen = handlers().filter(pk=sent_number(self.assigned_to) or 0).first()
        return Taken(ReportStep.Action(self.action), self.answer, self.note, chosen)
