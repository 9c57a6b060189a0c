"""The registry of programs, and all that is printed about one."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.search.name_index import NameKind
from articles.search.queries import FacetGroup, Filters
from articles.views.crumbs import PROGRAMS, Crumb
from articles.views.dossiers import program_dossier
from articles.views.lookups import get_or_missing
from articles.views.registry_counts import article_counts
from articles.views.registry_index import Listed, Registry, labels_of, registry_index
from articles.views.result_lists import result_list
from entities.models import UNLISTED_KINDS, Program, ProgramRelation


def list_programs(request: HttpRequest) -> HttpResponse:
    """By kind; each with the number of articles that mention it. Slogans and policy phrases are not listed."""
    rows = Program.objects.listed().order_by("pinyin", "id").values_list("pk", "name", "slug", "kind")
    registry = Registry(
        NameKind.PROGRAM,
        "/programs/",
        "kind",
        "请从页上所列的各类中选一类。",
        labels_of(choice for choice in Program.Kind.choices if choice[0] not in UNLISTED_KINDS),
        [Listed(pk, name, f"/programs/{slug}/", kind) for pk, name, slug, kind in rows],
        article_counts(FacetGroup.PROGRAM),
    )
    context = {"index": registry_index(request, registry), "is_empty": not registry.entries}
    return render(request, "entities/programs.html", context)


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
        "dossier": program_dossier(program),
        "list": articles,
    }
    return render(request, "entities/program.html", context, status=articles.status)
