"""`manage.py search`: queries from the command line, or one a line from standard input."""

import io
import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.models import Article
from articles.search.backend import search_backend
from articles.search.queries import SearchQuery


class Command(BaseCommand):
    help = (
        "Search the archive. Words must all stand in an article; “…” around a query means exactly so, and -WORD leaves "
        "out the articles that hold WORD."
    )

    def run_from_argv(self, argv: list[str]) -> None:
        """Whatever is no option of this command belongs to the query, also when it begins with a hyphen."""
        options = self.create_parser(argv[0], argv[1])._option_string_actions
        takes_value = {name: action.nargs != 0 for name, action in options.items()}
        super().run_from_argv([*argv[:2], *options_first(argv[2:], takes_value)])

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("query", nargs="+", help="what to look for, or - to read one query a line")
        parser.add_argument("--json", action="store_true", help="one JSON object a query")
        parser.add_argument("--limit", type=int, default=10, help="hits to show of each query (default 10)")

    def handle(self, *args: Any, query: list[str], limit: int, **options: Any) -> None:
        as_json = options["json"]
        if limit < 0:
            raise CommandError(f"--limit must not be negative: {limit}")
        if problem := search_backend().state().problem:
            raise CommandError(problem)
        for text in queries(query):
            answer = find(text, limit)
            self.stdout.write(json.dumps(answer, ensure_ascii=False) if as_json else as_text(answer))


def options_first(arguments: Sequence[str], takes_value: dict[str, bool]) -> list[str]:
    """The options with their values, then `--` and all other words in their order."""
    options: list[str] = []
    words: list[str] = []
    rest = iter(arguments)
    for argument in rest:
        name, equals, _ = argument.partition("=")
        if argument == "--":
            words.extend(rest)
        elif name not in takes_value:
            words.append(argument)
        else:
            options.append(argument)
            if takes_value[name] and not equals:
                options.extend(value for value in [next(rest, None)] if value is not None)
    return [*options, "--", *words] if words else options


def queries(words: list[str]) -> Iterator[str]:
    if words != ["-"]:
        # Bytes of the command line that are no text have become lone surrogates, which cannot be printed.
        yield " ".join(words).encode("utf-8", "replace").decode()
        return
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    for line in sys.stdin:
        yield line.rstrip("\r\n")


def find(text: str, limit: int) -> dict[str, Any]:
    """An empty line finds nothing, rather than everything. Raises CommandError if the index cannot be read."""
    if not text.strip():
        return {"query": text, "total": 0, "exact": 0, "hits": [], "notes": []}
    results = search_backend().search(SearchQuery(text=text, limit=limit))
    if results.is_unavailable:
        raise CommandError("the search index cannot be read; run check_index, or reindex to build it anew")
    articles = Article.objects.published().with_home().in_bulk(results.article_ids)
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
