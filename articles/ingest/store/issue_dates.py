"""The issue that a source's date names, and the provenance of that date."""

from articles.ingest.drafts import DateEstimate, DateSource
from articles.models import Issue, Newspaper

#: A provenance never gives way to a weaker one.
DATE_WEIGHT = {
    Issue.DateSource.INFERRED: 0,
    Issue.DateSource.PRINTED: 1,
    Issue.DateSource.GIVEN: 2,
    Issue.DateSource.EDITOR: 3,
}


def find_issue(newspaper: Newspaper, estimate: DateEstimate) -> Issue | None:
    if estimate.date is None:
        return None
    return Issue.objects.filter(newspaper=newspaper, date=estimate.date).first()


def record_issue(newspaper: Newspaper, estimate: DateEstimate) -> Issue | None:
    if estimate.date is None or estimate.source is DateSource.UNKNOWN:
        return None
    issue, _ = Issue.objects.get_or_create(
        newspaper=newspaper, date=estimate.date, defaults={"date_source": estimate.source.value, **_range(estimate)}
    )
    return issue


def strengthen_date(issue: Issue, estimate: DateEstimate) -> None:
    """A better provenance takes the place of a weaker one; what an editor set stays."""
    found = Issue.DateSource(estimate.source.value)
    if DATE_WEIGHT[found] > DATE_WEIGHT[Issue.DateSource(issue.date_source)]:
        Issue.objects.filter(pk=issue.pk).update(date_source=found, **_range(estimate))


def renew_estimate(issue: Issue, estimate: DateEstimate) -> bool:
    """The range and the evidence of a newer estimate of the same day, no weaker than the old; whether they differ."""
    fields = {"date_source": estimate.source.value, **_range(estimate)}
    present = Issue.objects.get(pk=issue.pk)
    if all(getattr(present, name) == value for name, value in fields.items()):
        return False
    Issue.objects.filter(pk=issue.pk).update(**fields)
    return True


def evidence_rows(estimate: DateEstimate) -> list[dict[str, object]]:
    return [{"line": row.line, "text": row.text, "iso": row.iso} for row in estimate.evidence]


def _range(estimate: DateEstimate) -> dict[str, object]:
    return {
        "date_earliest": estimate.earliest,
        "date_latest": estimate.latest,
        "date_evidence": evidence_rows(estimate),
    }
