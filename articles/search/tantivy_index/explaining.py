"""Counts what each condition and each filter of a query takes away."""

from dataclasses import replace

import tantivy

from articles.search.explanation import ClauseCount, Explanation, WordCount
from articles.search.parsing import Clause, ParsedQuery, Term
from articles.search.queries import Filters
from articles.search.tantivy_index.matching import Matching, count_matches, filtered

#: Conditions, and words of one condition, that are counted.
MOST_CLAUSES = 8
MOST_WORDS = 8


def explanation_of(searcher: tantivy.Searcher, parsed: ParsedQuery, filters: Filters, *, scanned: bool) -> Explanation:
    def count(asked: ParsedQuery, narrowed: Filters) -> int:
        return count_matches(searcher, filtered(Matching(asked, scanned=scanned).everything(), narrowed))

    def counts_of(clause: Clause) -> ClauseCount:
        alone = ParsedQuery((clause,))
        others = tuple(each for each in parsed.clauses if each != clause)
        filtered_count = count(alone, filters)
        return ClauseCount(
            clause,
            count=filtered_count,
            unfiltered=count(alone, Filters()) if filters else filtered_count,
            without=count(replace(parsed, clauses=others), filters) if others or filters else 0,
            words=tuple(word_counts(clause)) if len(clause) == 1 else (),
        )

    def word_counts(clause: Clause) -> list[WordCount]:
        field = clause[0].field
        words = clause[0].words[:MOST_WORDS]
        return [WordCount(word, count(ParsedQuery.any_of([Term(word, field=field)]), filters)) for word in words]

    total = count(parsed, filters)
    return Explanation(
        total=total,
        unfiltered=count(parsed, Filters()) if filters else total,
        clauses=tuple(counts_of(clause) for clause in parsed.clauses[:MOST_CLAUSES]),
        without_filter={name: count(parsed, filters.lifted(name)) for name in filters.in_force()},
        without_exclusions=count(replace(parsed, excluded=()), filters) if parsed.excluded else None,
    )
