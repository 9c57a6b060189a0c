"""Which reports are open, for articles and for the desk as a whole. A report follows its article into another."""

import datetime
from collections import Counter
from collections.abc import Collection

from django.db.models import Q, QuerySet
from django.utils import timezone

from articles.models import Redirect, Report


def open_reports(article_ids: Collection[int]) -> dict[int, int]:
    """Article pk → number of its open reports, those of articles that became part of it included; two queries.

    Articles without any are left out.
    """
    wanted = set(article_ids)
    if not wanted:
        return {}
    reported = Report.objects.filter(closed_at__isnull=True)
    found = Counter(reported.filter(article__in=wanted).values_list("article_id", flat=True))
    heirs = dict(Redirect.objects.filter(article__in=wanted).values_list("old_public_id", "article_id"))
    if heirs:
        of_old = reported.filter(article__public_id__in=list(heirs)).values_list("article__public_id", flat=True)
        found.update(heirs[public_id] for public_id in of_old)
    return dict(found)


def reports_of(article_id: int) -> QuerySet[Report]:
    """Every report of the article and of those that became part of it, the newest first."""
    old = Redirect.objects.filter(article=article_id).values("old_public_id")
    of_it = Q(article=article_id) | Q(article__public_id__in=old)
    return Report.objects.filter(of_it).select_related("assigned_to", "article").order_by("-pk")


def overdue(reports: QuerySet[Report], today: datetime.date | None = None) -> QuerySet[Report]:
    """Those that were not taken up, or not answered, by the day that was promised."""
    today = today or timezone.localdate()
    late = Q(state=Report.State.RECEIVED, accept_by__lt=today) | Q(answer_by__lt=today)
    return reports.filter(late, closed_at__isnull=True)


def overdue_words(report: Report, today: datetime.date | None = None) -> str:
    """受理逾期 or 反馈逾期; empty where neither is."""
    today = today or timezone.localdate()
    if report.is_closed:
        return ""
    if report.answer_by < today:
        return "反馈逾期"
    return "受理逾期" if report.state == Report.State.RECEIVED and report.accept_by < today else ""
