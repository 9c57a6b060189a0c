"""Errors as RFC 9457 has them: application/problem+json, always saying what to do."""

import json
import logging
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError
from pydantic import BaseModel, Field

from articles.errors import IndexUnavailableError
from articles.views.without_index import RETRY_AFTER

CONTENT_TYPE = "application/problem+json"
TITLES = {
    400: "请求里有不能用的参数",
    404: "没有这一条",
    405: "只能读取",
    410: "已经撤下",
    429: "请求太多",
    500: "程序出错",
    503: "暂时不能检索",
}

WITHOUT_INDEX = "索引尚未建好或正在维护，请稍后再试。"

logger = logging.getLogger(__name__)


class FieldProblem(BaseModel):
    field: str = Field(description="参数名")
    message: str = Field(description="哪里不对，怎样改")


class Problem(BaseModel):
    """出错时的回答（RFC 9457），内容类型为 application/problem+json。"""

    type: str = Field(description="恒为 about:blank：错误的种类看 status")
    title: str = Field(description="错误的种类")
    status: int = Field(description="HTTP 状态码")
    detail: str = Field(description="这一次错在哪里、怎样做")
    errors: list[FieldProblem] = Field([], description="400 时，有问题的各个参数")


class ApiError(Exception):
    """Ends a request with a problem."""

    def __init__(self, status: int, detail: str, *, retry_after: int | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.retry_after = retry_after


class BadParametersError(ApiError):
    """`errors`: name of the parameter → what is wrong with it and what to do."""

    def __init__(self, errors: Mapping[str, Sequence[str]]) -> None:
        self.errors = [FieldProblem(field=name, message=each) for name, messages in errors.items() for each in messages]
        super().__init__(400, "；".join(f"{each.field}：{each.message.rstrip('。')}" for each in self.errors) + "。")


def problem(
    status: int, detail: str, *, errors: Sequence[FieldProblem] = (), retry_after: int | None = None
) -> HttpResponse:
    body = Problem(type="about:blank", title=TITLES[status], status=status, detail=detail, errors=list(errors))
    response = HttpResponse(json.dumps(body.model_dump(), ensure_ascii=False), status=status, content_type=CONTENT_TYPE)
    if retry_after is not None:
        response["Retry-After"] = str(retry_after)
    return response


def handle_problems(api: NinjaAPI) -> None:
    """Whatever goes wrong in an operation becomes a problem; what should not go wrong is logged as Django logs it."""

    def ended(request: HttpRequest, error: Any) -> HttpResponse:
        errors = error.errors if isinstance(error, BadParametersError) else ()
        return problem(error.status, error.detail, errors=errors, retry_after=error.retry_after)

    def without_index(request: HttpRequest, error: Any) -> HttpResponse:
        return problem(503, WITHOUT_INDEX, retry_after=RETRY_AFTER)

    def missing(request: HttpRequest, error: Any) -> HttpResponse:
        return problem(404, str(error))

    def invalid(request: HttpRequest, error: Any) -> HttpResponse:
        return ended(request, BadParametersError(in_chinese(error.errors)))

    def broken(request: HttpRequest, error: Any) -> HttpResponse:
        got_request_exception.send(sender=None, request=request)
        logger.error("the API failed at %s", request.path, exc_info=error)
        return problem(500, "这个请求没能完成，不是您的错。请稍后再试；一再如此，请告诉管理文库的单位。")

    api.add_exception_handler(ApiError, ended)
    api.add_exception_handler(IndexUnavailableError, without_index)
    api.add_exception_handler(Http404, missing)
    api.add_exception_handler(ValidationError, invalid)
    api.add_exception_handler(Exception, broken)


def in_chinese(errors: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
    """What pydantic found wrong, by parameter."""
    found: dict[str, list[str]] = {}
    for error in errors:
        # Of a parameter that is given several times, the place ends with a number.
        name = [part for part in error["loc"] if isinstance(part, str)][-1]
        found.setdefault(name, []).append(_message(error))
    return found


def _message(error: Mapping[str, Any]) -> str:
    context = error.get("ctx", {})
    kind = str(error["type"])
    if kind.startswith("int_"):
        return "须是整数。"
    if kind == "greater_than_equal":
        return f"最小是 {context['ge']}。"
    if kind == "less_than_equal":
        return f"最大是 {context['le']}。"
    if kind == "string_too_long":
        return f"最多 {context['max_length']} 个字。"
    if kind == "value_error":
        return str(context["error"])
    if kind.startswith("date_"):
        return "不是日期，请写成 2022-01-28 的样子。"
    if kind in {"literal_error", "enum"}:
        return f"只能是 {context['expected'].replace(' or ', '、').replace(', ', '、')}。"
    return "写法不对。"
