"""What a page of reviews shows: each change with its difference in place, and the article that has it now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User

from articles.admin.credit_lines import field_as_text
from articles.admin.listed_actions import ActionShown, shown_action
from articles.differences import KEPT, Piece, differences
from articles.models import Article, AuditEntry, BorderChange, Review
from articles.services.article_text import FIELDS, ArticleText, field_label, json_to_text, text_of_revision
from articles.services.new_articles import is_of_new_article
from articles.services.reviewed_articles import heirs_of

#: Kept characters that are shown on either side of a change.
AROUND = 24
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class ChangedField:
    label: str
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """`article` is the one that has the text now; None where its address leads nowhere any more.

    `may_decide`: by whoever looks at it; `is_own`: he made the change himself.
    """

    review: Review
    article: Article | None
    has_moved: bool
    changes: list[ChangedField]
    border_articles: list[Article]
    border_words: str
    action: ActionShown | None
    is_own: bool
    may_decide: bool

    @property
    def may_take_back(self) -> bool:
        return self.is_own and self.is_open and self.review.subject == Review.Subject.WAITING

    @property
    def is_open(self) -> bool:
        return self.review.state == Review.State.OPEN


def review_rows(reviews: Sequence[Review], *, user: User, may_review: bool) -> list[ReviewRow]:
    """At most three queries for all of them. `reviews` come with what `RELATED` names."""
    heirs = heirs_of(review.article for review in reviews)
    named, told = _border_articles(reviews), _border_words(reviews)
    rows = []
    for review in reviews:
        is_gone = review.article.state == Article.State.SUPERSEDED
        is_own, is_open = review.editor_id == user.pk, review.state == Review.State.OPEN
        rows.append(
            ReviewRow(
                review=review,
                article=heirs.get(review.article_id) if is_gone else review.article,
                has_moved=is_gone,
                changes=changed_in_place(*texts_of(review)),
                border_articles=named.get(review.pk, []),
                border_words=told.get(review.border_change_id, ""),
                action=shown_action(review.action) if review.action else None,
                is_own=is_own,
                may_decide=may_review and is_open and not is_own,
            )
        )
    return rows


def texts_of(review: Review) -> tuple[ArticleText, ArticleText]:
    """What a change of text was made from, and what it makes of it; both empty for borders
    and what else is no text."""
    if review.waiting is not None and is_of_new_article(review.waiting):
        return ArticleText(), json_to_text(review.waiting.wanted)
    if review.waiting is not None:
        return text_of_revision(review.waiting.base), json_to_text(review.waiting.wanted)
    if review.revision is not None:
        before = review.revision.supersedes
        return text_of_revision(before) if before else ArticleText(), text_of_revision(review.revision)
    return ArticleText(), ArticleText()


def changed_in_place(old: ArticleText, new: ArticleText) -> list[ChangedField]:
    """The fields that differ, each with its changes and a few words around them."""
    found = []
    for name in FIELDS:
        before, after = field_as_text(old, name), field_as_text(new, name)
        if before != after:
            found.append(ChangedField(field_label(name), excerpt(differences(before, after))))
    return found


def excerpt(pieces: Sequence[Piece], *, around: int = AROUND) -> list[Piece]:
    """The pieces with what is kept between them cut down to `around` characters on either side."""
    cut = []
    for number, piece in enumerate(pieces):
        if not piece.is_kept:
            cut.append(piece)
            continue
        text = piece.text.replace("\n", "　")
        is_first, is_last = number == 0, number == len(pieces) - 1
        head = "" if is_first else text[:around]
        tail = "" if is_last else text[-around:]
        is_short = len(text) <= len(head) + len(tail)
        cut.append(Piece(KEPT, text if is_short else head + ELLIPSIS + tail))
    return cut


def _border_articles(reviews: Iterable[Review]) -> dict[int, list[Article]]:
    wanted = {review.pk: review.border_change.articles for review in reviews if review.border_change is not None}
    if not wanted:
        return {}
    ids = {pk for each in wanted.values() for pk in each}
    articles = Article.objects.only("pk", "public_id", "headline", "kind", "state", "page_id").in_bulk(ids)
    return {review: [articles[pk] for pk in each if pk in articles] for review, each in wanted.items()}


def _border_words(reviews: Iterable[Review]) -> dict[int | None, str]:
    """What a change of kind made of what, by the change, as the log has it; of other changes the articles tell."""
    kind = BorderChange.Action.KIND
    wanted = [each.border_change.pk for each in reviews if each.border_change and each.border_change.action == kind]
    if not wanted:
        return {}
    lines = AuditEntry.objects.filter(record_type=BorderChange._meta.label_lower, record_id__in=wanted)
    return dict(lines.values_list("record_id", "summary"))
