"""Turns a parsed query and filters into tantivy queries: what matches, and how high it stands."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

import tantivy
from tantivy import FieldType, Occur, Query

from articles.search.parsing import ParsedQuery, Term
from articles.search.queries import UNDATED_YEAR, DepartmentRole, FacetGroup, Filters
from articles.search.query_tokens import QueryField
from articles.search.tantivy_index.grams import phrase_bigrams
from articles.search.tantivy_index.schema import SCANNED, TEXT, TITLE, WORD_WEIGHTS, schema

#: What an article is worth for each term that its titles hold, and for each word of the query that a field holds as a
#: word (see `WORD_WEIGHTS`). Where a term stands counts for more than how often, whose share stays below one a term.
TITLE_WEIGHT = 4.0
FREQUENCY_WEIGHT = 0.03
#: What it is worth that two words of the query stand within about this many characters of each other.
NEAR_WEIGHT = 1.5
NEAR = 16
#: Pairs of words that are looked at; each costs as much as a phrase.
MOST_NEIGHBOURS = 6
#: Terms and words of a query that have a say in the ranking, the longest first. Each lies inside the one before, and
#: tantivy walks down them by recursion: some hundreds would overflow a thread's stack and end the process.
MOST_RANKING_TERMS = 8
MOST_RANKING_WORDS = 16

DEPARTMENT_FIELDS = {
    None: "department",
    DepartmentRole.PRIMARY: "primary_department",
    DepartmentRole.MENTIONED: "mentioned_department",
}

ENTRY_FIELDS = {
    QueryField.REPORTER: "reporter",
    QueryField.DEPARTMENT: "department",
    QueryField.PROGRAM: "program",
}


class Matching:
    """The queries of one search. With `scanned`, text as the scanner saw it counts as text of the article."""

    def __init__(self, parsed: ParsedQuery, *, scanned: bool = False) -> None:
        self._parsed = parsed
        self._parts = (TEXT, SCANNED) if scanned else (TEXT,)

    def everything(self) -> Query:
        """Articles that meet each clause with a term, or, of an unquoted term, with all its words."""
        return self._where([any_of([self._term(term) for term in clause]) for clause in self._parsed.clauses])

    def exact(self) -> Query:
        """Articles that hold the whole query as it stands; where it offers alternatives, one of each as it stands."""
        parsed = self._parsed
        if not parsed.whole or parsed.is_exact_only:
            return self._where([any_of([self._as_it_stands(term) for term in clause]) for clause in parsed.clauses])
        in_fields = [clause for clause in parsed.clauses if clause[0].field]
        return self._where([self._holds(parsed.whole), *[self._as_it_stands(clause[0]) for clause in in_fields]])

    @property
    def is_all_exact(self) -> bool:
        """Nothing can match that does not hold the whole query as it stands."""
        parsed = self._parsed
        if any(term.words for term in parsed.terms):
            return False
        plain = [clause[0] for clause in parsed.clauses if not clause[0].field]
        return not parsed.whole or parsed.is_exact_only or (len(plain) == 1 and plain[0].text == parsed.whole)

    def most_exact(self, searcher: tantivy.Searcher) -> int:
        """No more articles than this hold the query as it stands: looked up, not counted."""
        parsed = self._parsed
        texts = [clause[0].text for clause in parsed.clauses if len(clause) == 1 and clause[0].is_text]
        grams = [gram for text in (texts if parsed.is_exact_only else [parsed.whole]) if text for gram in _grams(text)]
        return min(
            (sum(int(searcher.doc_freq(f"{part}_{kind}", gram)) for part in self._parts) for kind, gram in grams),
            default=int(searcher.num_docs),
        )

    def in_titles(self) -> Query:
        """Articles whose titles alone meet each clause, whole runs or all of their words."""
        return self._where(
            [
                any_of([_titles_hold(term) if term.is_text else self._as_it_stands(term) for term in clause])
                for clause in self._parsed.clauses
            ]
        )

    def ranked(self, match: Query, words: Sequence[str]) -> Query:
        """`match`, its hits in order of worth; `words` are those of the query."""
        words = _longest(words, MOST_RANKING_WORDS)
        texts = _longest([term.text for term in self._parsed.terms], MOST_RANKING_TERMS)
        # Whatever words of a long run stand somewhere as words, the whole of it in a headline is worth more.
        title_weight = TITLE_WEIGHT * max(1.0, len(words) / max(1, len(texts)))
        wishes = [(_part_holds(TITLE, text), title_weight) for text in texts]
        wishes += [
            (Query.term_query(schema(), field, word, "freq"), weight)
            for word in words
            for field, weight in WORD_WEIGHTS.items()
        ]
        wishes += [(all_of([match, _stand_near(one, other)]), NEAR_WEIGHT) for one, other in self._neighbours()]
        # One wish inside the other: of several wishes side by side, tantivy looks at all articles that meet any.
        ranked = Query.boost_query(match, FREQUENCY_WEIGHT)
        for wish, weight in wishes:
            scored = Query.const_score_query(wish, weight)
            ranked = Query.boolean_query([(Occur.Must, ranked), (Occur.Should, scored)])
        return ranked

    def _neighbours(self) -> list[tuple[str, str]]:
        """Texts that follow each other in the query and are worth more near each other: words, or parts of a run."""
        texts = [text for term in self._parsed.terms for text in (term.words or (term.text,)) if len(text) > 1]
        return list(dict.fromkeys(pairwise(texts)))[:MOST_NEIGHBOURS]

    def _where(self, conditions: Sequence[Query]) -> Query:
        match = all_of(conditions) if conditions else Query.all_query()
        excluded = [self._as_it_stands(term) for term in self._parsed.excluded]
        return all_but(match, any_of(excluded)) if excluded else match

    def _term(self, term: Term) -> Query:
        """The words of a run are strings of it, so that an article that holds the run holds them all."""
        if not term.words:
            return self._as_it_stands(term)
        parts = self._parts_of(term)
        return all_of([_any_part_holds(parts, word) for word in term.words])

    def _as_it_stands(self, term: Term) -> Query:
        if term.field.is_registry:
            return any_value(ENTRY_FIELDS[term.field], term.entry_ids)
        return _any_part_holds(self._parts_of(term), term.text)

    def _parts_of(self, term: Term) -> Sequence[str]:
        return (TITLE,) if term.field == QueryField.TITLE else self._parts

    def _holds(self, text: str) -> Query:
        return _any_part_holds(self._parts, text)


def _longest(texts: Sequence[str], most: int) -> list[str]:
    """The longest of the different texts, of equal ones the first, in the order they stand in."""
    different = list(dict.fromkeys(texts))
    kept = set(sorted(different, key=len, reverse=True)[:most])
    return [text for text in different if text in kept]


def _any_part_holds(parts: Sequence[str], text: str) -> Query:
    return any_of([_part_holds(part, text) for part in parts])


def _part_holds(part: str, text: str) -> Query:
    grams = _grams(text)
    if len(grams) == 1:
        kind, gram = grams[0]
        return Query.term_query(schema(), f"{part}_{kind}", gram, "freq" if kind == "bigrams" else "basic")
    return Query.phrase_query(schema(), f"{part}_bigrams", list(phrase_bigrams(text)))


def _grams(text: str) -> list[tuple[str, str]]:
    """What a text is looked up by: one character, or bigrams, each with its kind of field."""
    if len(text) == 1:
        return [("characters", text)]
    return [("bigrams", gram) for _, gram in phrase_bigrams(text)]


def words_in(fields: Sequence[str], words: Sequence[str]) -> Query:
    """Articles that have each of the words as a word in one of the fields of words."""
    return all_of(
        [any_of([Query.term_query(schema(), field, word, "freq") for field in fields]) for word in dict.fromkeys(words)]
    )


def _titles_hold(term: Term) -> Query:
    return all_of([_part_holds(TITLE, text) for text in term.words or (term.text,)])


def _stand_near(one: str, other: str) -> Query:
    """Articles in which the two begin within `NEAR` characters of each other, in either order."""
    first, second = (0, one[:2]), (len(one), other[:2])
    return Query.phrase_query(schema(), f"{TEXT}_bigrams", [first, second], slop=NEAR)


def filtered(match: Query, filters: Filters, *, without: FacetGroup | None = None) -> Query:
    """`match` narrowed by the filters, but not by those of the group `without`; they have no say in the ranking."""
    for condition in _conditions(filters, without):
        match = only_where(match, condition)
    return match


def _conditions(filters: Filters, without: FacetGroup | None) -> Iterable[Query]:
    by_group: dict[FacetGroup, tuple[str, Sequence[int | str]]] = {
        FacetGroup.NEWSPAPER: ("newspaper", filters.newspaper_ids),
        FacetGroup.DEPARTMENT: (DEPARTMENT_FIELDS[filters.department_role], filters.department_ids),
        FacetGroup.PROGRAM: ("program", filters.program_ids),
        FacetGroup.REPORTER: ("reporter", filters.reporter_ids),
        FacetGroup.YEAR: ("year", filters.years),
        FacetGroup.MONTH: ("month", filters.months),
        FacetGroup.KIND: ("kind", filters.kinds),
    }
    for group, (field, values) in by_group.items():
        if values and group != without:
            yield any_value(field, values)
    if filters.department_role and not filters.department_ids and without != FacetGroup.DEPARTMENT:
        yield Query.exists_query(DEPARTMENT_FIELDS[filters.department_role])
    for field, ids in (("department", filters.with_department_ids), ("program", filters.with_program_ids)):
        for pk in ids:
            yield any_value(field, [pk])
    for field, value in (("issue", filters.issue_id), ("page", filters.page_id)):
        if value is not None:
            yield any_value(field, [value])
    if filters.date_from or filters.date_to:
        lower = filters.date_from.toordinal() if filters.date_from else None
        upper = filters.date_to.toordinal() if filters.date_to else None
        yield Query.range_query(schema(), "day", FieldType.Unsigned, lower, upper)
    if filters.undated:
        yield undated()


def any_value(field: str, values: Sequence[int | str]) -> Query:
    """Articles with one of the values; a number that no article can have matches nothing."""
    if field == FacetGroup.YEAR.value and UNDATED_YEAR in values:
        years = [value for value in values if value != UNDATED_YEAR]
        return any_of([undated(), *([any_value(field, years)] if years else [])])
    possible = [value for value in values if isinstance(value, str) or 0 <= value < 2**63]
    if not possible:
        return Query.empty_query()
    return Query.term_set_query(schema(), field, possible)


def undated() -> Query:
    return all_but(Query.all_query(), Query.exists_query("day"))


def any_of(queries: Sequence[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, query) for query in queries])


def all_of(queries: Sequence[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, query) for query in queries])


def only_where(query: Query, condition: Query) -> Query:
    """`query` narrowed by a condition that has no say in the ranking."""
    return Query.boolean_query([(Occur.Must, query), (Occur.Must, Query.const_score_query(condition, 0.0))])


def all_but(query: Query, excluded: Query) -> Query:
    return Query.boolean_query([(Occur.Must, query), (Occur.MustNot, excluded)])


def count_matches(searcher: tantivy.Searcher, query: Query) -> int:
    # In an order that needs no weighing, which is what makes a search dear.
    return total_of(searcher.search(query, limit=1, count=True, order_by_field="newest"))


def total_of(found: tantivy.SearchResult) -> int:
    return int(found.count)  # type: ignore[attr-defined]  # tantivy's stub leaves it out
