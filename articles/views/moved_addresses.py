"""The addresses of registry entries that became part of others go on leading somewhere."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from articles.models import Department
from entities.models import MovedSlug, Program

SECTIONS = frozenset(MovedSlug.Section.values)


class MovedAddressMiddleware:
    """Where nothing stands at an address under /departments/ or /programs/, its page, feed or export is that of the
    entry that its slug was merged into. An entry that has the slug now goes before."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        address = moved_to(request.path_info)
        if address is None:
            return response
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


def moved_entry(section: str, slug: str) -> Department | Program | None:
    """The entry that the one with this slug was merged into; None where none was."""
    if "\0" in slug:
        return None
    moved = MovedSlug.objects.select_related("department", "program").filter(section=section, slug=slug).first()
    return moved.entry if moved else None


def moved_to(path: str) -> str | None:
    """The present address of what stood at this one; None where nothing did."""
    _, section, slug, *rest = [*path.split("/", 3), "", ""]
    entry = moved_entry(section, slug) if section in SECTIONS and slug else None
    return entry.get_absolute_url() + rest[0] if entry else None
