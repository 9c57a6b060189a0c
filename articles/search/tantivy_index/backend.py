"""`SearchBackend` on tantivy."""

import logging
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tantivy import FieldType, Order, Query, Searcher

from articles.errors import IndexUnavailableError
from articles.search.explanation import Explanation
from articles.search.index_state import IndexState
from articles.search.parsing import Entries, ParsedQuery, parse_query
from articles.search.queries import FacetGroup, Filters, SearchQuery, Sort
from articles.search.query_tokens import QueryField
from articles.search.results import UNAVAILABLE_NOTE, Facets, Pairs, SearchResults
from articles.search.tantivy_index.explaining import explanation_of
from articles.search.tantivy_index.facets import count_facets, count_pairs
from articles.search.tantivy_index.generations import GenerationFolders, Manifest, size_of, small_segments_of
from articles.search.tantivy_index.matching import Matching, filtered
from articles.search.tantivy_index.memory import Counted, CountMemory
from articles.search.tantivy_index.reader import IndexReader, Snapshot
from articles.search.tantivy_index.result_page import ResultPage
from articles.search.tantivy_index.schema import schema
from articles.search.tantivy_index.writer import (
    UPDATE_HEAP,
    NextGenerationWriter,
    TantivyWriter,
    next_generation,
    opened_writer,
)
from articles.search.words import WordCutter, lexicon_of, word_cutter

#: Documents whose ids are read at a time when the whole index is compared.
FINGERPRINT_BATCH = 20_000
#: Documents that are merged in a moment, for which a correction can wait.
SHORT_MERGE = 2000

logger = logging.getLogger(__name__)


