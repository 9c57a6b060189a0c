"""The bar of the queue over whatever corrects an article: whether it is in hand, and the ways on."""

from typing import Any

from django import template

from articles.models import Article, ArticleWorth

register = template.Library()


@register.inclusion_tag("admin/queue/_bar.html", takes_context=True)
def queue_bar(context: dict[str, Any], article: Article | None) -> dict[str, Any]:
    """One query."""
    request = context["request"]
    item = ArticleWorth.objects.select_related("holder").filter(pk=article.pk).first() if article else None
    is_taken = item is not None and item.is_taken
    return {
        "article": article,
        "item": item,
        "is_mine": item is not None and is_taken and item.holder_id == request.user.pk,
        "is_taken": is_taken,
        "csrf_token": context.get("csrf_token"),
    }
