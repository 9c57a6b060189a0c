"""What a file of a list is called: its title and, in short, what it was narrowed to. Two quarters are two files."""

from collections.abc import Iterator, Sequence

from articles.filters import ArticleFilterSet
from articles.views.facets import filters_in_force

#: In bytes of UTF-8. File systems take 255, and a browser that has the name already puts a number behind it.
LONGEST, LONGEST_TITLE = 230, 130
_REFUSED = frozenset('\\/:*?"<>|')


def short_conditions(filterset: ArticleFilterSet) -> tuple[str, ...]:
    """The filters in force without their labels, the period before all others: it is what most files differ in."""
    others = [each.value for each in filters_in_force(filterset) if each.name not in {"date_from", "date_to"}]
    return (*_period(filterset), *others)


def _period(filterset: ArticleFilterSet) -> Iterator[str]:
    first, last = (filterset.form.cleaned_data.get(name) for name in ("date_from", "date_to"))
    if first and last:
        yield f"{first.isoformat()}至{last.isoformat()}"
    elif first:
        yield f"{first.isoformat()}起"
    elif last:
        yield f"至{last.isoformat()}"


def file_name(title: str, conditions: Sequence[str], extension: str) -> str:
    """万人助万企 2022-01-01至2022-03-31.docx: a name that every system lets a file have.

    Conditions for which there is no room are counted: 等3项.
    """
    stem = _cut(_allowed(title), LONGEST_TITLE) or "报道"
    for number, condition in enumerate(map(_allowed, conditions)):
        longer = f"{stem} {condition}"
        if _size(longer) > LONGEST - _size(f" 等{len(conditions)}项.{extension}"):
            stem += f" 等{len(conditions) - number}项"
            break
        stem = longer
    return f"{stem}.{extension}"


def _allowed(text: str) -> str:
    """Dots and blanks at the ends hide a file or are lost on the way."""
    kept = "".join(each if each.isprintable() else " " for each in text if each not in _REFUSED)
    return " ".join(kept.split()).strip(". ")


def _cut(text: str, most: int) -> str:
    if _size(text) <= most:
        return text
    return text.encode()[: most - _size("…")].decode(errors="ignore") + "…"


def _size(text: str) -> int:
    return len(text.encode("utf-8", "replace"))
