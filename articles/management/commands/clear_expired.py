"""`manage.py clear_expired`: delete what is kept only for a time. Run it every hour."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.management.base import BaseCommand

from articles.rate_limits.counting import clear_ended
from articles.services.reports.contacts import erase_contacts
from articles.usage.expiry import clear_expired_usage

#: What expires, and what deletes it once its time is over and tells how much that was.
EXPIRING: Mapping[str, Callable[[], int]] = {
    "counts of visitors' requests": clear_ended,
    "contacts of closed reports": erase_contacts,
    "texts of queries and old counts of readers": clear_expired_usage,
}


class Command(BaseCommand):
    help = (
        "Delete what is kept only for a time: counts of visitors' requests, contacts of reports closed 90 days ago, "
        "texts of queries after 30 days."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        for name, clear in EXPIRING.items():
            self.stdout.write(f"{clear()} {name} deleted.")
