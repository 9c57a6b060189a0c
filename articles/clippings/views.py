"""The basket's own pages. Only they carry forms, so that lists and articles stay the same for everybody."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.clippings.basket import (
    empty_basket,
    moved,
    read_basket,
    read_emptied,
    tell_count,
    told_count,
    with_added,
    write_basket,
)
from articles.clippings.picked import by_date, picked_articles
from articles.exports.clippings import MOST_CLIPPINGS, Clipping, clippings_of
from articles.exports.file_names import file_name
from articles.exports.views import file_response, in_turn, too_many
from articles.exports.volume import Cover, write_volume
from articles.models import Article
from articles.rate_limits.counting import OverLimitError, Scope, require
from articles.rate_limits.visitors import visitor_address
from articles.views.lookups import get_or_missing

HOME = "/clippings/"
LONGEST_TITLE = 80
DEFAULT_TITLE = "剪报"


@never_cache
@require_safe
def show_basket(request: HttpRequest) -> HttpResponse:
    ids = read_basket(request)
    articles = picked_articles(ids)
    context = {
        "articles": articles,
        "gone": len(ids) - len(articles),
        "emptied": 0 if ids else len(read_emptied(request)),
        "most": MOST_CLIPPINGS,
        "back": safe_address(request, request.GET.get("back", "")),
        "left_out": number(request.GET.get("left_out", "")),
        "title": title_of(request),
        "longest_title": LONGEST_TITLE,
    }
    response = render(request, "clippings/basket.html", context)
    if told_count(request) != (str(len(articles)) if articles else ""):
        # One was withdrawn, or became part of another that is in it as well.
        tell_count(response, len(articles))
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """POST picks `article`s, or all of `shown` where the button `all` was pressed; GET asks about one."""
    if request.method != "POST":
        public_id = number(request.GET.get("article", ""))
        articles = Article.objects.published().with_home().defer("page__text", "page__line_sketch", "notes")
        article = get_or_missing(articles, "没有这篇文章，或者它已撤下。", public_id=public_id)
        is_picked = article.public_id in read_basket(request)
        return render(request, "clippings/add.html", {"article": article, "is_picked": is_picked})
    asked = request.POST.getlist("shown" if "all" in request.POST else "article")
    ids = [number(each) for each in asked[:MOST_CLIPPINGS]]
    known = {article.public_id for article in picked_articles(ids)}
    basket, left_out = with_added(read_basket(request), [each for each in ids if each in known])
    parameters = {"back": safe_address(request, request.POST.get("back", "")), "left_out": left_out or ""}
    query = urlencode({name: value for name, value in parameters.items() if value})
    response = redirect(f"{HOME}?{query}" if query else HOME)
    write_basket(response, basket)
    return response


@never_cache
@require_POST
def change(request: HttpRequest) -> HttpResponse:
    """One button of the page: `up`, `down` or `remove` with an id, `sort`, `clear` or, to undo that, `restore`."""
    articles = picked_articles(read_basket(request))
    basket: tuple[int, ...] = tuple(article.public_id for article in articles)
    response = redirect(HOME)
    if "clear" in request.POST:
        empty_basket(response, basket)
        return response
    if "restore" in request.POST:
        basket, _ = with_added(basket, read_emptied(request))
    elif "sort" in request.POST:
        ordered = by_date(articles, newest_first=request.POST["sort"] == "newest")
        basket = tuple(article.public_id for article in ordered)
    elif "remove" in request.POST:
        basket = tuple(each for each in basket if each != number(request.POST["remove"]))
    elif "up" in request.POST:
        basket = moved(basket, number(request.POST["up"]), -1)
    elif "down" in request.POST:
        basket = moved(basket, number(request.POST["down"]), 1)
    write_basket(response, basket)
    return response


@never_cache
@require_safe
def print_basket(request: HttpRequest) -> HttpResponse:
    """An empty basket is nothing to print, and counts as no file: its own page says that it is empty."""
    articles = picked_articles(read_basket(request))
    if not articles:
        return redirect(HOME)
    try:
        require(Scope.FILES, visitor_address(request))
    except OverLimitError as error:
        return too_many(request, error)
    found = clippings(request, articles)
    context = {"clippings": found, "title": title_of(request)}
    return render(request, "clippings/print.html", context)


@never_cache
@require_safe
def save_docx(request: HttpRequest) -> HttpResponseBase:
    """An empty basket makes no volume, and counts as no file: its own page says that it is empty."""
    articles = picked_articles(read_basket(request))
    if not articles:
        return redirect(HOME)
    title = title_of(request)

    def made() -> HttpResponseBase:
        found = clippings(request, articles)
        cover = Cover(title, cover_lines(found))
        return file_response(file_name(title, (), "docx"), "docx", lambda file: write_volume(file, cover, found))

    return in_turn(request, made)


def clippings(request: HttpRequest, articles: list[Article]) -> list[Clipping]:
    ids = [article.public_id for article in articles]
    return clippings_of(ids, field="public_id", base=f"{request.scheme}://{request.get_host()}")


def cover_lines(found: list[Clipping]) -> tuple[str, ...]:
    newspapers = "、".join(dict.fromkeys(each.newspaper for each in found))
    made = timezone.localtime().strftime("%Y-%m-%d")
    return (
        f"共 {len(found)} 篇",
        *([f"选自 {newspapers}"] if newspapers else []),
        f"编成于 {made}",
        "文字由版面识别而来，可能有误，以原报为准。",
    )


def title_of(request: HttpRequest) -> str:
    return request.GET.get("title", "").replace("\x00", "").strip()[:LONGEST_TITLE] or DEFAULT_TITLE


def number(text: str) -> int:
    """The public id that the text is; 0, which none is, for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 12 else 0


def safe_address(request: HttpRequest, address: str) -> str:
    """The address if it is one of this site, else nothing."""
    is_safe = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if is_safe else ""
