"""What a Word document can hold and python-docx has no words for: links within it, and fields that Word works out."""

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from articles.xml_text import xml_text

#: What the standard's schema has behind `updateFields` among the settings, as far as a template has it.
_BEHIND_UPDATE_FIELDS = ("w:hdrShapeDefaults", "w:footnotePr", "w:endnotePr", "w:compat", "w:docVars", "w:rsids")


def element(name: str, /, **attributes: str) -> Any:
    made: Any = OxmlElement(name)
    for attribute, value in attributes.items():
        made.set(qn(f"w:{attribute}"), value)
    return made


def link(text: str, bookmark: str) -> Any:
    """A run of text that leads to a place in the same document."""
    made = element("w:hyperlink", anchor=bookmark, history="1")
    made.append(_run(_words("w:t", text)))
    return made


def tab() -> Any:
    return _run(element("w:tab"))


def page_number() -> Any:
    return element("w:fldSimple", instr="PAGE")


def page_reference(bookmark: str, shown: int) -> list[Any]:
    """The page on which a bookmark stands; `shown` stands there until the reader's program has worked it out."""
    return [
        _run(element("w:fldChar", fldCharType="begin")),
        _run(_words("w:instrText", f" PAGEREF {bookmark} \\h ")),
        _run(element("w:fldChar", fldCharType="separate")),
        _run(_words("w:t", str(shown))),
        _run(element("w:fldChar", fldCharType="end")),
    ]


def update_fields_when_opened(settings: Any) -> None:
    """`settings`: the element that holds the document's settings."""
    behind = [child for child in settings if child.tag in set(map(qn, _BEHIND_UPDATE_FIELDS))]
    made = element("w:updateFields", val="true")
    if behind:
        behind[0].addprevious(made)
    else:
        settings.append(made)


def _run(content: Any) -> Any:
    made = element("w:r")
    made.append(content)
    return made


def _words(name: str, text: str) -> Any:
    made = element(name)
    made.text = xml_text(text)
    made.set(qn("xml:space"), "preserve")
    return made
