"""Which files an ingest takes, and what of their date and page is known beforehand."""

import datetime
from pathlib import Path

import pytest

from articles.ingest.drafts import Hints
from articles.ingest.runner.jobs import IngestJob, RefusedPath, collect_jobs

NOTHING = Hints()


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("正文", encoding="utf-8")


def test_a_folder_gives_its_pages_in_order_and_nothing_else(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", "一月/a.MD", "c.pdf", ".hidden.txt", ".git/d.txt")
    jobs = collect_jobs([tmp_path], given=NOTHING)
    assert [job.path.relative_to(tmp_path).as_posix() for job in jobs] == ["b.txt", "一月/a.MD"]


def test_a_file_named_twice_is_taken_once(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    assert len(collect_jobs([tmp_path / "a.txt", tmp_path, tmp_path / "." / "a.txt"], given=NOTHING)) == 1


def test_a_file_is_taken_whatever_its_suffix_when_it_is_named(tmp_path: Path) -> None:
    put(tmp_path, "page.ocr")
    (job,) = collect_jobs([tmp_path / "page.ocr"], given=NOTHING)
    assert isinstance(job, IngestJob)


def test_options_win_over_the_file_name(tmp_path: Path) -> None:
    put(tmp_path, "2022-01-28-A02.txt")
    (named,) = collect_jobs([tmp_path], given=NOTHING)
    (given,) = collect_jobs([tmp_path], given=Hints(date=datetime.date(2021, 5, 1)))
    assert isinstance(named, IngestJob) and isinstance(given, IngestJob)
    assert (named.hints.date, named.hints.label) == (datetime.date(2022, 1, 28), "A02")
    assert (given.hints.date, given.hints.label) == (datetime.date(2021, 5, 1), "A02")


def test_a_manifest_row_wins_over_the_same_file_in_a_folder(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    row = IngestJob(tmp_path / "a.txt", "huaichuan", Hints(label="A07"))
    assert collect_jobs([tmp_path], given=NOTHING, listed=[row]) == [row]


@pytest.mark.parametrize(("name", "code"), [("none.txt", "missing"), ("empty", "no_files")])
def test_a_path_that_gives_no_file_is_refused_with_its_reason(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "empty").mkdir()
    (refused,) = collect_jobs([tmp_path / name], given=NOTHING)
    assert isinstance(refused, RefusedPath) and refused.error.code == code
