"""`manage.py stats`: what the archive holds, and how its search index stands."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import Count, Max, Min
from django.db.models.functions import ExtractYear

from articles.errors import IndexUnavailableError
from articles.models import (
    Article,
    ArticleWords,
    Department,
    IndexQueueEntry,
    Issue,
    Newspaper,
    Page,
    Reporter,
    Revision,
    Source,
)
from articles.search.backend import search_backend
from entities.models import Program


class Command(BaseCommand):
    help = "Count what the archive holds, by year too, and tell how the search index stands."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        figures = {"archive": archive_figures(), "years": articles_by_year(), "index": index_figures()}
        self.stdout.write(json.dumps(figures, ensure_ascii=False) if options["json"] else as_text(figures))


def archive_figures() -> dict[str, Any]:
    days = Issue.objects.aggregate(first=Min("date"), last=Max("date"))
    states = dict(Article.objects.order_by().values_list("state").annotate(count=Count("pk")))
    return {
        "newspapers": Newspaper.objects.count(),
        "issues": Issue.objects.count(),
        "first_issue": str(days["first"] or ""),
        "last_issue": str(days["last"] or ""),
        "pages": Page.objects.count(),
        "undated_pages": Page.objects.filter(issue=None).count(),
        "sources": Source.objects.count(),
        "articles": sum(states.values()),
        **{f"articles_{state}": states.get(state, 0) for state in Article.State.values},
        "corrections": Revision.objects.filter(number__gt=0).count(),
        "reporters": Reporter.objects.count(),
        "departments": Department.objects.count(),
        "programs": Program.objects.count(),
    }


def articles_by_year() -> dict[str, int]:
    """Public articles of each year that has any, and of none (`undated`)."""
    years = (
        Article.objects.published()
        .order_by()
        .annotate(year=ExtractYear("page__issue__date"))
        .values_list("year")
        .annotate(count=Count("pk"))
    )
    counts = {str(year) if year else "undated": count for year, count in years}
    return dict(sorted(counts.items()))


def index_figures() -> dict[str, Any]:
    backend = search_backend()
    state = backend.state()
    try:
        lexicon_is_current = backend.lexicon_is_current()
    except IndexUnavailableError:
        lexicon_is_current = False
    return {
        "generation": state.generation,
        "documents": state.documents,
        "segments": state.segments,
        "size_bytes": state.size_bytes,
        "queue": IndexQueueEntry.objects.count(),
        "articles_with_words": ArticleWords.objects.count(),
        "lexicon_is_current": lexicon_is_current,
        "leftovers": ", ".join(state.leftovers),
        "problem": state.problem,
    }


def as_text(figures: dict[str, dict[str, Any]]) -> str:
    return "\n".join(
        f"{group}\n" + "\n".join(f"  {name.replace('_', ' '):24}{shown(value)}" for name, value in values.items())
        for group, values in figures.items()
        if values
    )


def shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:>14,}" if isinstance(value, int) else str(value or "-")
