"""Template tag: the articles of a list. A tag, because every list shows twenty, for which a template takes long.

Every text and address is escaped; the rest are numbers, days and words of this program.
"""

from collections.abc import Container
from html import escape
from typing import TYPE_CHECKING

from django import template
from django.utils.safestring import SafeString, mark_safe

from articles.models import Article
from articles.templatetags.archive_dates import INFERRED
from articles.templatetags.credits import credit_line
from articles.templatetags.headlines import has_headline, names_persons, title, title_elsewhere
from articles.templatetags.words import words

if TYPE_CHECKING:
    from articles.search.snippets import Piece
    from articles.views.result_lists import ResultList
    from articles.views.result_rows import ListedArticle, ResultRow

register = template.Library()

NO_HEADLINE = ' <span class="no-headline">版面文字中无标题</span>'
REST = '<p class="results-rest">以下 {:,} 篇不含原样的这几个字，但含有其中各词</p>'
PICKED = '<span class="pick is-picked">已选入</span>'
NO_SNIPPET = " data-nosnippet"


@register.simple_tag
def result_items(shown: "ResultList", is_picking: bool, picked: Container[int] = ()) -> SafeString:
    """`is_picking`: each article has a box before it, by which it is put among the clippings, or says that it is there,
    as the public ids of `picked` are."""
    query = escape(shown.article_query)
    spans_newspapers, tells_exact = shown.spans_newspapers, bool(shown.words) and shown.is_by_date
    items = []
    for row in shown.rows:
        rest = REST.format(shown.rest_total) if row.begins_rest else ""
        pick = _box(row.article, picked) if is_picking else ""
        source = _source(row, spans_newspapers=spans_newspapers, tells_exact=tells_exact)
        items.append(f"<li>{rest}{pick}{_article(row, query, source, has_words=bool(shown.words))}</li>")
    return mark_safe("".join(items))  # noqa: S308 (made of what is escaped here)


def _box(article: "ListedArticle", picked: Container[int]) -> str:
    if article.public_id in picked:
        return PICKED
    return (
        f'<label class="pick"><input type="checkbox" name="article" value="{article.public_id}"> 选入'
        f'<span class="hidden">：{escape(title(article))}</span></label>'
        f'<input type="hidden" name="shown" value="{article.public_id}">'
    )


def _article(row: "ResultRow", query: str, source: str, *, has_words: bool) -> str:
    article = row.article
    is_borrowed = not has_headline(article)
    name: str = words(row.headline)
    if is_borrowed:
        name = escape(title(article) if has_words else title_elsewhere(article))
    borrowed, note = (" borrowed", NO_HEADLINE) if is_borrowed else ("", "")
    return (
        f'<article class="result">\n{_beside_title(row.kicker)}'
        f'  <h2 class="result-title{borrowed}"><a href="{article.get_absolute_url()}{query}">{name}</a>{note}</h2>\n'
        f'{_beside_title(row.subtitle)}  <p class="result-source">{source}</p>\n{_snippet(row)}</article>\n'
    )


def _beside_title(pieces: "tuple[Piece, ...]") -> str:
    return f'  <p class="result-kicker">{words(pieces)}</p>\n' if pieces else ""


def _source(row: "ResultRow", *, spans_newspapers: bool, tells_exact: bool) -> str:
    """Where and when it was printed, and by whom it is."""
    article = row.article
    spans = [escape(article.newspaper)] if spans_newspapers else []
    if article.date is None:
        spans.append("日期不详")
    if article.page_label:
        spans.append(f"第{escape(article.page_label)}版")
    if article.kind != Article.Kind.ARTICLE:
        spans.append(escape(article.get_kind_display()))
    if row.agency:
        spans.append(words(row.agency))
    if row.credits:
        spans.append(credit_line(row.credits))
    if tells_exact and not row.is_exact:
        spans.append("只含其中各词")
    spans += [escape(department.name) for department in row.departments]
    if article.date is not None:
        day = article.date.isoformat()
        estimate = INFERRED if article.is_date_inferred else ""
        spans.insert(spans_newspapers, f'<time datetime="{day}">{day}</time>{estimate}')
    return " ".join(f"<span>{each}</span>" for each in spans)


def _snippet(row: "ResultRow") -> str:
    if not row.snippet:
        return ""
    passage = words(row.snippet)
    shown = f'<a href="{escape(row.snippet_url)}">{passage}</a>' if row.snippet_url else passage
    nosnippet = NO_SNIPPET if names_persons(row.article) else ""
    return f'  <p class="result-snippet"><span{nosnippet}>{shown}</span></p>\n'
