"""A thousand random sequences of edits, border changes, undos, reviews, new scans and re-links: a sound archive.

The suite runs some of them; BORDER_SEQUENCES=1000 runs them all, BORDER_FIRST_SEED=n begins elsewhere.
"""

import os
from collections import Counter

import pytest
from django.db import transaction
from django.test import Client

from articles.search.backend import search_backend
from articles.search.rebuilding import rebuild
from tests.borders.sequences import ACTIONS, walk
from tests.builders import make_department, make_newspaper, make_program

SEQUENCES = int(os.environ.get("BORDER_SEQUENCES", "10"))
FIRST_SEED = int(os.environ.get("BORDER_FIRST_SEED", "1"))
STEPS = 7

pytestmark = pytest.mark.django_db


class _TakeBack(Exception):
    """Ends a sequence whose archive is not wanted any more."""


def test_random_sequences_leave_a_sound_archive(client: Client) -> None:
    make_newspaper()
    make_department(name="怀川市政务服务局", aliases=["政务服务局"])
    make_department(name="怀川市图书馆", aliases=["市图书馆"])
    make_program(name="怀川码上办", aliases=["码上办"])
    done: Counter[str] = Counter()
    for seed in range(FIRST_SEED, FIRST_SEED + SEQUENCES):
        rebuild(search_backend())
        with pytest.raises(_TakeBack), transaction.atomic():
            try:
                done += walk(seed, STEPS, client).actions
            except AssertionError as error:
                raise AssertionError(f"sequence {seed}: {error}") from error
            raise _TakeBack
    print(sorted(done.items()))  # noqa: T201 - shown with -s, and when it fails
    if SEQUENCES >= 10:
        assert {name for name in ACTIONS if done[name]} >= {
            "correct",
            "merge",
            "split",
            "move",
            "part",
            "undo",
            "review",
            "rescan",
        }
