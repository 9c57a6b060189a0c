"""`manage.py check_index`: compare every article with the search index."""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from articles.errors import IndexUnavailableError
from articles.models import Article
from articles.search.backend import SearchBackend, search_backend
from articles.search.checking import Comparison, compare, repair
from articles.search.documents import searchable
from articles.search.draining import clear_killed_rebuild, drain

#: Differing articles that are named, of each sort.
NAMED = 20


class Command(BaseCommand):
    help = "Compare every article with the search index, after applying what is queued; exit with 1 if they differ."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help="index anew what differs, and compare again")

    def handle(self, *args: Any, repair: bool, **options: Any) -> None:
        backend = search_backend()
        try:
            self.check_articles(backend, with_repair=repair)
        except IndexUnavailableError as error:
            raise CommandError(str(error)) from error

    def check_articles(self, backend: SearchBackend, *, with_repair: bool) -> None:
        if not backend.exists() and not with_repair:
            raise CommandError("there is no search index; run reindex")
        self.clear_leftovers(backend)
        drain(backend)
        comparison = self.compare(backend)
        if with_repair and not comparison.agrees:
            self.report(comparison)
            repair(backend, comparison)
            self.stdout.write("Repaired; comparing again.")
            comparison = self.compare(backend)
        self.report(comparison)
        if not backend.lexicon_is_current():
            self.stdout.write("Names were registered since the index was built; reindex makes ranking know them.")
        if not comparison.agrees:
            raise CommandError("the search index differs from the database; run check_index --repair")

    def clear_leftovers(self, backend: SearchBackend) -> None:
        leftovers = backend.leftovers()
        if not leftovers:
            return
        clear_killed_rebuild(backend)
        if backend.leftovers():
            self.stdout.write(f"A reindex is under way: {', '.join(leftovers)}.")
        else:
            self.stdout.write(f"Removed what a killed reindex had left: {', '.join(leftovers)}.")

    def compare(self, backend: SearchBackend) -> Comparison:
        with tqdm(total=searchable().count(), unit=" articles", disable=not sys.stderr.isatty()) as bar:
            return compare(backend, progress=lambda done: bar.update(done - bar.n))

    def report(self, comparison: Comparison) -> None:
        differing = [
            ("missing from the index", comparison.missing),
            ("indexed in an earlier state", comparison.stale),
            ("indexed but not public", comparison.extra),
        ]
        for what, article_ids in differing:
            if article_ids:
                self.stdout.write(f"{len(article_ids)} {what}: {named(article_ids)}")
        if comparison.queued:
            self.stdout.write(f"{comparison.queued} changes are queued.")
        if comparison.agrees:
            self.stdout.write(f"{comparison.articles} articles, and the search index agrees with all of them.")


def named(article_ids: Sequence[int]) -> str:
    """The public ids of the first few; one that the database no longer knows goes by its row number."""
    public_ids = dict(Article.objects.filter(pk__in=article_ids[:NAMED]).values_list("pk", "public_id"))
    names = [str(public_ids.get(pk, f"row {pk}")) for pk in article_ids[:NAMED]]
    return ", ".join(names) + (" …" if len(article_ids) > NAMED else "")
