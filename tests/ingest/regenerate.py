"""Writes the golden results of the sample pages anew: `python -m tests.ingest.regenerate`.

Read the difference before committing it: every change of a golden file is a change of what readers see.
"""

import json
from pathlib import Path
from typing import Any

from articles.ingest.file_names import hints_from_name
from articles.ingest.result_json import page_result
from articles.ingest.segment import segment_source

PAGES = Path(__file__).resolve().parents[2] / "fixtures" / "pages"
GOLDEN = Path(__file__).resolve().parent / "golden"


def sample_pages() -> list[Path]:
    return sorted(path for path in PAGES.iterdir() if path.suffix in {".txt", ".md"})


def golden_file(page: Path) -> Path:
    return GOLDEN / f"{page.stem}.json"


def result_of(page: Path) -> dict[str, Any]:
    draft = segment_source(page.read_bytes(), name=page.name, hints=hints_from_name(page.name))
    return page_result(draft, {})


def main() -> None:
    GOLDEN.mkdir(exist_ok=True)
    pages = sample_pages()
    for stale in {path.name for path in GOLDEN.glob("*.json")} - {golden_file(page).name for page in pages}:
        (GOLDEN / stale).unlink()
    for page in pages:
        text = json.dumps(result_of(page), ensure_ascii=False, indent=1)
        golden_file(page).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
