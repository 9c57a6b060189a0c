"""The departments that have pages of their own: one of old leads to the one body that it became."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from articles.models import Department
from articles.series import Series
from articles.services.series import department_series
from articles.views.addresses import address_below
from articles.views.lookups import get_or_missing

P = ParamSpec("P")
Answer = TypeVar("Answer", bound=HttpResponseBase)


def of_present_department(
    view: Callable[Concatenate[HttpRequest, Department, Series, P], Answer],
) -> Callable[..., Answer | HttpResponseRedirect]:
    """What stands below a department's address, with its slug. One that was split keeps its own pages."""

    @wraps(view)
    def shown(request: HttpRequest, slug: str, *args: P.args, **kwargs: P.kwargs) -> Answer | HttpResponseRedirect:
        department = get_or_missing(Department.objects.select_related("parent"), "部门名录里没有这一条。", slug=slug)
        series = department_series()
        head = series.head(department.pk)
        if head != department.pk:
            return redirect(address_below(request, Department.objects.get(pk=head).get_absolute_url()))
        return view(request, department, series, *args, **kwargs)

    return shown
