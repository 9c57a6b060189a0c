"""Which files an ingest takes, and what is known of each before it is read."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from articles.errors import IngestError
from articles.ingest.drafts import Hints
from articles.ingest.file_names import hints_from_name, readable_name

SUFFIXES = frozenset({".txt", ".md"})


@dataclass(frozen=True, slots=True)
class IngestJob:
    """One file to take in. `newspaper` is a slug; empty means the archive's only newspaper."""

    path: Path
    newspaper: str = ""
    hints: Hints = field(default_factory=Hints)


@dataclass(frozen=True, slots=True)
class RefusedPath:
    """A path that gives no file to read, and why; what was given with it is kept for a retry."""

    path: Path
    error: IngestError
    newspaper: str = ""
    hints: Hints = field(default_factory=Hints)


def collect_jobs(
    paths: Sequence[Path], *, newspaper: str = "", given: Hints, listed: Sequence[IngestJob] = ()
) -> list[IngestJob | RefusedPath]:
    """The files of a manifest (`listed`), then those of the paths in order; each file once, however often named.

    What is `given` holds for every file of the paths; what the file's name says fills the rest.
    """
    jobs: dict[Path, IngestJob | RefusedPath] = {job.path.resolve(): job for job in listed}
    for path in paths:
        for found in _files_of(path):
            if isinstance(found, RefusedPath):
                jobs.setdefault(found.path.absolute(), replace(found, newspaper=newspaper, hints=given))
            else:
                jobs.setdefault(found.resolve(), IngestJob(found, newspaper, merge_hints(given, found)))
    return list(jobs.values())


def merge_hints(given: Hints, path: Path) -> Hints:
    """What was given wins over what the file's name says."""
    named = hints_from_name(readable_name(str(path)))
    return replace(given, date=given.date or named.date, label=given.label or named.label)


def _files_of(path: Path) -> Iterator[Path | RefusedPath]:
    try:
        if path.is_dir():
            yield from _files_below(path)
        elif path.exists():
            yield path
        else:
            yield RefusedPath(path, IngestError("missing", "No such file or folder; check the path."))
    except OSError as error:
        yield RefusedPath(path, IngestError("unreadable", f"Cannot be looked at: {error.strerror}. Check the path."))


def _files_below(folder: Path) -> Iterator[Path | RefusedPath]:
    refused: list[RefusedPath] = []

    def note(error: OSError) -> None:
        message = f"The folder cannot be read: {error.strerror}. Check its permissions."
        refused.append(RefusedPath(Path(error.filename), IngestError("unreadable", message)))

    found = False
    for root, folders, names in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if Path(name).suffix.lower() in SUFFIXES and not name.startswith("."):
                found = True
                yield Path(root, name)
    yield from refused
    if not found and not refused:
        yield RefusedPath(folder, IngestError("no_files", "No .txt or .md file in this folder."))
