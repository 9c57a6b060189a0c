"""Where the choice of headlines and borders was nearly another one: marked for the editor."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.ingest.drafts import Note
from articles.ingest.stages.headline_scores import PageScores, Part

#: Differences of worth under which two readings of a place are both likely.
_CLOSE_BORDER, _CLOSE_HEADLINE = 2.5, 2.0
#: Characters of a line that are quoted to the editor.
_QUOTED = 16


@dataclass(frozen=True, slots=True)
class CloseCall:
    """`story` is the number of the one whose item the note belongs to."""

    story: int
    note: Note


def close_calls(scores: PageScores, parts: Sequence[Part], headings: dict[int, int]) -> Iterator[CloseCall]:
    """`headings`: {place among the parts: number of the story that the part heads}."""
    for place, part in enumerate(parts):
        chosen = headings.get(place)
        gains = scores.gains(part)
        run = part.run
        soft = run.after.number if run.before_soft and part.is_last and run.after is not None else None
        if chosen is None:
            if soft is not None and soft in gains and -gains[soft] < _CLOSE_BORDER:
                yield CloseCall(soft, _note("maybe_two", part, "也可能是另一篇的标题"))
            continue
        if chosen == soft and gains[chosen] < _CLOSE_BORDER:
            yield CloseCall(chosen, _note("maybe_one", part, "也可能是上一篇的小标题"))
        rival = max((gain for number, gain in gains.items() if number != chosen), default=0.0)
        if rival > 0 and gains[chosen] - rival < _CLOSE_HEADLINE:
            yield CloseCall(chosen, _note("doubtful_headline", part, "也可能是别篇的标题"))


def _note(code: str, part: Part, words: str) -> Note:
    text = part.units[-1].text
    return Note(code, part.units[0].first.number, f"“{text[:_QUOTED]}”{words}")
