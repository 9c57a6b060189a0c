"""Requests that work on this archive, for the documentation page: of each operation one that finds something."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse

from articles.models import Article, Department, Issue, Reporter
from articles.search.queries import FacetGroup
from articles.views.registry_counts import counts_to_show
from entities.models import Program

WORDS = "数字政府"


@dataclass(frozen=True, slots=True)
class Example:
    """A request of the operation `id`; `url` is percent-encoded, `curl` is what to type."""

    id: str
    url: str
    curl: str


def examples(request: HttpRequest, base: str) -> list[Example]:
    """Seven queries at most; where the archive holds nothing of a kind, there is no example of it."""
    newest = Article.objects.published().order_by("-id").values_list("public_id", flat=True).first()
    issue = Issue.objects.select_related("newspaper").order_by("-date", "id").first()
    program = _most_printed(request, Program, FacetGroup.PROGRAM)
    department = _most_printed(request, Department, FacetGroup.DEPARTMENT)
    reporter = _most_printed(request, Reporter, FacetGroup.REPORTER)
    found = [
        _example(base, "get_index", "index"),
        _example(base, "search_articles", "search", q=WORDS, sort="newest", limit="5", facets="year,department"),
        _example(base, "list_departments", "departments", level="city", limit="5"),
        _example(base, "list_programs", "programs", limit="5"),
        _example(base, "list_reporters", "reporters", limit="5"),
        _example(base, "list_newspapers", "newspapers"),
        _example(base, "list_articles", "articles", {}, **({"program": program} if program else {}), limit="5"),
    ]
    if newest is not None:
        found.append(_example(base, "get_article", "article", {"public_id": newest}))
    if issue:
        place = {"newspaper": issue.newspaper.slug, "date": issue.date.isoformat()}
        found.append(_example(base, "list_issues", "issues", year=str(issue.date.year), limit="5"))
        found.append(_example(base, "get_issue", "issue", place))
    for name, slug in (("department", department), ("program", program), ("reporter", reporter)):
        if slug:
            found.append(_example(base, f"get_{name}", name, {"slug": slug}))
    return found


def _most_printed(request: HttpRequest, model: type[Model], group: FacetGroup) -> str:
    """The slug of the entry that most articles speak of; empty where none is spoken of, or it is not known."""
    counts = counts_to_show(request, group)
    if not counts:
        return ""
    most = next(iter(counts))
    return str(model._default_manager.filter(pk=most).values_list("slug", flat=True).first() or "")


def _example(base: str, id: str, name: str, place: dict[str, Any] | None = None, **parameters: str) -> Example:
    address = base + reverse(f"api:{name}", kwargs=place or None)
    if not parameters:
        return Example(id, address, f"curl '{address}'")
    typed = " ".join(
        f"-d {key}={value}" if value.isascii() else f"--data-urlencode '{key}={value}'"
        for key, value in parameters.items()
    )
    return Example(id, f"{address}?{urlencode(parameters)}", f"curl -G '{address}' {typed}")
