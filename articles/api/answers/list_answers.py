"""Lists of articles as answers: the rows of the site's lists, with totals and, when asked for, facets."""

import datetime
from collections.abc import Mapping, Sequence

from pydantic import BaseModel, Field

from articles.api.answers.parts import (
    NewspaperAnswer,
    PageAnswer,
    Passage,
    newspaper_answer,
    page_answer,
    passage_of,
)
from articles.models import Newspaper
from articles.templatetags.headlines import has_headline, title
from articles.views.facets import Facet
from articles.views.result_rows import ResultRow


class RowCreditAnswer(BaseModel):
    """一个署名。"""

    role: str = Field(description="身份，如 记者、通讯员、摄影")
    name: str = Field(description="署名")


class RowDepartmentAnswer(BaseModel):
    """与文章相关的一个部门。"""

    slug: str = Field(description="地址里的名字，改名后仍保留")
    name: str = Field(description="名称")
    role: str = Field(description="primary 主办，mentioned 提及")


class ArticleRow(BaseModel):
    """列表中的一篇。"""

    id: int = Field(description="编号，终身不变")
    url: str = Field(description="网页地址")
    api_url: str = Field(description="全文的接口地址")
    title: str = Field(description="标题；版面没有印出时是正文首句")
    has_headline: bool = Field(description="版面是否印出标题")
    newspaper: str = Field(description="报纸的 slug，见 newspapers")
    date: datetime.date | None = Field(description="出版日期；不详时为 null")
    date_source: str | None = Field(description="日期怎样知道的：given、printed、inferred、editor")
    page: PageAnswer = Field(description="版面")
    kind: str = Field(description="体裁")
    credits: list[RowCreditAnswer] = Field(description="署名")
    departments: list[RowDepartmentAnswer] = Field(description="主办部门；没有时为文中提到的第一个")
    snippet: Passage = Field(description="最切题的一段")
    is_exact: bool = Field(description="是否原样含有整个检索词")
    changed_at: datetime.datetime = Field(description="文字最近一次变动的时间")


class FacetValueAnswer(BaseModel):
    """分面中的一个值。"""

    value: str = Field(description="放进筛选参数的值")
    label: str = Field(description="它的名称")
    articles: int = Field(description="篇数")


class ArticleList(BaseModel):
    """一页文章，以及整份列表的总数。"""

    total: int = Field(description="整份列表共多少篇，精确")
    next: str | None = Field(description="下一页的地址；到头时为 null")
    left_out_kinds: list[str] = Field(description="没有点名、因而不在列表中的体裁；用 kind= 可取")
    newspapers: list[NewspaperAnswer] = Field(description="本页各篇所属的报纸及其权利说明")
    items: list[ArticleRow] = Field(description="本页的文章")


class SearchAnswer(ArticleList):
    """一页检索结果。"""

    query: str = Field(description="检索词")
    exact_total: int = Field(description="其中原样含有整个检索词的篇数")
    notes: list[str] = Field(description="检索词中没有用上或另作解释之处")
    facets: dict[str, list[FacetValueAnswer]] | None = Field(description="按 facets= 所求的分面计数；没有求时为 null")


def article_row(row: ResultRow, newspapers: Mapping[int, Newspaper], base: str, address: str) -> ArticleRow:
    """`address` is that of the whole article in the API."""
    article = row.article
    page = article.page_of(newspapers[article.newspaper_id])
    headline = "".join(piece.text for piece in row.headline)
    return ArticleRow(
        id=article.public_id,
        url=base + article.get_absolute_url(),
        api_url=address,
        title=headline.strip() or title(article),
        has_headline=has_headline(article),
        newspaper=page.newspaper.slug,
        date=article.date,
        date_source=article.date_source,
        page=page_answer(page, base),
        kind=article.kind,
        credits=[RowCreditAnswer(role=each.role, name=each.name) for each in row.credits],
        departments=[
            RowDepartmentAnswer(slug=department.slug, name=department.name, role=department.role)
            for department in row.departments
        ],
        snippet=passage_of(row.snippet),
        is_exact=row.is_exact,
        changed_at=article.changed_at,
    )


def newspaper_answers(newspapers: Mapping[int, Newspaper], base: str) -> list[NewspaperAnswer]:
    return [newspaper_answer(newspaper, base) for newspaper in newspapers.values()]


def facet_answers(facets: Sequence[Facet], asked: Sequence[str]) -> dict[str, list[FacetValueAnswer]]:
    found = {facet.name: facet for facet in facets}
    return {
        name: [
            FacetValueAnswer(value=each.key, label=each.label, articles=each.count)
            for each in (found[name].values if name in found else ())
        ]
        for name in asked
    }