class TantivyBackend:
    """An index under `root`. `names` are the names the archive knows, asked for when a generation begins.

    `entries` tells what a name in a query's field means; without it no registry has an entry.
    """

    def __init__(
        self,
        root: Path,
        cache_dir: Path,
        names: Callable[[], Sequence[str]],
        entries: Callable[[QueryField, str], Entries] = lambda field, name: Entries(),
    ) -> None:
        self._folders = GenerationFolders(root)
        self._reader = IndexReader(self._folders)
        self._cache_dir = cache_dir
        self._names = names
        self._entries = entries
        self._memory = CountMemory()

    # Reading

    def search(self, query: SearchQuery) -> SearchResults:
        parsed = parse_query(query.text).with_entries(self._entries)
        if parsed.is_blank and parsed.notes:
            return SearchResults(0, 0, (), notes=parsed.notes, parsed=parsed)
        try:
            snapshot = self._reader.snapshot()
            return self._search(snapshot, query, parsed)
        except (IndexUnavailableError, ValueError, OSError) as error:
            self._note_failure(error)
            notes = (*parsed.notes, UNAVAILABLE_NOTE)
            return SearchResults(0, 0, (), notes=notes, parsed=parsed, is_unavailable=True)

    def facets(self, query: SearchQuery) -> Facets:
        parsed = parse_query(query.text).with_entries(self._entries)
        if parsed.is_blank and parsed.notes:
            return {}
        with self._failures_told():
            snapshot = self._reader.snapshot()
            if parsed.terms:
                parsed = parsed.with_words(self._cutter(snapshot.manifest).words)
            matching = Matching(parsed, scanned=query.ocr_layer)
            return self._counted(snapshot, query, matching, _asked(query, parsed))

    def programs_together(self, program_ids: Sequence[int], filters: Filters) -> Pairs:
        different = tuple(dict.fromkeys(program_ids))
        with self._failures_told():
            snapshot = self._reader.snapshot()
            match = filtered(Query.all_query(), filters)
            return self._memory.remembered(
                snapshot.version,
                ("together", different, filters),
                lambda: count_pairs(snapshot.searcher, match, "program", different),
            )

    @contextmanager
    def _failures_told(self) -> Iterator[None]:
        """Whatever the index fails with becomes an `IndexUnavailableError`."""
        try:
            yield
        except IndexUnavailableError as error:
            self._note_failure(error)
            raise
        except (ValueError, OSError) as error:
            self._note_failure(error)
            raise IndexUnavailableError("damaged", f"the search index could not be asked: {error}") from error

    def _note_failure(self, error: Exception) -> None:
        # What tantivy raises for a damaged index looks like any other ValueError: the log tells them apart.
        logger.error("search failed: %s", error, exc_info=not isinstance(error, IndexUnavailableError))
        self._reader.forget()

    def explain(self, query: SearchQuery) -> Explanation:
        parsed = parse_query(query.text).with_entries(self._entries)
        if parsed.is_blank and parsed.notes:
            return Explanation()
        try:
            snapshot = self._reader.snapshot()
            parsed = parsed.with_words(self._cutter(snapshot.manifest).words)
            return explanation_of(snapshot.searcher, parsed, query.filters, scanned=query.ocr_layer)
        except (IndexUnavailableError, ValueError, OSError) as error:
            logger.error("explaining a search failed: %s", error)
            self._reader.forget()
            return Explanation()

    def parse(self, text: str) -> ParsedQuery:
        parsed = parse_query(text).with_entries(self._entries)
        try:
            return parsed.with_words(self._cutter(self._reader.snapshot().manifest).words)
        except IndexUnavailableError:
            return parsed

    def version(self) -> str:
        try:
            generation, state = self._reader.snapshot().version
        except IndexUnavailableError:
            return ""
        return f"{generation}-{state.hex()}"

    def fingerprints(self) -> Iterator[tuple[int, int]]:
        searcher = self._reader.snapshot().searcher
        after = 0
        while True:
            rest = Query.range_query(schema(), "article", FieldType.Unsigned, after, None, include_lower=False)
            found = searcher.search(
                rest, limit=FINGERPRINT_BATCH, count=False, order_by_field="article", order=Order.Asc
            )
            if not found.hits:
                return
            ids = [article_id for article_id, _ in found.hits]
            fingerprints = searcher.fast_field_values("fingerprint", [address for _, address in found.hits])
            yield from zip(ids, fingerprints, strict=True)
            after = ids[-1]

    def state(self) -> IndexState:
        self._reader.forget()
        try:
            snapshot = self._reader.snapshot()
        except IndexUnavailableError as error:
            return IndexState("", 0, 0, 0, problem=str(error), leftovers=tuple(self.leftovers()))
        searcher = snapshot.searcher
        return IndexState(
            snapshot.folder.name,
            searcher.num_docs,
            searcher.num_segments,
            size_of(snapshot.folder),
            leftovers=tuple(self.leftovers()),
        )

    def leftovers(self) -> list[str]:
        return self._folders.leftovers()

    def remove_leftovers(self) -> None:
        self._folders.remove_leftovers()

    # Writing, by a process that holds the index lock

    def exists(self) -> bool:
        return self._folders.live() is not None

    @contextmanager
    def writer(self, *, waits_for_merges: bool = True) -> Iterator[TantivyWriter]:
        self._reader.forget()
        snapshot = self._reader.snapshot()

        def waits() -> bool:
            # Only a merge that has long to go is ended safely: a short one may be about to write what is live.
            return waits_for_merges or sum(small_segments_of(snapshot.folder)) < SHORT_MERGE

        with opened_writer(snapshot.folder, UPDATE_HEAP, waits_for_merges=waits) as opened:
            writer = TantivyWriter(opened, self._cutter(snapshot.manifest), self._folders.note_changed)
            del opened
            yield writer
            if not waits():
                writer.let_go()
        self._reader.forget()

    def small_segments(self) -> int:
        folder = self._folders.live()
        return len(small_segments_of(folder)) if folder else 0

    @contextmanager
    def next_generation(self) -> Iterator[NextGenerationWriter]:
        manifest = Manifest.of_this_program(lexicon_of(self._names()))
        with next_generation(self._folders, manifest, self._cutter(manifest)) as generation:
            yield generation
        self._reader.forget()

    def lexicon_is_current(self) -> bool:
        return self._reader.snapshot().manifest == Manifest.of_this_program(lexicon_of(self._names()))

    # How a search is done

    def _cutter(self, manifest: Manifest) -> WordCutter:
        return word_cutter(manifest.lexicon, self._cache_dir)

    def _search(self, snapshot: Snapshot, query: SearchQuery, parsed: ParsedQuery) -> SearchResults:
        cutter = self._cutter(snapshot.manifest) if parsed.terms else None
        if cutter:
            parsed = parsed.with_words(cutter.words)
        matching = Matching(parsed, scanned=query.ocr_layer)
        by_relevance = bool(parsed.terms) and query.sort == Sort.RELEVANCE and not query.walks
        words = [word for term in parsed.terms for word in cutter.words(term.text)] if cutter and by_relevance else []
        asked = _asked(query, parsed)

        def remembered(what: Hashable, count: Callable[[], Counted]) -> Counted:
            return self._memory.remembered(snapshot.version, (what, asked), count)

        page = ResultPage(snapshot.searcher, matching, query, words, remembered)
        next_after = None
        if query.walks:
            (total, exact_total, hits), next_after = page.walked()
        else:
            total, exact_total, hits = page.by_relevance() if by_relevance else page.by_date()
        return SearchResults(
            total=total,
            exact_total=exact_total,
            hits=hits,
            facets=self._counted(snapshot, query, matching, asked) if query.facets else {},
            notes=parsed.notes,
            parsed=parsed,
            next_after=next_after,
        )

    def _counted(self, snapshot: Snapshot, query: SearchQuery, matching: Matching, asked: Hashable) -> Facets:
        key = ((query.facet_groups, query.facet_limit), asked)
        return self._memory.remembered(snapshot.version, key, lambda: _facets_of(snapshot.searcher, query, matching))


def _asked(query: SearchQuery, parsed: ParsedQuery) -> Hashable:
    """What tells the result of a query from others, whatever part of it is asked for."""
    return parsed.clauses, parsed.excluded, parsed.whole, query.ocr_layer, query.filters


def _facets_of(searcher: Searcher, query: SearchQuery, matching: Matching) -> Facets:
    def narrowed(group: FacetGroup | None) -> Query:
        return filtered(matching.everything(), query.filters, without=group)

    return count_facets(searcher, narrowed, query.filters, query.facet_groups, query.facet_limit)
