"""Why a query found what it found: what each of its terms and filters takes away. Pure: no Django, no tantivy."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from articles.search.parsing import Clause


@dataclass(frozen=True, slots=True)
class WordCount:
    """Articles that hold a word of an unquoted run: under the filters, and in the whole archive."""

    word: str
    count: int
    unfiltered: int = 0


@dataclass(frozen=True, slots=True)
class ClauseCount:
    """One condition of a query: a term, or several of which one will do.

    `count`: articles that meet it alone, under the filters. `unfiltered`: without any filter. `without`: what the whole
    query finds, under the filters, if this condition is dropped. `words` are those of a single unquoted term: all of
    them where no article, or none under the filters, meets the condition, else the first few.
    """

    clause: Clause
    count: int
    unfiltered: int
    without: int
    words: tuple[WordCount, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """`total` is what the query finds, `unfiltered` what it finds without filters.

    `without_filter`: for each filter in force, by its name in `Filters`, what the query finds if that one is lifted.
    `without_exclusions`: what it finds, under the filters, if nothing is excluded; None where nothing is.
    """

    total: int = 0
    unfiltered: int = 0
    clauses: tuple[ClauseCount, ...] = ()
    without_filter: Mapping[str, int] = field(default_factory=dict)
    without_exclusions: int | None = None
