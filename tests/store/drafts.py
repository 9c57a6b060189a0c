"""Builds the drafts that the pure stages would make, from headline and body, so that storing is tested by itself."""

import datetime
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from articles.ingest.drafts import (
    ArticleDraft,
    CreditDraft,
    DateEstimate,
    DateSource,
    Kind,
    PageDraft,
    Part,
    SourceDraft,
    SpanDraft,
)

DAY = datetime.date(2022, 1, 28)

FLOOD = ("怀川启动防汛应急响应", "本市昨日启动防汛四级应急响应，各乡镇干部连夜上堤巡查。\n气象部门预计降雨持续三天。")
SCHOOL = ("三所小学秋季投用", "城南新建的三所小学将在秋季开学前投用，可新增学位三千六百个，缓解入学难题。")
#: Ten lines by which a page is known again.
LINES = "\n".join(f"第{n}段：城南水系改造工程第{n}标段按期完工，沿线居民出行更加便利。" for n in range(1, 11))
LIBRARY = ("图书馆延长开放时间", "市图书馆即日起延长开放时间至晚九点，周末照常开放，读者凭身份证入馆。")


@dataclass(frozen=True, slots=True)
class Item:
    headline: str
    body: str
    credits: tuple[CreditDraft, ...] = ()


def given(day: datetime.date | None = DAY) -> DateEstimate:
    return DateEstimate(DateSource.GIVEN, day, day, day) if day else DateEstimate()


def page_draft(items: Sequence[Item], *, number: int = 0, label: str = "A01", first_line: int = 1) -> PageDraft:
    """A page whose text is each item's headline and body, blank lines between."""
    text, articles = "", []
    for item in items:
        head, body = len(text), len(text) + len(item.headline) + 1
        text += f"{item.headline}\n{item.body}\n\n"
        spans = (
            SpanDraft(number, head, head + len(item.headline), Part.HEADLINE),
            SpanDraft(number, body, body + len(item.body), Part.BODY),
        )
        articles.append(ArticleDraft(Kind.ARTICLE, spans, headline=item.headline, body=item.body, credits=item.credits))
    lines = text.count("\n")
    return PageDraft(text, first_line, first_line + lines, label, label_is_given=True, articles=tuple(articles))


def source_draft(
    *pages: PageDraft, name: str = "2022-01-28-A01.txt", date: DateEstimate | None = None
) -> tuple[SourceDraft, bytes]:
    """The draft and the bytes it came from."""
    data = "\f".join(page.text for page in pages).encode() + name.encode()
    draft = SourceDraft(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        encoding="utf-8",
        date=given() if date is None else date,
        pages=pages,
        segmenter_version="test",
    )
    return draft, data
