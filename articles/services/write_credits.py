"""Writes the credits of an article: rows that follow its text, with the reporters behind the names."""

from collections.abc import Sequence

from articles.models import Article, Credit, Newspaper
from articles.services.article_text import CreditText
from articles.services.reporters import reporters_for


def write_credits(article: Article, credits: Sequence[CreditText]) -> None:
    """Replace the article's credits. A name that stays keeps the reporter an editor gave it."""
    reporters = {row.name: row.reporter for row in article.credits.select_related("reporter") if row.reporter}
    unknown = [credit.name for credit in credits if credit.is_person and credit.name not in reporters]
    if unknown:
        reporters |= reporters_for(Newspaper.objects.get(pages__id=article.page_id), unknown)
    article.credits.all().delete()
    Credit.objects.bulk_create(
        [
            Credit(
                article=article,
                name=credit.name,
                role=credit.role,
                rank=rank,
                reporter=reporters[credit.name] if credit.is_person else None,
            )
            for rank, credit in enumerate(credits)
        ]
    )
