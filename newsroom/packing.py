"""Answers travel packed to whoever can unpack them."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

#: Files that are packed in themselves: once more, they lose their length and gain nothing.
PACKED = (
    "application/vnd.openxmlformats-officedocument.",
    "application/zip",
    "image/",
)


class PackingMiddleware(GZipMiddleware):
    """Django's, which lets the length of an answer vary, so that nobody guesses a secret by it."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.get("Content-Type", "").startswith(PACKED):
            return response
        if response.status_code == 304:
            return _told_as_packed(request, response)
        packed: HttpResponseBase = super().process_response(request, response)
        return packed


def _told_as_packed(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """With the headers of the whole answer (RFC 9110, 15.4.5), so that a proxy does not take packed for plain."""
    patch_vary_headers(response, ("Accept-Encoding",))
    etag = response.get("ETag", "")
    if "gzip" in request.headers.get("Accept-Encoding", "") and etag.startswith('"'):
        response["ETag"] = f"W/{etag}"
    return response
