"""How to reach whoever reported: shown on demand to who may, with a record of it, and erased in time."""

import datetime

from django.contrib.auth.models import User
from django.utils import timezone

from articles.models import Report, ReportContact
from articles.services.record_action import record_action

VIEW = "articles.view_report_contact"
#: After closing.
KEPT_FOR = datetime.timedelta(days=90)


def show_contact(report: Report, *, by: User) -> str:
    """The contact, empty where there is none any more. That it was looked at is recorded, itself never.

    Raises PermissionError for whoever may not.
    """
    if not by.has_perm(VIEW):
        raise PermissionError(f"{by.get_username()} may not see contacts")
    contact = ReportContact.objects.filter(report=report).first()
    if contact is None:
        return ""
    record_action(report, by=by, message="查看联系方式")
    return contact.text


def erase_contacts(now: datetime.datetime | None = None) -> int:
    """Erase those of reports that were closed `KEPT_FOR` ago; how many there were."""
    before = (now or timezone.now()) - KEPT_FOR
    erased, _ = ReportContact.objects.filter(report__closed_at__lte=before).delete()
    return erased
