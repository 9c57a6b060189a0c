"""What the stages after the lines work on: a unit (a paragraph, a headline, a byline …) with its role."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from articles.ingest.stages import cues
from articles.ingest.stages.cues import ends_sentence
from articles.ingest.stages.line_roles import LineRole
from articles.ingest.stages.lines import Line
from articles.ingest.stages.marks import plain
from articles.ingest.stages.spacing import close_up, close_up_headline, join_lines


class Role(Enum):
    FURNITURE = auto()
    ADVERT = auto()
    NOTICE = auto()
    TEASER = auto()
    BRIEF = auto()
    LABEL = auto()
    CAPTION = auto()
    CREDIT = auto()
    BYLINE = auto()
    OPENING = auto()
    CONTINUATION = auto()
    SHORT = auto()
    BODY = auto()


_FROM_LINE = {
    LineRole.FURNITURE: Role.FURNITURE,
    LineRole.NOTICE_HEAD: Role.NOTICE,
    LineRole.TEASER_HEAD: Role.TEASER,
    LineRole.TEASER_LINE: Role.TEASER,
    LineRole.BRIEF_HEAD: Role.BRIEF,
    LineRole.BULLET: Role.BRIEF,
    LineRole.LABEL: Role.LABEL,
    LineRole.CAPTION: Role.CAPTION,
    LineRole.CREDIT: Role.CREDIT,
    LineRole.BYLINE: Role.BYLINE,
    LineRole.OPENING: Role.OPENING,
    LineRole.CONTINUATION: Role.CONTINUATION,
    LineRole.TABLE: Role.BODY,
}


@dataclass(slots=True, eq=False)
class Unit:
    """Lines that belong together. `text` is clean; `role` may be sharpened by what stands around."""

    lines: tuple[Line, ...]
    text: str
    role: Role
    line_role: LineRole
    #: The column's width at this place, in characters; 0 when lines are paragraphs.
    column: float

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def start(self) -> int:
        return self.lines[0].start

    @property
    def end(self) -> int:
        return self.lines[-1].end

    @property
    def blanks_before(self) -> int:
        return self.lines[0].blanks_before

    @property
    def starts_zone(self) -> bool:
        return self.lines[0].starts_zone

    @property
    def level(self) -> int:
        return self.lines[0].level

    @property
    def is_finished(self) -> bool:
        return ends_sentence(self.text)

    @property
    def is_table(self) -> bool:
        return self.line_role is LineRole.TABLE

    @property
    def headline_text(self) -> str:
        """The text as a headline: the spaces between its clauses are kept."""
        return headline_text(self.lines)


def headline_text(lines: Sequence[Line]) -> str:
    texts = [close_up_headline(plain(line.raw)) for line in lines]
    return " ".join(texts) if any(" " in text for text in texts) else join_lines(texts)


def unit_of(lines: Sequence[Line], line_role_: LineRole, width: float) -> Unit:
    """The unit that lines of one role make; `width` is the column's, 0 when lines are paragraphs."""
    text = join_lines(line.text for line in lines)
    if line_role_ is not LineRole.TABLE and (len(lines) > 1 or " " in text):
        text = close_up(text)
    if (
        line_role_ is not LineRole.BYLINE
        and text[:1] in "（("
        and len(text) < 60
        and cues.BRACKET_BYLINE.fullmatch(text)
    ):
        line_role_ = LineRole.BYLINE
    return Unit(tuple(lines), text, _FROM_LINE.get(line_role_, Role.BODY), line_role_, width)
