"""Finds or creates the reporters whose names stand over articles: in bulk, and safe when two writers meet."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q

from articles.models import Newspaper, Reporter
from articles.pinyin import pinyin_key, slug_base, unique_slugs

#: A round fails for a name only when another writer took its slug between our look and our insert.
ROUNDS = 5


def reporters_for(newspaper: Newspaper, names: Iterable[str]) -> dict[str, Reporter]:
    """The reporter of each name in this newspaper; those that are not on record yet are created.

    Where an editor split a name, the reporter without a distinguishing note is meant, or the only one with a note;
    between several with notes nothing is guessed: one without a note is created. One query when all are known, four
    when some are not, however many names; more only when another transaction takes a slug between look and insert.
    """
    wanted = sorted(set(names))
    found = known_reporters(newspaper, wanted)
    missing = [name for name in wanted if name not in found]
    rounds = 0
    while missing:
        if rounds == ROUNDS:
            raise RuntimeError(f"Reporters could not be created, their slugs are always taken: {', '.join(missing)}")
        create_reporters(newspaper, missing)
        found |= known_reporters(newspaper, missing)
        missing = [name for name in missing if name not in found]
        rounds += 1
    return found


def known_reporters(newspaper: Newspaper, names: Iterable[str]) -> dict[str, Reporter]:
    by_name: dict[str, list[Reporter]] = {}
    for reporter in Reporter.objects.filter(newspaper=newspaper, name__in=names).order_by("note"):
        by_name.setdefault(reporter.name, []).append(reporter)
    # The empty note sorts first.
    return {name: same[0] for name, same in by_name.items() if same[0].note == "" or len(same) == 1}


def create_reporters(newspaper: Newspaper, names: list[str]) -> None:
    """Insert in the order of `names`, so that two writers wait for each other and never lock each other out."""
    bases = [slug_base(name, is_person=True) for name in names]
    slugs = unique_slugs(bases, taken_slugs(bases))
    Reporter.objects.bulk_create(
        [
            Reporter(newspaper=newspaper, name=name, slug=slug, pinyin=pinyin_key(name, is_person=True))
            for name, slug in zip(names, slugs, strict=True)
        ],
        ignore_conflicts=True,
    )


def taken_slugs(bases: Iterable[str]) -> set[str]:
    starts = reduce(or_, (Q(slug__startswith=base) for base in sorted(set(bases))))
    return set(Reporter.objects.filter(starts).values_list("slug", flat=True))
