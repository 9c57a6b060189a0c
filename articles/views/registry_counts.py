"""How many public articles each entry of a registry has: one question to the index for all of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from articles.search.backend import search_backend
from articles.search.queries import FacetGroup, SearchQuery


@dataclass(frozen=True, slots=True)
class RegistryGroup:
    """Entries under one heading: those that articles speak of, with their numbers, and those that none does."""

    label: str
    spoken_of: tuple[tuple[Any, int], ...]
    silent: tuple[Any, ...]


def article_counts(group: FacetGroup) -> dict[int, int]:
    """Registry id → number of articles, the most first. Entries without an article are absent."""
    query = SearchQuery(limit=0, facets=True, facet_groups=(group,), facet_limit=None)
    return {int(each.key): each.count for each in search_backend().search(query).facets.get(group, ())}


def group_of(label: str, entries: Iterable[Any], counts: Mapping[int, int]) -> RegistryGroup:
    members = list(entries)
    spoken_of = tuple((entry, counts[entry.pk]) for entry in members if entry.pk in counts)
    return RegistryGroup(label, spoken_of, tuple(entry for entry in members if entry.pk not in counts))
