"""An article as an entry that reference managers import: RIS (NoteExpress, EndNote, Zotero) or BibTeX. Pure."""

import re
from collections.abc import Iterator

from articles.citations import UNDATED, Cited, all_authors_of, whole_title

#: What stands for itself in BibTeX only behind a backslash, and what needs a command: braces are counted, whatever
#: stands before them.
_BEHIND_BACKSLASH = re.compile(r"([&%$#_])")
_COMMANDS = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
}  # fmt: skip


def ris(cited: Cited, *, address: str, archive: str) -> str:
    """Lines end as the format wants them, the last with its blank. `archive` is the name of what holds the article."""
    return "".join(f"{tag}  - {_one_line(value)}\r\n" for tag, value in _ris(cited, address, archive))


def _ris(cited: Cited, address: str, archive: str) -> Iterator[tuple[str, str]]:
    yield "TY", "NEWS"
    for author in all_authors_of(cited):
        yield "AU", author
    yield "TI", whole_title(cited)
    yield "T2", cited.newspaper
    if cited.date:
        yield "PY", f"{cited.date:%Y}"
        yield "DA", f"{cited.date:%Y/%m/%d}"
    if cited.label:
        yield "SP", cited.label
    yield "UR", address
    yield "DB", archive
    yield "LA", "zh"
    for note in _notes(cited):
        yield "N1", note
    yield "ER", ""


def bibtex(cited: Cited, *, key: str, address: str) -> str:
    """`key` is the name by which a text cites the entry."""
    authors = " and ".join(f"{{{_escaped(author)}}}" for author in all_authors_of(cited))
    fields = {
        "author": authors,
        "title": f"{{{_escaped(whole_title(cited))}}}",
        "journal": _escaped(cited.newspaper),
        "year": f"{cited.date:%Y}" if cited.date else "",
        "month": str(cited.date.month) if cited.date else "",
        "date": cited.date.isoformat() if cited.date else "",
        "pages": _escaped(cited.label),
        "url": address,
        "note": _escaped("；".join(_notes(cited))),
        "entrysubtype": "news",
        "language": "chinese",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@article{{{key},", *lines, "}", ""])


def _notes(cited: Cited) -> Iterator[str]:
    """What of the entry the newspaper does not say itself."""
    if cited.date is None:
        yield UNDATED
    elif cited.is_date_inferred:
        yield "日期据文中所写推断"
    if not cited.is_title_printed:
        yield "版面文字中无标题，题名取自首句"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _escaped(text: str) -> str:
    """Text between braces of BibTeX, which is read as printed."""
    return "".join(_COMMANDS.get(each) or _BEHIND_BACKSLASH.sub(r"\\\1", each) for each in _one_line(text))
