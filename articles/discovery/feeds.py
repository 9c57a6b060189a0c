"""Atom feeds: the newest articles of a search, a department, a program or a reporter, filtered as the list is."""

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.syndication.views import Feed
from django.db.models import Prefetch
from django.db.models.functions import Left
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.views.decorators.http import require_safe

from articles.exports.listed import BadAddressError, Listed, listed
from articles.exports.scopes import Scope, scope_of
from articles.exports.views import refusal
from articles.models import Article, Credit
from articles.search.queries import Sort
from articles.templatetags.headlines import lead, title
from articles.views.addresses import address_below
from articles.views.headlines import LEAD_LENGTH
from articles.views.without_index import needs_index
from articles.xml_text import xml_text

MOST_ENTRIES = 30


@dataclass(frozen=True, slots=True)
class Subscribed:
    """The list that a feed follows; `address` is the feed's own."""

    found: Listed
    address: str
    articles: tuple[Article, ...]


if TYPE_CHECKING:
    BaseFeed = Feed[Article, Subscribed]
else:
    BaseFeed = Feed


class ArticleFeed(BaseFeed):
    """At most `MOST_ENTRIES`, the latest printed first. Notices and adverts stand in it only when asked for."""

    feed_type = Atom1Feed
    author_name = "报刊文库"
    language = "zh-Hans"

    def get_object(self, request: HttpRequest, scope: Scope) -> Subscribed:
        found = listed(request, scope, limit=MOST_ENTRIES, sort=Sort.NEWEST)
        articles = feed_articles(found)
        return Subscribed(found, request.build_absolute_uri(), articles)

    def title(self, obj: Subscribed) -> str:
        return xml_text("　".join([f"{obj.found.title} · 报刊文库", *obj.found.conditions]))

    def subtitle(self, obj: Subscribed) -> str:
        return "最近见报的报道；文字由版面识别而来，可能有误，以原报为准。"

    def link(self, obj: Subscribed) -> str:
        return obj.found.url

    def feed_url(self, obj: Subscribed) -> str:
        return obj.address

    def feed_guid(self, obj: Subscribed) -> str:
        return obj.address

    def feed_copyright(self, obj: Subscribed) -> str:
        newspapers = {article.page.newspaper for article in obj.articles if article.page.newspaper.rights}
        return xml_text("；".join(sorted(f"{each.name}：{each.rights}" for each in newspapers)))

    def items(self, obj: Subscribed) -> tuple[Article, ...]:
        return obj.articles

    def item_title(self, item: Article) -> str:
        return xml_text(title(item))

    def item_description(self, item: Article) -> str:
        """Django's feeds give it out as HTML."""
        return escape(xml_text(lead(item)))

    def item_author_name(self, item: Article) -> str:
        names = "、".join(credit.name for credit in item.credits.all())
        return xml_text(names or item.page.newspaper.name)

    def item_pubdate(self, item: Article) -> datetime.datetime | None:
        """The beginning of the day of the issue, where that is known and no estimate."""
        if item.page.issue is None or item.page.issue.is_inferred:
            return None
        return timezone.make_aware(datetime.datetime.combine(item.page.issue.date, datetime.time()))

    def item_updateddate(self, item: Article) -> datetime.datetime:
        return item.changed_at

    def item_copyright(self, item: Article) -> str:
        return xml_text(item.page.newspaper.rights)


def feed_articles(found: Listed) -> tuple[Article, ...]:
    """In order, two queries; one just withdrawn is left out."""
    articles = (
        Article.objects.published()
        .with_home()
        .only(
            *("public_id", "kind", "headline", "changed_at"),
            *("page__issue__date", "page__issue__date_source", "page__newspaper__name", "page__newspaper__rights"),
        )
        .annotate(lead=Left("body", LEAD_LENGTH))
        .prefetch_related(Prefetch("credits", Credit.objects.order_by("rank", "id")))
        .in_bulk(found.article_ids)
    )
    return tuple(articles[each] for each in found.article_ids if each in articles)


_feed = ArticleFeed()


@require_safe
@needs_index
def show_feed(request: HttpRequest, section: str, slug: str = "") -> HttpResponseBase:
    """400 for a filter that cannot be used, 503 without the index."""
    scope = scope_of(section, slug)
    if scope.has_moved:
        return redirect(address_below(request, scope.url))
    try:
        response: HttpResponse = _feed(request, scope=scope)
    except BadAddressError as error:
        return refusal(request, str(error), status=400)
    # A withdrawn article takes the latest date with it; only the content tells whether a feed has changed.
    del response["Last-Modified"]
    return response
