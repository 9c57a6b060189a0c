"""/api/: the documentation of the API in the words of its OpenAPI document, with requests that work on this archive."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.api.answers.parts import base_of
from articles.api.described import answers_of, operations_of
from articles.api.endpoints import description
from articles.api.examples import examples
from articles.api.lists import DEEPEST
from articles.api.parameters import MOST_ROWS
from articles.api.problems import BadParametersError, problem
from articles.rate_limits.counting import Scope, limit_of
from articles.rate_limits.words import in_words


@require_safe
def show_documentation(request: HttpRequest) -> HttpResponse:
    base = base_of(request)
    operations = operations_of(description())
    found = {each.id: each for each in examples(request, base)}
    limit = limit_of(Scope.API)
    refused = BadParametersError({"year": ["年份请写成四位数字，如 2022；日期不详的写 none。"]})
    shown = json.loads(problem(400, refused.detail, errors=refused.errors).content)
    context = {
        "base": base,
        "operations": [(operation, found.get(operation.id)) for operation in operations],
        "answers": answers_of(description(), operations),
        "limit": limit,
        "window": in_words(limit.seconds) if limit else "",
        "most_rows": MOST_ROWS,
        "deepest": DEEPEST,
        "problem": json.dumps(shown, ensure_ascii=False, indent=2),
        "walk": found["list_articles"].url.replace("limit=5", f"limit={MOST_ROWS}"),
    }
    return render(request, "api/documentation.html", context)
