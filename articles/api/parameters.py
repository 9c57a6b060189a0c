"""The parameters of lists: how many rows, from where, and the filters of the site as the description tells them."""

import datetime
import re
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from django.http import HttpRequest, QueryDict
from pydantic import BaseModel, BeforeValidator, Field

from articles.api.cursors import CursorError, decode, encode, list_key
from articles.api.problems import BadParametersError
from articles.filters import FIRST_YEAR, LAST_YEAR, UNDATED, filter_form
from articles.search.queries import Sort

MOST_ROWS = 100
#: Parameters that choose no rows.
OF_THE_PAGE = frozenset({"cursor", "limit", "facets"})

#: What the description says of each filter.
NOTES = {
    "q": "检索词，写法同站内检索：空格分开的词都要有，引号内须原样，-词 排除，或 任选；也可写 标题: 记者: 部门: 项目:",
    "department": "部门的 slug",
    "role": "部门在文中的角色：",
    "with_department": "同时写到的部门的 slug；重复给出时各个都须写到",
    "program": "项目的 slug",
    "with_program": "同时提到的项目的 slug；重复给出时各个都须提到",
    "reporter": "记者的 slug",
    "newspaper": "报纸的 slug",
    "kind": "体裁；不给时不含公告与广告；可用 ",
    "year": f"四位数字的年份；{UNDATED} 是日期不详的",
    "date_from": "这一天起（含）",
    "date_to": "到这一天为止（含）",
    "sort": "排序，不给时用第一种：",
}
#: What is said of parameters that the pages of the site have and lists here have not.
HINTS = {"page": "这里不按页码翻页，请照回答中的 next 取下一页。"}
SEVERAL = "；可重复，任一即可"


def iso_date(value: Any) -> Any:
    """Only 2022-01-28 is a date, and not the seconds since 1970 that pydantic would take as well."""
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise ValueError("不是日期，请写成 2022-01-28 的样子。")
    return value


Day = Annotated[datetime.date, BeforeValidator(iso_date)]


class Paging(BaseModel):
    limit: int = Field(20, ge=1, le=MOST_ROWS, description=f"每页篇数或条数，最多 {MOST_ROWS}")
    cursor: str = Field("", description="上一页回答中 next 所带的游标；从头取则不给")


class IssueParameters(Paging):
    newspaper: str = Field("", description="报纸的 slug")
    year: int | None = Field(None, ge=FIRST_YEAR, le=LAST_YEAR, description="四位数字的年份")
    date_from: Day | None = Field(None, description="这一天起（含）")
    date_to: Day | None = Field(None, description="到这一天为止（含）")
    sort: Literal["newest", "oldest"] = Field("newest", description="排序：newest 从新到旧，oldest 从旧到新")


class Cursors:
    """Reads and writes the cursors of the list that the request asks for. `types` are those of a place's values."""

    def __init__(self, request: HttpRequest, *types: type) -> None:
        self._request = request
        self._types = types
        chosen = [(name, values) for name, values in request.GET.lists() if name not in OF_THE_PAGE]
        self._key = list_key(request.path, chosen)

    def place(self, cursor: str) -> list[Any] | None:
        """Where the page begins; None for the first one."""
        if not cursor:
            return None
        try:
            return decode(cursor, self._key, self._types)
        except CursorError as error:
            raise BadParametersError({"cursor": [str(error)]}) from error

    def next_address(self, *place: int | str) -> str:
        asked: QueryDict = self._request.GET.copy()
        asked["cursor"] = encode(self._key, place)
        return self._request.build_absolute_uri(f"{self._request.path}?{asked.urlencode()}")


def refuse_unknown(request: HttpRequest, known: Iterable[str]) -> None:
    """A misspelt filter must not pass for none at all."""
    names = list(known)
    if unknown := [name for name in request.GET if name not in names]:
        known_ones = f"没有这个参数。这里可以用：{'、'.join(names)}。" if names else "这里不用参数。"
        raise BadParametersError({name[:40]: [HINTS.get(name, known_ones)] for name in unknown})


def filter_names(*, with_words: bool) -> list[str]:
    return [name for name in filter_form().base_fields if with_words or name != "q"]


def described_filters(*, with_words: bool) -> list[dict[str, Any]]:
    """The site's own filters as parameters of OpenAPI."""
    fields = filter_form().base_fields
    return [_described(name, fields[name], with_words=with_words) for name in filter_names(with_words=with_words)]


def _described(name: str, field: Any, *, with_words: bool) -> dict[str, Any]:
    are_all_needed = name in {"with_department", "with_program"}
    takes_several = are_all_needed or name in {"department", "program", "reporter", "newspaper", "kind", "year"}
    schema: dict[str, Any] = {"type": "string"}
    choices: dict[str, str] = {}
    if name in {"role", "kind", "sort"}:
        choices = {str(value): str(label) for value, label in field.choices if value}
        if not with_words:
            choices.pop(Sort.RELEVANCE.value, None)
        schema["enum"] = list(choices)
    elif name == "year":
        year = {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}
        schema = {"anyOf": [year, {"type": "string", "enum": [UNDATED]}]}
    elif name in {"date_from", "date_to"}:
        schema["format"] = "date"
    explained = "、".join(f"{value} {label}" for value, label in choices.items())
    description = f"{NOTES[name]}{explained}{SEVERAL if takes_several and not are_all_needed else ''}"
    if takes_several:
        schema = {"type": "array", "items": schema}
    return {"in": "query", "name": name, "required": False, "description": description, "schema": schema}
