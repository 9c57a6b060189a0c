"""The index page of a registry as CSV or XLSX: its entries with their numbers of articles, narrowed as the page is."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.exports.file_names import file_name
from articles.exports.rows import Row
from articles.exports.spreadsheets import FORMATS, Layout, write_table
from articles.exports.views import file_response, in_turn
from articles.search.queries import FacetGroup
from articles.templatetags.readable import readable
from articles.views.departments import department_registry
from articles.views.registry_counts import article_counts
from articles.views.registry_index import Counts, Listed, Registry, listed_in
from articles.views.reporters import reporter_registry
from articles.views.without_index import needs_index
from entities.views import program_registry


@dataclass(frozen=True, slots=True)
class RegistryFile:
    """`counted` are its entries' articles, in words `what_is_counted`; `group` is what the registry's groups are
    called."""

    registry: Callable[[Counts], Registry]
    counted: FacetGroup
    group: str
    what_is_counted: str
    has_places: bool = False


FILES: Mapping[str, RegistryFile] = {
    "departments": RegistryFile(
        department_registry, FacetGroup.DEPARTMENT, "层级", "写到它的报道，连同它的前身", has_places=True
    ),
    "programs": RegistryFile(program_registry, FacetGroup.PROGRAM, "类别", "写到它的报道"),
    "reporters": RegistryFile(reporter_registry, FacetGroup.REPORTER, "首字母", "署名的报道"),
}


@require_safe
@needs_index
def export_registry(request: HttpRequest, section: str, file_format: str) -> HttpResponseBase:
    """404 for a group or format that there is none, 429 for a visitor's one too many, 503 while another file is being
    made or the index cannot be asked. What makes no file takes nobody's turn, and counts as none."""
    if file_format not in FORMATS:
        raise Http404("名录能存为 CSV、XLSX。")
    kind = FILES[section]
    registry = kind.registry(article_counts(kind.counted))
    narrowed, entries = listed_in(registry, request.GET)
    return in_turn(request, lambda: made(request, kind, registry, narrowed, entries, file_format))


def made(
    request: HttpRequest,
    kind: RegistryFile,
    registry: Registry,
    narrowed: str,
    entries: Sequence[Listed],
    file_format: str,
) -> HttpResponseBase:
    places = ("所在地",) if kind.has_places else ()
    layout = Layout(
        registry.kind,
        (registry.kind, kind.group, *places, "篇数", "地址"),
        {"A": 36, "B": 14, "DE"[kind.has_places]: 44},
    )
    base = f"{request.scheme}://{request.get_host()}"

    def rows() -> Iterator[Row]:
        for entry in entries:
            yield _row(registry, entry, base, has_place=kind.has_places)

    query = request.META.get("QUERY_STRING", "")
    page = f"{base}{registry.path}{'?' if query else ''}{query}"

    def write(file: IO[bytes]) -> None:
        about = _about(registry, kind, narrowed, len(entries), page)
        write_table(file, file_format, rows(), about, layout)

    name = file_name(f"{registry.kind}名录", (narrowed,) if narrowed else (), file_format)
    return file_response(name, file_format, write)


def _about(registry: Registry, kind: RegistryFile, narrowed: str, count: int, url: str) -> list[tuple[str, str]]:
    """What a file says of itself."""
    return [
        ("名录", registry.kind),
        *([("筛选", narrowed)] if narrowed else []),
        ("个数", f"{count:,}"),
        ("篇数", f"{kind.what_is_counted}；一篇有几个，各计一次。"),
        ("地址", readable(url)),
        ("导出时间", timezone.localtime().strftime("%Y-%m-%d %H:%M")),
    ]


def _row(registry: Registry, entry: Listed, base: str, *, has_place: bool) -> Row:
    place = (entry.place,) if has_place else ()
    return (entry.name, registry.groups[entry.group], *place, registry.count(entry), base + entry.url)
