"""A volume of clippings (媒体汇编) as DOCX: cover, contents, and the articles in the order given."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO, Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from articles.exports.clippings import Clipping
from articles.xml_text import xml_text

SERIF, SANS, LATIN = "宋体", "黑体", "Times New Roman"
QUIET = RGBColor(0x55, 0x55, 0x55)
#: Style → Chinese font, size in points.
STYLES = {"Normal": (SERIF, 12.0), "Title": (SANS, 28.0), "Heading 1": (SANS, 18.0), "Heading 2": (SANS, 16.0)}


@dataclass(frozen=True, slots=True)
class Cover:
    """`lines` stand below the title: what the volume holds, and whence."""

    title: str
    lines: tuple[str, ...]


def write_volume(file: IO[bytes], cover: Cover, clippings: Sequence[Clipping]) -> None:
    volume = _Volume()
    volume.add_cover(cover)
    volume.add_contents(clippings)
    for clipping in clippings:
        volume.add(clipping)
    volume.add_rights(clippings)
    volume.save(file)


class _Volume:
    def __init__(self) -> None:
        self._document: Any = Document()
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(28)
        self._set_styles()
        _add_page_number(section.footer.paragraphs[0])

    def _set_styles(self) -> None:
        styles = self._document.styles
        for name, (font, size) in STYLES.items():
            _set_font(styles[name], font, size)
        normal = styles["Normal"].paragraph_format
        normal.line_spacing, normal.space_after = 1.5, Pt(0)
        # A template's own style for running text; two characters of indent, as Chinese is printed.
        styles["Body Text"].paragraph_format.first_line_indent = Pt(24)
        styles["Body Text"].paragraph_format.space_after = Pt(0)
        self._style_ids = {name: styles[name].style_id for name in (*STYLES, "Body Text")}

    def add_cover(self, cover: Cover) -> None:
        self._document.core_properties.title = xml_text(cover.title)
        self._document.core_properties.author = "报刊文库"
        heading = self._paragraph(cover.title, "Title")
        heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
        heading.paragraph_format.space_before = Pt(180)
        heading.paragraph_format.space_after = Pt(36)
        for line in cover.lines:
            self._paragraph(line).alignment = WD_ALIGN_PARAGRAPH.CENTER

    def add_contents(self, clippings: Sequence[Clipping]) -> None:
        """Each line leads to its article; page numbers are left to the reader's program, which alone knows them."""
        heading = self._paragraph("目录", "Heading 1")
        heading.paragraph_format.page_break_before = True
        for number, clipping in enumerate(clippings, start=1):
            line = self._paragraph("")
            line._p.append(_link(f"{number}. {' '.join(clipping.headline.split())}", _bookmark_name(clipping)))
            _quiet(line.add_run(xml_text(f"　{clipping.source_line}")))

    def add(self, clipping: Clipping) -> None:
        """On a page of its own, as a clipping is filed."""
        first = self._paragraph(clipping.kicker) if clipping.kicker else None
        heading = self._bookmarked(clipping)
        for paragraph in filter(None, (first, heading)):
            paragraph.paragraph_format.keep_with_next = True
        (first or heading).paragraph_format.page_break_before = True
        if clipping.subtitle:
            self._paragraph(clipping.subtitle).paragraph_format.keep_with_next = True
        note = "　（版面文字中无标题，以首句代之）" if clipping.is_borrowed else ""
        source = self._paragraph("")
        _quiet(source.add_run(xml_text(clipping.source_line + note)))
        source.paragraph_format.space_after = Pt(9)
        for text in clipping.paragraphs:
            self._paragraph(text, "Body Text")
        address = self._paragraph("")
        _quiet(address.add_run(clipping.url))
        address.paragraph_format.space_before = Pt(9)

    def add_rights(self, clippings: Sequence[Clipping]) -> None:
        rights = {each.newspaper: each.rights for each in clippings if each.rights}
        if not rights:
            return
        heading = self._paragraph("权利说明", "Heading 1")
        heading.paragraph_format.page_break_before = True
        for newspaper, statement in rights.items():
            self._paragraph(f"{newspaper}：{statement}")

    def save(self, file: IO[bytes]) -> None:
        self._document.save(file)

    def _bookmarked(self, clipping: Clipping) -> Any:
        """The headline, as the place to which the contents lead."""
        heading, number = self._paragraph("", "Heading 2"), str(clipping.public_id % 2**31)
        heading._p.append(_element("w:bookmarkStart", id=number, name=_bookmark_name(clipping)))
        heading.add_run(xml_text(clipping.headline))
        heading._p.append(_element("w:bookmarkEnd", id=number))
        return heading

    def _paragraph(self, text: str, style: str = "Normal") -> Any:
        """Styles are set by their id: by name the library compares all styles of the document for every paragraph."""
        paragraph = self._document.add_paragraph(xml_text(text))
        if style != "Normal":
            paragraph._p.style = self._style_ids[style]
        return paragraph


def _set_font(style: Any, font: str, size: float) -> None:
    """The fonts of the template's theme, which know no Chinese, give way."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name, value in (("w:ascii", LATIN), ("w:hAnsi", LATIN), ("w:eastAsia", font)):
        fonts.set(qn(name), value)
    style.font.size = Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)


def _quiet(run: Any) -> None:
    run.font.size = Pt(10)
    run.font.color.rgb = QUIET


def _element(name: str, /, **attributes: str) -> Any:
    element: Any = OxmlElement(name)
    for attribute, value in attributes.items():
        element.set(qn(f"w:{attribute}"), value)
    return element


def _add_page_number(paragraph: Any) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph._p.append(_element("w:fldSimple", instr="PAGE"))


def _bookmark_name(clipping: Clipping) -> str:
    return f"article_{clipping.public_id}"


def _link(text: str, bookmark: str) -> Any:
    """A run of text that leads to a place in the same document."""
    link, run, words = _element("w:hyperlink", anchor=bookmark, history="1"), _element("w:r"), _element("w:t")
    words.text = xml_text(text)
    run.append(words)
    link.append(run)
    return link
