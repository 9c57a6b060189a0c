"""Where a change cannot be brought together with what was changed since: both texts, field by field."""

from dataclasses import dataclass

from articles.admin.credit_lines import field_as_text
from articles.admin.review_rows import excerpt, texts_of
from articles.differences import Piece, differences
from articles.models import Review
from articles.services.article_text import ArticleText, field_label, text_of_article
from articles.services.followed_changes import follow_change
from articles.services.followed_edits import PlaceLostError
from articles.services.merge_texts import merge_texts
from articles.services.reviewed_articles import article_now


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """`wanted`: from what the change was made from to what it makes; `meanwhile`: from the same to the present text."""

    label: str
    wanted: list[Piece]
    meanwhile: list[Piece]


def conflicts_of(review: Review) -> list[FieldConflict]:
    """For what waits, what stands in the way of passing it; for what is live, of taking it back."""
    article = article_now(review.article)
    if article is None or review.border_change is not None or review.action is not None:
        return []
    before, after = texts_of(review)
    base, mine = (before, after) if review.waiting is not None else (after, before)
    if _is_followed(review, base, mine):
        return []
    present = text_of_article(article)
    found = []
    for name in merge_texts(base=base, theirs=present, mine=mine).conflicts:
        said = [field_as_text(text, name) for text in (base, mine, present)]
        wanted, meanwhile = differences(said[0], said[1]), differences(said[0], said[2])
        found.append(FieldConflict(field_label(name), excerpt(wanted), excerpt(meanwhile)))
    return found


def _is_followed(review: Review, base: ArticleText, mine: ArticleText) -> bool:
    """Whether the change is told to the character where it stands now, whatever became of the rest of the text."""
    made_in = review.waiting.base if review.waiting is not None else review.revision
    if made_in is None:
        return False
    try:
        return follow_change(made_in.article, made_in.number, base, mine, lock=False) is not None
    except PlaceLostError:
        return False
