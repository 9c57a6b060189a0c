"""Tells a monitor whether the archive works: its database answers, the search index keeps up, and what is kept only
for a time is erased."""

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.models import IndexQueueEntry
from articles.usage.upkeep import is_overdue


@never_cache
@require_safe
def show_health(request: HttpRequest) -> JsonResponse:
    """Answer 200 with the number of changes that wait for the index, and whether what expired is erased in time; 503
    while the database is out of reach."""
    try:
        waiting = IndexQueueEntry.objects.count()
        expired = "overdue" if is_overdue() else "ok"
    except DatabaseError:
        return JsonResponse({"database": "unreachable"}, status=503)
    return JsonResponse({"database": "ok", "index_queue": waiting, "expired": expired})
