"""The one end of every change of text: ingest, import and human correction all come here."""

from collections.abc import Sequence
from functools import partial

from django.db import transaction

from articles.models import IndexQueueEntry, RegistryState
from articles.services.hidden_passages import hide_again
from articles.signals import index_queued
from entities.discovery import collect_candidates
from entities.figures import replace_figures
from entities.linking import relink


def text_changed(article_ids: Sequence[int]) -> None:
    """Hide again what is hidden in the articles, link their departments and programs anew, collect the names nobody
    registered, and queue them for the index.

    Call it inside the transaction that makes the change, so that neither is ever without the other.
    """
    hide_again(article_ids)
    plan = relink(article_ids)
    collect_candidates(plan)
    queue_index(article_ids)
    transaction.on_commit(partial(follow_registry_meanwhile, list(article_ids), plan.version), robust=True)


def follow_registry_meanwhile(article_ids: Sequence[int], version: int) -> None:
    """Whoever changed the registry since these articles were linked could not see them before they were committed."""
    if RegistryState.current() != version:
        with transaction.atomic():
            text_changed(article_ids)


def dates_changed(article_ids: Sequence[int]) -> None:
    """The articles stand on another day: the days of their figures follow, and the index."""
    replace_figures(article_ids)
    queue_index(article_ids)


def queue_index(article_ids: Sequence[int]) -> None:
    """Queue the articles for the index without linking them: their dates, states or links changed, not their text."""
    if not article_ids:
        return
    IndexQueueEntry.objects.bulk_create([IndexQueueEntry(article_id=pk) for pk in article_ids])
    transaction.on_commit(announce_index_queue, robust=True)


def announce_index_queue() -> None:
    index_queued.send(sender=None)
