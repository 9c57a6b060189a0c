"""The few formulas of newspaper pages that OCR models write in LaTeX: circled numbers, powers, per cents."""

import re

_HIGH = dict(zip("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ", strict=True))
_LOW = dict(zip("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True))
_CIRCLED = re.compile(r"\\(?:textcircled|circled)\s*\{?\s*(\d{1,2})\s*\}?")
_RAISED = re.compile(r"([\^_])(?:\{([^{}]{1,12})\}|([0-9A-Za-z]))")
_DEGREES = re.compile(r"\^\s*(?:\{\s*\\circ\s*\}|\\circ)")
_WORDS = re.compile(r"\\(?:text|mathrm|mathbf|rm)\s*\{([^{}]*)\}")
_COMMANDS = {
    r"\times": "×",
    r"\sim": "～",
    r"\pm": "±",
    r"\geq": "≥",
    r"\leq": "≤",
    r"\rightarrow": "→",
    r"\cdot": "·",
    r"\div": "÷",
    r"\%": "%",
    r"\,": "",
    r"\ ": " ",
}
_COMMAND = re.compile("|".join(re.escape(name) + (r"(?![A-Za-z])" if name[1:].isalpha() else "") for name in _COMMANDS))


def raised(words: str, *, is_low: bool = False) -> str:
    """The words in raised (or lowered) characters, empty when there are none for some of them."""
    forms = _LOW if is_low else _HIGH
    shown = [forms.get(character, "") for character in words.strip().replace("−", "-")]
    return "".join(shown) if all(shown) else ""


def read_formula(formula: str) -> str | None:
    """What the LaTeX between two dollar signs prints, never longer than it; None when it is no formula known here."""
    if not re.search(r"[\\^_]", formula):
        return None
    shown = _CIRCLED.sub(lambda found: _circled(int(found.group(1))), formula)
    shown = _DEGREES.sub("°", _WORDS.sub(r"\1", shown))
    shown = _COMMAND.sub(lambda found: _COMMANDS[found.group()], shown)
    shown = _RAISED.sub(lambda found: raised(found[2] or found[3], is_low=found[1] == "_") or found[0], shown)
    shown = " ".join(shown.split())
    return None if re.search(r"[\\^{}]", shown) or not shown.isprintable() else shown


def _circled(number: int) -> str:
    """① to ⑳; there are no signs for others."""
    return chr(0x245F + number) if 1 <= number <= 20 else str(number)
