"""What several answers hold."""

import datetime
from typing import Any

from django.http import HttpRequest
from pydantic import BaseModel, Field

from articles.api.problems import WITHOUT_INDEX, ApiError
from articles.models import Issue, Newspaper, Page
from articles.search.snippets import Piece
from articles.views.annotations import Paragraph
from articles.views.without_index import RETRY_AFTER


class NewspaperAnswer(BaseModel):
    """一份报纸。"""

    slug: str = Field(description="地址里的名字，改名后仍保留")
    name: str = Field(description="报名")
    rights: str = Field(description="权利说明；引用与转载须依此")
    url: str = Field(description="网页地址")


class EntryRef(BaseModel):
    """名录中的一条。"""

    slug: str = Field(description="地址里的名字，改名后仍保留")
    name: str = Field(description="名称")
    url: str = Field(description="网页地址")


class CreditAnswer(BaseModel):
    """一个署名。"""

    role: str = Field(description="身份，如 记者、通讯员、摄影")
    name: str = Field(description="署名")
    reporter: str | None = Field(description="记者的 slug；机构署名与读者来稿没有")


class DateAnswer(BaseModel):
    """出版日期，以及怎样知道的。"""

    date: datetime.date | None = Field(description="出版日期；不详时为 null")
    source: str | None = Field(description="given 随文件给出，printed 版面印出，inferred 据文推断，editor 编辑确认")
    earliest: datetime.date | None = Field(description="推断所得最早可能的日期")
    latest: datetime.date | None = Field(description="推断所得最晚可能的日期")


class PageAnswer(BaseModel):
    """一个版面。"""

    label: str = Field(description="版次，如 A02；不详时为空")
    url: str = Field(description="网页地址")


class Passage(BaseModel):
    """一段文字和其中命中的位置。"""

    text: str = Field(description="文字")
    hits: list[tuple[int, int]] = Field(description="命中处的起止，以字（码点）计，止不含")


class MonthAnswer(BaseModel):
    """一个月的篇数。"""

    month: str = Field(description="如 2022-01")
    articles: int = Field(description="篇数")


def base_of(request: HttpRequest) -> str:
    """What begins every address of an answer."""
    return f"{request.scheme}://{request.get_host()}"


def newspaper_answer(newspaper: Newspaper, base: str) -> NewspaperAnswer:
    return NewspaperAnswer(
        slug=newspaper.slug, name=newspaper.name, rights=newspaper.rights, url=base + newspaper.get_absolute_url()
    )


def entry_ref(entry: Any, base: str) -> EntryRef:
    return EntryRef(slug=entry.slug, name=entry.name, url=base + entry.get_absolute_url())


def date_answer(issue: Issue | None, page: Page | None = None) -> DateAnswer:
    """Of an undated page, the range that it can be of."""
    held = issue or page
    return DateAnswer(
        date=issue.date if issue else None,
        source=issue.date_source if issue else None,
        earliest=held.date_earliest if held else None,
        latest=held.date_latest if held else None,
    )


def page_answer(page: Page, base: str) -> PageAnswer:
    return PageAnswer(label=page.label, url=base + page.get_absolute_url())


def passage_of(pieces: tuple[Piece, ...]) -> Passage:
    text, hits = "", []
    for piece in pieces:
        if piece.marked:
            hits.append((len(text), len(text) + len(piece.text)))
        text += piece.text
    return Passage(text=text, hits=hits)


def text_of(paragraph: Paragraph) -> str:
    """The words of a paragraph as its page shows them."""
    return "".join(piece.text for run in paragraph.runs for piece in run.pieces)


def refuse_without_index(*, is_unavailable: bool) -> None:
    if is_unavailable:
        raise ApiError(503, WITHOUT_INDEX, retry_after=RETRY_AFTER)
