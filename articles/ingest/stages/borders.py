"""Finds the soft stories of a printed page that are articles of their own, whose headline stands elsewhere.

A story without a byline below a short line reads as the going-on of the text above. Where the page as a whole fits
better with it standing for itself, because a headline further down speaks of it, it is made a firm story.
"""

from collections.abc import Iterator, Sequence

from articles.ingest.stages.choices import NEIGHBOURS, Cutting, best_choice, near
from articles.ingest.stages.headline_scores import PageScores, Part
from articles.ingest.stages.headline_weights import WEIGHTS
from articles.ingest.stages.stories import Story, Stream, firm, make_firm, story_chain

#: A short line that is worth more as a sub-head than this is one.
_SURE_SUB_HEAD = 4.0
#: The share of a line's words that must stand in one of the texts for them to be tried as two articles.
_SPOKEN_OF = 0.1
#: Stories of a window that are tried, those of which a line speaks most first.
_MOST_TRIED = 8
#: Articles of a window that are found so at most.
_MOST_FOUND = 4


def part_articles(scores: PageScores, window: Stream, cuttings: Sequence[Cutting]) -> PageScores:
    """Makes such stories firm, the one by which the page gains most first; the scores as they are then."""
    tried = sorted(_worth_trying(scores, window, cuttings), reverse=True)[:_MOST_TRIED]
    places = [(index, story) for _, index, story in tried]
    gains = {index: _gain(scores, window, cuttings, index, story) for index, story in places}
    for _ in range(_MOST_FOUND):
        best = max(gains, key=lambda index: gains[index], default=-1)
        if best < 0 or gains[best] <= WEIGHTS.border:
            break
        make_firm(window.stories, dict(places)[best])
        scores = scores.with_new_borders()
        del gains[best]
        for index, story in places:
            if index in gains and abs(index - best) <= 2 * NEIGHBOURS:
                gains[index] = _gain(scores, window, cuttings, index, story)
    return scores


def _worth_trying(
    scores: PageScores, window: Stream, cuttings: Sequence[Cutting]
) -> Iterator[tuple[float, int, Story]]:
    """Soft stories of which a line below speaks, or below a line that speaks of the text above it.

    How much it does, the place of the run before the story, the story.
    """
    for index, run in enumerate(window.runs):
        story = run.after
        if story is None or not run.before_soft or scores.alone(Part(run, 0, len(run.units))) > _SURE_SUB_HEAD:
            continue
        chain = {other.number for other in story_chain(window.stories, story.root)}
        own = {number for number in chain if number >= story.number}
        below = (part for cutting in cuttings[index + 1 : index + 1 + NEIGHBOURS] for part in cutting)
        shares = [scores.words.share_of_any(part.text, own) for part in below]
        shares += [scores.words.share_of_any(part.text, chain - own) for part in cuttings[index]]
        if max(shares) >= _SPOKEN_OF:
            yield max(shares), index, story


def _gain(scores: PageScores, window: Stream, cuttings: Sequence[Cutting], index: int, story: Story) -> float:
    before, behind = near(cuttings, index)
    around = [*before, cuttings[index], *behind]
    with firm(window.stories, story):
        gained = best_choice(scores.with_new_borders(), around)[0]
    return gained - best_choice(scores, around)[0]
