"""The index page of a registry as a file: its entries with their numbers of articles, narrowed as the page is."""

from collections.abc import Callable, Iterator, Mapping, Sequence
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
from articles.search.queries import FacetGroup
from articles.views.departments import department_registry
from articles.views.registry_counts import article_counts
from articles.views.registry_index import Counts, Listed, Registry, listed_in
from articles.views.reporters import reporter_registry
from articles.views.without_index import needs_index
from entities.views import program_registry


@dataclass(frozen=True, slots=True)
class RegistryFile:
    """`counted` are its entries' articles; `group` is what the registry's groups are called."""

    registry: Callable[[Counts], Registry]
    counted: FacetGroup
    group: str
    has_places: bool = False


FILES: Mapping[str, RegistryFile] = {
    "departments": RegistryFile(department_registry, FacetGroup.DEPARTMENT, "层级", has_places=True),
    "programs": RegistryFile(program_registry, FacetGroup.PROGRAM, "类别"),
    "reporters": RegistryFile(reporter_registry, FacetGroup.REPORTER, "首字母"),
}


@require_safe
@needs_index
def export_registry(request: HttpRequest, section: str) -> HttpResponseBase:
    """404 for a group that there is none, 429 for a visitor's one too many, 503 while another file is being made or the
    index cannot be asked. What makes no file takes nobody's turn, and counts as none."""
    kind = FILES[section]
    registry = kind.registry(article_counts(kind.counted))
    narrowed, entries = listed_in(registry, request.GET)
    try:
        with the_slot():
            require(Scope.FILES, visitor_address(request))
            return made(request, kind, registry, narrowed, entries)
    except BusyError:
        return busy(request)
    except OverLimitError as error:
        return too_many(request, error)


def made(
    request: HttpRequest, kind: RegistryFile, registry: Registry, narrowed: str, entries: Sequence[Listed]
) -> HttpResponseBase:
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
    return (entry.name, registry.groups[entry.group], *place, registry.count(entry), base + entry.url)
