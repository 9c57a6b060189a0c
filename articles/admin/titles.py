"""How lists name an article, an issue and a page, without reading their texts row by row."""

from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import Left
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.models import Article, Issue, Page

#: Code points of a body that stand for a missing headline.
FIRST_WORDS = 24


def with_first_words(queryset: QuerySet[Any], *, prefix: str = "") -> QuerySet[Any]:
    """Rows with `headline_shown` and `first_words` of the article that `prefix` leads to, short whatever its texts."""
    annotated: QuerySet[Any] = queryset.annotate(
        headline_shown=Left(f"{prefix}headline", 60),
        first_words=Left(f"{prefix}body", FIRST_WORDS),
        public_number=F(f"{prefix}public_id"),
    )
    return annotated


def title_of(row: Any) -> str:
    """The headline, else the first words in brackets that say it is none. `row` comes from `with_first_words`."""
    return row.headline_shown or (f"［无题］{row.first_words}…" if row.first_words else "［无字］")


def article_link(article_id: int, text: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', reverse("admin:articles_article_change", args=[article_id]), text)


def workbench_address(article: Article) -> str:
    """Where the article is put right: beside the lines of its page."""
    return f"{reverse('admin:workbench', args=[article.page_id])}?article={article.pk}"


def linked_title(row: Any) -> SafeString:
    """The article of a row from `with_first_words(prefix="article__")`, by number and title."""
    return article_link(row.article_id, f"{row.public_number} {title_of(row)}")


def date_of(issue: Issue | None) -> str:
    return issue.date.isoformat() if issue else "未定"


def page_link(page: Page) -> SafeString:
    address = reverse("admin:articles_page_change", args=[page.pk])
    return format_html('<a href="{}">{} {}</a>', address, date_of(page.issue), page.name)


def public_address(article: Article) -> SafeString:
    return format_html('<a href="{0}">{0}</a>', article.get_absolute_url())
