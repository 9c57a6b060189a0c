"""An ingest killed at any moment leaves an archive that a second run completes: nothing doubled, nothing lost."""

import signal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from articles.models import Article, IngestItem, IngestRun, Page, Source
from tests.builders import make_newspaper
from tests.runner.ingest_process import MOMENTS, start_ingest

FILES = 3
TEXT = "# 第{n}条新闻的标题\n\n本报讯（记者王一鸣）本市第{n}项民生工程昨日开工，预计年底前完成。\n"


def put_files(folder: Path) -> None:
    make_newspaper()
    for n in range(1, FILES + 1):
        (folder / f"2022-07-1{n}-A01.md").write_text(TEXT.format(n=n), encoding="utf-8")


def assert_whole_archive() -> None:
    assert (Source.objects.count(), Page.objects.count(), Article.objects.count()) == (FILES, FILES, FILES)
    call_command("check_index")
    call_command("check_archive")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_second_run_completes_a_killed_one(moment: str, tmp_path: Path, search_index_dir: Path) -> None:
    put_files(tmp_path)
    in_index = MOMENTS[moment][0].startswith("articles.search")
    killed = start_ingest(tmp_path, search_index_dir, moment, "1" if in_index else "2")
    _, err = killed.communicate()
    assert killed.returncode == -signal.SIGKILL, err

    call_command("ingest", str(tmp_path))
    assert_whole_archive()
    states = IngestRun.objects.order_by("id").values_list("state", flat=True)
    assert list(states) == [IngestRun.State.DONE if in_index else IngestRun.State.INTERRUPTED, IngestRun.State.DONE]


@pytest.mark.django_db(transaction=True)
def test_two_ingests_at_once_double_nothing(tmp_path: Path, search_index_dir: Path) -> None:
    put_files(tmp_path)
    both = [start_ingest(tmp_path, search_index_dir) for _ in range(2)]
    for process in both:
        _, err = process.communicate()
        assert process.returncode == 0, err
    assert_whole_archive()
    outcomes = IngestItem.objects.values_list("outcome", flat=True)
    assert sorted(outcomes) == ["duplicate"] * FILES + ["stored"] * FILES


@pytest.mark.django_db(transaction=True)
def test_a_connection_cut_in_the_middle_is_told_and_the_next_run_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_files(tmp_path)

    def cut(_: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    with monkeypatch.context() as patch, pytest.raises(CommandError, match="run the same command again"):
        patch.setattr("articles.ingest.store.sources.text_changed", cut)
        call_command("ingest", str(tmp_path))
    assert not Source.objects.exists()
    call_command("ingest", str(tmp_path))
    assert_whole_archive()
