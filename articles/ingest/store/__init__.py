"""Stores what the pure stages made of a source: the only writer of pages, spans and first revisions."""

from articles.ingest.store.outcomes import Outcome, StoreResult
from articles.ingest.store.sources import find_known_bytes, store_source

__all__ = ["Outcome", "StoreResult", "find_known_bytes", "store_source"]
