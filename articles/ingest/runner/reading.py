"""Reads files and cuts them into articles, in this process or in workers. Touches no database."""

import logging
import multiprocessing
import stat
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from articles.errors import IngestError
from articles.ingest.drafts import SourceDraft
from articles.ingest.file_names import readable_name
from articles.ingest.runner.jobs import IngestJob
from articles.ingest.segment import segment_source

logger = logging.getLogger(__name__)

#: Files in flight for each worker: enough to keep it busy, few enough to bound the memory.
IN_FLIGHT = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """A file read and cut: its bytes and what the pure stages made of them."""

    data: bytes
    draft: SourceDraft


def read_job(job: IngestJob, max_bytes: int) -> Reading:
    """Raises IngestError when the file cannot be read or is no text."""
    data = read_bytes(job.path, max_bytes)
    return Reading(data, segment_source(data, name=readable_name(job.path.name), hints=job.hints))


def read_bytes(path: Path, max_bytes: int) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise IngestError("not_a_file", "Not a regular file.")
        if status.st_size > max_bytes:
            raise IngestError(
                "too_large",
                f"{status.st_size:,} bytes are more than INGEST_MAX_BYTES ({max_bytes:,}); split the file or raise it.",
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise IngestError("missing", "No such file; check the path.") from error
    except OSError as error:
        raise IngestError("unreadable", f"Cannot be read: {error.strerror}. Check its permissions.") from error


def read_jobs(
    jobs: Iterable[IngestJob], *, workers: int, max_bytes: int
) -> Iterator[tuple[IngestJob, Reading | IngestError]]:
    """Each job with its reading or its error, in the order of the jobs."""
    if workers <= 1:
        for job in jobs:
            yield job, _outcome(job, max_bytes)
        return
    pending: deque[tuple[IngestJob, Future[Reading | IngestError]]] = deque()
    # Workers are spawned, not forked: they inherit no database connection.
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        for job in jobs:
            pending.append((job, _submit(pool, job, max_bytes)))
            if len(pending) >= workers * IN_FLIGHT:
                yield _next(pending)
        while pending:
            yield _next(pending)


def _outcome(job: IngestJob, max_bytes: int) -> Reading | IngestError:
    try:
        return read_job(job, max_bytes)
    except IngestError as error:
        return error
    except Exception as error:
        logger.exception("Unforeseen error in %s", readable_name(str(job.path)))
        return internal_error(error)


def internal_error(error: Exception) -> IngestError:
    """What a file's row says of a fault of the program itself, whose traceback is in the log."""
    words = f"{type(error).__name__}: {error}".replace("\0", "\\0")
    return IngestError(
        "internal",
        f"The program failed on this file: {words}. The other files are not touched by it; "
        "report it with the traceback from the log, and retry the file with the next version.",
    )


def _submit(pool: ProcessPoolExecutor, job: IngestJob, max_bytes: int) -> "Future[Reading | IngestError]":
    try:
        return pool.submit(_outcome, job, max_bytes)
    except BrokenProcessPool as error:
        broken: Future[Reading | IngestError] = Future()
        broken.set_exception(error)
        return broken


def _next(
    pending: "deque[tuple[IngestJob, Future[Reading | IngestError]]]",
) -> tuple[IngestJob, Reading | IngestError]:
    job, future = pending.popleft()
    try:
        return job, future.result()
    except BrokenProcessPool:
        message = "A worker process was killed, perhaps for want of memory; try again with --workers 1."
        return job, IngestError("worker_died", message)
