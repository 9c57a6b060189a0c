"""Measures the segmenter on pages whose true division is known."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from articles.errors import ArchiveError
from articles.ingest.drafts import Hints
from articles.ingest.evaluation.report import as_data, by_family, table
from articles.ingest.evaluation.scoring import Score, score_source, total
from articles.ingest.evaluation.truth import TruePage, is_truth, read_truth
from articles.ingest.segment import SEGMENTER_VERSION, segment_source
from articles.ingest.stages.decode import decode_source


class Command(BaseCommand):
    help = (
        "Cut the pages of a folder and score the result against the truth of the same names (NAME.json for NAME.txt). "
        "Nothing is told to the segmenter but the text and the city: no name, no date."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("pages", type=Path, metavar="PAGES", help="folder of page files")
        parser.add_argument("truth", type=Path, metavar="TRUTH", help="folder of truth files")
        parser.add_argument("--city", default="焦作市", help="what 我市 means in these pages (default: %(default)s)")
        parser.add_argument("--json", action="store_true", help="print the figures as JSON")
        parser.add_argument("--store", action="store_true", help="keep them for the quality page")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            pages = dict(
                measure(path, options["pages"], options["city"])
                for path in sorted(options["truth"].glob("*.json"))
                if is_page_truth(path, options["pages"])
            )
        except ArchiveError as error:
            raise CommandError(error.message) from error
        if not pages:
            raise CommandError(f"{options['truth']}: no truth files (*.json) here.")
        scores = {truth.name: score for truth, score in pages.items()}
        families = {truth.name: truth.family for truth in pages}
        data = figures(scores, families)
        self.stdout.write(json.dumps(data, ensure_ascii=False) if options["json"] else table(scores, families))
        if options["store"]:
            Path(settings.QUALITY_FIGURES).write_text(
                json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
            )


def is_page_truth(truth_file: Path, pages: Path) -> bool:
    """A file beside the truth that tells of no page (a list of names) is passed over, unless a page has its name."""
    return page_of(truth_file, pages) is not None or is_truth(truth_file.read_text(encoding="utf-8"))


def page_of(truth_file: Path, pages: Path) -> Path | None:
    named = sorted(pages.glob(f"{glob_escaped(truth_file.stem)}.*"))
    return next((path for path in named if path.suffix != ".json"), None)


def measure(truth_file: Path, pages: Path, city: str) -> tuple[TruePage, Score]:
    """Raises ArchiveError when the page is missing or cannot be read."""
    page = page_of(truth_file, pages)
    if page is None:
        raise ArchiveError("missing", f"{pages}: no page file for {truth_file.name}.")
    data = page.read_bytes()
    truth = read_truth(truth_file.read_text(encoding="utf-8"), truth_file.stem, decode_source(data).text)
    return truth, score_source(segment_source(data, name=page.name, hints=Hints(city=city)), truth)


def glob_escaped(name: str) -> str:
    return "".join(f"[{character}]" if character in "*?[" else character for character in name)


def figures(scores: dict[str, Score], families: dict[str, str]) -> dict[str, Any]:
    return {
        "measured_on": timezone.localdate().isoformat(),
        "segmenter_version": SEGMENTER_VERSION,
        "all": as_data(total(scores.values())),
        "families": {name: as_data(score) for name, score in by_family(scores, families).items()},
        "pages": {name: {"family": families[name], **as_data(score)} for name, score in scores.items()},
    }
