"""What an editor makes of a candidate: an entry of its own, another name of an entry, or nothing for good.

Each raises CandidateError when the candidate was decided before, or the name belongs to another entry. None links
articles: whoever calls them lets the archive follow (`following.record_follow_up`).
"""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.errors import ArchiveError
from articles.models import Department, DepartmentAlias
from articles.pinyin import pinyin_key, slug_base, unique_slugs
from entities.models import Candidate, MovedSlug, Program, ProgramAlias
from entities.name_claims import registered_names
from entities.registry_files import fault_of_name


class CandidateError(ArchiveError):
    """A candidate cannot be admitted; the message says why, in the editor's language."""


@transaction.atomic
def accept_department(candidate: Candidate, *, name: str, level: str, place: str, by: User) -> Department:
    """Register the candidate as a department; where `name` differs from what was printed, that becomes an alias."""
    lock_open(candidate)
    refuse_registered(Department, name, candidate.name)
    entry = Department.objects.create(
        name=name, slug=free_slug(Department, name), level=level, place=place, pinyin=pinyin_key(name)
    )
    if candidate.name != name:
        DepartmentAlias.objects.create(department=entry, surface=candidate.name)
    decide(candidate, Candidate.Status.ACCEPTED, by=by, department=entry)
    return entry


@transaction.atomic
def accept_program(candidate: Candidate, *, name: str, kind: str, by: User) -> Program:
    lock_open(candidate)
    refuse_registered(Program, name, candidate.name)
    entry = Program.objects.create(name=name, slug=free_slug(Program, name), kind=kind, pinyin=pinyin_key(name))
    if candidate.name != name:
        ProgramAlias.objects.create(program=entry, surface=candidate.name)
    decide(candidate, Candidate.Status.ACCEPTED, by=by, program=entry)
    return entry


@transaction.atomic
def merge_candidate(candidate: Candidate, entry: Department | Program, *, rule: str, by: User) -> None:
    """Make the candidate's name another name of the entry."""
    lock_open(candidate)
    refuse_registered(type(entry), candidate.name, entry_id=entry.pk)
    if isinstance(entry, Department):
        DepartmentAlias.objects.get_or_create(department=entry, surface=candidate.name, defaults={"rule": rule})
        decide(candidate, Candidate.Status.MERGED, by=by, department=entry)
    else:
        ProgramAlias.objects.get_or_create(program=entry, surface=candidate.name, defaults={"rule": rule})
        decide(candidate, Candidate.Status.MERGED, by=by, program=entry)


@transaction.atomic
def dismiss_candidate(candidate: Candidate, *, by: User) -> None:
    """For good: the name is still seen, and never shown again."""
    lock_open(candidate)
    decide(candidate, Candidate.Status.DISMISSED, by=by)


@transaction.atomic
def reopen_candidate(candidate: Candidate) -> None:
    """Take a dismissal back. What became an entry or an alias is undone in the registry."""
    held = Candidate.objects.select_for_update().get(pk=candidate.pk)
    if held.status != Candidate.Status.DISMISSED:
        raise CandidateError("not_dismissed", f"“{held.name}”没有被列为不收。")
    Candidate.objects.filter(pk=held.pk).update(status=Candidate.Status.OPEN, decided_by=None, decided_at=None)


def lock_open(candidate: Candidate) -> None:
    held = Candidate.objects.select_for_update().filter(pk=candidate.pk).first()
    if held is None or held.status != Candidate.Status.OPEN:
        raise CandidateError("decided", f"“{candidate.name}”已经处理过了。")


def refuse_registered(model: type[Department] | type[Program], *names: str, entry_id: int | None = None) -> None:
    """Each name must be free, or the entry's own."""
    claims = registered_names()
    for name in names:
        if fault := fault_of_name(name):
            raise CandidateError("too_short", fault[1])
        if others := claims.others(name, (model, entry_id)):
            raise CandidateError(
                "registered",
                f"名录里已有“{name}”，是“{'、'.join(others)}”的名称或别名；请改为“作为已有条目的别名”。",
            )


def free_slug(model: type[Department] | type[Program], name: str) -> str:
    base = slug_base(name)
    moved = MovedSlug.objects.filter(slug__startswith=base).values_list("slug", flat=True)
    taken = model._default_manager.filter(slug__startswith=base).values_list("slug", flat=True)
    return unique_slugs([base], [*taken, *moved])[0]


def decide(
    candidate: Candidate,
    status: str,
    *,
    by: User,
    department: Department | None = None,
    program: Program | None = None,
) -> None:
    candidate.status, candidate.decided_by, candidate.decided_at = status, by, timezone.now()
    candidate.department, candidate.program = department, program
    candidate.save(update_fields=["status", "decided_by", "decided_at", "department", "program"])
