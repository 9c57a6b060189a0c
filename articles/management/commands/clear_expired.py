"""`manage.py clear_expired`: delete at once what is kept only for a time, as the running site does every hour."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.usage.upkeep import EXPIRING, erase_expired


class Command(BaseCommand):
    help = (
        "Delete what is kept only for a time: counts of visitors' requests, contacts of reports closed 90 days ago, "
        "texts of queries after 30 days. A running site does this by itself every hour."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        erased = erase_expired()
        for name, count in erased.items():
            self.stdout.write(f"{count} {name} deleted.")
        if failed := [name for name in EXPIRING if name not in erased]:
            raise CommandError(f"Not deleted: {'; '.join(failed)}. The log above says why.")
