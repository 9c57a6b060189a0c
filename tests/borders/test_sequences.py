"""A thousand random sequences of edits, border changes, undos, reviews, new scans and re-links: a sound archive.

The suite runs some of them, `make sequences` the thousand. BORDER_SEQUENCES is how many, BORDER_FIRST_SEED the first:
a sequence that failed is repeated by its number alone.
"""

import os
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.test import Client

from articles.models import Article
from articles.search.backend import search_backend
from articles.search.rebuilding import rebuild
from tests.borders.sequences import ACTIONS, forget, lay_pages, walk
from tests.builders import make_department, make_newspaper, make_program

SEQUENCES = int(os.environ.get("BORDER_SEQUENCES", "10"))
FIRST_SEED = int(os.environ.get("BORDER_FIRST_SEED", "1"))
STEPS = 8
#: Sequences that begin with the same pages.
OF_ONE_ARCHIVE = 10

pytestmark = pytest.mark.django_db


class _TakeBack(Exception):
    """Ends what is not wanted any more."""


@contextmanager
def taken_back() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
            raise _TakeBack
    except _TakeBack:
        pass


def told(error: Exception) -> str:
    """What is wrong, where it was seen, and the number and the steps of the sequence."""
    seen = traceback.extract_tb(error.__traceback__)[-1]
    return f"{'; '.join(error.__notes__)}: {type(error).__name__}: {error} ({seen.name}, line {seen.lineno})"


def test_random_sequences_leave_a_sound_archive(client: Client) -> None:
    make_newspaper()
    make_department(name="怀川市政务服务局", aliases=["政务服务局"])
    make_department(name="怀川市图书馆", aliases=["市图书馆"])
    make_program(name="怀川码上办", aliases=["码上办"])
    rebuild(search_backend())
    done: Counter[str] = Counter()
    faults: list[str] = []
    seeds = range(FIRST_SEED, FIRST_SEED + SEQUENCES)
    started, computed = time.perf_counter(), time.process_time()
    for archive in sorted({seed // OF_ONE_ARCHIVE for seed in seeds}):
        with taken_back():
            given = lay_pages(archive)
            for seed in (seed for seed in seeds if seed // OF_ONE_ARCHIVE == archive):
                with taken_back():
                    try:
                        done += walk(seed, STEPS, client, given).actions
                    except Exception as error:  # noqa: BLE001 - whatever it is, the others go on
                        # A thousand take a while: each fault of theirs is told, not the first alone.
                        faults.append(told(error))
                    touched = set(Article.objects.values_list("pk", flat=True))
                forget(touched)
        forget(touched)
        elapsed, used = time.perf_counter() - started, time.process_time() - computed
        print(f"before {(archive + 1) * OF_ONE_ARCHIVE}: {elapsed:.0f} s, {used:.0f} s computing, {len(faults)} faults")  # noqa: T201
    print(sorted(done.items()))  # noqa: T201 - shown with -s, and when it fails
    assert not faults, "\n".join(faults)
    if SEQUENCES >= 100:
        assert not [name for name in ACTIONS if not done[name]]
