"""Whether the archive at hand was built for measuring."""

from django.core.management.base import CommandError

from articles.management.benchmarks.archive_lines import newspaper_name
from articles.models import Article


def refuse_other_archive() -> None:
    """A measuring archive is never mixed with one that people use."""
    others = Article.objects.exclude(page__newspaper__name__startswith=newspaper_name(0)[:-1])
    if others.exists():
        raise CommandError(
            "This archive holds other articles. Give the measuring archive a database of its own (VAR_DIR or "
            "DATABASE_URL)."
        )
