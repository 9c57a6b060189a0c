"""Pages and items made up by hypothesis: lines of Chinese with OCR's spaces, cut into items with every part."""

from dataclasses import dataclass

from hypothesis import strategies as st

from articles.borders.glyphs import scanned_text
from articles.borders.pieces import HEADS, Piece, Pieces
from articles.borders.signatures import printed_signature
from articles.borders.words import Ground, Words
from articles.ingest.drafts import Part

CHARACTERS = "怀川市防汛应急响应干部连夜上堤巡查气象门预计降雨将持续三天ABC12，。、“”"
TYPED = "改正字句"
#: So few that a text can be laid beside its page in several ways.
ALIKE = "防汛"
BYLINES = ("（记者 王一鸣）", "本报讯（记者 李春梅）", "通讯员 赵 云")


def line_texts(characters: str = CHARACTERS) -> st.SearchStrategy[str]:
    return st.text(characters + "  ", min_size=1, max_size=14).filter(lambda line: bool(line.strip()))


@dataclass(frozen=True)
class MadePage:
    """A page of made-up text and the items on it, each with the words a segmenter would give it."""

    text: str
    layout: dict[int, Pieces]
    words: dict[int, Words]

    @property
    def texts(self) -> dict[int, str]:
        return {1: self.text}

    @property
    def grounds(self) -> dict[int, Ground]:
        return {1: Ground(self.text)}


@st.composite
def pages(draw: st.DrawFn, *, most_items: int = 4, characters: str = CHARACTERS) -> MadePage:
    text = ""
    layout: dict[int, Pieces] = {}
    words: dict[int, Words] = {}
    for key in range(1, draw(st.integers(1, most_items)) + 1):
        pieces: list[Piece] = []
        fields: dict[Part, str] = {}
        for part in (*HEADS, Part.BYLINE, Part.BODY):
            paragraphs = []
            for _ in range(draw(st.integers(part is Part.BODY, 1 if part is not Part.BODY else 3))):
                line = draw(st.sampled_from(BYLINES)) if part is Part.BYLINE else draw(line_texts(characters))
                start = len(text) + len(line) - len(line.lstrip())
                piece = Piece(1, start, start + len(line.strip()), part)
                text += line + draw(st.sampled_from(["\n", "\n\n", "\n  \n"]))
                paragraphs.append(scanned_text(piece, Ground(text)))
                pieces = [*pieces, piece]
            fields[part] = "\n".join(paragraphs) if part is Part.BODY else "".join(paragraphs)
        layout[key] = _joined(pieces)
        signature = printed_signature(pieces, {1: Ground(text)}, {})
        words[key] = Words(
            kicker=fields[Part.KICKER],
            headline=fields[Part.HEADLINE],
            subtitle=fields[Part.SUBTITLE],
            body=fields[Part.BODY],
            dateline=signature.dateline,
            credits=signature.credits,
        )
    return MadePage(text, layout, words)


def _joined(pieces: list[Piece]) -> Pieces:
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].part is piece.part:
            joined[-1] = Piece(1, joined[-1].start, piece.end, piece.part)
        else:
            joined.append(piece)
    return tuple(joined)


@st.composite
def edited(draw: st.DrawFn, text: str, characters: str = TYPED) -> str:
    """The text with a few characters changed, put in or taken out, as a person would leave it."""
    for _ in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, max(0, len(text) - 1)))
        typed = draw(st.text(characters, max_size=2))
        text = text[:place] + typed + text[place + draw(st.integers(0, 2)) :]
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


@st.composite
def corrected_pages(
    draw: st.DrawFn, *, most_items: int = 4, characters: str = CHARACTERS, typed: str = TYPED
) -> MadePage:
    """A page on which a person changed words of any field."""
    page = draw(pages(most_items=most_items, characters=characters))
    words = {
        key: Words(
            kicker=draw(edited(held.kicker, typed)).replace("\n", ""),
            headline=draw(edited(held.headline, typed)).replace("\n", ""),
            subtitle=held.subtitle,
            body=draw(edited(held.body, typed)),
            dateline=held.dateline,
            credits=held.credits,
        )
        for key, held in page.words.items()
    }
    return MadePage(page.text, page.layout, words)


def any_corrected_pages() -> st.SearchStrategy[MadePage]:
    """Also an item of which it is hard to tell which words come from where."""
    return st.one_of(corrected_pages(), corrected_pages(most_items=1, characters=ALIKE, typed="严防"))


@st.composite
def stretches(draw: st.DrawFn, text: str) -> tuple[int, int]:
    start = draw(st.integers(0, len(text) - 1))
    return start, draw(st.integers(start + 1, min(len(text), start + 40)))
