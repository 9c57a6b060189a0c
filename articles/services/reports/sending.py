"""Takes a reader's report in and gives it its number."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, fields

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from articles.models import Article, Newspaper, Report, ReportContact
from articles.services.clean_text import strip_unprintable
from articles.services.queue_claims import reopen_items
from articles.ticket_numbers import new_number
from articles.working_days import working_days_after

#: The most characters of each text.
LONGEST: Mapping[str, int] = {"message": 2000, "passage": 1000, "proposal": 1000, "contact": 100}
LABELS: Mapping[str, str] = {"message": "哪里不对", "passage": "原文", "proposal": "应为", "contact": "联系方式"}
EMPTY = "请至少写一处：哪里不对、原文是哪一句，或应该是什么。"
#: The kinds that a report of a withdrawn article may be of: its text can be seen by nobody.
WITHDRAWN_KINDS = (Report.Kind.PRIVACY, Report.Kind.OTHER)


@dataclass(frozen=True, slots=True)
class ReportText:
    """What a reader wrote. `kind` is a value of `Report.Kind`."""

    kind: str = ""
    passage: str = ""
    message: str = ""
    proposal: str = ""
    contact: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "ReportText":
        """What was sent, without margins and without characters that nobody can see or type."""
        texts = {field.name: given.get(field.name, "").replace("\r\n", "\n") for field in fields(cls)}
        return cls(**{name: strip_unprintable(text).strip() for name, text in texts.items()})

    def errors(self, *, kinds: tuple[str, ...]) -> dict[str, str]:
        """Field → what is wrong with it, in Chinese; empty where the report can be taken."""
        found = {}
        if self.kind not in kinds:
            found["kind"] = "请选一类，选不准的选“其他”。"
        if not (self.message or self.passage or self.proposal):
            found["message"] = EMPTY
        for name, most in LONGEST.items():
            length = len(getattr(self, name))
            if length > most:
                found[name] = f"{LABELS[name]}有 {length} 字，最多 {most} 字；请缩短，或分几次报。"
        return found


@dataclass(frozen=True, slots=True)
class Place:
    """What a report is of: an article, or another page of the site by its address."""

    article: Article | None = None
    newspaper: Newspaper | None = None
    address: str = ""

    @property
    def kinds(self) -> tuple[str, ...]:
        is_withdrawn = self.article is not None and self.article.state == Article.State.WITHDRAWN
        return tuple(WITHDRAWN_KINDS if is_withdrawn else Report.Kind.values)


@transaction.atomic
def send_report(text: ReportText, place: Place, *, number: str = "", now: datetime.datetime | None = None) -> Report:
    """Take in what passed `text.errors`. `number`: the one the form was given, so that what is sent twice is one.

    A number that another text has already is not given again: that text gets a number of its own.
    """
    if number:
        held = Report.objects.filter(number=number).first()
        if held is not None and _is_same(held, text, place):
            return held
        number = "" if held is not None else number
    now = now or timezone.now()
    today, article = timezone.localdate(now), place.article
    report = Report.objects.create(
        number=number or new_number(),
        article=article,
        newspaper=article.page.newspaper if article else place.newspaper,
        address="" if article else place.address,
        revision_number=article.revision_number if article else None,
        kind=text.kind,
        message=text.message,
        passage=text.passage,
        proposal=text.proposal,
        has_contact=bool(text.contact),
        sent_at=now,
        accept_by=working_days_after(today, settings.REPORT_DAYS["accept"]),
        answer_by=working_days_after(today, settings.REPORT_DAYS["answer"]),
    )
    if text.contact:
        ReportContact.objects.create(report=report, text=text.contact)
    if article:
        reopen_items([article.pk])
    return report


def _is_same(report: Report, text: ReportText, place: Place) -> bool:
    held = (report.article_id, report.kind, report.message, report.passage, report.proposal)
    article_id = place.article.pk if place.article else None
    return held == (article_id, text.kind, text.message, text.passage, text.proposal)
