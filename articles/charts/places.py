"""Places across a chart: shares of its width, of which it is known on what screens they are seen."""

#: Widths of the drawing on a phone and on a desk, in pixels: what words must fit.
NARROW, WIDE = 300, 1000
#: Width of a figure or Latin letter and of a Chinese character in the charts' smallest type, in pixels.
FIGURE_WIDTH, CHARACTER_WIDTH = 7, 12


def percent(share: float) -> str:
    return f"{100 * share:.2f}".rstrip("0").rstrip(".") + "%"


def pixels(length: float) -> str:
    return f"{length:.1f}".removesuffix(".0")


def width_of(text: str) -> int:
    """About how wide a text is set, in pixels."""
    return sum(FIGURE_WIDTH if character.isascii() else CHARACTER_WIDTH for character in text)


def anchor_at(share: float, text: str, width: int = NARROW) -> str:
    """How to set a text at a place so that it does not run over the edge."""
    half = width_of(text) / 2
    if share * width < half:
        return "start"
    return "end" if (1 - share) * width < half else "middle"


def reach_of(text: str, share: float, width: int) -> tuple[float, float]:
    """From where to where a text set so reaches, in pixels of a drawing of this width."""
    length = width_of(text) + 4
    left = share * width - {"start": 0.0, "middle": length / 2, "end": length}[anchor_at(share, text)]
    return left, left + length
