"""Finds the pages that a source brings and the archive already holds, under whatever bytes."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, F, Func, IntegerField, Value

from articles.ingest.drafts import PageDraft
from articles.ingest.sketch import (
    SAME_PAGE_SHARE,
    candidate_overlap,
    line_sketch,
    share_of_equal_lines,
)
from articles.models import Issue, Newspaper, Page

#: A page is compared in full with at most this many others, nearest sketches first.
COMPARED_CANDIDATES = 8


@dataclass(frozen=True, slots=True)
class HeldPage:
    """The archive holds page `index` (0-based) of the source as `page`, recognised by `why`."""

    index: int
    page: Page
    why: str


def find_held_pages(newspaper: Newspaper, issue: Issue | None, drafts: Sequence[PageDraft]) -> list[HeldPage]:
    held: list[HeldPage] = []
    taken: set[int] = set()
    for index, draft in enumerate(drafts):
        found = _page_of_label(issue, draft) or _page_of_lines(newspaper, draft)
        if found and found[0].pk not in taken:
            held.append(HeldPage(index, *found))
            taken.add(found[0].pk)
    return held


def _page_of_label(issue: Issue | None, draft: PageDraft) -> tuple[Page, str] | None:
    if issue is None or not draft.label:
        return None
    page = issue.pages.select_related("source", "issue").filter(label=draft.label).first()
    return (page, f"page {draft.label} of {issue.date.isoformat()}") if page else None


def _page_of_lines(newspaper: Newspaper, draft: PageDraft) -> tuple[Page, str] | None:
    for page in _candidates(newspaper, line_sketch(draft.text)):
        share = share_of_equal_lines(draft.text, page.text)
        if share >= SAME_PAGE_SHARE:
            return page, f"{share:.0%} of the lines from line {draft.first_line} on are the same"
    return None


def _candidates(newspaper: Newspaper, sketch: list[int]) -> list[Page]:
    """The pages whose sketches share enough hashes, the most first; the GIN index on the sketches serves it."""
    if not sketch:
        return []
    shared = Func(
        F("line_sketch"),
        Value(sketch, output_field=ArrayField(BigIntegerField())),
        template="cardinality(ARRAY(SELECT unnest(%(expressions)s)))",
        arg_joiner=") INTERSECT SELECT unnest(",
        output_field=IntegerField(),
    )
    return list(
        Page.objects.filter(newspaper=newspaper, line_sketch__overlap=sketch)
        .annotate(shared=shared)
        .filter(shared__gte=candidate_overlap(sketch))
        .select_related("source", "issue")
        .order_by("-shared", "id")[:COMPARED_CANDIDATES]
    )
