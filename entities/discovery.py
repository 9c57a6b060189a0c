"""Collects the names that articles print and nobody registered. It follows each change of a text, as linking does."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from articles.models import Article
from entities.link_plan import LinkPlan, ReadArticle, home_of
from entities.matching.articles import unregistered_in
from entities.matching.candidates import Candidate as FoundCandidate
from entities.matching.folding import fold
from entities.models import Candidate, Sighting
from entities.registry import current_registry

LONGEST_KEY = 100
#: A plain quotation is a name only when several articles print it; a body's name without its place is too common.
SURE = 0.8
ARTICLES_TO_TELL = 3


@dataclass(frozen=True, slots=True)
class Seen:
    article: Article
    field: str
    candidate: FoundCandidate


def collect_candidates(plan: LinkPlan) -> None:
    """Replace what the articles just linked were seen to print by what they print now. A decided candidate stays
    decided."""
    seen = first_places(plan.read)
    with transaction.atomic():
        before = Sighting.objects.filter(article__in=[each.article.pk for each in plan.read])
        touched = set(before.values_list("candidate_id", flat=True))
        before.delete()
        candidates = candidates_for(surest(seen))
        Sighting.objects.bulk_create(
            [
                Sighting(
                    candidate_id=candidates[key],
                    article=each.article,
                    revision_number=each.article.revision_number,
                    field=each.field,
                    start=each.candidate.start,
                    end=each.candidate.end,
                )
                for (_, key), each in seen.items()
            ],
            ignore_conflicts=True,
        )
        recount(touched | set(candidates.values()))


def first_places(read: Iterable[ReadArticle]) -> dict[tuple[int, str], Seen]:
    registry = current_registry()
    seen: dict[tuple[int, str], Seen] = {}
    for each in read:
        article = each.article
        for field, candidate in unregistered_in(each.names, registry.gazetteer, home_of(article, registry)):
            key = fold(candidate.surface)
            if len(key) <= LONGEST_KEY:
                seen.setdefault((article.pk, key), Seen(article, field, candidate))
    return seen


def surest(seen: dict[tuple[int, str], Seen]) -> dict[str, FoundCandidate]:
    """By key, the place that says most clearly that it is a name."""
    found: dict[str, FoundCandidate] = {}
    for (_, key), each in seen.items():
        if key not in found or found[key].score < each.candidate.score:
            found[key] = each.candidate
    return found


def candidates_for(found: dict[str, FoundCandidate]) -> dict[str, int]:
    """The ids of the candidates by key; those never seen before are created.

    A candidate's score is the best that any text gave it.
    """
    created = [
        Candidate(key=key, name="".join(each.surface.split()), type=each.type.value, score=each.score)
        for key, each in sorted(found.items())
    ]
    Candidate.objects.bulk_create(created, ignore_conflicts=True)
    for score in {each.score for each in found.values()}:
        keys = [key for key, each in found.items() if each.score == score]
        Candidate.objects.filter(key__in=keys, score__lt=score).update(score=score)
    return dict(Candidate.objects.filter(key__in=found).values_list("key", "pk"))


def recount(candidate_ids: Iterable[int]) -> None:
    """Undecided candidates that no article prints any more are forgotten."""
    ids = list(candidate_ids)
    counts = Sighting.objects.filter(candidate=OuterRef("pk")).order_by().values("candidate").annotate(n=Count("pk"))
    Candidate.objects.filter(pk__in=ids).update(article_count=Coalesce(Subquery(counts.values("n")), 0))
    Candidate.objects.filter(pk__in=ids, article_count=0, status=Candidate.Status.OPEN).delete()
