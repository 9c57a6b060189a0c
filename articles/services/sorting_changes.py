"""Sorts what an editor changed in an article: what may be live at once, and what changes facts and waits."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from articles.changed_runs import Run, apply_runs
from articles.facts.kinds import Fact
from articles.facts.places import Known, fact_places
from articles.facts.sorting import SortedRun, sort_runs, with_earlier
from articles.models import Article, Reporter
from articles.services.article_text import WORDS, ArticleText, changed_fields, credits_to_json
from entities.link_plan import home_of
from entities.registry import current_registry

#: Characters before and behind a run that are written down with it.
CONTEXT = 12
#: The longest and the shortest name that is looked up among the reporters.
NAME_LENGTHS = range(2, 5)


@dataclass(frozen=True, slots=True)
class SortedChange:
    """`live` is the present text with every run that touches no fact. `waiting` says which do, as they are stored."""

    live: ArticleText
    waiting: tuple[dict[str, Any], ...]
    touches: frozenset[Fact]


def sort_change(
    article: Article, present: ArticleText, new: ArticleText, *, reviewed: ArticleText | None = None
) -> SortedChange:
    """At most five queries; a change of credits or agency changes names, whatever it is.

    `reviewed` is the text before the live changes that nobody has looked at yet, where there are any: what they and
    this one change together, none of them may change in steps.
    """
    changed = changed_fields(present, new)
    words = [name for name in WORDS if name in changed]
    sorted_runs = _sort_words(article, present, new, words)
    if reviewed is not None:
        together = _sort_words(
            article, reviewed, new, [name for name in words if name in changed_fields(reviewed, new)]
        )
        sorted_runs = {name: with_earlier(runs, together.get(name, ())) for name, runs in sorted_runs.items()}
    live: dict[str, Any] = {
        name: apply_runs(getattr(present, name), (each.run for each in runs if not each.touches))
        for name, runs in sorted_runs.items()
    }
    waiting = [entry for name, runs in sorted_runs.items() for entry in _entries(name, getattr(present, name), runs)]
    touches = {kind for runs in sorted_runs.values() for each in runs for kind in each.touches}
    if "credits" in changed:
        waiting.append(_credits_entry(present, new))
        touches.add(Fact.NAME)
    text = replace(present, **live)
    if not any(getattr(text, name) for name in WORDS):
        # Words that move into another field with their facts: a text is never published without any.
        text = present
    return SortedChange(text, tuple(waiting), frozenset(touches))


def _sort_words(
    article: Article, present: ArticleText, new: ArticleText, changed: list[str]
) -> dict[str, list[SortedRun]]:
    if not changed:
        return {}
    old_fields, new_fields = _fields(present), _fields(new)
    known = _known(article, present, new, [(old_fields[name], new_fields[name]) for name in changed])
    old_places, new_places = fact_places(old_fields, known), fact_places(new_fields, known)
    found = {
        name: sort_runs(old_fields[name], new_fields[name], old_places=old_places[name], new_places=new_places[name])
        for name in changed
    }
    if "agency" in found:
        found["agency"] = [SortedRun(each.run, each.touches | {Fact.NAME}) for each in found["agency"]]
    return found


def _fields(text: ArticleText) -> Mapping[str, str]:
    return {name: getattr(text, name) for name in WORDS}


def _known(article: Article, present: ArticleText, new: ArticleText, changed: list[tuple[str, str]]) -> Known:
    registry = current_registry()
    signed = {credit.name for text in (present, new) for credit in text.credits}
    return Known(
        persons=signed | _reporters(article, changed), gazetteer=registry.gazetteer, home=home_of(article, registry)
    )


def _reporters(article: Article, changed: list[tuple[str, str]]) -> set[str]:
    """Reporters of the newspaper whose names stand where something was changed, in the old text or the new one."""
    words = {word for old, new in changed for word in _words_at_runs(old, new)}
    if not words:
        return set()
    reporters = Reporter.objects.filter(newspaper_id=article.page.newspaper_id, name__in=words)
    return set(reporters.values_list("name", flat=True))


def _words_at_runs(old: str, new: str) -> Iterator[str]:
    for each in sort_runs(old, new, old_places=(), new_places=()):
        run = each.run
        for text, start, end in ((old, run.start, run.end), (new, run.new_start, run.new_end)):
            for length in NAME_LENGTHS:
                for begin in range(max(0, start - length + 1), min(end, len(text) - length + 1)):
                    yield text[begin : begin + length]
                if start == end:
                    # Nothing stands here in this text; a name may still have been cut or joined.
                    for begin in range(max(0, start - length + 1), min(start, len(text) - length + 1)):
                        yield text[begin : begin + length]


def _entries(name: str, present: str, runs: list[SortedRun]) -> Iterator[dict[str, Any]]:
    for each in runs:
        if each.touches:
            yield _entry(name, present, each.run) | {"touches": sorted(each.touches)}


def _entry(name: str, present: str, run: Run) -> dict[str, Any]:
    kept = {key: value for key, value in asdict(run).items() if key in ("start", "old", "new")}
    before, after = present[max(0, run.start - CONTEXT) : run.start], present[run.end : run.end + CONTEXT]
    return {"field": name, **kept, "before": before, "after": after}


def _credits_entry(present: ArticleText, new: ArticleText) -> dict[str, Any]:
    old, wanted = credits_to_json(present.credits), credits_to_json(new.credits)
    return {"field": "credits", "old": old, "new": wanted, "touches": [Fact.NAME]}
