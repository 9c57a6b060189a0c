"""Entries by months as a table of shades, each cell with its number."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass

from articles.charts.depths import Depths, depths_for
from articles.charts.months import Month, Slot, Step, slots_of, starts, step_for, summed
from articles.charts.places import percent
from articles.charts.tables import NumberTable, TableCell, TableRow, count_cell

#: Columns that a row has room for; of more steps, longer ones are taken.
MOST_COLUMNS = 16
#: Cells of a table at most: it stands on its page twice, and a page stays light.
MOST_CELLS = 144
MOST_ROWS, FEWEST_ROWS = 15, 8
ROW_HEIGHT, HEAD_HEIGHT = 26, 40
COLUMN_WIDTH, TOTAL_WIDTH = 42, 48


@dataclass(frozen=True, slots=True)
class Entry:
    """What a row is about: `url` is its own page, `counts` its articles of each month, `address` those of a step."""

    name: str
    short_name: str
    url: str
    counts: Mapping[Month, int]
    address: Callable[[Slot], str]


@dataclass(frozen=True, slots=True)
class HeatCell:
    words: str
    url: str
    number: str
    depth: int
    x: str
    middle: str


@dataclass(frozen=True, slots=True)
class HeatRow:
    """`y` is the row's upper edge, `line` the ground of its words."""

    name: str
    short_name: str
    url: str
    y: int
    line: int
    total: str
    total_url: str
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, slots=True)
class HeatColumn:
    """`year` is written over the first step of each year. `is_held`: there is an issue of it."""

    label: str
    year: str
    x: str
    middle: str
    is_held: bool
    words: str


@dataclass(frozen=True, slots=True)
class HeatTable:
    key: str
    title: str
    description: str
    columns: tuple[HeatColumn, ...]
    rows: tuple[HeatRow, ...]
    cell_width: str
    legend: tuple[tuple[int, str], ...]
    table: NumberTable
    step: Step

    @property
    def height(self) -> int:
        return HEAD_HEIGHT + ROW_HEIGHT * len(self.rows)

    @property
    def least_width(self) -> int:
        """Pixels below which numbers would run into each other; the cells take what more there is."""
        return COLUMN_WIDTH * len(self.columns) + TOTAL_WIDTH

    @property
    def cells_height(self) -> int:
        return ROW_HEIGHT * len(self.rows)

    @property
    def has_gaps(self) -> bool:
        return any(not column.is_held for column in self.columns)


def rows_for(period: tuple[Month, Month]) -> int:
    """Rows that there is room for."""
    return min(MOST_ROWS, max(FEWEST_ROWS, MOST_CELLS // len(starts(*period, step_for(*period, MOST_COLUMNS)))))


def heat_table(
    key: str, kind: str, entries: Sequence[Entry], held: Set[Month], period: tuple[Month, Month]
) -> HeatTable:
    """`kind` is what the entries are. Rows stand in the order given."""
    step = step_for(*period, MOST_COLUMNS)
    counted = held | {month for entry in entries for month in entry.counts}
    slots = slots_of(*period, step, counted)
    numbers = [summed(entry.counts, slots) for entry in entries]
    depths = depths_for(count for row in numbers for count in row)
    title = f"{kind}{step.adverb}篇数"
    return HeatTable(
        key=key,
        title=title,
        description=f"{slots[0].label}至{slots[-1].label}，最多的 {len(entries)} 个{kind}，越深篇数越多。",
        columns=tuple(columns(slots)),
        rows=tuple(
            heat_row(place, entry, slots, row, depths)
            for place, (entry, row) in enumerate(zip(entries, numbers, strict=True))
        ),
        cell_width=percent(1 / len(slots)),
        legend=depths.legend,
        table=entry_table(title, kind, entries, slots, numbers),
        step=step,
    )


def columns(slots: Sequence[Slot]) -> list[HeatColumn]:
    return [
        HeatColumn(
            label=slot.short_label if slot.step.parts_years else "",
            year=slot.years if place == 0 or slot.begins_year else "",
            x=percent(place / len(slots)),
            middle=percent((place + 0.5) / len(slots)),
            is_held=slot.is_held,
            words=f"{slot.label}：没有收报纸",
        )
        for place, slot in enumerate(slots)
    ]


def heat_row(place: int, entry: Entry, slots: Sequence[Slot], numbers: Sequence[int], depths: Depths) -> HeatRow:
    y = HEAD_HEIGHT + ROW_HEIGHT * place
    cells = [
        HeatCell(
            words=f"{slot.label}：{count:,}篇",
            url=entry.address(slot),
            number=f"{count:,}",
            depth=depths.of(count),
            x=percent(column / len(slots)),
            middle=percent((column + 0.5) / len(slots)),
        )
        for column, (slot, count) in enumerate(zip(slots, numbers, strict=True))
        if count
    ]
    whole = Slot(slots[0].first, slots[-1].last, slots[0].step)
    return HeatRow(
        name=entry.name,
        short_name=shortened(entry.short_name or entry.name),
        url=entry.url,
        y=y,
        line=y + 18,
        total=f"{sum(numbers):,}",
        total_url=entry.address(whole),
        cells=tuple(cells),
    )


def shortened(name: str, most: int = 12) -> str:
    """A name that fits beside its row, with its beginning and its end; the whole of it stands in the table."""
    return name if len(name) <= most else f"{name[: most - 5]}…{name[-4:]}"


def entry_table(
    caption: str, kind: str, entries: Sequence[Entry], slots: Sequence[Slot], numbers: Sequence[Sequence[int]]
) -> NumberTable:
    rows = [
        TableRow(
            TableCell(entry.name, entry.url, is_number=False),
            (
                *(
                    count_cell(count, entry.address(slot), is_held=slot.is_held)
                    for slot, count in zip(slots, row, strict=True)
                ),
                TableCell(f"{sum(row):,}", entry.address(Slot(slots[0].first, slots[-1].last, slots[0].step))),
            ),
        )
        for entry, row in zip(entries, numbers, strict=True)
    ]
    return NumberTable(caption, kind, (*(slot.label for slot in slots), "合计"), tuple(rows))
