"""Which waiting changes ask for the same: what one editor wants is not lost when the other takes his own back.

Changes of articles that became part of one since are compared by what each makes of its present text.
"""

from collections.abc import Iterable

from articles.models import Article, Redirect, Review, WaitingChange
from articles.services.article_text import ArticleText, json_to_text, text_of_article, text_of_revision
from articles.services.followed_changes import follow_change
from articles.services.followed_edits import PlaceLostError
from articles.services.merge_texts import merge_texts
from articles.services.reviewed_articles import article_now


def waiting_already(article: Article, present: ArticleText, wanted: ArticleText) -> list[WaitingChange]:
    """The open changes of the article, and of those that became part of it, that make `wanted` of `present` too, in
    the order in which they came."""
    return [
        row
        for row in _open_of(article.pk)
        if (
            _makes(row, present, wanted)
            if row.article_id == article.pk
            else present != wanted and _makes_now(row) == {article.pk: wanted}
        )
    ]


def twins_of(waiting: WaitingChange) -> list[WaitingChange]:
    """The other open changes that make the same of the article as this one."""
    article = article_now(waiting.article)
    rows = [row for row in _open_of(article.pk) if row.pk != waiting.pk] if article else []
    made = _makes_now(waiting) if any(row.article_id != waiting.article_id for row in rows) else {}
    return [row for row in rows if _are_same(row, waiting) or (made and _makes_now(row) == made)]


def _are_same(one: WaitingChange, other: WaitingChange) -> bool:
    first, second = sorted((one, other), key=lambda each: each.pk)
    return first.article_id == second.article_id and _makes(
        first, text_of_revision(second.base), json_to_text(second.wanted)
    )


def _open_of(article_id: int) -> Iterable[WaitingChange]:
    """Of the article and of those whose addresses lead to it."""
    became_part = Redirect.objects.filter(article=article_id).values("old_public_id")
    # Asked for together with the article itself they would be looked for among all articles.
    parts = Article.objects.filter(public_id__in=became_part).order_by().values_list("pk", flat=True)
    rows = WaitingChange.objects.filter(article__in=[article_id, *parts], review__state=Review.State.OPEN)
    return rows.select_related("article", "editor", "base__article", "review").order_by("pk")


def _makes(waiting: WaitingChange, present: ArticleText, wanted: ArticleText) -> bool:
    merge = merge_texts(base=text_of_revision(waiting.base), theirs=present, mine=json_to_text(waiting.wanted))
    return present != wanted and not merge.conflicts and merge.text == wanted


def _makes_now(waiting: WaitingChange) -> dict[int, ArticleText]:
    """What it would make of the present texts of which articles; nothing where it is so already or cannot be told."""
    base, wanted = text_of_revision(waiting.base), json_to_text(waiting.wanted)
    try:
        followed = follow_change(waiting.base.article, waiting.base.number, base, wanted, lock=False)
    except PlaceLostError:
        return {}
    if followed is not None:
        return {each.article.pk: each.text for each in followed if each.text != each.present}
    article = article_now(waiting.article)
    if article is None:
        return {}
    present = text_of_article(article)
    merge = merge_texts(base=base, theirs=present, mine=wanted)
    return {} if merge.conflicts or merge.text == present else {article.pk: merge.text}
