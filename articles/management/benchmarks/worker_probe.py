"""A process of its own that answers queries as a web worker does and tells how much memory it has to itself.

Run by `search_figures.worker_memory`: a JSON list of queries on standard input, one JSON object on standard output.
"""

import json
import os
import sys
from pathlib import Path


def main() -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    import django

    django.setup()
    from django.core.handlers.wsgi import WSGIHandler
    from django.urls import get_resolver

    from articles.management.benchmarks.machine import private_memory
    from articles.search.backend import search_backend
    from articles.search.queries import SearchQuery

    WSGIHandler()
    get_resolver().url_patterns  # noqa: B018 - reading them loads every view
    search_backend().parse("文库")
    opened = private_memory()
    for query in json.load(sys.stdin):
        search_backend().search(SearchQuery(query, facets=True))
    sys.stdout.write(json.dumps({"opened": opened, "used": private_memory()}) + "\n")


if __name__ == "__main__":
    main()
