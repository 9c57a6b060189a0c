"""Best assignment of rows to columns, each used at most once, where leaving a row unassigned is worth nothing."""

from collections.abc import Mapping, Sequence

Edges = Mapping[int, float]


def best_assignment(rows: Sequence[Edges]) -> tuple[float, dict[int, int]]:
    """The total and the choice {row: column} of greatest weight. Only edges above 0 are used.

    `rows[i]` maps columns to weights. Successive shortest augmenting paths (Kuhn-Munkres in the form of Jonker and
    Volgenant, with a private zero column a row): O(rows² × edges), small because a row has few edges.
    """
    columns = sorted({column for edges in rows for column, weight in edges.items() if weight > 0})
    place = {column: index for index, column in enumerate(columns)}
    width = len(columns) + len(rows)
    costs: list[dict[int, float]] = []
    for index, edges in enumerate(rows):
        cost = {place[column]: -weight for column, weight in edges.items() if weight > 0}
        cost[len(columns) + index] = 0.0
        costs.append(cost)
    search = _Search(costs, width)
    for row in range(len(rows)):
        search.augment(row)
    choice = {row: columns[column] for row, column in enumerate(search.column_of) if column < len(columns)}
    return sum(rows[row][column] for row, column in choice.items()), choice


class _Search:
    """Potentials and the matching so far."""

    def __init__(self, costs: Sequence[Mapping[int, float]], width: int) -> None:
        self.costs = costs
        self.row_of = [-1] * width
        self.column_of = [-1] * len(costs)
        self.row_potential = [0.0] * len(costs)
        self.column_potential = [0.0] * width

    def augment(self, row: int) -> None:
        """Adds `row` by the shortest augmenting path over reduced costs (Dijkstra)."""
        self.row_potential[row] = min(cost - self.column_potential[c] for c, cost in self.costs[row].items())
        open_: dict[int, float] = {}
        came_from: dict[int, int] = {}
        closed: dict[int, float] = {}
        tree = {row: 0.0}
        current, reached = row, 0.0
        while True:
            self._relax(current, reached, open_, came_from, closed)
            column = min(open_, key=lambda c: (open_[c], c))
            reached = open_.pop(column)
            closed[column] = reached
            current = self.row_of[column]
            if current < 0:
                break
            tree[current] = reached
        for other, length in tree.items():
            self.row_potential[other] += reached - length
        for other, length in closed.items():
            self.column_potential[other] -= reached - length
        self._follow(column, row, came_from)

    def _relax(
        self, row: int, reached: float, open_: dict[int, float], came_from: dict[int, int], closed: Mapping[int, float]
    ) -> None:
        for column, cost in self.costs[row].items():
            if column not in closed:
                length = reached + cost - self.row_potential[row] - self.column_potential[column]
                if length < open_.get(column, float("inf")):
                    open_[column], came_from[column] = length, row

    def _follow(self, column: int, start: int, came_from: Mapping[int, int]) -> None:
        while True:
            row = came_from[column]
            before = self.column_of[row]
            self.row_of[column], self.column_of[row] = row, column
            if row == start:
                return
            column = before
