"""What an answered request counts for: its address tells, so that an answer kept whole counts like any other."""

import re
from dataclasses import dataclass

from django.http import HttpRequest

from articles.usage.query_texts import written

_ARTICLE = re.compile(r"/article/([0-9]{1,18})/")
_LIST = re.compile(r"/search/|/(?:departments|programs|reporters)/[^/]+/")
#: On an article's address: it was open already, and another hit or the scanner's text is looked at.
_WITHIN = ("hit", "text")


@dataclass(frozen=True, slots=True)
class ArticleView:
    """`is_click`: a search led to it, whose words the article's address carries (`articles.views.ways_back`)."""

    public_id: int
    is_click: bool


@dataclass(frozen=True, slots=True)
class Search:
    text: str


def visit_of(request: HttpRequest) -> ArticleView | Search | None:
    """None for what is not counted. Filters, orders and further pages of a search are no search of their own."""
    given = {name for name in request.GET if (request.GET.get(name) or "").strip()}
    if match := _ARTICLE.fullmatch(request.path_info):
        return None if given.intersection(_WITHIN) else ArticleView(int(match[1]), "q" in given)
    if given == {"q"} and _LIST.fullmatch(request.path_info):
        return Search(written(request.GET["q"]))
    return None


_TOTAL = "articles.usage.total"


def note_total(request: HttpRequest, total: int) -> None:
    """Said by whoever searched: how many articles the words alone find."""
    request.META[_TOTAL] = total


def noted_total(request: HttpRequest) -> int | None:
    """None where the answer was kept, so that nobody searched."""
    total: int | None = request.META.get(_TOTAL)
    return total
