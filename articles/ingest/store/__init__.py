"""Stores what the pure stages made of a source: the only writer of pages, spans and first revisions."""

from articles.ingest.store.outcomes import Outcome, StoreResult
from articles.ingest.store.sources import store_source

__all__ = ["Outcome", "StoreResult", "store_source"]
