"""Pages that tell of the archive as a whole and are the same for every reader, kept until the archive changes."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from articles.views.archive_version import version_seen_by
from articles.views.kept import Kept

Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[HttpRequest, Arguments], HttpResponse]

#: Pages that a process keeps: of 100,000 bytes each, no more than 10 MB.
MOST_PAGES = 100

_kept: Kept[bytes] = Kept(MOST_PAGES)


def kept_until_a_change(view: View[Arguments]) -> View[Arguments]:
    """For a view that shows nothing but what `archive_version` names the state of, and today's date.

    Whoever is or was logged in gets a page of his own, for it may greet him.
    """

    @wraps(view)
    def show(request: HttpRequest, *args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponse:
        is_anonymous = not {settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name} & request.COOKIES.keys()
        version = version_seen_by(request) if is_anonymous and request.method in ("GET", "HEAD") else None
        if version is None:
            return view(request, *args, **kwargs)
        key = (request.scheme, request.get_host(), request.get_full_path(), timezone.localdate())
        body = _kept.find(version, key)
        if body is None:
            response = view(request, *args, **kwargs)
            if response.status_code == 200 and not response.streaming and not response.cookies:
                _kept.keep(version, key, response.content)
            return response
        response = HttpResponse(body)
        patch_vary_headers(response, ["Cookie"])
        return response

    return cast(View[Arguments], show)
