"""`manage.py rank_queue`: bring the editors' queue up to date with the archive and with what is read."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from articles.search.doubtful_places import count_places
from articles.services.queue_claims import close_expired
from articles.services.queue_ranking import BATCH, all_articles, counted_lately, rank_articles, unranked


class Command(BaseCommand):
    help = "Rank what was never ranked, and what was read lately; corrections and readers do most of it as they come."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="rank every article anew, and look at its text again")

    def handle(self, *args: Any, **options: Any) -> None:
        close_expired()
        ranked = 0
        for batch in all_articles() if options["all"] else unranked():
            ranked += rank_articles(batch, places=count_places(batch))
            if ranked % (100 * BATCH) == 0:
                self.stderr.write(f"{ranked} articles ...")
        self.stdout.write(f"{ranked} articles ranked.")
        if not options["all"]:
            counted = rank_articles(counted_lately())
            self.stdout.write(f"{counted} ranked again for what was read of them.")
