"""The addresses of the API, as django-ninja describes and serves them."""

import json
from functools import lru_cache
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from ninja import NinjaAPI, Path, Query
from ninja.renderers import JSONRenderer
from pydantic import BaseModel, Field
from pydantic.json_schema import models_json_schema

from articles.api.answers.article_answers import ArticleAnswer, article_answer
from articles.api.answers.list_answers import ArticleList, SearchAnswer
from articles.api.answers.parts import base_of
from articles.api.departments import DepartmentAnswer, DepartmentList, department_answer, list_departments
from articles.api.issues import IssueAnswer, IssueList, address_of_issue, issue_answer, list_issues
from articles.api.lists import FACET_VALUES, list_articles, search_articles
from articles.api.newspapers import NewspaperList, list_newspapers
from articles.api.parameters import Day, IssueParameters, Paging, described_filters, refuse_unknown
from articles.api.problems import ApiError, Problem, handle_problems
from articles.api.programs import ProgramAnswer, ProgramList, list_programs, program_answer
from articles.api.registry_parameters import DepartmentParameters, ProgramParameters, ReporterParameters
from articles.api.reporters import ReporterAnswer, ReporterList, list_reporters, reporter_answer
from articles.models import Article, Redirect
from articles.views.article import find_article
from articles.views.result_lists import FACET_LIMIT

DESCRIPTION = (
    "地方报纸文库的只读接口。回答都是 JSON，列表以游标翻页，回答带 ETag。"
    "文字由版面识别而来，可能有误，以原报为准；引用与转载依各报的权利说明。"
)
LONGEST_SLUG = 120
FACETS = (
    "要哪几面的计数，用逗号隔开：year、department、program、reporter、newspaper、kind；"
    f"department、program、reporter、newspaper 每面最多 {FACET_VALUES} 个值，篇数多的在前；"
    f"year 最多 {FACET_LIMIT} 个值，从新到旧，日期不详的在末；kind 各值都有；已选的值总在其中"
)


class ChineseRenderer(JSONRenderer):
    """Chinese as it is: a third of the bytes, and legible."""

    json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(
    title="报刊文库",
    version="1.0.0",
    description=DESCRIPTION,
    openapi_url=None,
    docs_url=None,
    urls_namespace="api",
    renderer=ChineseRenderer(),
)
handle_problems(api)


