"""The way from an article back to the list it was opened from: the list's own address, which the article's carries.

Only addresses of lists on this site are taken; anything else is read as none.
"""

from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve

PARAMETER = "from"
LONGEST = 2000
LISTS = frozenset({"articles:search", "articles:department", "articles:reporter", "entities:program"})


def address_to_keep(request: HttpRequest) -> str:
    """The address of the list that is shown; empty for a plain search, to which its words alone lead back."""
    if request.path == "/search/" and set(request.GET) <= {"q"}:
        return ""
    return checked_address(request.get_full_path())


def checked_address(asked: str) -> str:
    """The path and query of a list of this site, written anew; empty where `asked` is none."""
    if len(asked) > LONGEST or not asked.startswith("/") or asked.startswith("//") or "\\" in asked:
        return ""
    try:
        parts = urlsplit(asked)
        known = resolve(parts.path).view_name in LISTS
    except (ValueError, Resolver404):
        return ""
    if not known or parts.netloc:
        return ""
    query = QueryDict(parts.query).urlencode()
    return f"{parts.path}?{query}" if query else parts.path


def query_of_article(words: str, kept: str, **more: str | int) -> str:
    """What an article's address says of the search it was opened from."""
    return "?" + urlencode({"q": words, **more, **({PARAMETER: kept} if kept else {})})
