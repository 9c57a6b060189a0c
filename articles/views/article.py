"""One article: its text with links and hits, where it stood, what the scanner saw, what was corrected."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from articles.models import Article, Credit, Redirect
from articles.search.backend import search_backend
from articles.services.hidden_passages import passages_of
from articles.templatetags.headlines import has_words
from articles.views import crumbs
from articles.views.addresses import ChoiceLink
from articles.views.article_citations import citation_file, citations_of
from articles.views.article_history import corrections, source_pages
from articles.views.article_links import links_of
from articles.views.article_words import words_of
from articles.views.headlines import headlines
from articles.views.hit_bar import hit_bar
from articles.views.original_text import compare_with_original
from articles.views.related import related_to
from articles.views.ways_back import PARAMETER, checked_address

#: The value of `?text=` that shows the text as it was first read beside the present one.
ORIGINAL = "original"


def show_article(request: HttpRequest, public_id: int) -> HttpResponse:
    """301 for an article that became part of another, 410 for one that was withdrawn."""
    article = find_article(public_id)
    if article is None:
        return redirected(request, public_id)
    if article.state == Article.State.WITHDRAWN:
        return render(request, "410.html", {"article": article}, status=410)
    links, hidden = links_of(article), passages_of(article.pk)
    words = request.GET.get("q", "").replace("\x00", "").strip()
    kept = checked_address(request.GET.get(PARAMETER, ""))
    shown = words_of(article, search_backend().parse(words), links.anchors)
    is_original = request.GET.get("text") == ORIGINAL
    context = {
        "article": article,
        "comparison": compare_with_original(article, hidden) if is_original else None,
        "text_links": text_links(request, article, is_original=is_original),
        "newspaper": article.page.newspaper,
        "page": article.page,
        "crumbs": crumbs.to_article(article),
        "words": words,
        "back_url": kept or "/search/?" + urlencode({"q": words}),
        "shown": shown,
        "hit_bar": None if is_original else hit_bar(words, shown.hits, request.GET.get("hit", ""), kept),
        "links": links,
        "related": related_to(article, links),
        "source_pages": source_pages(article, hidden),
        "corrections": corrections(article, hidden),
        "citations": citations_of(article, request),
        **page_neighbours(article),
    }
    return render(request, "articles/article.html", context)


def show_citation(request: HttpRequest, public_id: int, file_format: str) -> HttpResponse:
    """The article as an entry of a reference manager. 301 and 410 as of the article itself."""
    article = find_article(public_id)
    if article is None:
        return redirected(request, public_id, below=f"citation.{file_format}")
    if article.state == Article.State.WITHDRAWN:
        return render(request, "410.html", {"article": article}, status=410)
    return citation_file(article, request, file_format)


def find_article(public_id: int) -> Article | None:
    credits = Prefetch("credits", Credit.objects.select_related("reporter").order_by("rank", "id"))
    articles = Article.objects.exclude(state=Article.State.SUPERSEDED).with_home().select_related("page__source")
    articles = articles.defer("page__text", "page__line_sketch", "page__source__data", "notes")
    article = articles.prefetch_related(credits).filter(public_id=public_id).first()
    if article is not None and article.page.issue is not None:
        article.page.issue.newspaper = article.page.newspaper
    return article


def redirected(request: HttpRequest, public_id: int, below: str = "") -> HttpResponse:
    """`below` is what stood below the article's own address."""
    moved = Redirect.objects.select_related("article").filter(old_public_id=public_id).first()
    if moved is None:
        raise Http404(f"没有编号为 {public_id} 的文章。")
    address = moved.article.get_absolute_url() + below
    query = request.META.get("QUERY_STRING", "")
    return redirect(f"{address}?{query}" if query else address, permanent=True)


def page_neighbours(article: Article) -> dict[str, Any]:
    """The other articles of the page in page order, but for pictures without a word, and those before and after."""
    shown = headlines([article.page_id]).prefetch_related(None)
    on_page = list(shown.exclude(kind=Article.Kind.PAGE_FURNITURE))
    ids = [each.pk for each in on_page]
    place = ids.index(article.pk) if article.pk in ids else None
    return {
        "others": [each for each in on_page if each.pk != article.pk and has_words(each)],
        "previous_article": on_page[place - 1] if place else None,
        "next_article": on_page[place + 1] if place is not None and place + 1 < len(on_page) else None,
    }


def text_links(request: HttpRequest, article: Article, *, is_original: bool) -> list[ChoiceLink]:
    """The two ways to read the text, each with its own address."""

    def address(value: str | None) -> str:
        asked = request.GET.copy()
        for name in ("text", "hit"):
            asked.pop(name, None)
        if value:
            asked["text"] = value
        return request.path + (f"?{asked.urlencode()}" if asked else "")

    return [
        ChoiceLink("校订" if article.revision_number else "正文", address(None), not is_original),
        ChoiceLink("原文对照", address(ORIGINAL), is_original),
    ]
