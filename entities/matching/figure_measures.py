"""What a figure counts, in a few words of its clause, as a reader would head its column. Pure.

A name is made of whole words: those before the number (解决率达98%), the noun behind its unit (72个单位), or a verb
and its noun (包联1067家重点企业: 包联重点企业). A verb that leaves out what it counts takes the noun of the figure
before it (收集问题1144个，解决1121个: 解决问题). Where no good name can be made there is none: the sentence then speaks
for itself.
"""

import re
from dataclasses import dataclass

from entities.matching.clause_words import Word, is_balanced, joined, words_of
from entities.matching.measure_words import (
    ABSTRACT,
    AUXILIARIES,
    BAD_ENDS,
    BARE,
    CAUSES,
    CHANGE,
    COMPARISONS,
    EMPTY,
    PAIRS,
    PRODUCES,
    RESULT_MARKS,
    SIZES,
    WHOLE,
)
from entities.matching.words_before import Left, left_of
from entities.matching.words_behind import Behind, behind_of

LONGEST = 18
#: With the title of a book or a rule in it.
LONGEST_WITH_TITLE = 28
LOOK_BEHIND = 80

_BORDER = re.compile("[，,。；;：:！!？?\n—…|●■▲◆]")
_BYLINE = re.compile("本报讯|本报记者|（记者|通讯员")
_NEXT_CLAUSE = re.compile("[，,]([^，,。；;！!？?\n0-9]{2,})(?=[，,。；;！!？?\n]|$)")
_HAN = re.compile("[\u3400-\u9fff]{2}")
_NO_PAIRS = {ord(mark): None for pair in PAIRS.items() for mark in pair}


@dataclass(frozen=True, slots=True)
class Measure:
    """`name` is empty where no good one can be made. `base` is what a figure behind it may take up. `consumed`: up to
    where the text is spoken for by this figure."""

    name: str
    base: str
    consumed: int


@dataclass(frozen=True, slots=True)
class Former:
    """The figure before, of the same sentence."""

    measure: Measure
    unit: str
    end: int


def measure_of(text: str, start: int, end: int, unit: str, former: Former | None) -> Measure:
    """`text[start:end]` is the number with its unit and qualifier."""
    clause = clause_before(text, start, former)
    left = Left(()) if clause.rstrip().endswith("、") else left_of(words_of(clause))
    behind = behind_of(text, end, has_verb=bool(left.words) and left.words[-1].is_verb)
    name = compose(left, behind)
    if not clause.strip(" \n、及和与由从自达为约的"):
        if name and behind.size and len(name + behind.predicate) <= WHOLE and behind.predicate[:1] not in ("有", "是"):
            name += behind.predicate
        if not name and (not behind.words or behind.words[0].text in CHANGE):
            name = borrowed(text, start, end, former)
    full = completed(name, unit, former) if name and former is not None else name
    name_of_its_own = checked(name)
    base = former.measure.base if former is not None and full != name else base_of(name_of_its_own, former)
    return Measure(checked(full), base, behind.noun_end)


def clause_before(text: str, start: int, former: Former | None) -> str:
    """The text before the number in its clause that no figure before it has used; of a long list its last item."""
    begin = max(0, start - LOOK_BEHIND)
    begin = max((border.end() for border in _BORDER.finditer(text, begin, start)), default=begin)
    used = former.measure.consumed if former else 0
    clause = text[max(begin, used) : start]
    is_list_of_its_own = used <= begin and len("".join(clause.split())) <= WHOLE
    return clause if is_list_of_its_own else clause.rpartition("、")[2]


def compose(left: Left, behind: Behind) -> str:
    noun = behind.noun
    if not noun or (noun in ABSTRACT and left.words):
        return without_noun(left, behind)
    if behind.is_attribute and left.words and left.words[-1].is_noun:
        return left.within(LONGEST)
    if left.preposition or not left.words:
        return noun
    if left.has_copula:
        return left.within(LONGEST)
    if left.text in ABSTRACT or ("、" in left.text and not any(word.is_verb for word in left.words)):
        return noun
    if left.words[-1].is_verb or left.words[-1].text in PRODUCES:
        return (left.within(LONGEST - len(noun)) or left.words[-1].text) + noun
    return left.text + noun if len(left.text + noun) <= WHOLE else noun


