"""All figures told of a department or program as a file: one a row, with its sentence and what it was printed in."""

import datetime
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import IO, Any, NamedTuple

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.exports.file_names import file_name
from articles.exports.rows import CHUNK, Row
from articles.exports.spreadsheets import FORMATS, Layout, write_table
from articles.exports.views import file_response, in_turn
from articles.filters import NAMING_KINDS
from articles.models import Article, Department, Issue
from articles.series import Series
from articles.templatetags.archive_dates import INFERRED
from articles.templatetags.headlines import title
from articles.views.lookups import get_or_missing
from articles.views.present_departments import of_present_department
from articles.views.result_lists import MOST_ROWS
from articles.views.sentence_links import sentence_address
from articles.views.told_figures import COLUMNS, FigureRow, ToldOf, figures_told, sentence_of, told_once
from entities.models import Program

LAYOUT = Layout(
    "数据",
    (
        *("日期", "日期来历", "截至（原文）", "指标", "数", "折算", "折算上限", "单位"),
        *("原句", "标题", "报纸", "见报日期", "见报日期来历", "版次", "地址"),
    ),
    {"A": 12, "B": 16, "C": 14, "D": 28, "E": 16, "F": 16, "I": 60, "J": 40, "K": 12, "L": 12, "M": 16, "O": 40},
)
PRINTED = ("article__kind", "article__headline", "article__page__newspaper__name", "article__page__label")


class Printed(NamedTuple):
    """What a figure was printed in."""

    body: str
    kind: str
    headline: str
    newspaper: str
    label: str

    def get_kind_display(self) -> str:
        return str(Article.Kind(self.kind).label)


@require_safe
def export_program_figures(request: HttpRequest, slug: str, file_format: str) -> HttpResponseBase:
    program = get_or_missing(Program.objects.all(), "项目名录里没有这一条。", slug=slug)
    return _export(request, program, ToldOf("program", (program.pk,)), file_format)


@require_safe
@of_present_department
def export_department_figures(
    request: HttpRequest, department: Department, series: Series, file_format: str
) -> HttpResponseBase:
    """Those told of the department under any name it had."""
    return _export(request, department, ToldOf("department", tuple(series.members(department.pk))), file_format)


def _export(request: HttpRequest, entry: Any, told_of: ToldOf, file_format: str) -> HttpResponseBase:
    """404 for a format that there is none, 429 for a visitor's one too many, 503 while another file is being made."""
    if file_format not in FORMATS:
        raise Http404("数据能存为 CSV、XLSX。")
    return in_turn(request, lambda: _made(request, entry, told_of, file_format))


def _made(request: HttpRequest, entry: Any, told_of: ToldOf, file_format: str) -> HttpResponseBase:
    base = f"{request.scheme}://{request.get_host()}"
    figures = figures_told(Q((f"{told_of.field}__in", told_of.ids))).exclude(article__kind__in=NAMING_KINDS)
    rows = rows_of(figures.values_list(*COLUMNS, *PRINTED)[:MOST_ROWS].iterator(chunk_size=CHUNK), base)

    def write(file: IO[bytes]) -> None:
        about = _about(entry, base, is_cut=figures.count() > MOST_ROWS)
        write_table(file, file_format, rows, about, LAYOUT)

    return file_response(file_name(f"{entry.name}数据", (), file_format), file_format, write)


def rows_of(columns: Iterable[tuple[Any, ...]], base: str) -> Iterator[Row]:
    """As the headings of `LAYOUT`. `columns` are `COLUMNS` and `PRINTED` of figures as `figures_told` orders them."""
    told = (
        (figure := FigureRow._make(row[: len(COLUMNS)]), Printed(figure.body, *row[len(COLUMNS) :])) for row in columns
    )
    for figure, printed in told_once(told, lambda each: each[0]):
        upper = figure.normalized_upper
        address = sentence_address(figure, figure.body, figure.sentence_start, figure.sentence_end)
        yield (
            *(_day(figure.told_on), _whose_day(figure), figure.as_of_words, figure.measure, figure.surface),
            *(_number(figure.normalized), _number(upper) if upper is not None else "", figure.unit),
            *(sentence_of(figure), title(printed), printed.newspaper, _day(figure.printed_on), _how_dated(figure)),
            *(printed.label, base + address),
        )


def _day(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""


def _whose_day(figure: FigureRow) -> str:
    """Whose day the first column tells; one that is counted from an estimate is one, too."""
    if figure.told_on is None:
        return "不详"
    return ("见报之日" if figure.as_of is None else "文中所说") + (INFERRED if figure.is_inferred else "")


def _how_dated(figure: FigureRow) -> str:
    return str(Issue.DateSource(figure.date_source).label) if figure.date_source else "不详"


def _number(value: Decimal) -> int | Decimal:
    return int(value) if value == value.to_integral_value() else value.normalize()


def _about(entry: Any, base: str, *, is_cut: bool) -> list[tuple[str, str]]:
    """What a file says of itself."""
    return [
        ("数据", f"报道中说到{entry.name}的数"),
        *([("个数", f"只收最早的 {MOST_ROWS:,} 个，重复的也算在内")] if is_cut else []),
        ("折算", "万、亿已乘入；只在文中说到的单位之间，不作换算。"),
        ("说明", "公告与广告可能涉及个人，未列入。一篇里重复的只列一次。"),
        ("文字", "由版面识别而来，可能有误，以原报为准。"),
        ("地址", f"{base}{entry.get_absolute_url()}figures/"),
        ("导出时间", timezone.localtime().strftime("%Y-%m-%d %H:%M")),
    ]