def described(*statuses: int, parameters: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """What the description tells of an operation beside its answer: the problems it may have, and filters."""
    meanings = {
        304: "自 If-None-Match 所说的回答以来没有变化",
        301: "已并入另一篇或另一条，地址在 Location",
        302: "旧部门已成为另一部门，地址在 Location",
    }
    schema = {"$ref": f"#/components/schemas/{Problem.__name__}"}
    responses: dict[int, Any] = {}
    for status in (304, *statuses, 400, 429):
        responses[status] = {"description": meanings.get(status, "见 detail")}
        if status >= 400:
            responses[status]["content"] = {"application/problem+json": {"schema": schema}}
    return {"responses": responses, **({"parameters": parameters} if parameters else {})}


Number = Annotated[int, Path(description="文章的编号")]
Slug = Annotated[str, Path(description="地址里的名字，各个列表中有")]
NewspaperSlug = Annotated[str, Path(description="报纸的 slug")]
IssueDay = Annotated[Day, Path(description="出版日期，如 2022-01-28")]


class FacetParameters(Paging):
    facets: list[str] = Field([], description=FACETS)


class IssueKinds(BaseModel):
    kind: list[str] = Field([], description="只要这些体裁；不给时不含公告（notice）与广告（advert）；可重复")


class IndexAnswer(BaseModel):
    """接口的入口。"""

    documentation: str = Field(description="说明，网页")
    description: str = Field(description="OpenAPI 描述")
    lists: dict[str, str] = Field(description="各个列表的地址")


@api.get("/", url_name="index", operation_id="get_index", response=IndexAnswer, summary="接口的入口")
def index(request: HttpRequest) -> IndexAnswer:
    base = base_of(request)
    names = ("articles", "search", "issues", "departments", "programs", "reporters", "newspapers")
    return IndexAnswer(
        documentation=base + reverse("api_documentation"),
        description=base + reverse("api:description"),
        lists={name: base + reverse(f"api:{name}") for name in names},
    )


@api.get(
    "/articles",
    url_name="articles",
    operation_id="list_articles",
    response=ArticleList,
    summary="文章列表，按日期排列",
    openapi_extra=described(503, parameters=described_filters(with_words=False)),
)
def articles(request: HttpRequest, paging: Query[Paging]) -> ArticleList:
    return list_articles(request, paging)


@api.get(
    "/articles/{int:public_id}",
    url_name="article",
    operation_id="get_article",
    response=ArticleAnswer,
    summary="一篇文章的全文",
    openapi_extra=described(301, 404, 410),
)
def article(request: HttpRequest, public_id: Number) -> Any:
    """编号终身不变。并入他篇的以 301 转到现在的一篇，撤下的答 410。"""
    refuse_unknown(request, ())
    found = find_article(public_id) if public_id < 2**63 else None
    if found is None:
        return moved_article(public_id)
    if found.state == Article.State.WITHDRAWN:
        raise ApiError(410, f"编号为 {public_id} 的文章已经撤下。")
    base = base_of(request)
    issue = found.page.issue
    return article_answer(found, base, base + address_of_issue(issue) if issue else None)


def moved_article(public_id: int) -> HttpResponse:
    moved = Redirect.objects.filter(old_public_id=public_id) if public_id < 2**63 else Redirect.objects.none()
    heir = moved.values_list("article__public_id", flat=True).first()
    if heir is None:
        raise ApiError(404, f"没有编号为 {public_id} 的文章。")
    return redirect(reverse("api:article", kwargs={"public_id": heir}), permanent=True)


@api.get(
    "/search",
    url_name="search",
    operation_id="search_articles",
    response=SearchAnswer,
    summary="检索全文，与站内检索同一结果",
    openapi_extra=described(503, parameters=described_filters(with_words=True)),
)
def search(request: HttpRequest, parameters: Query[FacetParameters]) -> SearchAnswer:
    """按相关排序只能翻到第 2,000 篇；要取全，请按日期排序。"""
    return search_articles(request, parameters, parameters.facets)


@api.get(
    "/issues",
    url_name="issues",
    operation_id="list_issues",
    response=IssueList,
    summary="各期报纸",
    openapi_extra=described(),
)
def issues(request: HttpRequest, parameters: Query[IssueParameters]) -> IssueList:
    return list_issues(request, parameters)


@api.get(
    "/issues/{newspaper}/{date}",
    url_name="issue",
    operation_id="get_issue",
    response=IssueAnswer,
    summary="一期报纸的各版与各篇",
    openapi_extra=described(404),
)
def issue(request: HttpRequest, newspaper: NewspaperSlug, date: IssueDay, kinds: Query[IssueKinds]) -> IssueAnswer:
    return issue_answer(request, newspaper[:LONGEST_SLUG].replace("\x00", ""), date, kinds.kind)


@api.get(
    "/departments",
    url_name="departments",
    operation_id="list_departments",
    response=DepartmentList,
    summary="部门名录",
    openapi_extra=described(503),
)
def departments(request: HttpRequest, asked: Query[DepartmentParameters]) -> DepartmentList:
    return list_departments(request, asked)


@api.get(
    "/departments/{slug:slug}",
    url_name="department",
    operation_id="get_department",
    response=DepartmentAnswer,
    summary="一个部门：沿革、逐月篇数、数据",
    openapi_extra=described(301, 302, 404, 503),
)
def department(request: HttpRequest, slug: Slug) -> Any:
    return department_answer(request, slug)


@api.get(
    "/programs",
    url_name="programs",
    operation_id="list_programs",
    response=ProgramList,
    summary="项目名录",
    openapi_extra=described(503),
)
def programs(request: HttpRequest, asked: Query[ProgramParameters]) -> ProgramList:
    return list_programs(request, asked)


@api.get(
    "/programs/{slug:slug}",
    url_name="program",
    operation_id="get_program",
    response=ProgramAnswer,
    summary="一个项目：关系、逐月篇数、数据",
    openapi_extra=described(301, 404, 503),
)
def program(request: HttpRequest, slug: Slug) -> Any:
    return program_answer(request, slug)


@api.get(
    "/reporters",
    url_name="reporters",
    operation_id="list_reporters",
    response=ReporterList,
    summary="记者名录",
    openapi_extra=described(503),
)
def reporters(request: HttpRequest, asked: Query[ReporterParameters]) -> ReporterList:
    return list_reporters(request, asked)


@api.get(
    "/reporters/{slug:slug}",
    url_name="reporter",
    operation_id="get_reporter",
    response=ReporterAnswer,
    summary="一位记者：逐月篇数、写到的部门",
    openapi_extra=described(404, 503),
)
def reporter(request: HttpRequest, slug: Slug) -> ReporterAnswer:
    return reporter_answer(request, slug)


@api.get(
    "/newspapers",
    url_name="newspapers",
    operation_id="list_newspapers",
    response=NewspaperList,
    summary="馆藏的报纸与权利说明",
    openapi_extra=described(),
)
def newspapers(request: HttpRequest) -> NewspaperList:
    return list_newspapers(request)


@lru_cache(maxsize=1)
def description() -> dict[str, Any]:
    """The OpenAPI document."""
    described_api = api.get_openapi_schema(path_prefix=reverse("api:index"))
    components = described_api["components"]
    _, definitions = models_json_schema([(Problem, "serialization")], ref_template="#/components/schemas/{model}")
    components["schemas"] |= definitions["$defs"]
    document: dict[str, Any] = json.loads(json.dumps(described_api))
    return document


@lru_cache(maxsize=1)
def description_text() -> str:
    return json.dumps(description(), ensure_ascii=False)
