"""The statistics as files: every entry, month by month, whatever the page draws of them."""

from collections.abc import Iterator
from typing import IO

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.charts.months import Slot, Step, slots_of, summed
from articles.exports.file_names import file_name
from articles.exports.rows import Row
from articles.exports.spreadsheets import FORMATS, Layout, write_table
from articles.exports.views import file_response, in_turn, refusal
from articles.views.statistics import Asked, asked_for
from articles.views.statistics_subjects import SUBJECTS, Scope, most_spoken_of
from articles.views.without_index import needs_index

ROLES = {None: "主办和提及", "primary": "主办", "mentioned": "提及"}


@require_safe
@needs_index
def export_statistics(request: HttpRequest, subject: str, file_format: str) -> HttpResponseBase:
    """400 for what cannot be used or a period of which nothing is held, 429 for a visitor's one too many, 503 while
    another file is being made or the index cannot be asked."""
    if subject not in SUBJECTS or file_format not in FORMATS:
        raise Http404("统计只有部门、项目、记者三种，能存为 CSV、XLSX。")

    def answered() -> HttpResponseBase:
        asked = asked_for(request, SUBJECTS[subject])
        if asked.scope is None:
            return refusal(request, "".join(asked.errors) or "这段时间文库里没有收报纸。", status=400)
        return made(request, asked, asked.scope, file_format)

    return in_turn(request, answered)


def made(request: HttpRequest, asked: Asked, scope: Scope, file_format: str) -> HttpResponseBase:
    label = asked.subject.label
    slots = slots_of(*scope.period.ends, Step.MONTH, asked.held.keys())
    layout = Layout(f"{label}统计", (label, "合计", *(slot.label for slot in slots), "地址"), {"A": 30})
    rows = rows_of(asked, scope, slots, f"{request.scheme}://{request.get_host()}")

    def write(file: IO[bytes]) -> None:
        write_table(file, file_format, rows, about(asked, scope, request.build_absolute_uri()), layout)

    narrowed = (str(scope.newspaper or ""), ROLES[scope.role] if scope.role else "")
    name = file_name(f"{label}统计", (str(scope.period), *filter(None, narrowed)), file_format)
    return file_response(name, file_format, write)


def rows_of(asked: Asked, scope: Scope, slots: tuple[Slot, ...], base: str) -> Iterator[Row]:
    """An entry a row. A month of which no issue is held stays empty: a nought would say that nothing was printed."""
    for entry in most_spoken_of(asked.subject, scope, None):
        counts = summed(entry.counts, slots)
        months = [count if slot.is_held else "" for slot, count in zip(slots, counts, strict=True)]
        yield (entry.name, sum(counts), *months, base + entry.url)


def about(asked: Asked, scope: Scope, url: str) -> list[tuple[str, str]]:
    """What a file says of itself."""
    role = [("角色", ROLES[scope.role])] if asked.subject.path == "departments" else []
    return [
        ("统计", f"{asked.subject.label}逐月篇数"),
        ("时间", str(scope.period)),
        *([("报纸", scope.newspaper.name)] if scope.newspaper else []),
        *role,
        ("说明", "空格是没有收报纸的月份；部门以今名计；一篇写到几个，各计一次。"),
        ("地址", url),
        ("导出时间", timezone.localtime().strftime("%Y-%m-%d %H:%M")),
    ]
