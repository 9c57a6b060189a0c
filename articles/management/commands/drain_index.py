"""`manage.py drain_index`: apply what is queued for the search index."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.errors import IndexUnavailableError
from articles.search.draining import drain


class Command(BaseCommand):
    help = "Apply the changes that are queued for the search index, such as those a crash left behind."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            drained = drain()
        except IndexUnavailableError as error:
            raise CommandError(f"{error}. The changes stay queued.") from error
        self.stdout.write(f"{drained.entries} queued changes applied.")
        if drained.left_to_other:
            self.stdout.write("Another process is writing the index; it applies the rest.")
