"""What waits and what was decided of one article, for its page at the desk and for the workbench.

Put `reviews_of_article(article, user)` into the context as `reviews` and include
`admin/articles/review/_of_article.html`.
"""

from dataclasses import dataclass
from typing import Any

from articles.admin.review_rows import ReviewRow, review_rows
from articles.models import Article, Review
from articles.services.review import REVIEW_RIGHT
from articles.services.reviewed_articles import decided_reviews_of, open_reviews_of

DECIDED_SHOWN = 5


@dataclass(frozen=True, slots=True)
class ArticleReviews:
    """`has_news`: a change of the person who looks at it was sent back."""

    open: list[ReviewRow]
    decided: list[ReviewRow]
    has_news: bool

    @property
    def waiting_count(self) -> int:
        return sum(row.review.subject == Review.Subject.WAITING for row in self.open)


def reviews_of_article(article: Article, user: Any) -> ArticleReviews:
    """A constant number of queries."""
    may_review = user.has_perm(REVIEW_RIGHT)
    waiting = review_rows(open_reviews_of(article), user=user, may_review=may_review)
    decided = review_rows(list(decided_reviews_of(article)[:DECIDED_SHOWN]), user=user, may_review=may_review)
    has_news = any(row.is_own and row.review.state == Review.State.REJECTED for row in decided)
    return ArticleReviews(waiting, decided, has_news)
