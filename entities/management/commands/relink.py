"""Links articles to departments and programs anew, after the registry or the matcher changed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import QuerySet
from tqdm import tqdm

from articles.models import Article
from articles.signals import deferred_draining
from entities.relinking import RelinkTotals, outdated_articles, preview_each, relink_each, relink_outdated


class Command(BaseCommand):
    help = (
        "Link articles to departments and programs anew: all, some, or those linked by an older registry. What a "
        "person confirmed or rejected stays."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--all", action="store_true", help="every article, also those that are up to date")
        which.add_argument("--outdated", action="store_true", help="articles linked by an older registry")
        which.add_argument("--article", type=int, nargs="+", metavar="NUMBER", help="the numbers in their addresses")
        parser.add_argument("--dry-run", action="store_true", help="write nothing; say what would change")

    def handle(self, *args: Any, **options: Any) -> None:
        articles = self.chosen_articles(options)
        if options["dry_run"]:
            batches = preview_each(articles)
        elif options["outdated"]:
            batches = relink_outdated()
        else:
            batches = relink_each(articles)
        totals = RelinkTotals()
        with tqdm(total=articles.count(), unit="article", disable=None) as bar, deferred_draining():
            for totals in batches:
                bar.update(totals.articles - bar.n)
        self.report(totals, is_dry_run=options["dry_run"])

    def chosen_articles(self, options: dict[str, Any]) -> "QuerySet[Article]":
        if options["outdated"]:
            return outdated_articles()
        if options["all"]:
            return Article.objects.all()
        numbers = set(options["article"])
        articles = Article.objects.filter(public_id__in=numbers)
        unknown = numbers - set(articles.values_list("public_id", flat=True))
        if unknown:
            raise CommandError(f"No article has the number {', '.join(map(str, sorted(unknown)))}. Nothing was linked.")
        return articles

    def report(self, totals: RelinkTotals, *, is_dry_run: bool) -> None:
        self.stdout.write(
            f"{totals.articles} articles read, {totals.changed} {'would be' if is_dry_run else 'are'} filed otherwise. "
            f"Departments: {totals.departments_added} links added, {totals.departments_removed} removed. "
            f"Programs: {totals.programs_added} added, {totals.programs_removed} removed."
        )
