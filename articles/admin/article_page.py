"""What stands beside the form on an article's page: the scanner's lines, revision 0, the history, the links,
what readers report."""

from typing import Any

from articles.admin.article_reviews import reviews_of_article
from articles.admin.sources import source_link
from articles.admin.titles import date_of
from articles.models import Article, AuditEntry, DepartmentLink, Revision, Span
from articles.services.hidden_passages import passages_of
from articles.services.reports.counting import reports_of
from articles.views.source_lines import source_lines
from entities.decisions import DECISIONS
from entities.models import Mention

#: Lines of the log that an article's page shows; the log itself has the rest.
TIMELINE_LINES = 200


def beside_the_form(article: Article, user: Any) -> dict[str, Any]:
    """A constant number of queries, however many spans, revisions and links there are."""
    revisions = list(
        Revision.objects.filter(article=article)
        .select_related("editor")
        .prefetch_related("approved_reviews__decided_by")
        .defer("body")
        .order_by("-number")
    )
    return {
        "scanned_pages": scanned_pages(article),
        "first_text": article.revisions.filter(number=0).first(),
        "timeline": timeline(article, revisions),
        "departments": DepartmentLink.objects.filter(article=article).select_related("department", "decided_by"),
        "programs": programs_of(article),
        "reviews": reviews_of_article(article, user),
        "hidden_count": len(passages_of(article.pk)),
        "reports": reports_of(article.pk).filter(closed_at__isnull=True),
    }


def timeline(article: Article, revisions: list[Revision]) -> list[dict[str, Any]]:
    """Revisions, and what the log has of the article besides: borders, kinds, links, withdrawals; the latest first."""
    lines = AuditEntry.objects.of_article(article.public_id).exclude(action=AuditEntry.Action.TEXT)
    told: list[tuple[Any, int, int, dict[str, Any]]] = [
        (revision.created_at, 1, revision.number, {"revision": revision}) for revision in revisions
    ]
    told += [(line.at, 0, line.pk, {"line": line}) for line in lines.select_related("actor")[:TIMELINE_LINES]]
    return [event for *_, event in sorted(told, key=lambda each: each[:3], reverse=True)]


def scanned_pages(article: Article) -> list[dict[str, Any]]:
    """The pages that the article's text stands on, in reading order, each with its numbered lines."""
    spans = Span.objects.filter(article=article).order_by("rank").select_related("page__issue", "page__source")
    ranges: dict[Any, list[tuple[int, int]]] = {}
    for span in spans.defer("page__source__data", "page__line_sketch"):
        ranges.setdefault(span.page, []).append((span.start, span.end))
    return [
        {
            "page": page,
            "date": date_of(page.issue),
            "source": source_link(page.source_id, page.source.name if page.source else None),
            "lines": source_lines(page.text, page.first_line, places),
        }
        for page, places in ranges.items()
    ]


def programs_of(article: Article) -> list[dict[str, Any]]:
    """Each program once, with the words that name it; the status is the same at every place."""
    programs: dict[int, dict[str, Any]] = {}
    for mention in Mention.objects.filter(article=article).select_related("program").order_by("field", "start"):
        row = programs.setdefault(
            mention.program_id,
            {
                "program": mention.program,
                "status": mention.get_status_display(),
                "is_decided": mention.status in DECISIONS,
                "surfaces": [],
            },
        )
        if mention.surface not in row["surfaces"]:
            row["surfaces"].append(mention.surface)
    return list(programs.values())
