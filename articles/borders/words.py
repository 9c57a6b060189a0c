"""The words of an item as the borders know them, and what white space its pieces had where they were parted. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from articles.borders.pieces import Stretch
from articles.ingest.drafts import CreditDraft, Part
from articles.ingest.stages.marks import read_marks

#: A character's place: page and offset.
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Words:
    """Everything that an item says. `body` has a paragraph a line, the other fields are one line each."""

    kicker: str = ""
    headline: str = ""
    subtitle: str = ""
    dateline: str = ""
    agency: str = ""
    body: str = ""
    credits: tuple[CreditDraft, ...] = ()
    continued_from: str = ""
    continues_to: str = ""

    def of(self, part: Part) -> str:
        """The field in which the words of such pieces stand."""
        return {
            Part.KICKER: self.kicker,
            Part.HEADLINE: self.headline,
            Part.SUBTITLE: self.subtitle,
            Part.BODY: self.body,
        }[part]


@dataclass(frozen=True)
class Ground:
    """A page's text, and what is read of it: as long, with white space for the marks of an OCR model."""

    text: str

    @cached_property
    def read(self) -> str:
        return read_marks(self.text).text


Grounds = Mapping[int, Ground]


@dataclass(frozen=True, slots=True)
class Stowed:
    """What a stretch said before it became a byline or a mark, which no field of an item holds."""

    stretch: Stretch
    text: str


@dataclass(frozen=True, slots=True)
class Shared:
    """What each of some characters says that stand one behind another in a text, without blanks."""

    places: tuple[Place, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Memory:
    """What earlier changes parted and put away, so that it can come back as it was.

    `seams`: the white space between two characters that stood side by side in a text. `stowed`, `shares`: newest first.
    """

    seams: Mapping[tuple[Place, Place], str] = field(default_factory=dict)
    stowed: Sequence[Stowed] = ()
    shares: Sequence[Shared] = ()
