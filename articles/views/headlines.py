"""Articles as lines of a list: what pages, the home page and neighbours show of one, without its body."""

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet
from django.db.models.functions import Left

from articles.models import Article, Credit

#: Enough of the body to show its first sentence where the page holds no headline.
LEAD_LENGTH = 160

SHORT_FIELDS = ("public_id", "page_id", "position", "kind", "kicker", "headline", "subtitle", "continues_to")


def headlines(page_ids: Iterable[int]) -> QuerySet[Article]:
    """The public articles of these pages in page order, with `lead` in place of the body and with their credits."""
    return short_articles().filter(page_id__in=list(page_ids)).order_by("page_id", "position", "id")


def short_articles() -> QuerySet[Article]:
    """Public articles without their long fields; `lead` is the beginning of the body."""
    return (
        Article.objects.published()
        .only(*SHORT_FIELDS)
        .annotate(lead=Left("body", LEAD_LENGTH))
        .prefetch_related(Prefetch("credits", Credit.objects.order_by("rank", "id")))
    )
