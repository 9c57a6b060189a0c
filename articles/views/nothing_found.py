"""Why a search found nothing, and what is nearest to it: each offer with the number that it then really finds.

The search itself is never widened: an offer is a link, and the reader's choice.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice
from urllib.parse import urlencode

from articles.filters import ArticleFilterSet
from articles.search.backend import search_backend
from articles.search.explanation import Explanation
from articles.search.known_names import known_names
from articles.search.nearest_names import names_like
from articles.search.parsing import Clause, ParsedQuery, Term
from articles.search.queries import Filters, SearchQuery, Sort
from articles.search.query_text import term_text, text_of, with_clause
from articles.search.respellings import longest_runs, respellings
from articles.views.addresses import address_of, address_without
from articles.views.search_reasons import reasons_of

MOST_OFFERS = 5
#: Conditions for which something alike is looked for.
MOST_RESPELT = 2
#: Characters of a text whose longest runs are looked for, and conditions that are left out in turn.
LONGEST_CUT = 60
MOST_COMBINED = 6

#: Fields of `Filters` → the parameters that set them.
PARAMETERS: Mapping[str, str] = {
    "newspaper_ids": "newspaper",
    "department_ids": "department",
    "department_role": "role",
    "program_ids": "program",
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
    """`reasons` are whole sentences."""

    reasons: tuple[str, ...] = ()
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
        self._counted: dict[tuple[str, Filters], int] = {}

    def explained(self) -> NothingFound:
        explanation = search_backend().explain(SearchQuery(self._filterset.words, self._filters))
        return NothingFound(
            reasons=tuple(reasons_of(explanation)),
            wider=tuple(self._wider(explanation)),
            fewer=_first_that_find(self._fewer(explanation)),
            alike=_first_that_find(self._alike(explanation)),
        )

    def _count(self, text: str, filters: Filters | None = None) -> int:
        key = (text, self._filters if filters is None else filters)
        if key not in self._counted:
            query = SearchQuery(text, key[1], sort=Sort.NEWEST, limit=0)
            self._counted[key] = search_backend().search(query).total
        return self._counted[key]

    def _offer(self, parsed: ParsedQuery) -> Offer:
        text = text_of(parsed)
        return Offer(text, self._count(text), address_of(self._data, q=text))

    # The same words with fewer filters

    def _wider(self, explanation: Explanation) -> Iterator[Offer]:
        fields = self._filterset.form.fields
        fixed = self._filterset.fixed_parameters
        lifted = {PARAMETERS[name]: count for name, count in explanation.without_filter.items() if name in PARAMETERS}
        for name, count in lifted.items():
            if count and name not in fixed:
                yield Offer(f"不限{fields[name].label}", count, address_without(self._data, name))
        if {"date_from", "date_to"} <= lifted.keys():
            count = self._count(self._filterset.words, replace(self._filters, date_from=None, date_to=None))
            if count > max(lifted["date_from"], lifted["date_to"]):
                yield Offer("不限日期", count, address_of(self._data, date_from="", date_to=""))
        if explanation.unfiltered and (fixed or len(lifted) > 1):
            label = "在整个文库中找" if fixed else "去掉全部筛选"
            yield Offer(label, explanation.unfiltered, "/search/?" + urlencode({"q": self._filterset.words}))

    # The same filters with fewer words

    def _fewer(self, explanation: Explanation) -> Iterator[Offer]:
        if explanation.unfiltered:
            return
        if explanation.without_exclusions and self._parsed.clauses:
            yield self._offer(replace(self._parsed, excluded=()))
        if len(self._parsed.clauses) > 1:
            yield from self._largest_that_find(self._parsed.clauses)
        elif len(self._parsed.terms) == 1:
            yield from self._parts(self._parsed.terms[0])

    def _parts(self, term: Term) -> Iterator[Offer]:
        """Of one text: itself without quotation marks, most of its words, its longest runs."""
        if term.quoted:
            yield self._offer(replace(self._parsed, clauses=((replace(term, quoted=False),),)))
        words = [word for word in (term.words or self._words_of(term)) if len(word) > 1]
        yield from self._largest_that_find([(_plain(word, term),) for word in words])
        for run in longest_runs(term.text[:LONGEST_CUT], lambda run: self._holding(run, term)):
            yield self._offer(replace(self._parsed, clauses=((_like(run, term),),)))

    def _largest_that_find(self, clauses: Sequence[Clause]) -> list[Offer]:
        """Of the combinations that leave conditions out, those that leave out the fewest and find something."""
        clauses = clauses[:MOST_COMBINED]
        for size in range(len(clauses) - 1, 0, -1):
            offers = [self._offer(replace(self._parsed, clauses=chosen)) for chosen in combinations(clauses, size)]
            if found := [offer for offer in offers if offer.count]:
                return sorted(found, key=lambda offer: -offer.count)
        return []

    def _words_of(self, term: Term) -> tuple[str, ...]:
        """The words of a phrase, which stood in quotation marks."""
        return tuple(word for each in search_backend().parse(term.text).terms for word in each.words)

    def _holding(self, text: str, term: Term) -> int:
        """How many articles hold a text as it stands, where the term is looked for."""
        return self._count(term_text(replace(_like(text, term), quoted=True)))

    # Something alike in the place of a text that nothing holds

    def _alike(self, explanation: Explanation) -> Iterator[Offer]:
        missing = [each for each in explanation.clauses if not each.unfiltered and len(each.clause) == 1]
        for each in [each for each in missing if each.clause[0].is_text][:MOST_RESPELT]:
            (term,) = each.clause
            absent = [word.word for word in each.words if not word.count]
            for text in dict.fromkeys(self._texts_like(term, absent)):
                yield self._offer(with_clause(self._parsed, each.clause, (_like(text, term),)))

    def _texts_like(self, term: Term, absent: Sequence[str]) -> Iterator[str]:
        """Names, the whole with one slip mended, and, of an unquoted text, one of its `absent` words mended."""
        yield from names_like(term.text, known_names(), limit=MOST_OFFERS)
        yield from respellings(term.text, lambda text: self._holding(text, term))
        for word in absent[:MOST_RESPELT]:
            for text in islice(respellings(word, lambda text: self._holding(text, term)), MOST_OFFERS):
                yield term.text.replace(word, text)


def _like(text: str, term: Term) -> Term:
    """A term with another text."""
    return replace(term, text=text, typed=text, words=())


def _plain(text: str, term: Term) -> Term:
    return replace(_like(text, term), quoted=False)


def _first_that_find(offers: Iterable[Offer]) -> tuple[Offer, ...]:
    different = {offer.label: offer for offer in islice((offer for offer in offers if offer.count), 2 * MOST_OFFERS)}
    return tuple(different.values())[:MOST_OFFERS]
