"""What the index answers. Pure: no Django, no tantivy."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from articles.search.parsing import ParsedQuery
from articles.search.queries import FacetGroup, Place

UNAVAILABLE_NOTE = "检索暂时不可用：索引尚未建好或正在维护，请稍后再试。"


class Hit(NamedTuple):
    """`article_id` is the primary key. `exact`: the article holds the whole query as it stands."""

    article_id: int
    exact: bool


# Thousands are made for a page: not frozen, for that makes each take three times as long.
@dataclass(slots=True, unsafe_hash=True)
class FacetCount:
    """`key` is a registry id, a year (`YYYY`, or 0 where it is not known), a month (`YYYYMM`) or a kind."""

    key: int | str
    count: int


#: Each group's values by falling count, then key.
Facets = Mapping[FacetGroup, tuple[FacetCount, ...]]
#: In how many articles two entries stand together; pairs that never do are absent.
Pairs = Mapping[frozenset[int], int]


@dataclass(frozen=True, slots=True)
class SearchResults:
    """`hits` are those of the page asked for, in order; `total`, `exact_total` and `facets` are of the whole result.

    Without text every hit is exact. `notes` says, in Chinese, what of the query was ignored or read differently.
    `parsed` is what `snippets` marks. `is_unavailable`: there was no index that could be asked. `next_after`: of a
    walk, where the next page begins; None at its end.
    """

    total: int
    exact_total: int
    hits: tuple[Hit, ...]
    facets: Facets = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    parsed: ParsedQuery = field(default_factory=ParsedQuery)
    is_unavailable: bool = False
    next_after: Place | None = None

    @property
    def article_ids(self) -> list[int]:
        return [hit.article_id for hit in self.hits]
