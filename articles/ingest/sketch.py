"""Recognises another scan of a page already held: bottom-k sketches of its lines, and the exact share of equal lines.

Pure. The sketch is a bottom-k MinHash (Broder 1997): two pages with most lines in common share most of their smallest
line hashes, so an index over sixteen numbers a page finds the candidates among millions.
"""

import hashlib
import unicodedata
from collections import Counter

#: Hashes a sketch holds.
SKETCH_SIZE = 16

#: Of the smaller sketch, how much two pages must share to be compared in full. Pages with 80 % of their lines in
#: common share two thirds of the union, so about two thirds of their sketches; a quarter misses one pair in 10,000.
CANDIDATE_SHARE = 0.25

#: From this share of equal lines on, two texts are the same printed page.
SAME_PAGE_SHARE = 0.8

#: Shorter lines (page numbers, “导读”, a lone name) stand on many pages and prove nothing.
SHORTEST_LINE = 5


def compared_lines(text: str) -> Counter[str]:
    """The lines of `text` as they are compared: no white space, compatibility forms folded, short ones left out."""
    folded = ("".join(unicodedata.normalize("NFKC", line).split()) for line in text.split("\n"))
    return Counter(line for line in folded if len(line) >= SHORTEST_LINE)


def line_sketch(text: str) -> list[int]:
    """The smallest SKETCH_SIZE hashes of the page's lines, ascending, as signed 64-bit numbers; empty without lines."""
    return sorted(_line_hash(line) for line in compared_lines(text))[:SKETCH_SIZE]


def candidate_overlap(sketch: list[int]) -> int:
    """How many hashes another sketch must share with this one for its page to be compared in full."""
    return max(1, round(len(sketch) * CANDIDATE_SHARE))


def share_of_equal_lines(text: str, other: str) -> float:
    """The share (0 to 1) of the compared lines of `text` that stand in `other` too; 0 when it has none."""
    lines, others = compared_lines(text), compared_lines(other)
    total = lines.total()
    return (lines & others).total() / total if total else 0.0


def _line_hash(line: str) -> int:
    digest = hashlib.blake2b(line.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
