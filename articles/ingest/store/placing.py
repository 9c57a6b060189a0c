"""Where the articles and pages of a draft stand in the archive."""

from collections.abc import Sequence

from articles.ingest.drafts import ArticleDraft, PageDraft, SourceDraft, SpanDraft
from articles.ingest.sketch import line_sketch
from articles.ingest.store.births import Placed
from articles.ingest.store.issue_dates import evidence_rows
from articles.models import Issue, Newspaper, Page, RegistryState, Source


def place(drafts: Sequence[ArticleDraft], pages: Sequence[Page]) -> list[Placed]:
    """Each article at home on the page of its first span, numbered there in order."""
    counts: dict[int, int] = {}
    placed: list[Placed] = []
    for draft in drafts:
        home = home_span(draft).page
        placed.append(Placed(draft, pages[home], counts.get(home, 0)))
        counts[home] = counts.get(home, 0) + 1
    return placed


def home_span(draft: ArticleDraft) -> SpanDraft:
    return draft.spans[0]


def new_page(draft: SourceDraft, index: int, source: Source, newspaper: Newspaper, issue: Issue | None) -> Page:
    page = Page(newspaper=newspaper, source=source, number_in_source=index + 1)
    page.issue = issue
    fill_page(page, draft, index)
    return page


def fill_page(page: Page, draft: SourceDraft, index: int) -> None:
    """Put what the draft says of its page `index` on the row, but for its identity."""
    part: PageDraft = draft.pages[index]
    page.first_line = part.first_line
    page.text = part.text
    page.line_sketch = line_sketch(part.text)
    page.date_earliest, page.date_latest = draft.date.earliest, draft.date.latest
    page.date_evidence = evidence_rows(draft.date)
    page.segmenter_version = draft.segmenter_version
    page.registry_version = RegistryState.current()
    if part.label and not page.label:
        page.label = part.label
        page.label_source = Page.LabelSource.GIVEN if part.label_is_given else Page.LabelSource.PRINTED
