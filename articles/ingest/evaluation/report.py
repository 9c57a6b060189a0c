"""The figures of an evaluation, as a table for people and as plain data for programs and for the quality page."""

from collections.abc import Mapping
from typing import Any

from articles.ingest.evaluation.scoring import Score, Tally, total

HEAD = ("page", "articles", "F1", "headlines", "stolen", "names", "P", "R", "roles", "date", "lost")
ROW = "{:<28} {:>9} {:>6} {:>9} {:>6} {:>9} {:>6} {:>6} {:>9} {:>5} {:>5}"


def by_family(scores: Mapping[str, Score], families: Mapping[str, str]) -> dict[str, Score]:
    """The sum of each family's pages, by the family's name."""
    names = sorted(set(families.values()))
    return {name: total(score for page, score in scores.items() if families[page] == name) for name in names}


def table(scores: Mapping[str, Score], families: Mapping[str, str]) -> str:
    """A line a page, a line a family, a line for all: counts beside rates."""
    sums = {f"family {name}": score for name, score in by_family(scores, families).items()}
    rows = {**scores, **sums, "all": total(scores.values())}
    return "\n".join([ROW.format(*HEAD), *(_row(name, score) for name, score in rows.items())])


def as_data(score: Score) -> dict[str, Any]:
    return {
        "pages": score.pages,
        "articles": _tally(score.articles),
        "headlines": _tally(score.headlines),
        "headless": _tally(score.headless),
        "names": _tally(score.names),
        "reporters": _tally(score.reporters),
        "dates": _tally(score.dates),
        "stolen_headlines": score.stolen,
        "characters_lost": score.lost,
    }


def _row(name: str, score: Score) -> str:
    articles, headlines, reporters, dates = score.articles, score.headlines, score.reporters, score.dates
    return ROW.format(
        name,
        f"{articles.right}/{articles.true}",
        f"{articles.f1:.3f}",
        f"{headlines.right}/{headlines.true}",
        score.stolen,
        f"{score.names.right}/{score.names.true}",
        f"{score.names.precision:.3f}",
        f"{score.names.recall:.3f}",
        f"{reporters.right}/{reporters.true}",
        f"{dates.right}/{dates.true}",
        score.lost,
    )


def _tally(tally: Tally) -> dict[str, float]:
    return {"true": tally.true, "given": tally.given, "right": tally.right, "f1": round(tally.f1, 3)}
