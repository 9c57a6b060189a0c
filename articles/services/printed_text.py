"""What the pages print of articles, cut out by the database: no whole page is read for an article's part of it."""

from collections.abc import Iterable

from django.db.models import F, IntegerField
from django.db.models.functions import Cast, Substr

from articles.models import Span


def printed_spans(article_ids: Iterable[int]) -> list[tuple[int, str, str]]:
    """Article, part and text of each span, in reading order; one query."""
    start, length = Cast(F("start") + 1, IntegerField()), Cast(F("end") - F("start"), IntegerField())
    spans = Span.objects.filter(article__in=list(article_ids)).order_by("article", "rank")
    return list(spans.values_list("article_id", "part", Substr("page__text", start, length)))
