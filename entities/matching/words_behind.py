"""The words behind a number: the noun that it counts and what is said of it. Pure; offsets are code points."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from entities.matching.clause_words import Word, joined, words_of
from entities.matching.measure_words import (
    CHANGE,
    MAIN_VERBS,
    MANNERS,
    NOUN_ENDINGS,
    PAIRS,
    PLACE_ENDINGS,
    SERIAL_VERBS,
    WHOLE,
)

LOOK_AHEAD = 40
_CLAUSE_END = re.compile("[，,。；;：:！!？?\n—…|●■▲◆]")
#: Up to the end of a clause, the next of a list or the next number; what stands in brackets within is passed over.
_RUN = re.compile("(?:[（(][^（）()\n]{1,12}[）)]|[^，,。；;：:！!？?\n—…|●■▲◆、0-9])*")
_LISTED_ATTRIBUTES = re.compile("、[^，,。；;\n]{1,12}的([\u3400-\u9fff]{2,8})")
#: What links a unit to its noun: a remark in brackets, a currency, 内 of a time, 的.
_LINK = re.compile(r"(?:人民币)?(?:\s*[（(][^（）()\n]{1,12}[）)])?(?:之?内|以内)?[ \n的]*")


@dataclass(frozen=True, slots=True)
class Behind:
    """`size`: how many of the words are the noun. `noun_end`: where that ends in the text. `is_whole`: the clause ends
    with the words. `is_attribute`: a 的 leads them."""

    words: tuple[Word, ...]
    size: int
    noun_end: int
    is_whole: bool
    is_attribute: bool

    @property
    def noun(self) -> str:
        return joined(self.words[: self.size])

    @property
    def predicate(self) -> str:
        """What is said of the noun, where the clause ends with it."""
        return joined(self.words[self.size :]) if self.is_whole else ""


def behind_of(text: str, end: int, *, has_verb: bool) -> Behind:
    """`end`: of the number with its unit. `has_verb`: a verb stands before the number."""
    link = _LINK.match(text, end)
    start = link.end() if link else end
    run = _RUN.match(text, start, start + LOOK_AHEAD)
    stop = run.end() if run else start
    words = words_of(text[start:stop])
    listed = _LISTED_ATTRIBUTES.match(text, stop)
    if listed and words and words[0].is_verb:
        start, words = listed.start(1), words_of(listed[1])
    is_attribute = "的" in text[end:start] and listed is None
    size = noun_size(words, is_attribute=is_attribute, has_verb=has_verb)
    return Behind(
        words=tuple(words),
        size=size,
        noun_end=start + words[size - 1].end if size else end,
        is_whole=listed is None and (stop == len(text) or bool(_CLAUSE_END.match(text, stop))),
        is_attribute=is_attribute,
    )


def noun_size(words: Sequence[Word], *, is_attribute: bool, has_verb: bool) -> int:
    """How many words the noun phrase at the beginning has: up to its verb. A verb belongs to it before any noun, at its
    end where 的 leads the phrase (1亿元的经济赔偿), and within where a verb has gone before (成立9个疫苗接种专项组)."""
    size, has_noun, depth = 0, False, 0
    for place, word in enumerate(words):
        rest = words[place + 1 :]
        depth += (word.text in PAIRS) - (word.text in PAIRS.values())
        if word.tag == "x" or depth > 0:
            has_noun = has_noun or depth > 0
        elif word.text == "的" and place and len(joined(words[: place + 1])) < WHOLE:
            has_noun = False
        elif not has_noun and may_begin(word, is_first=place == 0):
            has_noun = word.is_noun
        elif has_noun and (may_end(word) or (is_attribute and word.is_verb and not rest)):
            pass
        elif has_noun and is_within_noun(word, rest, has_verb=has_verb):
            continue
        else:
            break
        if has_noun and depth == 0:
            size = place + 1
    while size > 1 and (words[size - 1].tag in ("f", "s") or words[size - 1].text in PLACE_ENDINGS):
        size -= 1
    return size


def may_begin(word: Word, *, is_first: bool) -> bool:
    if word.text in CHANGE or (is_first and word.tag == "f"):
        return False
    return word.is_noun or word.tag[0] not in "pcdurtmq"


def may_end(word: Word) -> bool:
    return word.text not in MANNERS and (word.is_noun or word.text in NOUN_ENDINGS)


def is_within_noun(word: Word, rest: Sequence[Word], *, has_verb: bool) -> bool:
    """银担批量业务, 市直部门县级干部, 融资对接会: a word that is no noun does not end the phrase."""
    if not rest:
        return False
    if rest[0].text in NOUN_ENDINGS:
        return word.is_verb
    if word.tag[0] in "ab":
        return rest[0].is_noun
    if not word.is_verb or word.text in MAIN_VERBS:
        return False
    if len(word.text) == 1 and rest[0].is_noun:
        return True
    return has_verb and word.text not in SERIAL_VERBS and are_nouns(rest)


def are_nouns(words: Sequence[Word]) -> bool:
    return len(joined(words)) < WHOLE and all(word.is_noun or word.tag[0] in "ab" for word in words)
