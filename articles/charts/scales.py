"""Scales with ticks that a reader takes in at a glance: 1, 2 and 5 times a power of ten."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

#: Values that differ by this factor would lie flat on the ground of an even scale.
LOG_FACTOR = 100
#: An even scale begins at nought unless all values lie in its upper part.
UPPER_PART = 0.6
TICKS = 4
#: Below it a value is nought: no newspaper prints so little, and a logarithm or a step of it is nothing to a float.
SMALLEST = 1e-12


@dataclass(frozen=True, slots=True)
class Scale:
    """`ticks` run from the scale's lower to its upper end. `is_log`: equal distances are equal factors."""

    ticks: tuple[float, ...]
    is_log: bool = False

    def share(self, value: float) -> float:
        """How far up the value stands, from 0 to 1."""
        low, high = self._measure(self.ticks[0]), self._measure(self.ticks[-1])
        return (self._measure(value) - low) / (high - low)

    def _measure(self, value: float) -> float:
        return math.log10(value) if self.is_log else value


def count_scale(largest: int, ticks: int = TICKS) -> Scale:
    """From nought to a round number not below `largest`, in whole numbers."""
    step = max(1, round_step(largest, ticks))
    return Scale(tuple(float(each) for each in range(0, _up(largest, step) + 1, int(step))))


def value_scale(values: Sequence[float]) -> Scale:
    """A scale on which these values are told apart; even unless they differ by a factor of `LOG_FACTOR`."""
    low, high = (0.0 if abs(end) < SMALLEST else end for end in (min(values), max(values)))
    if low > 0 and high / low >= LOG_FACTOR:
        return Scale(powers_of_ten(low, high), is_log=True)
    if 0 < low < UPPER_PART * high:
        low = 0.0
    if low == high:
        low, high = min(low, 0.0), max(high, 0.0) or 1.0
    step = round_step(high - low, TICKS)
    first, last = math.floor(low / step), math.ceil(high / step)
    return Scale(tuple(float(f"{each * step:.10g}") for each in range(first, last + 1)))


def powers_of_ten(low: float, high: float) -> tuple[float, ...]:
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    every = max(1, math.ceil((last - first) / TICKS))
    last = first + math.ceil((last - first) / every) * every
    return tuple(10.0**power for power in range(first, last + 1, every))


def round_step(span: float, steps: int) -> float:
    """The smallest of 1, 2 and 5 times a power of ten of which at most `steps` cover the span."""
    if span <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(span / steps))
    # The small allowance is for what floating point makes of a span that a step covers exactly.
    return next(power * each for each in (1, 2, 5, 10) if span / (power * each) <= steps + 1e-9)


def _up(value: int, step: float) -> int:
    return max(1, math.ceil(value / step)) * int(step)


def axis_number(value: float) -> str:
    """As a newspaper prints it: 500, 1.2万, 3亿."""
    for size, name in ((1e8, "亿"), (1e4, "万")):
        if abs(value) >= size:
            return f"{value / size:.10g}{name}"
    return f"{value:.10g}"
