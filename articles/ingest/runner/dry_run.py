"""Shows what an ingest would make of files: the page result of each, with the names that the registry finds."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from articles.errors import IngestError
from articles.ingest.drafts import ArticleDraft, SourceDraft
from articles.ingest.file_names import readable_name
from articles.ingest.result_json import error_result, page_result
from articles.ingest.runner.jobs import IngestJob, RefusedPath
from articles.ingest.runner.reading import Reading, internal_error, read_jobs
from articles.models import Newspaper
from entities.matching.articles import ArticleText, read_article
from entities.matching.registry import Home
from entities.registry import Registry, current_registry

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DryResult:
    """One file's page result as result-format.md has it, or its error in the same form."""

    path: str
    result: dict[str, object]
    error: IngestError | None = None


def dry_run(
    jobs: Iterable[IngestJob | RefusedPath], *, newspapers: Mapping[str, Newspaper], workers: int, max_bytes: int
) -> Iterator[DryResult]:
    """Read and cut the files, writing nothing to the database. Refused paths come first."""
    jobs = list(jobs)
    registry = current_registry()
    for refused in (job for job in jobs if isinstance(job, RefusedPath)):
        yield _failed(refused.path, refused.error)
    readable = (job for job in jobs if isinstance(job, IngestJob))
    for job, outcome in read_jobs(readable, workers=workers, max_bytes=max_bytes):
        if isinstance(outcome, Reading):
            yield _shown(job, outcome.draft, registry, newspapers[job.newspaper])
        else:
            yield _failed(job.path, outcome)


def _shown(job: IngestJob, draft: SourceDraft, registry: Registry, newspaper: Newspaper) -> DryResult:
    try:
        names = _names(draft, registry, Home(newspaper.city, newspaper.province))
        return DryResult(readable_name(str(job.path)), page_result(draft, names))
    except Exception as error:
        logger.exception("Unforeseen error in %s", readable_name(str(job.path)))
        return _failed(job.path, internal_error(error))


def _failed(path: Path, error: IngestError) -> DryResult:
    return DryResult(readable_name(str(path)), error_result(readable_name(path.name), error), error)


def _names(draft: SourceDraft, registry: Registry, home: Home) -> dict[int, tuple[list[str], list[str]]]:
    """Canonical names of departments and programs by the article's index in the source."""
    articles = (article for page in draft.pages for article in page.articles)
    return {index: _names_of(article, registry, home) for index, article in enumerate(articles)}


def _names_of(article: ArticleDraft, registry: Registry, home: Home) -> tuple[list[str], list[str]]:
    text = ArticleText(article.kicker, article.headline, article.subtitle, article.body)
    names = read_article(text, registry.gazetteer, home)
    return [found.entry.name for found in names.departments], [found.entry.name for found in names.programs]
