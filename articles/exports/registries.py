"""The index page of a registry as a file: its entries with their numbers of articles, narrowed as the page is."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from articles.exports.file_names import file_name
from articles.exports.rows import Row
from articles.exports.slots import BusyError, the_slot
from articles.exports.spreadsheets import Layout, write_csv
from articles.exports.views import busy, file_response, too_many
from articles.rate_limits.counting import OverLimitError, Scope, require
from articles.rate_limits.visitors import visitor_address
from articles.views.departments import department_registry
from articles.views.registry_index import Listed, Registry, listed_in
from articles.views.reporters import reporter_registry
from entities.views import program_registry


@dataclass(frozen=True, slots=True)
class RegistryFile:
    """`group` is what the registry's groups are called."""

    registry: Callable[[], Registry]
    group: str
    has_places: bool = False


FILES: Mapping[str, RegistryFile] = {
    "departments": RegistryFile(department_registry, "层级", has_places=True),
    "programs": RegistryFile(program_registry, "类别"),
    "reporters": RegistryFile(reporter_registry, "首字母"),
}


@require_safe
def export_registry(request: HttpRequest, section: str) -> HttpResponseBase:
    """404 for a group that there is none, 429 for a visitor's one too many, 503 while another file is being made."""
    try:
        with the_slot():
            require(Scope.FILES, visitor_address(request))
            return made(request, FILES[section])
    except BusyError:
        return busy(request)
    except OverLimitError as error:
        return too_many(request, error)


def made(request: HttpRequest, kind: RegistryFile) -> HttpResponseBase:
    registry = kind.registry()
    narrowed, entries = listed_in(registry, request.GET)
    places = ("所在地",) if kind.has_places else ()
    layout = Layout(registry.kind, (registry.kind, kind.group, *places, "篇数", "地址"), {})
    base = f"{request.scheme}://{request.get_host()}"

    def rows() -> Iterator[Row]:
        for entry in entries:
            yield _row(registry, entry, base, has_place=kind.has_places)

    def write(file: IO[bytes]) -> None:
        write_csv(file, rows(), layout)

    name = file_name(f"{registry.kind}名录", (narrowed,) if narrowed else (), "csv")
    return file_response(name, "csv", write)


def _row(registry: Registry, entry: Listed, base: str, *, has_place: bool) -> Row:
    place = (entry.place,) if has_place else ()
    return (entry.name, registry.groups[entry.group], *place, registry.counts.get(entry.pk, 0), base + entry.url)
