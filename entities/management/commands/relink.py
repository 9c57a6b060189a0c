"""Links articles to departments and programs anew, after the registry or the matcher changed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from articles.models import Article, RegistryState
from articles.signals import deferred_draining
from entities.outdated import affected_articles, mark_up_to_date
from entities.relinking import RelinkTotals, preview_each, relink_each


class Command(BaseCommand):
    help = (
        "Link articles to departments and programs anew: all, some, or those linked by an older registry. What a "
        "person confirmed or rejected stays."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--all", action="store_true", help="every article, also those that are up to date")
        which.add_argument(
            "--outdated",
            action="store_true",
            help="articles that a change of the registry since they were linked can touch",
        )
        which.add_argument("--article", type=int, nargs="+", metavar="NUMBER", help="the numbers in their addresses")
        parser.add_argument("--dry-run", action="store_true", help="write nothing; say what would change")

    def handle(self, *args: Any, **options: Any) -> None:
        version = RegistryState.current()
        ids = self.chosen_articles(options)
        totals = RelinkTotals()
        with tqdm(total=len(ids), unit="article", disable=None) as bar, deferred_draining():
            for totals in preview_each(ids) if options["dry_run"] else relink_each(ids):
                bar.update(totals.articles - bar.n)
        if not options["dry_run"] and not options["article"]:
            mark_up_to_date(version)
        self.report(totals, is_dry_run=options["dry_run"])

    def chosen_articles(self, options: dict[str, Any]) -> list[int]:
        if options["outdated"]:
            return affected_articles()
        if options["all"]:
            return list(Article.objects.order_by("pk").values_list("pk", flat=True))
        numbers = set(options["article"])
        found = dict(Article.objects.filter(public_id__in=numbers).values_list("public_id", "pk"))
        unknown = numbers - found.keys()
        if unknown:
            raise CommandError(f"No article has the number {', '.join(map(str, sorted(unknown)))}. Nothing was linked.")
        return sorted(found.values())

    def report(self, totals: RelinkTotals, *, is_dry_run: bool) -> None:
        self.stdout.write(
            f"{totals.articles} articles read, {totals.changed} {'would be' if is_dry_run else 'are'} filed otherwise. "
            f"Departments: {totals.departments_added} links added, {totals.departments_removed} removed. "
            f"Roles: {totals.roles_changed} changed. "
            f"Programs: {totals.programs_added} added, {totals.programs_removed} removed."
        )
