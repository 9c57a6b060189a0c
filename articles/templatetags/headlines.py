"""Template filters: the words under which an article is shown, and whether the page prints them as a headline."""

from typing import Protocol

from django import template

from articles.filters import NAMING_KINDS
from articles.models import Article
from articles.views.sentences import first_sentence, without_bullet

register = template.Library()

TITLE_LENGTH = 40


class Titled(Protocol):
    """An article, be it a record or the columns that a list shows."""

    @property
    def kind(self) -> str: ...

    @property
    def headline(self) -> str: ...

    @property
    def body(self) -> str: ...

    def get_kind_display(self) -> str: ...


@register.filter
def title(article: Titled) -> str:
    """The headline; where the page holds none, the first sentence of the text; nothing is invented."""
    printed = without_bullet(article.headline.strip())
    return printed or first_sentence(_opening(article), TITLE_LENGTH) or f"（{article.get_kind_display()}）"


@register.filter
def title_elsewhere(article: Titled) -> str:
    """The title on pages other than its own: the text of what names private persons lends none of its words."""
    if names_persons(article) and not has_headline(article):
        return f"{article.get_kind_display()}（无标题）"
    return title(article)


@register.filter
def names_persons(article: Titled) -> bool:
    """Whether it is a notice or an advert, which search engines are asked to leave alone."""
    return article.kind in NAMING_KINDS


@register.filter
def kind_note(article: Titled) -> str:
    """The kind, to stand beside `title_elsewhere`; empty for an ordinary article and where that says it already."""
    kind = article.get_kind_display()
    is_said = title_elsewhere(article) in {f"（{kind}）", f"{kind}（无标题）"}
    return "" if article.kind == Article.Kind.ARTICLE or is_said else kind


@register.filter
def has_headline(article: Titled) -> bool:
    return bool(article.headline.strip())


def has_words(article: Titled) -> bool:
    """Whether there is anything to call it by but its kind."""
    return has_headline(article) or bool(_opening(article).strip())


@register.filter
def lead(article: Titled) -> str:
    """The sentence shown under a headline in a list of a page's articles."""
    return first_sentence(_opening(article), 60)


def _opening(article: Titled) -> str:
    """The beginning of the body: `lead` where the list was fetched without bodies."""
    return without_bullet(str(getattr(article, "lead", "") or article.body))