def without_noun(left: Left, behind: Behind) -> str:
    """The words before the number; with the verb that follows it where there is one (造成25人遇难)."""
    name = left.within(LONGEST_WITH_TITLE if "《" in left.text else LONGEST)
    right = [word for place, word in enumerate(behind.words) if place or word.text not in AUXILIARIES]
    if not right or left.has_copula or left.is_attribute or behind.is_attribute:
        return name
    verbs = [word for word in right[:2] if word.is_verb or word.tag == "vn"]
    if right[0].text in CHANGE:
        return name
    if not verbs or right[0] is not verbs[0]:
        return "" if left.preposition or right[0].tag[0] not in "nxfstk" else name
    if (left.words and left.words[-1].is_verb and left.words[-1].text not in CAUSES) or right[0].text in ("没有", "有"):
        return name
    with_verb = name + joined(verbs)
    return with_verb if len(with_verb) <= WHOLE else name


def borrowed(text: str, start: int, end: int, former: Former | None) -> str:
    """Of a number that stands alone: the name of the one before it in its clause (582户1256人), else the words of the
    clause before or, where it begins its sentence, behind it."""
    if former is not None and not _BORDER.search(text, former.end, start):
        return former.measure.name
    clauses = [border.end() for border in _BORDER.finditer(text, max(0, start - LOOK_BEHIND), start)]
    if clauses and text[clauses[-1] - 1] in "，,":
        begin = clauses[-2] if len(clauses) > 1 else max(0, start - LOOK_BEHIND)
        begin = max(begin, former.measure.consumed if former is not None else 0)
        return left_of(words_of(text[begin : clauses[-1] - 1])).within(LONGEST)
    behind = _NEXT_CLAUSE.match(text, end)
    return left_of(words_of(behind[1])).within(LONGEST) if behind else ""


def completed(name: str, unit: str, former: Former) -> str:
    """A bare verb with what it leaves out: 解决 of 收集问题, 增长 of 总产值."""
    words = words_of(name)
    base = former.measure.base
    if not base or name == former.measure.name or name in SIZES or any(map(says_what, words)):
        return name
    if any(word.text in CHANGE or word.text == "占" for word in words):
        return base + name if len(base + name) <= LONGEST else name
    noun = noun_of(base)
    if unit != former.unit or not noun or set(name) & set(noun[-2:]):
        return name
    return name + noun if len(name + noun) <= LONGEST else name


def says_what(word: Word) -> bool:
    return word.is_noun and word.text not in BARE and word.text not in CHANGE


def noun_of(measure: str) -> str:
    """What stands behind its last verb that has a noun behind it."""
    words = words_of(measure)
    nouns = [place for place, word in enumerate(words) if word.is_noun]
    if not nouns:
        return ""
    verbs = [place for place, word in enumerate(words) if word.is_verb and place < nouns[-1]]
    return joined(words[verbs[-1] + 1 if verbs else 0 :])


def base_of(name: str, former: Former | None) -> str:
    """What of a name a figure behind it may take up: without how it changed, and when."""
    if former is not None and (not noun_of(name) or name[:1] in COMPARISONS):
        return former.measure.base
    words = words_of(name)
    while words and (words[-1].text in CHANGE or words[-1].text in RESULT_MARKS or words[-1].text in BARE):
        words.pop()
    for place, word in enumerate(words):
        if word.tag == "m" and word.text[0].isdigit() and place > 1:
            words = words[:place]
            break
    return joined(words)


def checked(name: str) -> str:
    """The name without what stands loose at its ends; empty where too little or too much is left."""
    if not is_balanced(name):
        name = name.translate(_NO_PAIRS)
    name = name.rstrip(BAD_ENDS).lstrip("的、，·")
    longest = LONGEST_WITH_TITLE if "《" in name else LONGEST
    if name in SIZES:
        return name
    if _BYLINE.search(name) or all(word.text in CHANGE | RESULT_MARKS | BARE for word in words_of(name)):
        return ""
    if not 2 <= len(name) <= longest or not _HAN.search(name) or name in BARE or name in EMPTY:
        return ""
    return name
