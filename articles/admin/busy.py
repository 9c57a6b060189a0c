"""What an editor is told whose change waited for another one's until the wait ran out."""

from collections.abc import Callable

import psycopg.errors
from django.contrib import admin
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from articles.admin.confirmation import sent_values

#: PostgreSQL's words for a wait that ran out, for a statement that did, and for two that waited for each other.
WAITED = (psycopg.errors.LockNotAvailable, psycopg.errors.QueryCanceled, psycopg.errors.DeadlockDetected)


class BusyDeskMiddleware:
    """Answers a change at the desk that could not be made now with a page that sends it once more; it was not saved."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not (isinstance(error, OperationalError) and isinstance(error.__cause__, WAITED)):
            return None
        if request.method != "POST" or not request.path_info.startswith(reverse("admin:index")):
            return None
        context = {**admin.site.each_context(request), "title": "编辑台正忙", "values": sent_values(request)}
        return TemplateResponse(request, "admin/busy.html", context, status=503).render()
