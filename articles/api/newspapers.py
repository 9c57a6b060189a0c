"""The newspapers that the archive holds, with their rights."""

import datetime

from django.db.models import Count, Max, Min
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from pydantic import BaseModel, Field

from articles.api.answers.parts import NewspaperAnswer, base_of, newspaper_answer
from articles.api.parameters import refuse_unknown
from articles.api.problems import BadParametersError
from articles.models import Newspaper


class NewspaperRow(NewspaperAnswer):
    """一份报纸和馆藏的起止。"""

    city: str = Field(description="所在城市")
    province: str = Field(description="所在省份")
    issues: int = Field(description="馆藏多少期")
    first: datetime.date | None = Field(description="馆藏最早的一期")
    last: datetime.date | None = Field(description="馆藏最近的一期")
    issues_url: str = Field(description="各期：列表的接口地址")


class NewspaperList(BaseModel):
    """全部报纸。"""

    items: list[NewspaperRow] = Field(description="各份报纸")


def newspaper_named(slug: str) -> Newspaper:
    """Raises `BadParametersError` where the archive holds none of that name."""
    newspaper = Newspaper.objects.filter(slug=slug.replace("\x00", "")).first()
    if newspaper is None:
        raise BadParametersError({"newspaper": [f"文库里没有这份报纸：{slug[:40]}。"]})
    return newspaper


def list_newspapers(request: HttpRequest) -> NewspaperList:
    refuse_unknown(request, ())
    base = base_of(request)
    held = Newspaper.objects.order_by("kind", "slug").annotate(
        issue_count=Count("issues"), first_date=Min("issues__date"), last_date=Max("issues__date")
    )
    return NewspaperList(
        items=[
            NewspaperRow(
                **newspaper_answer(each, base).model_dump(),
                city=each.city,
                province=each.province,
                issues=each.issue_count,
                first=each.first_date,
                last=each.last_date,
                issues_url=f"{base}{reverse('api:issues')}?{urlencode({'newspaper': each.slug})}",
            )
            for each in held
        ]
    )
