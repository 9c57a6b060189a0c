"""`manage.py clear_rate_counts`: delete the counts of visitors' requests whose time is over."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.rate_limits.counting import clear_ended


class Command(BaseCommand):
    help = "Delete the counts of visitors' requests whose time is over; new requests clear some of them as well."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{clear_ended()} counts deleted.")
