"""What a person decided of an article goes where its text goes."""

from collections.abc import Iterable

from articles.models import Article, DepartmentLink, LinkStatus
from entities.models import Mention, ProgramDecision


def copy_rejections(parent: Article, child: Article) -> None:
    """A rejection takes nothing from an article that does not name the entry; a confirmation would add to it."""
    for decision in parent.program_decisions.filter(verdict=ProgramDecision.Verdict.REJECTED):
        decided_at, decision.pk, decision.article = decision.decided_at, None, child
        decision.save(force_insert=True)
        # Saving dates it today.
        ProgramDecision.objects.filter(pk=decision.pk).update(decided_at=decided_at)
    DepartmentLink.objects.bulk_create(
        DepartmentLink(
            article=child,
            department_id=link.department_id,
            role=link.role,
            status=link.status,
            decided_by_id=link.decided_by_id,
            decided_at=link.decided_at,
        )
        for link in parent.department_links.filter(status=LinkStatus.REJECTED)
    )


def follow_confirmations(from_ids: Iterable[int], to_ids: Iterable[int]) -> None:
    """What a person confirmed of the first is confirmed wherever a program finds it too, in text that went over.

    Call it when the links of `to_ids` have been made anew. What a person decided there already stays.
    """
    sources, targets = list(from_ids), list(to_ids)
    automatic = LinkStatus.AUTOMATIC
    for link in DepartmentLink.objects.filter(article__in=sources, status=LinkStatus.CONFIRMED).order_by("pk"):
        found = DepartmentLink.objects.filter(article__in=targets, department=link.department_id, status=automatic)
        found.update(status=link.status, decided_by=link.decided_by_id, decided_at=link.decided_at)
    confirmed = ProgramDecision.Verdict.CONFIRMED
    for decision in ProgramDecision.objects.filter(article__in=sources, verdict=confirmed).order_by("pk"):
        named = Mention.objects.filter(article__in=targets, program=decision.program_id).values("article")
        decided = ProgramDecision.objects.filter(program=decision.program_id).values("article")
        for article in Article.objects.filter(pk__in=named).exclude(pk__in=decided).only("pk"):
            copy = ProgramDecision.objects.create(
                article=article, program_id=decision.program_id, verdict=confirmed, decided_by_id=decision.decided_by_id
            )
            ProgramDecision.objects.filter(pk=copy.pk).update(decided_at=decision.decided_at)
