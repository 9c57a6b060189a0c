"""Tries failed files again, from where they were read and with the options they had."""

from collections.abc import Iterable

from django.conf import settings

from articles.ingest.runner.jobs import IngestJob
from articles.ingest.runner.records import hints_from_options, path_of_item
from articles.ingest.runner.run import RunSummary, run_ingest
from articles.models import IngestItem, Newspaper


def retry_items(items: Iterable[IngestItem]) -> RunSummary:
    """Take the failed ones of these files in again, in a run of their own; each row then names its retry."""
    failed = {item.path: item for item in items if item.outcome == IngestItem.Outcome.FAILED}
    jobs = [
        IngestJob(path_of_item(item), item.options.get("newspaper", ""), hints_from_options(item.options))
        for item in failed.values()
    ]
    newspapers = {newspaper.slug: newspaper for newspaper in Newspaper.objects.all()}
    summary = run_ingest(jobs, newspapers=newspapers, max_bytes=settings.INGEST_MAX_BYTES)
    for again in summary.items:
        failed[again.path].retried_by = again
    IngestItem.objects.bulk_update(failed.values(), ["retried_by"])
    return summary
