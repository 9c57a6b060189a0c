"""Hidden passages when their text is written otherwise: they stay hidden."""

from collections.abc import Iterable

from articles.changed_runs import Run, changed_runs
from articles.models import Article, HiddenPassage
from articles.search.normalize import normalize
from articles.services.article_text import WORDS, ArticleText
from articles.services.blacking_out import passage_ranges
from articles.services.hidden_passages import passages_in_force

#: A single character would black out half a page.
SHORTEST = 2


def hide_new_readings(article: Article, present: ArticleText, new: ArticleText) -> None:
    """Call it where a text is written over another. What is hidden in the old one is hidden as it reads in the new.

    One query where nothing is hidden.
    """
    rows = passages_in_force([article.pk]).get(article.pk, ())
    held = {normalize(row.text) for row in rows}
    fresh: dict[str, HiddenPassage] = {}
    for row in rows:
        for name in WORDS:
            for reading in new_readings(row.text, getattr(present, name), getattr(new, name)):
                if normalize(reading) not in held:
                    fresh.setdefault(normalize(reading), _as_read(row, reading))
    HiddenPassage.objects.bulk_create(fresh.values())


def new_readings(passage: str, old: str, new: str) -> list[str]:
    """What stands in `new` where `old` has the passage, and reads otherwise; nothing where it was taken out."""
    ranges = list(passage_ranges(old, passage)) if old != new else []
    runs = changed_runs(old, new) if ranges else []
    found = []
    for start, end in ranges:
        inside = [run for run in runs if (run.start < end and start < run.end) or start < run.start == run.end < end]
        if not inside:
            continue
        new_start = min(inside[0].new_start, _moved(start, runs)) if inside[0].start < start else _moved(start, runs)
        new_end = max(inside[-1].new_end, new_start)
        if inside[-1].end < end:
            new_end += end - inside[-1].end
        reading = new[new_start:new_end].strip()
        if reading and len(normalize(reading)) < SHORTEST:
            reading = new[max(0, new_start - 1) : new_end + 1].strip()
        if len(normalize(reading)) >= SHORTEST and normalize(reading) != normalize(passage):
            found.append(reading)
    return found


def _moved(place: int, runs: Iterable[Run]) -> int:
    """A place of the old text that no run covers, in the new one."""
    before = [run for run in runs if run.end <= place]
    return place + (before[-1].new_end - before[-1].end if before else 0)


def _as_read(row: HiddenPassage, reading: str) -> HiddenPassage:
    return HiddenPassage(article_id=row.article_id, text=reading, reason=row.reason, decided_by_id=row.decided_by_id)
