"""Counts what each condition and each filter of a query takes away."""

from collections.abc import Iterator
from dataclasses import replace

import tantivy

from articles.search.explanation import ClauseCount, Explanation, WordCount
from articles.search.parsing import Clause, ParsedQuery, Term
from articles.search.queries import Filters
from articles.search.tantivy_index.matching import Matching, count_matches, filtered

#: Words that are counted of a condition that some articles meet: they explain nothing.
MOST_WORDS = 8


def explanation_of(searcher: tantivy.Searcher, parsed: ParsedQuery, filters: Filters, *, scanned: bool) -> Explanation:
    """The parser bounds how many conditions and words there are; each is counted, for one left out may be the cause."""

    def count(asked: ParsedQuery, narrowed: Filters) -> int:
        return count_matches(searcher, filtered(Matching(asked, scanned=scanned).everything(), narrowed))

    def counted(asked: ParsedQuery) -> tuple[int, int]:
        """Under the filters, and without any."""
        unfiltered = count(asked, Filters())
        return (count(asked, filters) if filters and unfiltered else unfiltered), unfiltered

    def words_of(clause: Clause, *, is_met: bool) -> Iterator[WordCount]:
        for word in clause[0].words[: MOST_WORDS if is_met else None]:
            yield WordCount(word, *counted(ParsedQuery.any_of([Term(word, field=clause[0].field)])))

    alone = {clause: counted(ParsedQuery((clause,))) for clause in parsed.clauses}

    def without(clause: Clause) -> int:
        others = tuple(each for each in parsed.clauses if each != clause)
        if not (others or filters) or any(not alone[each][0] for each in others):
            return 0
        return count(replace(parsed, clauses=others), filters)

    total, unfiltered = counted(parsed)
    return Explanation(
        total=total,
        unfiltered=unfiltered,
        clauses=tuple(
            ClauseCount(
                clause,
                count=found,
                unfiltered=in_archive,
                without=without(clause),
                words=tuple(words_of(clause, is_met=found > 0)) if len(clause) == 1 else (),
            )
            for clause, (found, in_archive) in alone.items()
        ),
        without_filter={name: count(parsed, filters.lifted(name)) for name in filters.in_force()},
        without_exclusions=count(replace(parsed, excluded=()), filters) if parsed.excluded else None,
    )
