"""What a person rejected of an article is rejected of what comes out of it."""

from articles.models import Article, DepartmentLink, LinkStatus
from entities.models import ProgramDecision


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
