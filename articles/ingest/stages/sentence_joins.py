"""Whether one piece of text can take up the sentence that another leaves open. Pure but for reading jieba's lexicon."""

import logging
import math
from functools import cache

import jieba

from articles.ingest.stages import cues
from articles.ingest.stages.cues import ends_sentence
from articles.ingest.stages.units import Role, Unit

jieba.setLogLevel(logging.WARNING)
#: A shorter text without a full stop is a list entry or a sub-head, no broken sentence.
_SHORTEST_BROKEN = 12
#: Where marks and signatures stand at the end of a text.
_TAIL = 40
#: Characters on either side of a join that one word can span.
_SPAN = 4
#: No sentence begins with one of these.
_NEVER_FIRST = frozenset("，。、；：！？”’）》】%％的了着们吗呢吧")
_PAIRS = {"“": "”", "《": "》", "（": "）"}


def is_left_open(unit: Unit) -> bool:
    """Whether a paragraph stops within a sentence."""
    if unit.role not in (Role.BODY, Role.OPENING, Role.CONTINUATION) or unit.is_table:
        return False
    return len(unit.text) >= _SHORTEST_BROKEN and not ends_sentence(unit.text) and not is_signed_off(unit)


def is_signed_off(unit: Unit) -> bool:
    """Whether its last words say that the text ends here: a name, a source, a pointer to another page."""
    tail = unit.text[-_TAIL:]
    if unit.role is Role.BYLINE or cues.REPRINT_END.search(tail) or cues.MARK_OUT.search(tail):
        return True
    return bool(cues.SIGNATURE_END.search(tail) or cues.AGENCY_END.search(tail))


def join_gain(left: str, right: str) -> float:
    """How much better the two read in one than apart: a word, number, quote or bracket that runs over the join.

    Natural logarithms of likelihood ratios, roughly; 0 when nothing speaks for or against it.
    """
    if not left or not right:
        return 0.0
    gain = 4.0 if right[0] in _NEVER_FIRST else 0.0
    if left[-1].isascii() and right[0].isascii() and left[-1].isdigit() == right[0].isdigit():
        gain += 2.0 * (left[-1].isalnum() and right[0].isalnum())
    for opening, closing in _PAIRS.items():
        head = right[:120]
        if left.rfind(opening) > left.rfind(closing) and closing in head:
            gain += 3.0 * (opening not in head or head.find(closing) < head.find(opening))
    return gain + _word_across(left[-_SPAN:], right[:_SPAN])


def _word_across(left: str, right: str) -> float:
    """How much likelier the two texts are cut into words together than each by itself (使|用 is 使用)."""
    if not (left[-1].isalpha() and right[0].isalpha()):
        return 0.0
    return max(0.0, _likelihood(left + right) - _likelihood(left) - _likelihood(right))


def _likelihood(text: str) -> float:
    """The logarithm of the likelihood of the best cut into words of the lexicon."""
    words, total = _lexicon()
    best = [0.0]
    for end in range(1, len(text) + 1):
        best.append(
            max(
                best[start] + math.log((words.get(text[start:end]) or (1 if end - start == 1 else 1e-9)) / total)
                for start in range(max(0, end - _SPAN), end)
            )
        )
    return best[-1]


@cache
def _lexicon() -> tuple[dict[str, int], int]:
    """jieba's words with their frequencies, read without the cache file that jieba would write."""
    tokenizer = jieba.Tokenizer()
    words, total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    return words, total
