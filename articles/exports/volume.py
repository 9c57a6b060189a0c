"""A volume of clippings (媒体汇编) as DOCX: cover, contents, and the articles in the order given."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO, Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from articles.exports.clippings import Clipping
from articles.exports.volume_pages import (
    APART,
    END_MARGIN,
    HEADING,
    HEADING_PITCH,
    HEADLINE,
    HEADLINE_PITCH,
    NUMBER_ROOM,
    PITCH,
    QUIET,
    SIDE_MARGIN,
    SUBHEAD_ABOVE,
    SUBHEAD_BELOW,
    TEXT,
    WIDTH,
    first_pages,
)
from articles.exports.word_elements import element, link, page_number, page_reference, tab, update_fields_when_opened
from articles.xml_text import xml_text

SERIF, SANS, LATIN = "宋体", "黑体", "Times New Roman"
GREY = RGBColor(0x55, 0x55, 0x55)
#: Style → Chinese font, size, and from one line to the next, in points.
STYLES = {
    "Normal": (SERIF, TEXT, PITCH),
    "Title": (SANS, 28.0, 40.0),
    "Heading 1": (SANS, HEADING, HEADING_PITCH),
    "Heading 2": (SANS, HEADLINE, HEADLINE_PITCH),
    "Heading 3": (SANS, TEXT, PITCH),
}
CONTENTS = "toc 1"
NO_HEADLINE = "版面文字中无标题"


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
        section.page_width, section.page_height = Pt(595), Pt(842)
        section.left_margin = section.right_margin = Pt(SIDE_MARGIN)
        section.top_margin = section.bottom_margin = Pt(END_MARGIN)
        self._set_styles()
        footer = section.footer.paragraphs[0]
        footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
        footer._p.append(page_number())

    def _set_styles(self) -> None:
        styles = self._document.styles
        for name, (font, size, pitch) in STYLES.items():
            _set_font(styles[name], font, size)
            lines = styles[name].paragraph_format
            lines.line_spacing, lines.space_before, lines.space_after = Pt(pitch), Pt(0), Pt(0)
        styles["Heading 1"].paragraph_format.space_after = Pt(APART)
        _without_border(styles["Title"])
        subhead = styles["Heading 3"].paragraph_format
        subhead.space_before, subhead.space_after = Pt(SUBHEAD_ABOVE), Pt(SUBHEAD_BELOW)
        # A template's own style for running text; two characters of indent, as Chinese is printed.
        styles["Body Text"].paragraph_format.first_line_indent = Pt(2 * TEXT)
        styles["Body Text"].paragraph_format.space_after = Pt(0)
        contents = styles.add_style(CONTENTS, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        contents.base_style = styles["Normal"]
        contents.paragraph_format.tab_stops.add_tab_stop(Pt(WIDTH), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        contents.paragraph_format.right_indent = Pt(NUMBER_ROOM)
        contents.paragraph_format.keep_with_next = True
        self._style_ids = {name: styles[name].style_id for name in (*STYLES, "Body Text", CONTENTS)}

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
        """Each line leads to its article and names its page, which the reader's program puts right once it is open."""
        heading = self._paragraph("目录", "Heading 1")
        heading.paragraph_format.page_break_before = True
        for number, (clipping, page) in enumerate(zip(clippings, first_pages(clippings), strict=True), start=1):
            line, bookmark = self._paragraph("", CONTENTS)._p, _bookmark_name(clipping)
            line.append(link(f"{number}. {' '.join(clipping.headline.split())}", bookmark))
            line.append(tab())
            line.extend(page_reference(bookmark, page))
            _quiet(self._paragraph("").add_run(xml_text(clipping.source_line)))
        update_fields_when_opened(self._document.settings.element)

    def add(self, clipping: Clipping) -> None:
        """On a page of its own, as a clipping is filed."""
        first = self._paragraph(clipping.kicker) if clipping.kicker else None
        heading = self._bookmarked(clipping)
        for paragraph in filter(None, (first, heading)):
            paragraph.paragraph_format.keep_with_next = True
        (first or heading).paragraph_format.page_break_before = True
        if clipping.subtitle:
            self._paragraph(clipping.subtitle).paragraph_format.keep_with_next = True
        note = f"　（{NO_HEADLINE}）" if clipping.is_borrowed else ""
        source = self._paragraph("")
        _quiet(source.add_run(xml_text(clipping.source_line + note)))
        source.paragraph_format.space_after = Pt(APART)
        for paragraph in clipping.paragraphs:
            self._paragraph(paragraph.text, "Heading 3" if paragraph.is_subhead else "Body Text")
        address = self._paragraph("")
        _quiet(address.add_run(clipping.url))
        address.paragraph_format.space_before = Pt(APART)

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
        heading._p.append(element("w:bookmarkStart", id=number, name=_bookmark_name(clipping)))
        heading.add_run(xml_text(clipping.headline))
        heading._p.append(element("w:bookmarkEnd", id=number))
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
    _say_chinese(style)
    style.font.size = Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)


def _say_chinese(style: Any) -> None:
    """So that lines break and punctuation sits as Chinese wants it; the template says English."""
    properties = style.element.get_or_add_rPr()
    for language in properties.findall(qn("w:lang")):
        properties.remove(language)
    properties.append(element("w:lang", val="en-US", eastAsia="zh-CN"))


def _without_border(style: Any) -> None:
    """The template rules titles off in blue."""
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)


def _quiet(run: Any) -> None:
    run.font.size = Pt(QUIET)
    run.font.color.rgb = GREY


def _bookmark_name(clipping: Clipping) -> str:
    return f"article_{clipping.public_id}"
