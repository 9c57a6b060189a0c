"""Two registry entries that turn out to be one: the second takes over all that was said and decided of the first.

The name of the first becomes another name of the second. A decision that a person made of both for one article stands
as it was made of the second. Whoever calls this lets the archive follow (`following.record_follow_up`).
"""

from typing import Any

from django.db import transaction
from django.db.models import Q

from articles.errors import ArchiveError
from articles.models import Department, DepartmentAlias, DepartmentLink, DepartmentSuccession, MatchRule
from articles.services.series import series_changed
from articles.services.text_changed import queue_index
from entities.models import (
    Candidate,
    Figure,
    Mention,
    MovedSlug,
    Program,
    ProgramAlias,
    ProgramDecision,
    ProgramRelation,
)


class MergeError(ArchiveError):
    """Two entries cannot be made one; the message says why, in the editor's language."""


@transaction.atomic
def merge_programs(old: Program, into: Program) -> None:
    refuse_same(old, into)
    articles = set(Mention.objects.filter(program=old).values_list("article_id", flat=True))
    articles |= set(ProgramDecision.objects.filter(program=old).values_list("article_id", flat=True))
    take_over_aliases(ProgramAlias, "program", old, into)
    decided = ProgramDecision.objects.filter(program=into).values("article")
    ProgramDecision.objects.filter(program=old).exclude(article__in=decided).update(program=into)
    ProgramDecision.objects.filter(program=old).delete()
    Mention.objects.filter(program=old).delete()
    Figure.objects.filter(program=old).delete()
    take_over_relations(old, into)
    Candidate.objects.filter(program=old).update(program=into)
    if into.run_by_id is None and not into.run_by_name:
        Program.objects.filter(pk=into.pk).update(run_by=old.run_by, run_by_name=old.run_by_name)
    move_slug(MovedSlug.Section.PROGRAMS, old, program=into)
    old.delete()
    queue_index(sorted(articles))


@transaction.atomic
def merge_departments(old: Department, into: Department) -> None:
    refuse_same(old, into)
    # An article stands in the index under the present bodies of its departments, before and after.
    series_changed([old.pk, into.pk])
    take_over_aliases(DepartmentAlias, "department", old, into)
    take_over_links(old, into)
    Figure.objects.filter(department=old).delete()
    take_over_successions(old, into)
    Candidate.objects.filter(department=old).update(department=into)
    Program.objects.filter(run_by=old).update(run_by=into)
    Department.objects.filter(parent=old).exclude(pk=into.pk).update(parent=into)
    if into.parent_id == old.pk:
        Department.objects.filter(pk=into.pk).update(parent=old.parent)
    move_slug(MovedSlug.Section.DEPARTMENTS, old, department=into)
    old.delete()
    series_changed([into.pk])


def refuse_same(old: Any, into: Any) -> None:
    if old.pk == into.pk:
        raise MergeError("same_entry", f"“{old}”不能并入它自己。")


def take_over_aliases(model: Any, owner: str, old: Any, into: Any) -> None:
    held = set(model._default_manager.filter(**{owner: into}).values_list("surface", flat=True)) | {into.name}
    rows = list(model._default_manager.filter(**{owner: old}).values_list("surface", "rule"))
    rows.append((old.name, MatchRule.EXACT.value))
    for surface, rule in dict(reversed(rows)).items():
        if surface not in held:
            model._default_manager.create(**{owner: into}, surface=surface, rule=rule)


def take_over_links(old: Department, into: Department) -> None:
    """Decisions move, unless a person decided of the other for the same article; what is automatic is found anew."""
    links = DepartmentLink.objects
    decided = links.filter(department=into, decided_at__isnull=False).values("article")
    moving = links.filter(department=old, decided_at__isnull=False).exclude(article__in=decided)
    links.filter(department=into, decided_at__isnull=True, article__in=moving.values("article")).delete()
    moving.update(department=into)
    links.filter(department=old).delete()


def move_slug(section: str, old: Any, **into: Any) -> None:
    """The address of the old entry, and all that led to it, lead to the other one."""
    (name,) = into
    MovedSlug.objects.filter(section=section, **{name: old}).update(**into)
    MovedSlug.objects.filter(section=section, slug=old.slug).delete()
    MovedSlug.objects.create(section=section, slug=old.slug, **into)


def take_over_relations(old: Program, into: Program) -> None:
    relations = ProgramRelation.objects.filter(Q(source=old) | Q(target=old))
    for source, kind, target in list(relations.values_list("source_id", "kind", "target_id")):
        source, target = (into.pk if pk == old.pk else pk for pk in (source, target))
        if source != target:
            ProgramRelation.objects.get_or_create(source_id=source, kind=kind, target_id=target)
    relations.delete()


def take_over_successions(old: Department, into: Department) -> None:
    rows = DepartmentSuccession.objects.filter(Q(predecessor=old) | Q(successor=old))
    for row in list(rows):
        before, after = (into.pk if pk == old.pk else pk for pk in (row.predecessor_id, row.successor_id))
        if before != after:
            DepartmentSuccession.objects.get_or_create(
                predecessor_id=before,
                successor_id=after,
                defaults={"happened_on": row.happened_on, "note": row.note},
            )
    rows.delete()
