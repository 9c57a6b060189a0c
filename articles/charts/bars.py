"""Counts over time as bars: a time of which no issue is held is told from one in which nothing was found."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass

from articles.charts.months import Month, Slot, Step, slots_of, step_for, summed
from articles.charts.places import NARROW, WIDE, percent, pixels, width_of
from articles.charts.scales import axis_number, count_scale
from articles.charts.tables import NumberTable, TableCell, TableRow, count_cell

#: Steps that are drawn as bars; of more, longer ones are taken.
MOST_BARS = 36
HEIGHT, TOP = 150, 22
#: The part of a step's width that its bar takes.
FILLED = 0.72

Address = Callable[[Slot], str]


@dataclass(frozen=True, slots=True)
class Bar:
    """`x` and `width` are of the bar, `left` and `step` of all the room that can be clicked. `number` is what is
    written over it; `words` say what it stands for. `is_wide` numbers are left out on a phone."""

    words: str
    url: str
    count: int
    x: str
    width: str
    y: str
    height: str
    middle: str
    left: str
    step: str
    number: str = ""
    number_y: str = ""
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """A run of steps of which no issue is held."""

    words: str
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Zero:
    """A step with issues in which nothing was found, where there is room to say so."""

    middle: str
    is_wide: bool


@dataclass(frozen=True, slots=True)
class AxisLabel:
    """`is_wide` ones are left out on a phone, where they would run into each other."""

    text: str
    x: str
    anchor: str = "middle"
    is_year: bool = False
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class GridLine:
    y: str
    text: str


@dataclass(frozen=True, slots=True)
class BarChart:
    """`height` is that of the drawing, without the labels of the axis below it."""

    key: str
    title: str
    description: str
    bars: tuple[Bar, ...]
    gaps: tuple[Gap, ...]
    labels: tuple[AxisLabel, ...]
    grid: tuple[GridLine, ...]
    zeros: tuple[Zero, ...]
    table: NumberTable
    step: Step
    height: int = HEIGHT
    gap_y: int = TOP
    gap_height: int = HEIGHT - TOP
    zero_y: int = HEIGHT - 5
    step_y: int = HEIGHT + 16

    @property
    def is_lifted(self) -> bool:
        """Whether a phone shows no steps, so that the years move up into their place."""
        return all(label.is_year or label.is_wide for label in self.labels)

    @property
    def year_y(self) -> int:
        """Under the steps' labels, where there are any."""
        return self.step_y if all(label.is_year for label in self.labels) else self.step_y + 17

    @property
    def full_height(self) -> int:
        return self.year_y + 6


def bar_chart(
    key: str, subject: str, counts: Mapping[Month, int], held: Set[Month], period: tuple[Month, Month], address: Address
) -> BarChart:
    """`key` names the chart on its page, `subject` what is counted. `held` are the months with an issue."""
    step = step_for(*period, MOST_BARS)
    slots = slots_of(*period, step, held | counts.keys())
    numbers = summed(counts, slots)
    scale = count_scale(max(numbers))
    grid = tuple(GridLine(pixels(down(scale.share(tick))), axis_number(tick)) for tick in scale.ticks)
    return BarChart(
        key=key,
        title=f"{subject}{step.adverb}篇数",
        description=description(slots, numbers),
        bars=tuple(bars(slots, numbers, scale.ticks[-1], address)),
        gaps=tuple(gaps(slots)),
        labels=tuple(axis_labels(slots)),
        zeros=tuple(zeros(slots, numbers)),
        grid=grid,
        table=year_table(f"{subject}{step.adverb}篇数", slots, numbers, address, months_within(slots, counts, held)),
        step=step,
    )


def down(share: float) -> float:
    return TOP + (HEIGHT - TOP) * (1 - share)


def description(slots: Sequence[Slot], numbers: Sequence[int]) -> str:
    most = max(numbers)
    peak = slots[numbers.index(most)]
    missing = sum(not slot.is_held for slot in slots)
    told = f"{slots[0].label}至{slots[-1].label}共 {sum(numbers):,} 篇，最多的是{peak.label}，{most:,} 篇。"
    return told + (f"其中 {missing} 段时间没有收报纸。" if missing else "")


def bars(slots: Sequence[Slot], numbers: Sequence[int], top: float, address: Address) -> list[Bar]:
    step = 1 / len(slots)
    widest = max(width_of(f"{count:,}") for count in numbers)
    found = []
    for place, (slot, count) in enumerate(zip(slots, numbers, strict=True)):
        if not count:
            continue
        y = down(count / top)
        found.append(
            Bar(
                words=f"{slot.label}：{count:,}篇",
                url=address(slot),
                count=count,
                x=percent((place + (1 - FILLED) / 2) * step),
                width=percent(FILLED * step),
                y=pixels(y),
                height=pixels(HEIGHT - y),
                middle=percent((place + 0.5) * step),
                left=percent(place * step),
                step=percent(step),
                number=f"{count:,}" if widest + 2 <= WIDE * step else "",
                number_y=pixels(y - 5),
                is_wide=widest + 2 > NARROW * step,
            )
        )
    return found


