"""The rows that tell what a run did, and to which file."""

import datetime
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone

from articles.errors import IngestError
from articles.ingest.drafts import Hints
from articles.ingest.file_names import readable_name
from articles.ingest.runner.jobs import IngestJob, RefusedPath
from articles.ingest.store import Outcome, StoreResult
from articles.models import IngestItem, IngestRun

#: First key of the advisory lock that a run holds while it lives; the second is the run's id.
RUN_LOCK = 0x72756E


@contextmanager
def recorded_run(options: Mapping[str, object]) -> Iterator[IngestRun]:
    """A run whose row says how it ended. Runs that died without a word are marked first."""
    mark_dead_runs()
    run = IngestRun.objects.create(options=dict(options))
    _try_run_lock(run)
    try:
        yield run
    except BaseException:
        # When the database is what went away, the next run marks this one.
        with suppress(DatabaseError, InterfaceError):
            _finish(run, IngestRun.State.INTERRUPTED)
        raise
    failed = run.counts.get(Outcome.FAILED.value, 0)
    _finish(run, IngestRun.State.FAILED if failed else IngestRun.State.DONE)
    # The server may notice the death of a client late; a run that waited for its locks looks again.
    mark_dead_runs()


def mark_dead_runs() -> None:
    """A run that is called running and whose lock is free was killed."""
    for run in IngestRun.objects.filter(state=IngestRun.State.RUNNING):
        if _try_run_lock(run):
            IngestRun.objects.filter(pk=run.pk).update(state=IngestRun.State.INTERRUPTED, finished_at=timezone.now())
            _release_run_lock(run)


def record_result(run: IngestRun, job: IngestJob, sha256: str, result: StoreResult) -> IngestItem:
    return IngestItem.objects.create(
        run=run,
        path=readable_name(str(job.path.absolute())),
        sha256=sha256,
        outcome=result.outcome,
        message=result.message,
        source=result.source,
        held_by=result.held_by,
        options=job_options(job),
    )


def record_failure(run: IngestRun, job: IngestJob | RefusedPath, error: IngestError) -> IngestItem:
    return IngestItem.objects.create(
        run=run,
        path=readable_name(str(job.path.absolute())),
        outcome=Outcome.FAILED,
        error_code=error.code,
        message=error.message,
        options=job_options(job),
    )


def job_options(job: IngestJob | RefusedPath) -> dict[str, str]:
    date = job.hints.date.isoformat() if job.hints.date else ""
    options = {"newspaper": job.newspaper, "date": date, "page": job.hints.label}
    path = str(job.path.absolute())
    return options if path == readable_name(path) else {**options, "path_bytes": os.fsencode(path).hex()}


def path_of_item(item: IngestItem) -> Path:
    """Where the file was read, also when its name's bytes are not those of the path that is shown."""
    shown: str = item.path
    return Path(os.fsdecode(bytes.fromhex(item.options["path_bytes"])) if "path_bytes" in item.options else shown)


def hints_from_options(options: Mapping[str, str]) -> Hints:
    date = options.get("date")
    return Hints(date=datetime.date.fromisoformat(date) if date else None, label=options.get("page", ""))


def _finish(run: IngestRun, state: IngestRun.State) -> None:
    run.state, run.finished_at = state, timezone.now()
    run.save(update_fields=["state", "finished_at", "counts"])
    _release_run_lock(run)


def _try_run_lock(run: IngestRun) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [RUN_LOCK, run.pk])
        return bool(cursor.fetchone()[0])


def _release_run_lock(run: IngestRun) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [RUN_LOCK, run.pk])
