"""Which requests are a reader's: no robot that says so, nothing fetched ahead, nobody of the desk."""

import re

from django.conf import settings
from django.http import HttpRequest

#: What robots call themselves. A CUBOT is a telephone.
_ROBOTS = re.compile(
    r"(?<!cu)bot(?![a-z])|crawl|spider|slurp|mediapartners|facebookexternalhit|embedly|preview|archiver|scrapy"
    r"|feedfetcher|feedburner|monitor|uptime|pingdom|lighthouse|^(curl|wget|python|go-http|java|okhttp|libwww|ruby|php)",
    re.IGNORECASE,
)
_AHEAD = ("Sec-Purpose", "Purpose", "X-Moz")


def is_reader(request: HttpRequest) -> bool:
    """Asked after the answer was made: whoever is logged in is known by then, without a query more."""
    agent = request.headers.get("User-Agent", "")
    if not agent or _ROBOTS.search(agent):
        return False
    if any("pre" in request.headers.get(name, "").lower() for name in _AHEAD):
        return False
    return not _is_of_the_desk(request)


def _is_of_the_desk(request: HttpRequest) -> bool:
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    user = getattr(request, "user", None)
    return bool(user is not None and user.is_staff)
