"""Says in whole sentences why a query found nothing: which of its words no article holds, which filter empties it."""

from collections.abc import Iterator

from articles.search.explanation import ClauseCount, Explanation
from articles.search.parsing import Clause, Term
from articles.search.query_tokens import QueryField

LONGEST_SHOWN = 40


def reasons_of(explanation: Explanation) -> Iterator[str]:
    """Every condition that cannot be met; where each can, that they never meet; then what filters and exclusions do."""
    if explanation.total:
        return
    if explanation.unfiltered:
        yield f"全库有 {explanation.unfiltered:,} 篇，都不在筛选的范围内。"
        return
    missing = [each for each in explanation.clauses if not each.count]
    for each in missing:
        yield _missing(each)
    if explanation.without_exclusions:
        yield f"找到的 {explanation.without_exclusions:,} 篇都含有被排除的词。"
    elif not missing and len(explanation.clauses) > 1:
        counts = "，".join(f"{_named(each.clause)} {each.count:,} 篇" for each in explanation.clauses)
        yield f"每一项都找得到（{counts}），但没有一篇同时符合。"


def _missing(counted: ClauseCount) -> str:
    if counted.unfiltered:
        return f"{_named(counted.clause)}全库有 {counted.unfiltered:,} 篇，都不在筛选的范围内。"
    none = _none_holds(counted.clause)
    if absent := [each.word for each in counted.words if not each.count]:
        words = "、".join(f"“{word}”" for word in absent)
        return f"{none}；其中{words}一次也没有出现。"
    if counted.words:
        counts = "，".join(f"“{each.word}” {each.count:,} 篇" for each in counted.words)
        return f"{none}，也没有一篇同时含有它的各个词（{counts}）。"
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
