"""Which article a review is about now, and which open reviews an article has, its redirects followed."""

from collections.abc import Iterable

from articles.models import Article, Redirect, Review
from articles.models.reviews import ReviewQuerySet


def article_now(article: Article, *, lock: bool = False) -> Article | None:
    """The article, or the one that it became part of; None where neither is there any more."""
    articles = Article.objects.select_for_update() if lock else Article.objects.all()
    found = articles.get(pk=article.pk)
    while found.state == Article.State.SUPERSEDED:
        redirect = Redirect.objects.filter(old_public_id=found.public_id).first()
        if redirect is None:
            return None
        found = articles.get(pk=redirect.article_id)
    return found


def heirs_of(articles: Iterable[Article]) -> dict[int, Article]:
    """By id, the article that each of these became part of, where it did; one query, none without any."""
    gone = {article.public_id: article.pk for article in articles if article.state == Article.State.SUPERSEDED}
    if not gone:
        return {}
    rows = Redirect.objects.filter(old_public_id__in=gone).select_related("article__page__issue")
    return {gone[row.old_public_id]: row.article for row in rows.defer("article__page__text")}


def open_reviews_of(article: Article) -> list[Review]:
    """What waits or is listed of the article and of those that became part of it, newest first. Two queries."""
    return list(_reviews_of(article).open())


def decided_reviews_of(article: Article) -> ReviewQuerySet:
    """What was decided of them, the last decision first."""
    return _reviews_of(article).exclude(state=Review.State.OPEN).order_by("-decided_at")


def _reviews_of(article: Article) -> ReviewQuerySet:
    became_part = Redirect.objects.filter(article=article).values("old_public_id")
    # Asked for together with the article itself they would be looked for among all articles.
    parts = Article.objects.filter(public_id__in=became_part).order_by().values_list("pk", flat=True)
    rows = Review.objects.filter(article__in=[article.pk, *parts])
    return rows.select_related(
        "article", "editor", "decided_by", "waiting__base", "revision__supersedes", "border_change", "action"
    )
