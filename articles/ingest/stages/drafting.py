"""Last stage: an item becomes a draft: its spans, its clean body, its credits, its marks.

Every non-blank character of every unit falls into exactly one span; the body's text is made from the BODY spans alone.
"""

from dataclasses import dataclass, field

from articles.ingest.drafts import ArticleDraft, CreditDraft, Kind, Part, SpanDraft
from articles.ingest.stages.credits import read_agency, read_credits
from articles.ingest.stages.items import Item
from articles.ingest.stages.marks import plain
from articles.ingest.stages.paragraphs import Passage, join_passages
from articles.ingest.stages.spacing import close_up, join_lines
from articles.ingest.stages.unit_parts import Cut, cut_unit
from articles.ingest.stages.units import Role, Unit


@dataclass(slots=True)
class _Draft:
    spans: list[SpanDraft] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    credits: list[CreditDraft] = field(default_factory=list)
    dateline: str = ""
    agency: str = ""
    continued_from: str = ""
    continues_to: str = ""


def draft_article(item: Item, text: str, page: int) -> ArticleDraft:
    """`text` is what is read of the page, its marks filled; spans are half-open ranges of the page's code points."""
    draft = _Draft()
    heads = (
        (item.kickers, Part.KICKER),
        (item.headlines, Part.HEADLINE),
        (item.subtitles, Part.SUBTITLE),
        (item.labels, Part.MARK),
    )
    for units, part in heads:
        for unit in units:
            _add_span(draft.spans, text, SpanDraft(page, unit.start, unit.end, part))
    for unit in item.units:
        _add_unit(draft, unit, text, page, item.kind)
    spans = tuple(draft.spans)
    return ArticleDraft(
        kind=item.kind,
        spans=spans,
        kicker=_heading(item.kickers),
        headline=_heading(item.headlines),
        subtitle=_heading(item.subtitles),
        dateline=draft.dateline,
        agency=draft.agency,
        body=join_passages(draft.passages),
        credits=_unique(draft.credits),
        continued_from=draft.continued_from,
        continues_to=draft.continues_to,
        confidence=item.confidence,
        notes=tuple(item.notes),
    )


def _add_unit(draft: _Draft, unit: Unit, text: str, page: int, kind: Kind) -> None:
    if kind in (Kind.PAGE_FURNITURE, Kind.ADVERT, Kind.TEASER, Kind.BRIEF_LIST, Kind.NOTICE):
        cuts = [Cut(unit.start, unit.end, Part.BODY)]
    else:
        cuts = cut_unit(unit, text, is_caption=kind is Kind.PHOTO_CAPTION)
    for cut in cuts:
        _add_span(draft.spans, text, SpanDraft(page, cut.start, cut.end, cut.part))
        raw = text[cut.start : cut.end]
        if cut.part is Part.BODY:
            draft.passages.append(Passage(clean_text(unit, cut.start, cut.end), unit))
        elif cut.part is Part.BYLINE:
            draft.credits += read_credits(raw[len(cut.dateline_raw) :])
            draft.dateline = draft.dateline or cut.dateline
            draft.agency = draft.agency or read_agency(raw)
        draft.continued_from = draft.continued_from or cut.continued_from
        draft.continues_to = cut.continues_to or draft.continues_to


def clean_text(unit: Unit, start: int, end: int) -> str:
    """The text of a unit between two offsets of its page: no OCR spaces, no line wraps, no Markdown."""
    if start <= unit.start and end >= unit.end:
        return unit.headline_text if unit.role is Role.SHORT else unit.text
    pieces = []
    for line in unit.lines:
        a, b = max(line.start, start), min(line.end, end)
        if a < b:
            whole = a == line.start and b == line.end
            piece = line.text if whole else close_up(plain(line.raw[a - line.start : b - line.start]))
            pieces.append(piece)
    return close_up(join_lines(pieces))


def _add_span(spans: list[SpanDraft], text: str, span: SpanDraft) -> None:
    """Appends a span, or lengthens the last one when nothing but white space lies between."""
    last = spans[-1] if spans else None
    if last and last.part is span.part and last.end <= span.start and not text[last.end : span.start].strip():
        spans[-1] = SpanDraft(span.page, last.start, span.end, span.part)
    else:
        spans.append(span)


def _heading(units: list[Unit]) -> str:
    return " ".join(unit.headline_text for unit in units).strip("　 ")


def _unique(found: list[CreditDraft]) -> tuple[CreditDraft, ...]:
    """One credit a name and role, in order."""
    return tuple({(credit.name, credit.role): credit for credit in found}.values())
