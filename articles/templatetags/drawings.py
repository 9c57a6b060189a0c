"""Template tags: the marks of a chart and the rows of its table. Tags, because a page shows hundreds of each, for which
a template takes long. Every text and address is escaped; the rest are numbers and names of this program.
"""

from html import escape
from typing import TYPE_CHECKING

from django import template
from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from articles.charts.bars import AxisLabel, Bar, BarChart, GridLine
    from articles.charts.heat import HeatRow, HeatTable
    from articles.charts.lines import LineChart, Point
    from articles.charts.matrix import Matrix, MatrixRow
    from articles.charts.tables import NumberTable, TableCell
    from articles.charts.year_bars import YearBar, YearBars

register = template.Library()


@register.simple_tag
def number_rows(table: "NumberTable") -> SafeString:
    """Head and body of the table of numbers."""
    worded = table.worded_columns
    head = "".join(f'<th scope="col"{_if(column in worded, WORDS)}>{escape(column)}</th>' for column in table.columns)
    rows = "".join(
        f'<tr><th scope="row">{_linked(row.heading)}</th>{"".join(map(_cell, row.cells))}</tr>\n' for row in table.rows
    )
    return _safe(f'<thead><tr><th scope="col">{escape(table.corner)}</th>{head}</tr></thead>\n<tbody>{rows}</tbody>')


WORDS = ' class="words"'


def _cell(cell: "TableCell") -> str:
    return f"<td{_if(not cell.is_number, WORDS)}>{_linked(cell)}</td>"


def _linked(cell: "TableCell") -> str:
    return f'<a href="{escape(cell.url)}">{escape(cell.text)}</a>' if cell.url else escape(cell.text)


@register.simple_tag
def grid_lines(lines: "tuple[GridLine, ...]") -> SafeString:
    return _safe(
        "".join(
            f'<line x1="0" x2="100%" y1="{line.y}" y2="{line.y}"{_if(not place, GROUND)}/>'
            f'<text x="-6" y="{line.y}" dy="4" text-anchor="end">{escape(line.text)}</text>'
            for place, line in enumerate(lines)
        )
    )


GROUND = ' class="ground"'


@register.simple_tag
def step_labels(chart: "BarChart") -> SafeString:
    return _safe("".join(_step_label(label, chart) for label in chart.labels))


def _step_label(label: "AxisLabel", chart: "BarChart") -> str:
    kind = f"{_if(label.is_year, 'year')}{_if(label.is_wide, ' wide')}"
    y = chart.year_y if label.is_year else chart.step_y
    return f'<text class="{kind}" x="{label.x}" y="{y}" text-anchor="middle">{escape(label.text)}</text>'


@register.simple_tag
def bars_of(chart: "BarChart") -> SafeString:
    return _safe("\n".join(_bar(bar, chart.height) for bar in chart.bars))


def _bar(bar: "Bar", height: int) -> str:
    number = (
        f'<text{_if(bar.is_wide, WIDE)} x="{bar.middle}" y="{bar.number_y}" text-anchor="middle">{bar.number}</text>'
        if bar.number
        else ""
    )
    return (
        f'<a href="{escape(bar.url)}" tabindex="-1"><title>{escape(bar.words)}</title>'
        f'<rect class="room" x="{bar.left}" width="{bar.step}" height="{height}"/>'
        f'<rect class="bar" x="{bar.x}" width="{bar.width}" y="{bar.y}" height="{bar.height}"/>{number}</a>'
    )


WIDE = ' class="wide"'


@register.simple_tag
def year_marks(chart: "YearBars") -> SafeString:
    return _safe("".join(_year_mark(bar, chart.height) for bar in chart.bars))


def _year_mark(bar: "YearBar", height: int) -> str:
    return (
        f'<a href="{escape(bar.url)}" rel="nofollow" tabindex="-1"><title>{escape(bar.words)}</title>'
        f'<rect fill="none" pointer-events="all" x="{bar.left}" width="{bar.step}" height="{height}"/>'
        f'<rect class="year-bar{_if(bar.is_on, " on")}" x="{bar.x}" width="{bar.width}" y="{bar.y}"'
        f' height="{bar.height}"/></a>'
    )


@register.simple_tag
def line_marks(chart: "LineChart") -> SafeString:
    """The line, its points and the values written to them."""
    segments = "".join(
        f'<line x1="{each.x1}" y1="{each.y1}" x2="{each.x2}" y2="{each.y2}"/>' for each in chart.segments
    )
    points = "\n".join(_point(point, chart.radius) for point in chart.points)
    values = "".join(
        f'<text{_if(label.is_wide, WIDE)} x="{label.x}" y="{label.y}" text-anchor="{label.anchor}">'
        f"{escape(label.text)}</text>"
        for label in chart.values
    )
    return _safe(f'<g class="line">{segments}</g>\n{points}\n<g class="values">{values}</g>')


def _point(point: "Point", radius: str) -> str:
    reach = (
        f'<line class="reach" x1="{point.x}" x2="{point.x}" y1="{point.y}" y2="{point.reach_y}"/>'
        if point.reach_y
        else ""
    )
    return (
        f'<a href="{escape(point.url)}" tabindex="-1"><title>{escape(point.words)}</title>{reach}'
        f'<circle class="room" cx="{point.x}" cy="{point.y}" r="12"/>'
        f'<circle class="point{_if(point.is_about, " about")}" cx="{point.x}" cy="{point.y}" r="{radius}"/></a>'
    )


@register.simple_tag
def matrix_rows(chart: "Matrix") -> SafeString:
    return _safe("\n".join(map(_matrix_row, chart.rows)))


def _matrix_row(row: "MatrixRow") -> str:
    empty = "".join(f'<rect class="none" x="{x}" width="27" height="27"/>' for x in row.empty)
    cells = "".join(
        f'<a href="{escape(cell.url)}" tabindex="-1"><title>{escape(cell.words)}</title>'
        f'<rect class="depth-{cell.depth}" x="{cell.x}" width="27" height="27"/>'
        f'<text x="{cell.middle}" y="18">{cell.number}</text></a>'
        for cell in row.cells
    )
    name = (
        f'<a href="{escape(row.url)}" tabindex="-1"><title>{escape(row.name)}</title>'
        f'<text class="name" x="{row.name_x}" y="18">{escape(row.short_name)}</text></a>'
    )
    return f'<svg y="{row.y}">{empty}{cells}{name}</svg>'


@register.simple_tag
def heat_rows(chart: "HeatTable") -> SafeString:
    return _safe("\n".join(_heat_row(row, chart.cell_width) for row in chart.rows))


def _heat_row(row: "HeatRow", width: str) -> str:
    cells = "".join(
        f'<a href="{escape(cell.url)}" tabindex="-1"><title>{escape(cell.words)}</title>'
        f'<rect class="depth-{cell.depth}" x="{cell.x}" width="{width}" height="25"/>'
        f'<text x="{cell.middle}" y="17">{cell.number}</text></a>'
        for cell in row.cells
    )
    total = (
        f'<a href="{escape(row.total_url)}" tabindex="-1"><title>{escape(row.name)}，合计{row.total}篇</title>'
        f'<text class="total" x="100%" dx="44" y="17">{row.total}</text></a>'
    )
    return f'<svg y="{row.y}" height="26"><line class="rule" x1="0" x2="100%" y1="25.5" y2="25.5"/>{cells}{total}</svg>'


def _if(condition: bool, text: str) -> str:
    return text if condition else ""


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308 (made of what is escaped above)
