"""Pairs the articles of two readings of one page by their text. Pure.

Similarity is the Dice coefficient over character bigrams (Dice 1945), which needs no word boundaries and forgives
scattered OCR errors.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

#: From this similarity on, an article of the new reading is the same article.
SAME_ARTICLE = 0.8


def bigrams(text: str) -> Counter[str]:
    dense = "".join(text.split())
    return Counter(dense[i : i + 2] for i in range(len(dense) - 1)) or Counter([dense])


def dice(first: Counter[str], second: Counter[str]) -> float:
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0.0


def pair_articles(old: Mapping[int, str], new: Sequence[str]) -> tuple[dict[int, int], dict[int, int]]:
    """Pair old articles (by key) with new ones (by index).

    Returns (same, nearest): `same` pairs each old key with at most one new index at SAME_ARTICLE or above, best pairs
    first; `nearest` gives for every other old key the new index whose text is nearest.
    """
    if not new:
        return {}, {}
    new_bigrams = [bigrams(text) for text in new]
    scores = sorted(
        (
            (dice(old_bigrams, other), key, index)
            for key, text in old.items()
            for old_bigrams in [bigrams(text)]
            for index, other in enumerate(new_bigrams)
        ),
        key=lambda row: (-row[0], row[1], row[2]),
    )
    same: dict[int, int] = {}
    taken: set[int] = set()
    nearest: dict[int, int] = {}
    for score, key, index in scores:
        nearest.setdefault(key, index)
        if score >= SAME_ARTICLE and key not in same and index not in taken:
            same[key] = index
            taken.add(index)
    return same, {key: index for key, index in nearest.items() if key not in same}
