"""Finds where words stand now whose way no change of borders tells, by what stands around them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from articles.errors import ReviewError
from articles.models import Article, Span
from articles.services.article_text import WORDS, ArticleText, text_of_article
from articles.services.followed_changes import Followed

#: Fewer characters than this, with what stands around them, are no proof that they are the same place.
SHORTEST = 6


def follow_words(article: Article, runs: Sequence[dict[str, Any]]) -> Followed | None:
    """The one place at which each of the runs stands, in the article or another of its pages; None unless it is one.

    Locks the articles of the pages. Raises ReviewError while somebody else changes one of them: who waits here, with
    an article locked already, may wait for one who waits for it.
    """
    if any(run["field"] == "credits" for run in runs):
        return None
    found: list[Followed] = []
    for each in _locked_neighbours(article):
        present = text_of_article(each)
        text = _with_runs(present, runs)
        if text is not None:
            found.append(Followed(each, present, text))
    return found[0] if len(found) == 1 else None


def _locked_neighbours(article: Article) -> list[Article]:
    pages = {article.page_id, *Span.objects.filter(article=article).values_list("page_id", flat=True)}
    on_pages = {
        *Article.objects.filter(page__in=pages).values_list("pk", flat=True),
        *Span.objects.filter(page__in=pages).values_list("article_id", flat=True),
    }
    rows = Article.objects.filter(pk__in=on_pages | {article.pk}).exclude(state=Article.State.SUPERSEDED)
    locked = list(rows.select_for_update(skip_locked=True).order_by("pk"))
    if len(locked) < rows.count():
        raise ReviewError("busy", "这一版的文章正有人在改，请过一会儿再试。")
    return locked


def _with_runs(present: ArticleText, runs: Sequence[dict[str, Any]]) -> ArticleText | None:
    text = present
    for run in runs:
        before, old, after = run["before"], run["old"], run["after"]
        places = [*_places(text, before, old, after)]
        if len(places) != 1:
            return None
        name, start = places[0]
        words = getattr(text, name)
        text = replace(text, **{name: words[:start] + run["new"] + words[start + len(old) :]})
    return text


def _places(text: ArticleText, before: str, old: str, after: str) -> Iterator[tuple[str, int]]:
    """Fields and offsets at which `old` stands between the words of its own line that stood around it."""
    before, after = before.rsplit("\n", 1)[-1], after.split("\n", 1)[0]
    looked_for = before + old + after
    if len(looked_for) < SHORTEST:
        return
    for name in WORDS:
        words = getattr(text, name)
        start = words.find(looked_for)
        while start >= 0:
            yield name, start + len(before)
            start = words.find(looked_for, start + 1)
