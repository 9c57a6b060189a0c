"""Template filters: the words under which an article is shown, and whether the page prints them as a headline."""

from django import template

from articles.models import Article
from articles.views.sentences import first_sentence, without_bullet

register = template.Library()

TITLE_LENGTH = 40


@register.filter
def title(article: Article) -> str:
    """The headline; where the page holds none, the first sentence of the text; nothing is invented."""
    printed = without_bullet(article.headline.strip())
    return printed or first_sentence(_opening(article), TITLE_LENGTH) or f"（{article.get_kind_display()}）"


@register.filter
def kind_note(article: Article) -> str:
    """The kind, to stand beside the title; empty for an ordinary article and where the title says it already."""
    kind = article.get_kind_display()
    return "" if article.kind == Article.Kind.ARTICLE or title(article) == f"（{kind}）" else kind


@register.filter
def has_headline(article: Article) -> bool:
    return bool(article.headline.strip())


def has_words(article: Article) -> bool:
    """Whether there is anything to call it by but its kind."""
    return has_headline(article) or bool(_opening(article).strip())


@register.filter
def lead(article: Article) -> str:
    """The sentence shown under a headline in a list of a page's articles."""
    return first_sentence(_opening(article), 60)


def _opening(article: Article) -> str:
    """The beginning of the body: `lead` where the list was fetched without bodies."""
    return without_bullet(str(getattr(article, "lead", "") or article.body))
