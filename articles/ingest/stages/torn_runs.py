"""Short printed units that are no heading but the beginning of the paragraph below, torn off by a column's end.

A paragraph's first line is indented. What begins in the full width of its column goes on something: the short unit
above it or, where that is a heading between two columns, the text above the heading.
"""

from collections.abc import Sequence

from articles.ingest.stages.line_roles import LineRole
from articles.ingest.stages.sentence_joins import is_left_open
from articles.ingest.stages.short_units import reads_as_text
from articles.ingest.stages.spacing import is_spaced_out
from articles.ingest.stages.units import Role, Unit

#: A line is full when it is narrower than its column by less than this, in characters; an indent takes two.
_FULL = 0.8
#: A column may be so much wider than it was taken to be.
_WIDE = 1.6
#: A full line that ends before a word, number or bracket which may not be torn is narrower by as much.
_RAGGED = 2.7


def return_torn_text(units: Sequence[Unit]) -> None:
    """Gives torn short units back their role as text."""
    for index, unit in enumerate(units):
        if index and _goes_on_something(unit):
            first = index
            while first and _may_be_torn(units[first - 1]) and not units[first].starts_zone:
                first -= 1
            for torn in _torn(units[first - 1] if first else None, units[first:index], unit.column):
                torn.role = Role.BODY


def _goes_on_something(unit: Unit) -> bool:
    if unit.role is not Role.BODY or unit.line_role is not LineRole.PLAIN or not unit.column or unit.starts_zone:
        return False
    return _is_full(unit, unit.column) and reads_as_text(unit)


def _may_be_torn(unit: Unit) -> bool:
    is_plain = unit.role is Role.SHORT and unit.line_role is LineRole.PLAIN and not unit.level
    return is_plain and bool(unit.column) and not unit.text.startswith("——")


def _torn(above: Unit | None, run: Sequence[Unit], width: float) -> Sequence[Unit]:
    """Those of a run of short units that begin the text below it, which has lines of that width."""
    if not run or not _fills(run[-1], width):
        return ()
    if above is not None and is_left_open(above):
        return run if all(_is_full(unit, width) for unit in run) else ()
    first = len(run) - 1
    while first and _is_full(run[first], width) and _fills(run[first - 1], width):
        first -= 1
    return run[first:]


def _fills(unit: Unit, width: float) -> bool:
    """Whether a unit's last line reaches the column's end, and no further; one that is spaced out under others does."""
    last = unit.lines[-1]
    if is_spaced_out(last.raw):
        return len(unit.lines) > 1
    return width - _RAGGED <= last.width <= width + _WIDE


def _is_full(unit: Unit, width: float) -> bool:
    """Whether a unit's first line has no indent."""
    return -_FULL < unit.first.width - width < _WIDE and not is_spaced_out(unit.first.raw)
