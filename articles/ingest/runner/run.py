"""Runs an ingest: reads the files, stores each in a transaction of its own, records what became of it."""

import hashlib
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db import Error as DatabaseTrouble
from django.db import InterfaceError, OperationalError, transaction

from articles.errors import ArchiveError, IngestError
from articles.ingest.runner.jobs import IngestJob, RefusedPath
from articles.ingest.runner.reading import Reading, internal_error, read_bytes, read_jobs
from articles.ingest.runner.records import record_failure, record_result, recorded_run
from articles.ingest.store import Outcome, StoreResult, find_known_bytes, store_source
from articles.models import AuditEntry, IngestItem, IngestRun, Newspaper, default_newspaper
from articles.services.audit import record

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class RunSummary:
    """What a run did; `failures`, `held` and `remarks` (on files taken in) are (path, message) in order."""

    outcomes: Counter[str] = field(default_factory=Counter)
    pages: int = 0
    articles: int = 0
    failures: list[tuple[str, str]] = field(default_factory=list)
    held: list[tuple[str, str]] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)
    items: list[IngestItem] = field(default_factory=list)

    @property
    def files(self) -> int:
        return self.outcomes.total()

    def add(self, item: IngestItem, result: StoreResult | None = None) -> None:
        self.outcomes[item.outcome] += 1
        self.items.append(item)
        if result:
            self.pages += result.pages
            self.articles += result.articles
        if item.outcome == Outcome.FAILED:
            self.failures.append((item.path, item.message))
        elif item.outcome == Outcome.PAGE_HELD:
            self.held.append((item.path, item.message))
        elif item.outcome in {Outcome.STORED, Outcome.REPLACED} and item.message:
            self.remarks.append((item.path, item.message))


def run_ingest(
    jobs: Sequence[IngestJob | RefusedPath],
    *,
    newspapers: Mapping[str, Newspaper],
    max_bytes: int,
    workers: int = 1,
    replace_held: bool = False,
    on_file: Callable[[], object] = lambda: None,
) -> RunSummary:
    """Take the files in. A bad file is recorded and the run goes on; `on_file` is called after each.

    `newspapers` are all the archive's, by slug. Raises ArchiveError when the database goes away: what was stored
    before stays, and the same command takes in the rest.
    """
    summary = RunSummary()
    placed = list(at_home(jobs, newspapers))
    with recorded_run({"files": len(placed), "workers": workers, "replace": replace_held}) as run:

        def note(item: IngestItem, result: StoreResult | None = None) -> None:
            summary.add(item, result)
            run.counts = dict(summary.outcomes) | {"pages": summary.pages, "articles": summary.articles}
            on_file()

        try:
            for refused in (job for job in placed if isinstance(job, RefusedPath)):
                note(record_failure(run, refused, refused.error))
            readable = [job for job in placed if isinstance(job, IngestJob)]
            unknown = _report_known(run, readable, note, max_bytes=max_bytes, replace_held=replace_held)
            for job, outcome in read_jobs(unknown, workers=workers, max_bytes=max_bytes):
                note(*_take_in(run, job, outcome, newspapers, replace_held))
        except (OperationalError, InterfaceError) as error:
            raise ArchiveError(
                "database_lost",
                f"The database failed after {summary.files} of {len(placed)} files: {str(error).strip()}\n"
                "What was stored before is kept. When the database is back, run the same command again.",
            ) from error
    return summary


def at_home(
    jobs: Iterable[IngestJob | RefusedPath], newspapers: Mapping[str, Newspaper]
) -> Iterator[IngestJob | RefusedPath]:
    """Each job with its newspaper named, and its city among the hints."""
    for job in jobs:
        if isinstance(job, RefusedPath):
            yield job
            continue
        try:
            newspaper = choose_newspaper(job.newspaper, newspapers)
        except IngestError as error:
            yield RefusedPath(job.path, error, job.newspaper, job.hints)
        else:
            yield replace(job, newspaper=newspaper.slug, hints=replace(job.hints, city=newspaper.city))


def choose_newspaper(slug: str, newspapers: Mapping[str, Newspaper]) -> Newspaper:
    """The newspaper of this slug, or the archive's only one that is no sample; else there is a choice to make.

    Raises IngestError.
    """
    known = ", ".join(sorted(newspapers)) or "none; run load_registry first"
    if slug:
        if slug not in newspapers:
            raise IngestError("unknown_newspaper", f"There is no newspaper {slug!r}; registered: {known}.")
        return newspapers[slug]
    default = default_newspaper(newspapers.values())
    if default is None:
        raise IngestError("which_newspaper", f"Say which newspaper with --newspaper; registered: {known}.")
    return default


def _report_known(
    run: IngestRun,
    jobs: Iterable[IngestJob],
    note: Callable[[IngestItem, StoreResult], None],
    *,
    max_bytes: int,
    replace_held: bool,
) -> Iterator[IngestJob]:
    """The files that have to be read and cut. Bytes that are known are noted at once, before any work on them."""
    for job in jobs:
        try:
            sha256 = hashlib.sha256(read_bytes(job.path, max_bytes)).hexdigest()
        except IngestError:
            # Whoever reads it says what is wrong with it.
            yield job
            continue
        if known := find_known_bytes(sha256, replace=replace_held):
            note(record_result(run, job, sha256, known), known)
        else:
            yield job


def _take_in(
    run: IngestRun,
    job: IngestJob,
    outcome: Reading | IngestError,
    newspapers: Mapping[str, Newspaper],
    replace_held: bool,
) -> tuple[IngestItem, StoreResult | None]:
    try:
        if isinstance(outcome, IngestError):
            return record_failure(run, job, outcome), None
        return _store(run, job, outcome, newspapers[job.newspaper], replace_held)
    except IngestError as error:
        return record_failure(run, job, error), None
    except (OperationalError, InterfaceError):
        raise
    except DatabaseTrouble as error:
        refusal = IngestError("refused_by_database", f"The database refused this file: {str(error).strip()}")
        return record_failure(run, job, refusal), None
    except Exception as error:
        logger.exception("Unforeseen error in %s", job.path)
        return record_failure(run, job, internal_error(error)), None


def _store(
    run: IngestRun, job: IngestJob, reading: Reading, newspaper: Newspaper, replace_held: bool
) -> tuple[IngestItem, StoreResult]:
    """The source and the row that records it, both or neither."""
    with transaction.atomic():
        result = store_source(reading.draft, reading.data, newspaper=newspaper, replace=replace_held)
        item = record_result(run, job, reading.draft.sha256, result)
        if result.outcome in {Outcome.STORED, Outcome.REPLACED}:
            words = f"{item.path}：{item.get_outcome_display()}，{result.pages} 版 {result.articles} 篇"
            details = {"run": run.pk, "outcome": str(result.outcome), "sha256": reading.draft.sha256}
            record(AuditEntry.Action.PROGRAM, words, about=result.source, details=details)
        return item, result
