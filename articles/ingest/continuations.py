"""Pairs the halves of articles that go on from one page to another: by their marks, and by meaning between equals.

Pure. A mark is what stands in （下转A02版①） and （上接A01版①）: a page and, where several articles go on, a sign.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from articles.ingest.similarity import bigrams

_MARK = re.compile(r"第?(?P<page>[A-Za-z]?\d{1,3}|[一二三四五六七八九十]{1,3})版?(?P<sign>.*)")
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}

#: Between several that carry one mark, the best must share this many times more with its other half than the next.
CLEARLY_MORE = 1.5

#: And at least this share of the shorter half's character pairs: two articles of one page share about 0.05.
LEAST_SHARE = 0.08

#: Among more that carry one mark nothing tells which belong together; no printed page has as many.
MOST_RIVALS = 40

_ENDS_SENTENCE = re.compile(r"[。！？…][”’」』）)]*$")


@dataclass(frozen=True, slots=True)
class Mark:
    """The page it leads to, without leading zeros (A2, 2), and the sign that tells articles apart; either may be ""."""

    page: str
    sign: str


@dataclass(frozen=True, slots=True)
class Half:
    """One half of an article: on which page it stands (label, "" when unknown), its mark, its text."""

    key: int
    label: str
    mark: str
    body: str


def read_mark(text: str) -> Mark:
    found = _MARK.fullmatch("".join(text.split()))
    return Mark(plain_label(found["page"]), found["sign"]) if found else Mark("", text.strip())


def plain_label(label: str) -> str:
    """A label as pages and marks both say it: A02 and a2 are A2, 第二版 is 2."""
    if label and all(character in "十" or character in _DIGITS for character in label):
        return str(_number(label))
    return re.sub(r"(?<!\d)0+(?=\d)", "", label.upper())


def pair_halves(heads: Sequence[Half], tails: Sequence[Half]) -> list[tuple[int, int]]:
    """The (head, tail) keys that belong together; each at most once, and none where nothing tells which.

    Where pages are unlabelled the sign alone must do, so halves of unlabelled pages pair only when they carry one.
    """
    fits = [(head, tail) for head in heads for tail in tails if _marks_fit(head, tail)]
    by_key: defaultdict[tuple[str, int], list[tuple[Half, Half]]] = defaultdict(list)
    for head, tail in fits:
        by_key["head", head.key].append((head, tail))
        by_key["tail", tail.key].append((head, tail))
    pairs = []
    for head, tail in fits:
        alike = [*by_key["head", head.key], *by_key["tail", tail.key]]
        rivals = [pair for pair in alike if pair != (head, tail)]
        if not rivals or (len(rivals) <= MOST_RIVALS and _is_clearly_best(head, tail, rivals)):
            pairs.append((head.key, tail.key))
    return pairs


def join_bodies(head: str, tail: str) -> str:
    """One text: a sentence that the page's end cut in two is whole again, else the tail begins a paragraph."""
    if not head or not tail:
        return head or tail
    return f"{head}\n{tail}" if _ENDS_SENTENCE.search(head) else head + tail


def _marks_fit(head: Half, tail: Half) -> bool:
    to, origin = read_mark(head.mark), read_mark(tail.mark)
    if to.sign != origin.sign:
        return False
    if not (head.label and tail.label):
        return bool(to.sign) and _agree(to.page, tail.label) and _agree(origin.page, head.label)
    return to.page == plain_label(tail.label) and origin.page == plain_label(head.label)


def _agree(page: str, label: str) -> bool:
    return not label or page == plain_label(label)


def _is_clearly_best(head: Half, tail: Half, rivals: Sequence[tuple[Half, Half]]) -> bool:
    share = shared_words(head.body, tail.body)
    return share >= LEAST_SHARE and all(
        share >= CLEARLY_MORE * shared_words(other_head.body, other_tail.body) for other_head, other_tail in rivals
    )


def shared_words(first: str, second: str) -> float:
    """The share of the shorter text's different character pairs that stand in the other (overlap coefficient)."""
    one, other = set(bigrams(first)), set(bigrams(second))
    return len(one & other) / max(1, min(len(one), len(other)))


def _number(words: str) -> int:
    """一 to 九十九."""
    tens, ten, ones = words.rpartition("十")
    if not ten:
        return _DIGITS[words[-1]]
    return 10 * (_DIGITS[tens[-1]] if tens else 1) + (_DIGITS[ones[-1]] if ones else 0)
