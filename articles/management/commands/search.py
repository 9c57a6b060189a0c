"""`manage.py search`: queries from the command line, or one a line from standard input."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand

from articles.models import Article
from articles.search.backend import search_backend
from articles.search.queries import SearchQuery


class Command(BaseCommand):
    help = "Search the archive. Words must all stand in an article; “…” around a query means exactly so."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("query", nargs="+", help="what to look for, or - to read one query a line")
        parser.add_argument("--json", action="store_true", help="one JSON object a query")
        parser.add_argument("--limit", type=int, default=10, help="hits to show of each query (default 10)")

    def handle(self, *args: Any, query: list[str], limit: int, **options: Any) -> None:
        as_json = options["json"]
        for text in queries(query):
            answer = find(text, max(limit, 0))
            self.stdout.write(json.dumps(answer, ensure_ascii=False) if as_json else as_text(answer))


def queries(words: list[str]) -> Iterator[str]:
    if words != ["-"]:
        yield " ".join(words)
        return
    for line in sys.stdin:
        yield line.rstrip("\r\n")


def find(text: str, limit: int) -> dict[str, Any]:
    """An empty line finds nothing, rather than everything."""
    if not text.strip():
        return {"query": text, "total": 0, "exact": 0, "hits": [], "notes": []}
    results = search_backend().search(SearchQuery(text=text, limit=limit))
    articles = Article.objects.with_home().in_bulk(results.article_ids)
    hits = [
        {
            "id": articles[hit.article_id].public_id,
            "headline": articles[hit.article_id].headline,
            "date": str(issue.date) if (issue := articles[hit.article_id].page.issue) else None,
            "exact": hit.exact,
        }
        for hit in results.hits
        if hit.article_id in articles
    ]
    return {
        "query": text,
        "total": results.total,
        "exact": results.exact_total,
        "hits": hits,
        "notes": list(results.notes),
    }


def as_text(answer: dict[str, Any]) -> str:
    lines = [f"{answer['query']}: {answer['total']} found, {answer['exact']} exactly", *answer["notes"]]
    for hit in answer["hits"]:
        lines.append(
            f"  {hit['id']:>8}  {hit['date'] or 'undated':10}  {'=' if hit['exact'] else '~'} {hit['headline']}"
        )
    return "\n".join(lines)
