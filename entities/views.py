"""The registry of programs, and all that is printed about one."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from articles.search.queries import FacetGroup, Filters
from articles.views.crumbs import PROGRAMS, Crumb
from articles.views.dossiers import program_dossier
from articles.views.kept_pages import kept_until_a_change
from articles.views.lookups import get_or_missing
from articles.views.registry_counts import article_counts, group_of
from articles.views.result_lists import result_list
from entities.models import Program, ProgramRelation


@kept_until_a_change
def list_programs(request: HttpRequest) -> HttpResponse:
    """By kind; each with the number of articles that mention it. Slogans and policy phrases are not listed."""
    counts = article_counts(FacetGroup.PROGRAM)
    by_kind: dict[str, list[Program]] = {label: [] for label in Program.Kind.labels}
    for program in Program.objects.listed().order_by("pinyin", "id"):
        by_kind[program.get_kind_display()].append(program)
    groups = [group_of(label, members, counts) for label, members in by_kind.items() if members]
    return render(request, "entities/programs.html", {"groups": groups})


def show_program(request: HttpRequest, slug: str) -> HttpResponse:
    program = get_or_missing(Program.objects.select_related("run_by"), "项目名录里没有这一条。", slug=slug)
    aliases = list(program.aliases.exclude(surface=program.name).values_list("surface", flat=True))
    articles = result_list(request, fixed=Filters(program_ids=(program.pk,)), about=[program.name, *aliases])
    context = {
        "program": program,
        "crumbs": [PROGRAMS, Crumb(program.name, program.get_absolute_url())],
        "aliases": aliases,
        "relations": list(
            ProgramRelation.objects.filter(Q(source=program) | Q(target=program)).select_related("source", "target")
        ),
        "dossier": SimpleLazyObject(lambda: program_dossier(program)),
        "list": articles,
    }
    return render(request, "entities/program.html", context, status=articles.status)
