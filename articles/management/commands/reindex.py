"""`manage.py reindex`: build the search index anew beside the live one."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from articles.errors import IndexUnavailableError
from articles.search.backend import SearchBackend, search_backend
from articles.search.documents import searchable
from articles.search.draining import drain
from articles.search.rebuilding import rebuild

STALE_LEXICON = (
    "Its lexicon is stale: names were registered or removed since it was built, or words are cut differently. "
    "Everything is found all the same; `reindex` without --if-needed makes ranking know them."
)
#: An index of so many articles is built in seconds: a stale lexicon is not worth a word, just a new index.
QUICKLY_BUILT = 5_000


class Command(BaseCommand):
    help = "Build the search index anew from the database; the present one answers until the new one is complete."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--if-needed",
            action="store_true",
            help="only if the index is missing, damaged or of another version of this program, or if the archive is "
            "small and its lexicon is stale; else just apply what is queued",
        )

    def handle(self, *args: Any, if_needed: bool, **options: Any) -> None:
        backend = search_backend()
        try:
            if if_needed and not backend.state().problem:
                drained = drain(backend)
                self.stdout.write(f"The search index is in order; {drained.entries} queued changes applied.")
                if not backend.lexicon_is_current():
                    self.learn_names(backend)
            else:
                self.rebuild(backend)
        except IndexUnavailableError as error:
            raise CommandError(str(error)) from error

    def learn_names(self, backend: SearchBackend) -> None:
        if searchable().count() > QUICKLY_BUILT:
            self.stdout.write(STALE_LEXICON)
        else:
            self.rebuild(backend)

    def rebuild(self, backend: SearchBackend) -> None:
        with tqdm(total=searchable().count(), unit=" articles", disable=not sys.stderr.isatty()) as bar:
            rebuilt = rebuild(backend, progress=lambda done: bar.update(done - bar.n))
        state = rebuilt.state
        self.stdout.write(
            f"{rebuilt.articles} articles indexed, {rebuilt.caught_up} changed meanwhile and read again. "
            f"Generation {state.generation}: {state.documents} documents, {state.segments} segments, "
            f"{state.size_bytes / 1e6:.1f} MB."
        )
