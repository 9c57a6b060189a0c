"""Issues: the list of days that are held, and one issue with its pages and their articles."""

import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from pydantic import BaseModel, Field

from articles.api.answers.list_answers import RowCreditAnswer
from articles.api.answers.parts import (
    DateAnswer,
    NewspaperAnswer,
    PageAnswer,
    base_of,
    date_answer,
    newspaper_answer,
    page_answer,
)
from articles.api.cursors import NO_CURSOR
from articles.api.newspapers import newspaper_named
from articles.api.parameters import Cursors, IssueParameters, refuse_unknown
from articles.api.problems import BadParametersError
from articles.filters import NAMING_KINDS
from articles.models import Article, Issue, Newspaper
from articles.templatetags.headlines import has_headline, title
from articles.views.newspapers import issue_or_404, neighbours, pages_of
from articles.views.page_columns import PageColumn, columns_of


class IssueRow(BaseModel):
    """一期报纸。"""

    newspaper: str = Field(description="报纸的 slug")
    published: DateAnswer = Field(description="出版日期")
    pages: int = Field(description="馆藏几版")
    url: str = Field(description="网页地址")
    api_url: str = Field(description="这一期的接口地址")


class IssueList(BaseModel):
    """一页各期报纸。"""

    total: int = Field(description="共多少期")
    next: str | None = Field(description="下一页的地址；到头时为 null")
    newspapers: list[NewspaperAnswer] = Field(description="本页各期所属的报纸及其权利说明")
    items: list[IssueRow] = Field(description="本页的各期")


class PrintedArticle(BaseModel):
    """版面上的一篇，只有标题一级的内容。"""

    id: int = Field(description="编号，终身不变")
    url: str = Field(description="网页地址")
    api_url: str = Field(description="全文的接口地址")
    title: str = Field(description="标题；版面没有印出时是正文首句")
    has_headline: bool = Field(description="版面是否印出标题")
    kind: str = Field(description="体裁")
    credits: list[RowCreditAnswer] = Field(description="署名")


class PrintedPage(PageAnswer):
    """一个版面和它的各篇。"""

    articles: list[PrintedArticle] = Field(description="依版面次序")


class IssueAnswer(BaseModel):
    """一期报纸的各版与各篇。"""

    newspaper: NewspaperAnswer = Field(description="报纸")
    published: DateAnswer = Field(description="出版日期")
    url: str = Field(description="网页地址")
    previous: str | None = Field(description="上一期的接口地址")
    next: str | None = Field(description="下一期的接口地址")
    left_out_kinds: list[str] = Field(description="没有点名、因而没有列出的体裁；用 kind= 可取")
    pages: list[PrintedPage] = Field(description="各版，依版次")


def list_issues(request: HttpRequest, asked: IssueParameters) -> IssueList:
    """Three queries and one for the newspaper that is asked for."""
    refuse_unknown(request, IssueParameters.model_fields)
    cursors = Cursors(request, str, int)
    found = issues_asked_for(asked)
    rows = list(behind(found, cursors.place(asked.cursor), asked)[: asked.limit + 1])
    shown = rows[: asked.limit]
    newspapers = Newspaper.objects.in_bulk({issue.newspaper_id for issue in shown})
    base = base_of(request)
    items = []
    for issue in shown:
        issue.newspaper = newspapers[issue.newspaper_id]
        items.append(
            IssueRow(
                newspaper=issue.newspaper.slug,
                published=date_answer(issue),
                pages=issue.page_count,  # type: ignore[attr-defined]  # annotated
                url=base + issue.get_absolute_url(),
                api_url=base + address_of_issue(issue),
            )
        )
    has_more = len(rows) > len(shown)
    return IssueList(
        total=found.count(),
        next=cursors.next_address(shown[-1].date.isoformat(), shown[-1].pk) if has_more else None,
        newspapers=[newspaper_answer(each, base) for each in newspapers.values()],
        items=items,
    )


def issues_asked_for(asked: IssueParameters) -> QuerySet[Issue]:
    if asked.date_from and asked.date_to and asked.date_from > asked.date_to:
        raise BadParametersError({"date_to": ["截止日期早于起始日期。"]})
    conditions: dict[str, Any] = {"date__year": asked.year, "date__gte": asked.date_from, "date__lte": asked.date_to}
    found = Issue.objects.filter(**{name: value for name, value in conditions.items() if value})
    if not asked.newspaper:
        return found
    return found.filter(newspaper=newspaper_named(asked.newspaper))


def behind(found: QuerySet[Issue], place: list[Any] | None, asked: IssueParameters) -> QuerySet[Issue]:
    """By date, issues of one day by id; those behind the place, whatever comes in meanwhile."""
    is_rising = asked.sort == "oldest"
    if place:
        try:
            date, pk = datetime.date.fromisoformat(place[0]), place[1]
        except ValueError:
            raise BadParametersError({"cursor": [NO_CURSOR]}) from None
        beyond = Q(date__gt=date) if is_rising else Q(date__lt=date)
        found = found.filter(beyond | Q(date=date, pk__gt=pk))
    return found.annotate(page_count=Count("pages")).order_by("date" if is_rising else "-date", "pk")


def issue_answer(request: HttpRequest, newspaper: str, date: datetime.date, kinds: list[str]) -> IssueAnswer:
    refuse_unknown(request, ["kind"])
    if unknown := [kind for kind in kinds if kind not in Article.Kind.values]:
        known = "、".join(Article.Kind.values)
        raise BadParametersError({"kind": [f"没有“{kind[:40]}”这种体裁，可以用：{known}。" for kind in unknown]})
    issue = issue_or_404(newspaper, date)
    base = base_of(request)
    beside = neighbours(issue)
    left_out = [] if kinds else [kind.value for kind in NAMING_KINDS]
    wanted = kinds or [kind for kind in Article.Kind.values if kind not in left_out]
    return IssueAnswer(
        newspaper=newspaper_answer(issue.newspaper, base),
        published=date_answer(issue),
        url=base + issue.get_absolute_url(),
        previous=_address(beside["previous_issue"], base),
        next=_address(beside["next_issue"], base),
        left_out_kinds=left_out,
        pages=[printed_page(column, wanted, base) for column in columns_of(pages_of(issue))],
    )


def printed_page(column: PageColumn, kinds: list[str], base: str) -> PrintedPage:
    printed = sorted((*column.articles, *column.others), key=lambda article: (article.position, article.pk))
    articles = [
        PrintedArticle(
            id=article.public_id,
            url=base + article.get_absolute_url(),
            api_url=base + reverse("api:article", kwargs={"public_id": article.public_id}),
            title=title(article),
            has_headline=has_headline(article),
            kind=article.kind,
            credits=[RowCreditAnswer(role=credit.role, name=credit.name) for credit in article.credits.all()],
        )
        for article in printed
        if article.kind in kinds
    ]
    return PrintedPage(**page_answer(column.page, base).model_dump(), articles=articles)


def address_of_issue(issue: Issue) -> str:
    return reverse("api:issue", kwargs={"newspaper": issue.newspaper.slug, "date": issue.date.isoformat()})


def _address(issue: Issue | None, base: str) -> str | None:
    return base + address_of_issue(issue) if issue else None
