"""Which of a few programs the same articles speak of: a triangle of counts, each name at the corner of its row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from articles.charts.depths import Depths, depths_for
from articles.charts.heat import shortened
from articles.charts.tables import NumberTable, TableCell, TableRow

CELL = 28
#: Pixels kept for the names, which stand right of their rows, and characters of a name that they have room for.
NAME_ROOM, NAME_LENGTH = 180, 13


@dataclass(frozen=True, slots=True)
class Member:
    """`pk` names it in the counts."""

    pk: int
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class PairCell:
    words: str
    url: str
    number: str
    depth: int
    x: int
    middle: int


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """`name_x` is where the name begins, right of the row's last cell and above its own column."""

    name: str
    short_name: str
    url: str
    y: int
    line: int
    name_x: int
    cells: tuple[PairCell, ...]
    empty: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    key: str
    title: str
    description: str
    rows: tuple[MatrixRow, ...]
    legend: tuple[tuple[int, str], ...]
    table: NumberTable
    cell: int = CELL

    @property
    def width(self) -> int:
        return CELL * (len(self.rows) - 1) + NAME_ROOM

    @property
    def height(self) -> int:
        return CELL * len(self.rows)


Pairs = Mapping[frozenset[int], int]
Address = Callable[[Member, Member], str]


def matrix(key: str, title: str, members: Sequence[Member], pairs: Pairs, address: Address) -> Matrix | None:
    """None where no two of the members stand together. Rows stand in the order given."""
    found = [
        (pairs.get(frozenset({upper.pk, lower.pk}), 0), upper, lower)
        for place, lower in enumerate(members)
        for upper in members[:place]
    ]
    together = sorted(((count, one, other) for count, one, other in found if count), key=lambda each: -each[0])
    if not together:
        return None
    depths = depths_for(count for count, _, _ in together)
    count, one, other = together[0]
    return Matrix(
        key=key,
        title=title,
        description=f"{len(members)} 个项目两两同见于多少篇报道。最多的是{one.name}与{other.name}，{count:,} 篇。",
        rows=tuple(matrix_row(place, members, pairs, depths, address) for place in range(len(members))),
        legend=depths.legend,
        table=pair_table(title, together, address),
    )


def matrix_row(place: int, members: Sequence[Member], pairs: Pairs, depths: Depths, address: Address) -> MatrixRow:
    own = members[place]
    cells, empty = [], []
    for column, other in enumerate(members[:place]):
        count = pairs.get(frozenset({own.pk, other.pk}), 0)
        if not count:
            empty.append(column * CELL)
            continue
        cells.append(
            PairCell(
                words=f"{other.name}与{own.name}：{count:,}篇",
                url=address(other, own),
                number=f"{count:,}" if count < 10_000 else "",
                depth=depths.of(count),
                x=column * CELL,
                middle=column * CELL + CELL // 2,
            )
        )
    return MatrixRow(
        name=own.name,
        short_name=shortened(own.name, NAME_LENGTH),
        url=own.url,
        y=place * CELL,
        line=place * CELL + 19,
        name_x=place * CELL + 6,
        cells=tuple(cells),
        empty=tuple(empty),
    )


def pair_table(title: str, together: Sequence[tuple[int, Member, Member]], address: Address) -> NumberTable:
    rows = [
        TableRow(
            TableCell(one.name, one.url, is_number=False),
            (TableCell(other.name, other.url, is_number=False), TableCell(f"{count:,}", address(one, other))),
        )
        for count, one, other in together
    ]
    return NumberTable(title, "项目", ("一同出现", "篇数"), tuple(rows))
