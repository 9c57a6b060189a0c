"""Bars, lines, shades and matrices: what is drawn, what it says and where it leads."""

import datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.charts.bars import bar_chart
from articles.charts.heat import Entry, heat_table, rows_for, shortened
from articles.charts.lines import Told, line_chart, thinned
from articles.charts.matrix import Member, matrix
from articles.charts.months import Month, Slot
from articles.charts.year_bars import CountedYear, year_bars

JANUARY, FEBRUARY, MARCH, APRIL = (Month(2022, month) for month in range(1, 5))


def address(slot: Slot) -> str:
    return f"/{slot.first.iso}/{slot.last.iso}/"


def share(text: str) -> float:
    return float(text.removesuffix("%"))


def test_a_month_without_issues_is_told_from_one_without_articles() -> None:
    chart = bar_chart("months", "报道", {JANUARY: 12, APRIL: 3}, {JANUARY, MARCH, APRIL}, (JANUARY, APRIL), address)
    assert [(bar.words, bar.url) for bar in chart.bars] == [
        ("2022年1月：12篇", "/2022-01/2022-01/"),
        ("2022年4月：3篇", "/2022-04/2022-04/"),
    ]
    assert [(gap.words, gap.x, gap.width) for gap in chart.gaps] == [("2022年2月：没有收报纸", "25%", "25%")]
    assert [zero.middle for zero in chart.zeros] == ["62.5%"]
    (row,) = chart.table.rows
    assert [cell.text for cell in row.cells] == ["12", "—", "0", "3", *[""] * 8, "15"]
    assert [cell.url for cell in row.cells[:4]] == ["/2022-01/2022-01/", "", "", "/2022-04/2022-04/"]
    assert chart.description.startswith(
        "2022年1月至2022年4月共 15 篇，最多的是2022年1月，12 篇。其中 1 段时间没有收报纸"
    )


def test_quarters_are_drawn_of_many_years_and_their_months_stand_in_the_table() -> None:
    counts = {Month(2019, 2): 4, Month(2019, 3): 1, Month(2023, 12): 7}
    chart = bar_chart("months", "报道", counts, {*counts, Month(2019, 1)}, (Month(2019, 1), Month(2023, 12)), address)
    assert [bar.words for bar in chart.bars] == ["2019年第1季度：5篇", "2023年第4季度：7篇"]
    assert chart.table.columns[:5] == ("1月", "2月", "3月", "第1季度", "4月")
    newest, *_, oldest = chart.table.rows
    assert [cell.text for cell in oldest.cells[:5]] == ["0", "4", "1", "5", "—"]
    assert [cell.url for cell in oldest.cells[:4]] == ["", "", "", "/2019-01/2019-03/"]
    assert [cell.text for cell in newest.cells[-3:]] == ["7", "7", "7"]


@given(st.dictionaries(st.integers(0, 1500), st.integers(1, 10**6), min_size=1, max_size=40))
def test_bars_stand_in_the_drawing_side_by_side(counts: dict[int, int]) -> None:
    months = {Month(1900, 1).later(number): count for number, count in counts.items()}
    chart = bar_chart("months", "报道", months, months.keys(), (min(months), max(months)), address)
    assert sum(bar.count for bar in chart.bars) == sum(counts.values())
    for bar in chart.bars:
        assert share(bar.x) >= 0 and share(bar.x) + share(bar.width) <= 100.1
        assert float(bar.y) >= 0 and float(bar.y) + float(bar.height) == pytest.approx(chart.height, abs=0.11)
    for one, other in zip(chart.bars, chart.bars[1:], strict=False):
        assert share(one.x) + share(one.width) < share(other.x)


def told(day: int, value: float, surface: str, **more: object) -> Told:
    return Told(datetime.date(2022, 1, day), value, surface, f"/article/{day}/", **more)  # type: ignore[arg-type]


def test_a_line_leads_from_each_value_to_its_sentence_and_marks_what_is_about() -> None:
    chart = line_chart(
        "measure-1", "植树", "棵", [told(9, 5e5, "50万棵"), told(1, 3e5, "30万棵", source="植树忙"),
                                  told(4, 4e5, "近40万棵", is_about=True, upper=4.5e5)],
    )  # fmt: skip
    assert [(point.words, point.url) for point in chart.points] == [
        ("2022年1月1日：30万棵，见《植树忙》", "/article/1/"),
        ("2022年1月4日：近40万棵（约数）", "/article/4/"),
        ("2022年1月9日：50万棵", "/article/9/"),
    ]
    assert [point.is_about for point in chart.points] == [False, True, False]
    assert float(chart.points[1].reach_y) < float(chart.points[1].y)
    assert [share(point.x) for point in chart.points] == [0, 37.5, 100]
    assert [float(point.y) for point in chart.points] == sorted((float(p.y) for p in chart.points), reverse=True)
    assert len(chart.segments) == 2 and not chart.is_log and not chart.starts_at_nought
    assert [label.text for label in chart.values] == ["30万棵", "近40万棵", "50万棵"]
    assert [row.cells[0].url for row in chart.table.rows] == ["/article/1/", "/article/4/", "/article/9/"]


