"""The registry of programs, and all that is printed about one."""

from collections import defaultdict
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from articles.search.name_index import NameKind
from articles.search.queries import FacetGroup, Filters
from articles.views.crumbs import PROGRAMS, Crumb
from articles.views.dossiers import Dossier, program_dossier
from articles.views.entry_charts import EntryCharts, program_charts
from articles.views.fixed_queries import FixedQuery, Given
from articles.views.lookups import get_or_missing
from articles.views.registry_counts import counts_to_show
from articles.views.registry_index import Counts, Listed, Registry, labels_of, registry_index
from articles.views.result_lists import result_list
from articles.views.without_index import unless_unavailable
from entities.models import UNLISTED_KINDS, Program, ProgramRelation

Kind = ProgramRelation.Kind
KINDS = labels_of(choice for choice in Program.Kind.choices if choice[0] not in UNLISTED_KINDS)
#: How a relation reads on the page of the first program, and of the second.
RELATION_LABELS = {
    Kind.SUPPORTS: ("支撑", "支撑它的"),
    Kind.PART_OF: ("属于", "包含"),
    Kind.BUILT_ON: ("建于", "建在其上"),
    Kind.LOCAL_FORM: ("承接", "本地做法"),
    Kind.CONTINUES: ("接续", "后续"),
    Kind.GOVERNS: ("规范", "依据"),
}


def program_registry(counts: Counts | None) -> Registry:
    """By kind; each with the number of articles that mention it. Slogans and policy phrases are not listed."""
    rows = Program.objects.listed().order_by("pinyin", "id").values_list("pk", "name", "slug", "kind")
    return Registry(
        NameKind.PROGRAM,
        "/programs/",
        "kind",
        "请从页上所列的各类中选一类。",
        KINDS,
        [Listed(pk, name, f"/programs/{slug}/", kind) for pk, name, slug, kind in rows],
        counts,
    )


def list_programs(request: HttpRequest) -> HttpResponse:
    registry = program_registry(counts_to_show(request, FacetGroup.PROGRAM))
    context = {"index": registry_index(request, registry), "is_empty": not registry.entries}
    return render(request, "entities/programs.html", context)


RELATIONS = FixedQuery(
    lambda: (
        ProgramRelation.objects.filter(Q(source=Given("program")) | Q(target=Given("program")))
        .order_by("id")
        .values_list("kind", *(f"{end}__{field}" for end in ("source", "target") for field in ("id", "name", "slug")))
    )
)


def show_program(request: HttpRequest, slug: str) -> HttpResponse:
    surfaces = ArrayAgg(
        "aliases__surface",
        filter=Q(aliases__isnull=False) & ~Q(aliases__surface=F("name")),
        default=[],
        order_by="aliases__id",
    )
    program = get_or_missing(
        Program.objects.select_related("run_by").annotate(surfaces=surfaces), "项目名录里没有这一条。", slug=slug
    )
    aliases: list[str] = program.surfaces  # type: ignore[attr-defined]
    articles = result_list(request, fixed=Filters(program_ids=(program.pk,)), about=[program.name, *aliases])
    dossier: Any = SimpleLazyObject(lambda: unless_unavailable(request, lambda: program_dossier(program), Dossier()))
    charts: Any = SimpleLazyObject(
        lambda: unless_unavailable(request, lambda: program_charts(program, dossier), EntryCharts())
    )
    context = {
        "program": program,
        "crumbs": [PROGRAMS, Crumb(program.name, program.get_absolute_url())],
        "aliases": aliases,
        "relations": relations_of(program),
        "dossier": dossier,
        "charts": charts,
        "list": articles,
    }
    return render(request, "entities/program.html", context, status=articles.status)


def relations_of(program: Program) -> dict[str, list[Program]]:
    """The programs it stands in a relation to, by what that is called on its page. One query."""
    by_label: defaultdict[str, list[Program]] = defaultdict(list)
    for kind, source, source_name, source_slug, target, target_name, target_slug in RELATIONS.rows(program=program.pk):
        forth, back = RELATION_LABELS[Kind(kind)]
        if source == program.pk:
            by_label[forth].append(Program(pk=target, name=target_name, slug=target_slug))
        else:
            by_label[back].append(Program(pk=source, name=source_name, slug=source_slug))
    return dict(by_label)
