"""One article as an answer: what its page shows, in the same words."""

import datetime
from typing import Any

from django.db.models import Q
from pydantic import BaseModel, Field

from articles.api.answers.figure_answers import FigureAnswer, figure_answers
from articles.api.answers.parts import (
    CreditAnswer,
    DateAnswer,
    NewspaperAnswer,
    PageAnswer,
    date_answer,
    newspaper_answer,
    page_answer,
    text_of,
)
from articles.models import Article
from articles.search.parsing import ParsedQuery
from articles.services.hidden_passages import passages_of
from articles.templatetags.headlines import has_headline, title
from articles.views.article_history import corrections
from articles.views.article_links import LinkedEntry, links_of
from articles.views.article_words import ArticleWords, words_of


class SentenceAnswer(BaseModel):
    """写到它的一句：名称之前、名称、名称之后。"""

    before: str = Field(description="名称之前")
    name: str = Field(description="文中所写的名称")
    after: str = Field(description="名称之后")


class DepartmentLinkAnswer(BaseModel):
    """与文章相关的一个部门。"""

    slug: str = Field(description="地址里的名字，改名后仍保留")
    name: str = Field(description="名称")
    role: str = Field(description="primary 主办，mentioned 提及")
    sentence: SentenceAnswer | None = Field(description="依据：文中写到它的一句；没有记下位置时为 null")
    url: str = Field(description="网页地址")


class ProgramLinkAnswer(BaseModel):
    """文章涉及的一个项目。"""

    slug: str = Field(description="地址里的名字，改名后仍保留")
    name: str = Field(description="名称")
    kind: str = Field(description="类别，如 campaign 活动、platform 平台、app 应用、project 项目")
    sentence: SentenceAnswer | None = Field(description="文中写到它的一句；没有记下位置时为 null")
    url: str = Field(description="网页地址")


class CorrectionAnswer(BaseModel):
    """一次订正。"""

    number: int = Field(description="第几稿；0 是识别或导入的原稿")
    origin: str = Field(description="来历，如 correction 校订、revert 恢复旧文")
    reason: str = Field(description="说明")
    at: datetime.datetime = Field(description="订正的时间")


class ArticleAnswer(BaseModel):
    """一篇文章。"""

    id: int = Field(description="编号，终身不变")
    url: str = Field(description="网页地址")
    newspaper: NewspaperAnswer = Field(description="报纸")
    published: DateAnswer = Field(description="出版日期")
    issue: str | None = Field(description="所在一期的接口地址；日期不详时为 null")
    page: PageAnswer = Field(description="版面")
    position: int = Field(description="在版面中的先后，从 0 起")
    kind: str = Field(description="体裁，如 article 报道、photo_caption 图片说明、notice 公告")
    title: str = Field(description="标题；版面没有印出时是正文首句")
    has_headline: bool = Field(description="版面是否印出标题")
    kicker: str = Field(description="引题")
    headline: str = Field(description="标题；版面没有印出时为空")
    subtitle: str = Field(description="副题")
    dateline: str = Field(description="电头，如 本报讯")
    agency: str = Field(description="通讯社")
    credits: list[CreditAnswer] = Field(description="署名，依版面次序")
    paragraphs: list[str] = Field(description="正文，一项一段")
    continued_from: str = Field(description="上接哪一版；前文已接上时为空")
    continues_to: str = Field(description="下转哪一版；后文已接上时为空")
    departments: list[DepartmentLinkAnswer] = Field(description="相关部门")
    programs: list[ProgramLinkAnswer] = Field(description="涉及项目")
    figures: list[FigureAnswer] = Field(description="文中说到部门或项目的数据")
    revision: int = Field(description="当前是第几稿；0 表示从未订正")
    is_corrected: bool = Field(description="是否订正过")
    corrections: list[CorrectionAnswer] = Field(description="订正的经过，新的在前")
    changed_at: datetime.datetime = Field(description="文字最近一次变动的时间")


def article_answer(article: Article, base: str, issue_address: str | None) -> ArticleAnswer:
    """`article` as `find_article` gives it; five queries more. `base` begins every address."""
    words, links = words_of(article, ParsedQuery()), links_of(article)
    later = list(corrections(article, passages_of(article.pk)))
    page = article.page
    return ArticleAnswer(
        id=article.public_id,
        url=base + article.get_absolute_url(),
        newspaper=newspaper_answer(page.newspaper, base),
        published=date_answer(page.issue, page),
        issue=issue_address,
        page=page_answer(page, base),
        position=article.position,
        kind=article.kind,
        title=title(article),
        has_headline=has_headline(article),
        **text_answers(words),
        continued_from=article.continued_from,
        continues_to=article.continues_to,
        departments=[DepartmentLinkAnswer(role=each.code, **link_answer(each, base)) for each in links.departments],
        programs=[ProgramLinkAnswer(kind=each.code, **link_answer(each, base)) for each in links.programs],
        figures=figure_answers(Q(article=article), base)[0],
        revision=article.revision_number,
        is_corrected=bool(later),
        corrections=[
            CorrectionAnswer(number=each.number, origin=each.origin, reason=each.reason, at=each.created_at)
            for each in later
        ],
        changed_at=article.changed_at,
    )


def text_answers(words: ArticleWords) -> dict[str, Any]:
    """Every text of the article as its page words it."""
    titles = {name: "\n".join(map(text_of, getattr(words, name))) for name in ("kicker", "headline", "subtitle")}
    lines = {name: "".join(piece.text for piece in getattr(words, name)) for name in ("dateline", "agency")}
    credits = [
        CreditAnswer(role=each.role, name=each.name, reporter=each.reporter.slug if each.reporter else None)
        for each in words.credits
    ]
    return {**titles, **lines, "credits": credits, "paragraphs": [text_of(each) for each in words.body]}


def link_answer(entry: LinkedEntry, base: str) -> dict[str, Any]:
    sentence = None
    if entry.sentence:
        before, name, after = entry.sentence
        sentence = SentenceAnswer(before=before, name=name, after=after)
    return {"slug": entry.slug, "name": entry.name, "url": base + entry.url, "sentence": sentence}