def test_a_line_needs_three_days() -> None:
    with pytest.raises(ValueError, match="植树"):
        line_chart("m", "植树", "棵", [told(1, 1, "1棵"), told(1, 2, "2棵"), told(2, 3, "3棵")])


def test_a_long_line_keeps_its_ends_and_says_what_it_leaves_out() -> None:
    values = [told(day, day, f"{day}棵") for day in range(1, 31)]
    chosen = thinned(values, 8)
    assert len(chosen) == 8 and (chosen[0], chosen[-1]) == (values[0], values[-1])
    assert line_chart("m", "植树", "棵", chosen, of=30).left_out == 22


@example([(datetime.date(2000, 1, day), value) for day, value in enumerate((1.0, 5e-324, 1.0), 1)])
@example([(datetime.date(2000, 1, day), value) for day, value in enumerate((0.0, 5e-324, 0.0), 1)])
@given(st.lists(st.tuples(st.dates(), st.floats(-1e9, 1e12, allow_nan=False)), min_size=3, max_size=40))
def test_any_values_can_be_drawn(values: list[tuple[datetime.date, float]]) -> None:
    given_values = [Told(day, value, f"{value:.6g}个", "/") for day, value in values]
    if len({day for day, _ in values}) < 3:
        return
    chart = line_chart("m", "指标", "个", given_values)
    assert len(chart.points) == len(values)
    assert all(0 <= share(point.x) <= 100 and -0.2 <= float(point.y) <= 150.2 for point in chart.points)
    assert {label.text for label in chart.values if not label.is_wide}
    assert all(0 <= share(label.x) <= 100 for label in chart.labels)


def entry(name: str, **counts: int) -> Entry:
    months = {Month.of_key(int(key[1:])): count for key, count in counts.items()}
    return Entry(name, "", f"/{name}/", months, lambda slot: f"/{name}/{slot.first.iso}/{slot.last.iso}/")


def test_a_table_of_shades_has_a_link_for_every_number() -> None:
    entries = [entry("林业局", m202201=8, m202203=1), entry("民政局", m202203=2)]
    table = heat_table("heat", "部门", entries, {JANUARY, MARCH}, (JANUARY, MARCH))
    first, second = table.rows
    assert [(cell.number, cell.url) for cell in first.cells] == [
        ("8", "/林业局/2022-01/2022-01/"),
        ("1", "/林业局/2022-03/2022-03/"),
    ]
    assert (first.total, first.total_url, second.total) == ("9", "/林业局/2022-01/2022-03/", "2")
    assert first.cells[0].depth > second.cells[0].depth > first.cells[1].depth
    assert [column.is_held for column in table.columns] == [True, False, True] and table.has_gaps
    assert [[cell.text for cell in row.cells] for row in table.table.rows] == [
        ["8", "—", "1", "9"],
        ["0", "—", "2", "2"],
    ]


@given(st.integers(0, 1500))
def test_a_table_of_shades_stays_small(length: int) -> None:
    period = (Month(1900, 1), Month(1900, 1).later(length))
    table = heat_table("heat", "部门", [entry("林业局")], set(), period)
    assert rows_for(period) * len(table.columns) <= 220


def test_a_name_too_long_keeps_both_its_ends() -> None:
    assert shortened("怀川市政务服务和大数据管理局电子政务中心") == "怀川市政务服务…政务中心"
    assert shortened("怀川市林业局") == "怀川市林业局"


def test_a_matrix_has_each_pair_once_and_leads_to_both() -> None:
    members = [Member(pk, name, f"/{name}/") for pk, name in ((1, "甲工程"), (2, "乙行动"), (3, "丙平台"))]
    pairs = {frozenset({1, 2}): 7, frozenset({2, 3}): 1}
    drawn = matrix("together", "一同出现的项目", members, pairs, lambda one, other: f"/{one.pk}+{other.pk}/")
    assert drawn is not None
    assert [[(cell.words, cell.url) for cell in row.cells] for row in drawn.rows] == [
        [],
        [("甲工程与乙行动：7篇", "/1+2/")],
        [("乙行动与丙平台：1篇", "/2+3/")],
    ]
    assert [row.empty for row in drawn.rows] == [(), (), (0,)]
    assert [(row.heading.text, *(cell.text for cell in row.cells)) for row in drawn.table.rows] == [
        ("甲工程", "乙行动", "7"),
        ("乙行动", "丙平台", "1"),
    ]


def test_there_is_no_matrix_of_programs_that_never_meet() -> None:
    members = [Member(1, "甲工程", "/1/"), Member(2, "乙行动", "/2/")]
    assert matrix("together", "", members, {frozenset({1}): 9}, lambda one, other: "") is None


def test_years_stand_in_order_of_time_and_those_without_articles_stay_free() -> None:
    bars = year_bars(
        [CountedYear(2023, 4, "?c", True), CountedYear(2022, 2, "?b", False), CountedYear(2019, 1, "?a", False)]
    )
    assert bars is not None
    assert [(bar.words, bar.url, bar.is_on, bar.left) for bar in bars.bars] == [
        ("2019年：1篇", "?a", False, "0%"),
        ("2022年：2篇", "?b", False, "60%"),
        ("2023年：4篇", "?c", True, "80%"),
    ]
    assert year_bars([CountedYear(2022, 1, "", False), CountedYear(2023, 1, "", False)]) is None
