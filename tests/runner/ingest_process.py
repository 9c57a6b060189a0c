"""Ingests a folder in a process of its own, which can kill itself (SIGKILL) at a named moment.

Usage: python -m tests.runner.ingest_process DATABASE INDEX_FOLDER FOLDER [MOMENT NTH]
"""

import importlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection

#: Where each moment lies: a function, and whether death comes before it runs or after.
MOMENTS = {
    "before_storing": ("articles.ingest.runner.run", "store_source", "before"),
    "inside_the_transaction": ("articles.ingest.store.sources", "text_changed", "after"),
    "before_the_commit": ("articles.ingest.runner.run", "record_result", "after"),
    "after_the_commit": ("articles.ingest.runner.run", "_store", "after"),
    "before_the_index": ("articles.search.draining", "drain", "before"),
    "before_the_queue_is_cleared": ("articles.search.tantivy_index.writer", "TantivyWriter.commit", "after"),
    "before_the_index_commits": ("articles.search.draining", "apply_articles", "after"),
}


def die_at(moment: str, nth: int) -> None:
    module_name, path, when = MOMENTS[moment]
    *owners, name = path.split(".")
    holder: Any = importlib.import_module(module_name)
    for owner in owners:
        holder = getattr(holder, owner)
    original: Callable[..., Any] = getattr(holder, name)
    calls = 0

    def deadly(*args: Any, **kwargs: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == nth and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        result = original(*args, **kwargs)
        if calls == nth:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(holder, name, deadly)


def start_ingest(folder: Path, index: Path, *moment: str) -> "subprocess.Popen[str]":
    """An ingest of the folder into the test's database and index; the caller waits for it."""
    words = [sys.executable, "-m", __name__, connection.settings_dict["NAME"], str(index), str(folder), *moment]
    return subprocess.Popen(  # noqa: S603
        words,
        cwd=Path(__file__).resolve().parent.parent.parent,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def main(database: str, index: str, folder: str, moment: str = "", nth: str = "1") -> None:
    django.setup()
    connection.settings_dict["NAME"] = database
    settings.SEARCH_INDEX_DIR = Path(index)
    if moment:
        die_at(moment, int(nth))
    call_command("ingest", folder)


if __name__ == "__main__":
    main(*sys.argv[1:])
