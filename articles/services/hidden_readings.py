"""Hidden passages when their text is written otherwise: they stay hidden, and no border goes through one."""

from collections.abc import Iterable, Mapping

from articles.borders.words import Words
from articles.changed_runs import Run, changed_runs
from articles.errors import BorderError
from articles.models import Article, HiddenPassage
from articles.search.normalize import normalize
from articles.services.article_text import WORDS, ArticleText
from articles.services.blacking_out import passage_ranges
from articles.services.hidden_passages import SHORTEST_PASSAGE, passages_in_force, present_revisions


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
        if reading and len(normalize(reading)) < SHORTEST_PASSAGE:
            reading = new[max(0, new_start - 1) : new_end + 1].strip()
        if len(normalize(reading)) >= SHORTEST_PASSAGE and normalize(reading) != normalize(passage):
            found.append(reading)
    return found


def _moved(place: int, runs: Iterable[Run]) -> int:
    """A place of the old text that no run covers, in the new one."""
    before = [run for run in runs if run.end <= place]
    return place + (before[-1].new_end - before[-1].end if before else 0)


def _as_read(row: HiddenPassage, reading: str) -> HiddenPassage:
    return HiddenPassage(
        article_id=row.article_id,
        text=reading,
        reason=row.reason,
        decided_by_id=row.decided_by_id,
        carried_from=row,
    )


def refuse_cut_passages(before: Mapping[int, Words], living: Iterable[int]) -> None:
    """Raises BorderError where a passage that was hidden in one of the articles stands whole in none of the living.

    `before` are the whole texts of the articles before the change. One query where nothing is hidden.
    """
    hidden = passages_in_force(before)
    if not hidden:
        return
    after = [_joined(revision) for revision in present_revisions(living).values()]
    for pk, rows in hidden.items():
        for row in rows:
            stood = _count([_joined(before[pk])], row.text)
            if stood > _count(after, row.text):
                words = "这样分会从一段隐去的文字中间断开，露出其中一半；请把那几行一起移动，或先由审校处理隐去的文字。"
                raise BorderError("hidden_cut", words)


def _joined(text: object) -> str:
    return "\n".join(getattr(text, name) for name in WORDS)


def _count(texts: Iterable[str], passage: str) -> int:
    return sum(len(list(passage_ranges(text, passage))) for text in texts)
