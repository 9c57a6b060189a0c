"""Dates pages anew whose date a program found, when a newer segmenter reads another day in them."""

from articles.errors import PagePlaceError
from articles.ingest.drafts import DateEstimate, DateSource
from articles.ingest.store.issue_dates import DATE_WEIGHT, record_issue, renew_estimate
from articles.models import Issue, Page
from articles.services.issue_dates import move_page

#: Dates that were told with the file, or that a person vouches for: no reading of the page changes them.
KEPT = frozenset({Issue.DateSource.GIVEN, Issue.DateSource.EDITOR})


def is_kept(issue: Issue | None) -> bool:
    return issue is not None and Issue.DateSource(issue.date_source) in KEPT


def redate(page: Page, estimate: DateEstimate) -> str:
    """Put the page on the day that is read in it now; what was done, in words, empty when nothing was.

    A printed date does not give way to an inferred one, nor a known one to none.
    """
    issue = page.issue
    if is_kept(issue) or estimate.date is None or estimate.source is DateSource.UNKNOWN:
        return ""
    found = Issue.DateSource(estimate.source.value)
    if issue is not None and DATE_WEIGHT[found] < DATE_WEIGHT[Issue.DateSource(issue.date_source)]:
        return ""
    if issue is not None and issue.date == estimate.date:
        # Sources of one day may each tell it otherwise; only one that is alone, or knows better, speaks for the issue.
        is_alone = not issue.pages.exclude(source=page.source).exists()
        is_stronger = DATE_WEIGHT[found] > DATE_WEIGHT[Issue.DateSource(issue.date_source)]
        return "its evidence is renewed" if (is_alone or is_stronger) and renew_estimate(issue, estimate) else ""
    before = issue.date.isoformat() if issue else "no date"
    target = record_issue(page.newspaper, estimate)
    if target is None:
        return ""
    try:
        page.issue = move_page(page, target).issue
    except PagePlaceError as error:
        return f"left on {before}, though now read as {estimate.date.isoformat()}: {error}"
    return f"{before} → {estimate.date.isoformat()}"
