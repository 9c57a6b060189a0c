"""Says in whole sentences why a query found nothing: which of its words no article holds, which filter empties it."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from articles.search.explanation import ClauseCount, Explanation
from articles.search.parsing import Clause, ParsedQuery, Term
from articles.search.query_text import text_of
from articles.search.query_tokens import QueryField

LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence; of one that says how many articles stand outside the filters, `link` leads to them from `before`."""

    before: str
    link: str = ""
    url: str = ""
    after: str = ""


def reasons_of(explanation: Explanation, words: str, *, is_filtered: bool) -> Iterator[Reason]:
    """Every condition that cannot be met; where each can, that they never meet; then what filters and exclusions do.

    `words` are those searched for, as typed.
    """
    if explanation.total:
        return
    if explanation.unfiltered:
        yield _outside("", explanation.unfiltered, words)
        return
    missing = [each for each in explanation.clauses if not each.count]
    within = "在本次筛选的范围内，" if is_filtered else ""
    for each in missing:
        if each.unfiltered:
            yield _outside(_named(each.clause), each.unfiltered, text_of(ParsedQuery((each.clause,))))
        else:
            yield Reason(_missing(each, is_filtered=is_filtered))
    if explanation.without_exclusions:
        yield Reason(f"{within}找到的 {explanation.without_exclusions:,} 篇都含有被排除的词。")
    elif not missing and len(explanation.clauses) > 1:
        counts = "，".join(f"{_named(each.clause)} {each.count:,} 篇" for each in explanation.clauses)
        yield Reason(f"{within}每一项都找得到（{counts}），但没有一篇同时符合。")


def _outside(named: str, count: int, words: str) -> Reason:
    url = "/search/?" + urlencode({"q": words})
    return Reason(named, f"全库有 {count:,} 篇", url, "，都不在筛选的范围内。")


def _missing(counted: ClauseCount, *, is_filtered: bool) -> str:
    """Of the whole archive; words are counted under the filters, and the sentence says so."""
    none = _none_holds(counted.clause)
    if absent := [each.word for each in counted.words if not each.count]:
        words = "、".join(f"“{word}”" for word in absent)
        return f"{none}；其中{words}{'在本次筛选的范围内' if is_filtered else ''}一次也没有出现。"
    if counted.words:
        counts = "，".join(f"“{each.word}” {each.count:,} 篇" for each in counted.words)
        within = "本次筛选的范围内" if is_filtered else ""
        return f"{none}，也没有一篇同时含有它的各个词（{within}{counts}）。"
    return f"{none}。"


def _none_holds(clause: Clause) -> str:
    if len(clause) > 1:
        return f"没有一篇文章符合{_named(clause)}"
    (term,) = clause
    if term.field == QueryField.TITLE:
        return f"没有一篇文章的标题含有{_shown(term)}"
    return f"没有一篇文章含有{_shown(term)}" if term.is_text else f"{_named(clause)}没有文章"


def _named(clause: Clause) -> str:
    return "或".join(f"{term.field}{_shown(term)}" for term in clause)


def _shown(term: Term) -> str:
    text = term.typed or term.text
    return f"“{text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + '…'}”"
