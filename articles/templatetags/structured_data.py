"""Template tag: what an article is, as schema.org's NewsArticle for search engines.

A data block, which no browser runs; the Content-Security-Policy lets it stand.
"""

import json
from typing import Any

from django import template
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from articles.models import Article
from articles.templatetags.headlines import lead, title

register = template.Library()

#: So that no text can end the element it stands in.
ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


@register.simple_tag
def news_article(article: Article, request: HttpRequest) -> SafeString:
    written = json.dumps(described(article, request), ensure_ascii=False).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(written))  # noqa: S308 (escaped)


def described(article: Article, request: HttpRequest) -> dict[str, Any]:
    page, address = article.page, request.build_absolute_uri(article.get_absolute_url())
    newspaper = {"@type": "Newspaper", "name": page.newspaper.name}
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": address,
        "url": address,
        "mainEntityOfPage": address,
        "headline": title(article),
        "description": lead(article),
        "inLanguage": "zh-Hans",
        "dateModified": article.changed_at.isoformat(),
        "publisher": {"@type": "NewsMediaOrganization", "name": page.newspaper.name},
        "author": [{"@type": "Person", "name": credit.name} for credit in article.credits.all() if credit.reporter_id],
        "isPartOf": newspaper,
    }
    # An estimate is no date of publication.
    if page.issue and not page.issue.is_inferred:
        day = page.issue.date.isoformat()
        data["datePublished"] = day
        data["isPartOf"] = {"@type": "PublicationIssue", "datePublished": day, "isPartOf": newspaper}
    return data | _known(printPage=page.label, dateline=article.dateline, copyrightNotice=page.newspaper.rights)


def _known(**values: str) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}
