"""Why a search found nothing, and what is nearest to it: each offer with the number that it then really finds.

The search itself is never widened: an offer is a link, and the reader's choice. What is offered is what
`CountedQueries` has a budget to count.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice, product
from math import comb
from urllib.parse import urlencode

from articles.filters import ArticleFilterSet
from articles.search.backend import search_backend
from articles.search.explanation import ClauseCount, Explanation
from articles.search.known_names import known_names
from articles.search.nearest_names import names_like
from articles.search.parsing import Clause, ParsedQuery, Term
from articles.search.queries import SearchQuery
from articles.search.query_text import term_text, text_of, with_clause
from articles.search.respellings import longest_runs, respellings
from articles.views.addresses import address_of, address_without
from articles.views.counted_queries import CountedQueries
from articles.views.search_reasons import Reason, reasons_of

MOST_OFFERS = 5
#: Conditions for which something alike is looked for, and texts for each that are tried with those for others.
MOST_RESPELT = 3
MOST_TOGETHER = 2
#: Characters of a text whose longest runs are looked for, and ways to leave out a number of conditions.
LONGEST_CUT = 60
MOST_COMBINED = 20

#: Fields of `Filters` → the parameters that set them.
PARAMETERS: Mapping[str, str] = {
    "newspaper_ids": "newspaper",
    "department_ids": "department",
    "with_department_ids": "with_department",
    "department_role": "role",
    "program_ids": "program",
    "with_program_ids": "with_program",
    "reporter_ids": "reporter",
    "kinds": "kind",
    "years": "year",
    "date_from": "date_from",
    "date_to": "date_to",
}


@dataclass(frozen=True, slots=True)
class Offer:
    label: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class NothingFound:
    reasons: tuple[Reason, ...] = ()
    wider: tuple[Offer, ...] = ()
    fewer: tuple[Offer, ...] = ()
    alike: tuple[Offer, ...] = ()


def nothing_found(filterset: ArticleFilterSet) -> NothingFound:
    """For a list with words and without an article. Where the archive itself is empty or away nothing is explained."""
    if not search_backend().search(SearchQuery(limit=0)).total:
        return NothingFound()
    return _Search(filterset).explained()


class _Search:
    def __init__(self, filterset: ArticleFilterSet) -> None:
        self._filterset = filterset
        self._data = filterset.data
        self._filters = filterset.narrowed()
        self._parsed = search_backend().parse(filterset.words)

    def explained(self) -> NothingFound:
        explanation = search_backend().explain(SearchQuery(self._filterset.words, self._filters))
        self._counted = CountedQueries(self._filters)
        return NothingFound(
            reasons=tuple(reasons_of(explanation, self._filterset.words, is_filtered=bool(self._filters))),
            wider=tuple(self._wider(explanation)),
            alike=_first_that_find(self._alike(explanation)),
            fewer=_first_that_find(self._fewer(explanation)),
        )

    def _offer(self, parsed: ParsedQuery) -> Offer:
        text = text_of(parsed)
        return Offer(text, self._counted.count(text), address_of(self._data, q=text))

    # The same words with fewer filters

    def _wider(self, explanation: Explanation) -> Iterator[Offer]:
        fields = self._filterset.form.fields
        fixed = self._filterset.fixed_parameters
        lifted = {PARAMETERS[name]: count for name, count in explanation.without_filter.items() if name in PARAMETERS}
        for name, count in lifted.items():
            if count and name not in fixed:
                yield Offer(f"不限{fields[name].label}", count, address_without(self._data, name))
        if {"date_from", "date_to"} <= lifted.keys():
            undated = replace(self._filters, date_from=None, date_to=None)
            count = self._counted.count(self._filterset.words, undated)
            if count > max(lifted["date_from"], lifted["date_to"]):
                yield Offer("不限日期", count, address_of(self._data, date_from="", date_to=""))
        if explanation.unfiltered and (fixed or len(lifted) > 1):
            label = "在整个文库中找" if fixed else "去掉全部筛选"
            yield Offer(label, explanation.unfiltered, "/search/?" + urlencode({"q": self._filterset.words}))

    # Something alike in the place of a text that nothing holds

    def _alike(self, explanation: Explanation) -> Iterator[Offer]:
        """With every slip mended at once; then, of several conditions, each that was mended alone."""
        missing = [each for each in explanation.clauses if not each.unfiltered and len(each.clause) == 1]
        mended = {
            each.clause: options
            for each in [each for each in missing if each.clause[0].is_text][:MOST_RESPELT]
            if (options := self._mended(each))
        }
        most = MOST_TOGETHER if len(mended) > 1 else MOST_OFFERS
        for chosen in product(*(options[:most] for options in mended.values())) if mended else ():
            parsed = self._parsed
            for clause, instead in zip(mended, chosen, strict=True):
                parsed = with_clause(parsed, clause, instead)
            yield self._offer(parsed)
        if len(self._parsed.clauses) > 1:
            for options in mended.values():
                yield from (self._offer(replace(self._parsed, clauses=(each,))) for each in options[:MOST_TOGETHER])

    def _mended(self, missing: ClauseCount) -> list[Clause]:
        """Names like the text, the whole with one slip mended, else, of an unquoted text, one absent word mended."""
        (term,) = missing.clause
        names = self._holding_any(names_like(term.text, known_names(), limit=MOST_OFFERS), term)
        texts = [*names, *self._respelt(term.text, term)]
        if not texts:
            for word in [each.word for each in missing.words if not each.count][:MOST_RESPELT]:
                texts += [term.text.replace(word, text) for text in islice(self._respelt(word, term), MOST_OFFERS)]
        return [(_like(text, term),) for text in dict.fromkeys(texts)]

    def _respelt(self, text: str, term: Term) -> dict[str, int]:
        return respellings(text, lambda run: self._holding(run, term), lambda texts: self._holding_any(texts, term))

    def _holding(self, text: str, term: Term) -> int:
        """How many articles hold a text as it stands, where the term is looked for."""
        return self._counted.look(_quoted(text, term))

    def _holding_any(self, texts: Iterable[str], term: Term) -> dict[str, int]:
        quoted = {_quoted(text, term): text for text in texts}
        return {quoted[each]: count for each, count in self._counted.found_among(list(quoted)).items()}

    # The same filters with fewer words

    def _fewer(self, explanation: Explanation) -> Iterator[Offer]:
        if explanation.unfiltered:
            return
        if explanation.without_exclusions and self._parsed.clauses:
            yield self._offer(replace(self._parsed, excluded=()))
        if len(self._parsed.clauses) > 1:
            yield from self._largest_that_find(self._parsed.clauses, self._without_hits(explanation))
        elif len(self._parsed.terms) == 1:
            words = explanation.clauses[0].words if explanation.clauses else ()
            yield from self._parts(self._parsed.terms[0], {each.word for each in words if not each.count})

    def _without_hits(self, explanation: Explanation) -> set[Clause]:
        """Of many conditions an explanation tells only of the first."""
        counts = {each.clause: each.count for each in explanation.clauses}
        for clause in self._parsed.clauses:
            if clause not in counts:
                counts[clause] = self._counted.look(text_of(ParsedQuery((clause,))))
        return {clause for clause, count in counts.items() if not count}

    def _parts(self, term: Term, absent: set[str]) -> Iterator[Offer]:
        """Of one text: itself without quotation marks, most of its words, its longest runs."""
        if term.quoted:
            yield self._offer(replace(self._parsed, clauses=((replace(term, quoted=False),),)))
        words = [word for word in (term.words or self._words_of(term)) if len(word) > 1]
        plain = {word: (_plain(word, term),) for word in words}
        yield from self._largest_that_find(list(plain.values()), {plain[word] for word in absent if word in plain})
        for run in longest_runs(term.text[:LONGEST_CUT], lambda run: self._holding(run, term)):
            yield self._offer(replace(self._parsed, clauses=((_like(run, term),),)))

    def _largest_that_find(self, clauses: Sequence[Clause], missing: set[Clause]) -> list[Offer]:
        """Of the combinations that leave conditions out, those that leave out the fewest and find something.

        What is `missing` is in none. Where there are too many combinations, conditions are gathered from either end.
        """
        standing = [clause for clause in clauses if clause not in missing]
        largest = len(standing) if len(standing) < len(clauses) else len(standing) - 1
        for size in range(largest, 0, -1):
            if comb(len(standing), size) > MOST_COMBINED:
                forward, backward = self._as_many_as_meet(standing), self._as_many_as_meet(standing[::-1])
                kept = forward if len(forward) >= len(backward) else backward
                in_order = tuple(clause for clause in standing if clause in kept)
                return [self._offer(replace(self._parsed, clauses=in_order))]
            offers = [self._offer(replace(self._parsed, clauses=chosen)) for chosen in combinations(standing, size)]
            if found := [offer for offer in offers if offer.count]:
                return sorted(found, key=lambda offer: -offer.count)
        return []

    def _as_many_as_meet(self, clauses: Sequence[Clause]) -> tuple[Clause, ...]:
        """One after the other, those that find something with the ones taken before."""
        kept: tuple[Clause, ...] = ()
        for clause in clauses:
            if self._offer(replace(self._parsed, clauses=(*kept, clause))).count:
                kept = (*kept, clause)
        return kept

    def _words_of(self, term: Term) -> tuple[str, ...]:
        """The words of a phrase, which stood in quotation marks."""
        return tuple(word for each in search_backend().parse(term.text).terms for word in each.words)


def _like(text: str, term: Term) -> Term:
    """A term with another text."""
    return replace(term, text=text, typed=text, words=())


def _plain(text: str, term: Term) -> Term:
    return replace(_like(text, term), quoted=False)


def _quoted(text: str, term: Term) -> str:
    return term_text(replace(_like(text, term), quoted=True))


def _first_that_find(offers: Iterable[Offer]) -> tuple[Offer, ...]:
    different = {offer.label: offer for offer in islice((offer for offer in offers if offer.count), 2 * MOST_OFFERS)}
    return tuple(different.values())[:MOST_OFFERS]