def zeros(slots: Sequence[Slot], numbers: Sequence[int]) -> list[Zero]:
    step = 1 / len(slots)
    if WIDE * step < width_of("00"):
        return []
    return [
        Zero(percent((place + 0.5) * step), is_wide=NARROW * step < width_of("00"))
        for place, (slot, count) in enumerate(zip(slots, numbers, strict=True))
        if slot.is_held and not count
    ]


def gaps(slots: Sequence[Slot]) -> list[Gap]:
    """Side by side they are one."""
    runs: list[tuple[int, int]] = []
    for place, slot in enumerate(slots):
        if slot.is_held:
            continue
        if runs and runs[-1][1] == place:
            runs[-1] = (runs[-1][0], place + 1)
        else:
            runs.append((place, place + 1))
    return [
        Gap(
            f"{slots[begin].label}{f'至{slots[end - 1].label}' if end - begin > 1 else ''}：没有收报纸",
            percent(begin / len(slots)),
            percent((end - begin) / len(slots)),
        )
        for begin, end in runs
    ]


def axis_labels(slots: Sequence[Slot]) -> list[AxisLabel]:
    """The steps within a year, where there is room, and under them the years."""
    step = 1 / len(slots)
    found: list[AxisLabel] = []
    if slots[0].step.parts_years:
        widest = max(width_of(slot.short_label) for slot in slots)
        if widest + 4 <= WIDE * step:
            found += [
                AxisLabel(slot.short_label, percent((place + 0.5) * step), is_wide=widest + 2 > NARROW * step)
                for place, slot in enumerate(slots)
            ]
    years = [(place, slot) for place, slot in enumerate(slots) if slot.begins_year or place == 0]
    room = {width: every_for(len(years), width) for width in (NARROW, WIDE)}
    for number, (place, slot) in enumerate(years):
        if place == 0 and len(years) > 1 and (years[1][0] - place) * step * NARROW < width_of("20220"):
            continue
        if number % room[WIDE] == 0:
            found.append(
                AxisLabel(
                    str(slot.first.year), percent((place + 0.5) * step), is_year=True, is_wide=number % room[NARROW] > 0
                )
            )
    return found


def every_for(count: int, width: int) -> int:
    """Each how manieth of so many years has room for its number."""
    return max(1, -(-count * (width_of("2022") + 8) // width))


def months_within(slots: Sequence[Slot], counts: Mapping[Month, int], held: Set[Month]) -> Mapping[Month, TableCell]:
    """The months of quarters, as mere numbers: each quarter leads to its articles."""
    if slots[0].step is not Step.QUARTER:
        return {}
    months = slots_of(slots[0].first, slots[-1].last, Step.MONTH, held | counts.keys())
    return {each.first: count_cell(counts.get(each.first, 0), "", is_held=each.is_held) for each in months}


def year_table(
    caption: str, slots: Sequence[Slot], numbers: Sequence[int], address: Address, months: Mapping[Month, TableCell]
) -> NumberTable:
    """A year a row, newest first; a step a column, behind its `months` where there are any, and the sum."""
    step = slots[0].step
    if not step.parts_years:
        rows = [
            TableRow(TableCell(slot.label, is_number=False), (count_cell(count, address(slot), is_held=slot.is_held),))
            for slot, count in zip(slots, numbers, strict=True)
        ]
        return NumberTable(caption, "年份", ("篇数",), tuple(reversed(rows)))
    columns = Step.YEAR // step
    cells = {year: [TableCell("")] * columns for year in sorted({slot.first.year for slot in slots}, reverse=True)}
    sums = dict.fromkeys(cells, 0)
    whole: dict[int, Slot] = {}
    for slot, count in zip(slots, numbers, strict=True):
        cell = count_cell(count, address(slot), is_held=slot.is_held)
        cells[slot.first.year][(slot.first.month - 1) // step] = cell
        sums[slot.first.year] += count
        begin = whole.get(slot.first.year, slot).first
        whole[slot.first.year] = Slot(begin, slot.last, Step.YEAR)
    names = [f"{each}月" if step is Step.MONTH else f"第{each}季度" for each in range(1, columns + 1)]
    if months:
        names = [name for place in range(columns) for name in (*month_names(place), names[place])]
        cells = {year: with_months(year, row, months) for year, row in cells.items()}
    rows = [
        TableRow(TableCell(f"{year}年", is_number=False), (*row, count_cell(sums[year], address(whole[year]))))
        for year, row in cells.items()
    ]
    return NumberTable(caption, "年份", (*names, "全年"), tuple(rows))


def month_names(quarter: int) -> list[str]:
    """`quarter` from 0."""
    return [f"{quarter * Step.QUARTER + each}月" for each in range(1, Step.QUARTER + 1)]


def with_months(year: int, quarters: Sequence[TableCell], months: Mapping[Month, TableCell]) -> list[TableCell]:
    """Each quarter behind its three months."""
    within = [months.get(Month(year, month), TableCell("")) for month in range(1, Step.YEAR + 1)]
    return [
        cell
        for place, quarter in enumerate(quarters)
        for cell in (*within[place * Step.QUARTER : (place + 1) * Step.QUARTER], quarter)
    ]
