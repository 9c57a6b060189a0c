"""Which waiting changes ask for the same: what one editor wants is not lost when the other takes his own back."""

from collections.abc import Iterable

from articles.models import Article, Review, WaitingChange
from articles.services.article_text import ArticleText, json_to_text, text_of_revision
from articles.services.merge_texts import merge_texts


def waiting_already(article: Article, present: ArticleText, wanted: ArticleText) -> list[WaitingChange]:
    """The article's open changes that make `wanted` of `present` too, in the order in which they came."""
    return [row for row in _open_of(article.pk) if _makes(row, present, wanted)]


def twins_of(waiting: WaitingChange) -> list[WaitingChange]:
    """The other open changes of the article that make the same of it as this one."""
    found = []
    for row in _open_of(waiting.article_id):
        first, second = sorted((row, waiting), key=lambda each: each.pk)
        if row.pk != waiting.pk and _makes(first, text_of_revision(second.base), json_to_text(second.wanted)):
            found.append(row)
    return found


def _open_of(article_id: int) -> Iterable[WaitingChange]:
    rows = WaitingChange.objects.filter(article=article_id, review__state=Review.State.OPEN)
    return rows.select_related("editor", "base", "review").order_by("pk")


def _makes(waiting: WaitingChange, present: ArticleText, wanted: ArticleText) -> bool:
    merge = merge_texts(base=text_of_revision(waiting.base), theirs=present, mine=json_to_text(waiting.wanted))
    return present != wanted and not merge.conflicts and merge.text == wanted
