"""The words before a number, in its clause, that say what it counts. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from entities.matching.clause_words import Word, is_balanced, joined
from entities.matching.measure_words import (
    ADVERBS,
    CHANGE,
    CLASSES,
    COMPARISONS,
    CONJUNCTIONS,
    COPULAS,
    LEADING,
    PAIRS,
    PREPOSITIONS,
    RESULT_MARKS,
    SELF,
    SIZES,
    SPANS,
    TIME_FIRST,
    TRAILING,
    WHOLE,
)

SHORTEST_TAIL = 3
_CHINESE_NUMBER = re.compile("[一二三四五六七八九十百千万两几数多]{1,2}([个家名种类项大批条次位])?")


@dataclass(frozen=True, slots=True)
class Left:
    """The words before a number that say what it counts. `tail_from`: the last word that an adverb went before;
    `is_attribute`: a 的 stands between them and the number."""

    words: tuple[Word, ...]
    tail_from: int = 0
    has_copula: bool = False
    preposition: str = ""
    is_attribute: bool = False

    @property
    def text(self) -> str:
        return joined(self.words)

    def within(self, limit: int) -> str:
        """All of it; where that is too long, what follows its last adverb, or its last verb and noun, or its noun."""
        has_tail = self.tail_from > 0 and len(joined(self.words[self.tail_from :])) >= SHORTEST_TAIL
        if len(self.text) <= (min(limit, WHOLE) if has_tail else limit):
            return self.text
        verbs = [place for place, word in enumerate(self.words) if word.is_verb]
        nouns = [place for place, word in enumerate(self.words) if word.is_noun]
        verbs = [place for place in verbs if len(self.words[place].text) > 1]
        for place in [self.tail_from, *reversed(verbs), *nouns]:
            tail = joined(self.words[place:])
            if place and SHORTEST_TAIL <= len(tail) <= limit and is_balanced(tail):
                return tail
        return self.text if len(self.text) <= limit else ""


def left_of(words: Sequence[Word]) -> Left:
    if words and words[-1].text in SIZES and (len(words) == 1 or words[-2].tag == "x"):
        return Left((words[-1],))
    kept, has_copula, preposition = without_end(without_front(behind_lists(list(words))))
    idle = [place for place, word in enumerate(kept) if is_idle_adverb(word, kept[place + 1 :])]
    content = [word for place, word in enumerate(kept) if place not in idle]
    tail_from = sum(1 for place in range(max(idle, default=0)) if place not in idle)
    return Left(
        tuple(without_idle_preposition(content)),
        tail_from,
        has_copula,
        preposition,
        is_attribute=bool(words) and words[-1].text == "的",
    )


def is_idle_adverb(word: Word, rest: Sequence[Word]) -> bool:
    """已 before a verb of one character belongs to it: 已建和在建."""
    return word.text in ADVERBS and not (word.text == "已" and rest and len(rest[0].text) == 1)


def without_end(words: list[Word]) -> tuple[list[Word], bool, str]:
    """Without what only leads to the number; whether a 为 or 达 is among it, and the preposition that the number's
    noun belongs to."""
    kept, has_copula = list(words), False
    while kept:
        word = kept[-1].text
        if word == "年" and len(kept) > 1 and kept[-2].tag == "m":
            kept = kept[:-2]
            continue
        if word in RESULT_MARKS and len(kept) > 1 and kept[-2].text in CHANGE:
            break
        if word in PREPOSITIONS:
            return kept[:-1], has_copula, word
        if word in COPULAS:
            has_copula = True
        elif word not in TRAILING and word not in ADVERBS:
            break
        kept.pop()
    return kept, has_copula, ""


def without_idle_preposition(words: list[Word]) -> list[Word]:
    """Without a 比 that nothing changes by, and a 在 or 为 that nothing is done in or for."""
    if not words:
        return words
    if words[0].text in COMPARISONS and not any(word.text in CHANGE for word in words):
        return words[1:]
    if words[0].text in PREPOSITIONS and not any(word.is_verb for word in words):
        return without_front(words[1:])
    return words


def behind_lists(words: list[Word]) -> list[Word]:
    """What follows a list (甲、乙等), what the number is joined to (产业链及6条 …), and a number in characters."""
    if words and words[-1].text in CONJUNCTIONS:
        return []
    for place in range(len(words) - 1, -1, -1):
        word = words[place]
        behind = words[place + 1] if place + 1 < len(words) else None
        if word.text == "等" or is_number_in_characters(word, behind):
            rest = words[place + 1 :]
            while rest and (rest[0].text in SPANS or rest[0].tag in ("f", "q")):
                rest = rest[1:]
            return rest
    return words


def is_number_in_characters(word: Word, behind: Word | None) -> bool:
    """四个 (of 四个专业), 三 (of 三小时); the 两 of 两国 is none."""
    match = _CHINESE_NUMBER.fullmatch(word.text)
    return bool(match and (match[1] or (behind is not None and (behind.text in SPANS or behind.tag == "q"))))


def without_front(words: list[Word]) -> list[Word]:
    """Without the time, the link to what was said before and the paper's own 我市 and 该平台."""
    while words:
        text = joined(words)
        match = TIME_FIRST.match(text) or SELF.match(text)
        first = words[0]
        if match and match.end():
            cut = match.end()
            while words and cut > 0:
                cut -= len(words[0].text)
                words = words[1:]
        elif first.text == "“" and (behind := behind_quote(words)) and says_what_without_it(behind):
            words = behind
        elif first.text not in PAIRS and (first.text in LEADING or first.text in ADVERBS or first.tag[0] in "cxyue"):
            words = words[1:]
        else:
            break
    return words


def behind_quote(words: list[Word]) -> list[Word]:
    closing = next((place for place, word in enumerate(words) if word.text == "”"), len(words))
    return words[closing + 1 :]


def says_what_without_it(words: Sequence[Word]) -> bool:
    """The 植树 of “百村添绿”植树30万棵 does, the 活动 of “百村添绿”活动 does not."""
    return words[0].tag != "eng" and words[0].text not in CLASSES and len(joined(words)) > 1
