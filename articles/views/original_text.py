"""The text of an article beside the text as it was first read, paragraph by paragraph, with what differs marked.

Both are given as the public may read them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from articles.differences import Piece, differences
from articles.models import Article, Revision
from articles.services.article_text import WORDS, field_label
from articles.services.hidden_passages import public_words

#: What the desk calls 主题, beside 引题 and 副题, is to readers the headline.
READERS_LABELS = {"headline": "标题"}
PEOPLE = (Revision.Origin.CORRECTION, Revision.Origin.REVERT)


@dataclass(frozen=True, slots=True)
class ComparedPart:
    """A paragraph, or a field with its label. `present` has what is kept and put in, `first` what is kept and taken
    out."""

    label: str
    present: tuple[Piece, ...]
    first: tuple[Piece, ...]

    @property
    def is_changed(self) -> bool:
        return any(not piece.is_kept for piece in (*self.present, *self.first))


@dataclass(frozen=True, slots=True)
class Comparison:
    titles: tuple[ComparedPart, ...]
    body: tuple[ComparedPart, ...]

    @property
    def changed(self) -> int:
        """How many parts differ."""
        return sum(part.is_changed for part in (*self.titles, *self.body))


def compare_with_original(article: Article, hidden: tuple[str, ...]) -> Comparison:
    """With the text as the program read it last, before a person changed it. One query."""
    first = Revision.objects.filter(article=article).exclude(origin__in=PEOPLE).order_by("-number").first()
    if first is None:
        raise LookupError(f"article {article.public_id} has no revision that a program wrote")
    words = public_words({name: getattr(first, name) for name in WORDS}, hidden)
    return compare(words, {name: getattr(article, name) for name in WORDS})


def compare(first: Mapping[str, str], present: Mapping[str, str]) -> Comparison:
    titles = [
        part
        for name in WORDS
        if name != "body" and (first[name] or present[name])
        for part in parts_of(first[name], present[name], READERS_LABELS.get(name, field_label(name)))
    ]
    return Comparison(tuple(titles), tuple(parts_of(first["body"], present["body"])))


def parts_of(first: str, present: str, label: str = "") -> Iterator[ComparedPart]:
    """A part for every line that both texts end at the same place; nothing of either is left out but blank lines."""
    now: list[Piece] = []
    then: list[Piece] = []

    def part() -> Iterator[ComparedPart]:
        found = ComparedPart(label, tuple(now), tuple(then))
        now.clear()
        then.clear()
        if any(piece.text.strip() for piece in (*found.present, *found.first)):
            yield found

    # So that the last lines of both end alike.
    pieces = differences(first + "\n", present + "\n")
    for place, piece in enumerate(pieces):
        if not piece.is_kept:
            (then if piece.is_taken_out else now).append(piece)
            # Lines that only one of both has stand by themselves.
            is_followed = place + 1 < len(pieces) and not pieces[place + 1].is_kept
            if piece.text.endswith("\n") and not is_followed and not any(each.is_kept for each in (*now, *then)):
                yield from part()
            continue
        for number, line in enumerate(piece.text.split("\n")):
            if number:
                yield from part()
            if line:
                now.append(Piece(piece.kind, line))
                then.append(Piece(piece.kind, line))
    yield from part()
