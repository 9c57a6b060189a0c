"""Nothing is lost: every non-blank character of a page is in exactly one item, and items know where they stand."""

from collections.abc import Iterator, Sequence

from django.db.models import Exists, OuterRef, Q

from articles.ingest.coverage import CoverageFault, coverage_faults
from articles.invariants.rules import Fault, Rule, sql_rule
from articles.models import Page, Span

#: Pages whose texts and spans are held at once.
PAGES_AT_ONCE = 50

WORDS = {"lost": "in no item", "twice": "in two items", "outside": "a span outside the page's text"}

HOME_PAGE = """
SELECT article.public_id, format('its home is page %s, its first span is on page %s', article.page_id, first.page_id)
FROM articles_article article
JOIN (SELECT DISTINCT ON (article_id) article_id, page_id FROM articles_span ORDER BY article_id, rank) first
    ON first.article_id = article.id
WHERE article.page_id <> first.page_id
"""

SPANLESS = """
SELECT article.public_id, 'it comes from a page, but no text of a page is its own'
FROM articles_article article
WHERE article.origin = 'page' AND article.state <> 'superseded'
  AND NOT article.notes @> '[{"code": "unplaced"}]'
  AND NOT EXISTS (SELECT FROM articles_span span WHERE span.article_id = article.id)
"""

SPANS_OF_NO_PAGE = """
SELECT article.public_id, 'an editor typed it, yet it holds text of a page'
FROM articles_article article
WHERE article.origin = 'typed' AND EXISTS (SELECT FROM articles_span span WHERE span.article_id = article.id)
"""


def find_uncovered() -> Iterator[Fault]:
    """Walk through the pages that hold text or spans; an import's empty ones are not looked at."""
    pages = Page.objects.filter(~Q(text="") | Exists(Span.objects.filter(page=OuterRef("pk")))).order_by("pk")
    batch: list[tuple[int, str, int]] = []
    for row in pages.values_list("pk", "text", "first_line").iterator(chunk_size=PAGES_AT_ONCE):
        batch.append(row)
        if len(batch) == PAGES_AT_ONCE:
            yield from faults_of_pages(batch)
            batch = []
    yield from faults_of_pages(batch)


def faults_of_pages(pages: Sequence[tuple[int, str, int]]) -> Iterator[Fault]:
    ranges: dict[int, list[tuple[int, int]]] = {pk: [] for pk, _, _ in pages}
    for page_id, start, end in Span.objects.filter(page__in=ranges).values_list("page_id", "start", "end"):
        ranges[page_id].append((start, end))
    for pk, text, first_line in pages:
        for fault in coverage_faults(text, ranges[pk]):
            yield Fault(f"page {pk}", describe(fault, text, first_line))


def describe(fault: CoverageFault, text: str, first_line: int) -> str:
    line = first_line + text.count("\n", 0, fault.start)
    return f"characters {fault.start} to {fault.end} (line {line}): {WORDS[fault.kind]}"


SPANS = (
    Rule("coverage", "Every non-blank character of a page is in exactly one item.", find_uncovered),
    sql_rule("home-page", "An article's home is the page of its first span.", record="article", sql=HOME_PAGE),
    sql_rule("spanless", "An article that comes from a page holds text of one.", record="article", sql=SPANLESS),
    sql_rule(
        "typed-spans", "An article that an editor typed holds text of no page.", record="article", sql=SPANS_OF_NO_PAGE
    ),
)
