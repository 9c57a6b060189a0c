"""`manage.py ingest` as its user meets it: what goes in, what is said, what a bad file does to the rest."""

import io
import json
import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from articles.ingest.runner.retrying import retry_items
from articles.ingest.stages import marks
from articles.ingest.stages.marks import MarkedText
from articles.models import Article, IngestItem, IngestRun, Issue, Page, Source
from tests.builders import make_newspaper

pytestmark = pytest.mark.django_db

PAGE = """# 怀川启动防汛应急响应

本报讯（记者王一鸣）本市昨日启动防汛四级应急响应，各乡镇干部连夜上堤巡查。

气象部门预计降雨将持续三天，请市民减少外出。

# 三所小学秋季投用

本报讯（记者李春梅）城南新建的三所小学将在秋季开学前投用，可新增学位三千六百个。
"""
OTHER = "# 图书馆延长开放时间\n\n本报讯（记者赵敏）市图书馆即日起延长开放时间至晚九点，周末照常开放。\n"


@pytest.fixture(autouse=True)
def newspaper() -> None:
    make_newspaper()


def put(folder: Path, name: str, content: str | bytes = PAGE) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def ingest(*args: object, **options: object) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("ingest", *map(str, args), stdout=out, stderr=err, **options)
    except CommandError as error:
        err.write(f"CommandError: {error}")
    return out.getvalue(), err.getvalue()


def test_files_become_issues_pages_and_articles(tmp_path: Path) -> None:
    put(tmp_path, "2022-07-12-A01.md")
    put(tmp_path, "2022-07-12-A02.md", OTHER)
    out, err = ingest(tmp_path)
    assert "2 files: 2 stored" in out, err
    assert "2 pages" in out and err == ""
    assert Issue.objects.get().date.isoformat() == "2022-07-12"
    assert sorted(Page.objects.values_list("label", flat=True)) == ["A01", "A02"]
    assert Article.objects.filter(headline="三所小学秋季投用", credits__name="李春梅").exists()
    run = IngestRun.objects.get()
    assert run.state == IngestRun.State.DONE and run.finished_at is not None
    assert run.counts["stored"] == 2


def test_a_second_run_reports_what_is_in_and_changes_nothing(tmp_path: Path) -> None:
    put(tmp_path, "2022-07-12-A01.md")
    ingest(tmp_path)
    before = list(Article.objects.values())
    out, err = ingest(tmp_path)
    assert "0 stored" in out and "1 already in" in out and err == ""
    assert list(Article.objects.values()) == before


def test_the_same_bytes_under_two_names_go_in_once(tmp_path: Path) -> None:
    put(tmp_path, "2022-07-12-A01.md")
    put(tmp_path, "2022-07-12-A05.md")
    assert "1 stored" in ingest(tmp_path)[0]
    assert Source.objects.count() == 1


def test_another_scan_of_a_page_is_held_until_it_is_asked_for(tmp_path: Path) -> None:
    put(tmp_path, "2022-07-12-A01.md")
    ingest(tmp_path)
    put(tmp_path, "2022-07-12-A01.md", PAGE.replace("四级", "三级"))
    out, err = ingest(tmp_path)
    assert "1 held as another file" in out and "--replace" in out and err == ""
    assert "1 replaced" in ingest("--replace", tmp_path)[0]
    assert "三级" in Article.objects.get(headline="怀川启动防汛应急响应").body


BAD_FILES = {
    "empty": b"",
    "blank": " \n\n　\n".encode(),
    "binary": bytes(range(256)) * 40,
    "picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(400),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_fails_with_its_reason_and_the_others_go_in(tmp_path: Path, name: str) -> None:
    put(tmp_path, f"{name}.txt", BAD_FILES[name])
    put(tmp_path, "2022-07-12-A01.md")
    out, err = ingest(tmp_path)
    assert "1 stored" in out and "1 failed" in out
    assert f"{name}.txt" in err and "1 of 2 files failed" in err
    item = IngestItem.objects.get(outcome=IngestItem.Outcome.FAILED)
    assert item.error_code and item.message
    assert IngestRun.objects.get().state == IngestRun.State.FAILED


@pytest.fixture
def fault(monkeypatch: pytest.MonkeyPatch) -> str:
    """A fault of the program: cutting a page with these words ends in an exception that nobody foresaw."""
    words = "此版使程序出错"

    def read_marks(text: str) -> MarkedText:
        if words in text:
            raise IndexError("string index out of range")
        return marks.read_marks(text)

    monkeypatch.setattr("articles.ingest.segment.read_marks", read_marks)
    return words


def test_a_fault_of_the_program_fails_one_file_and_can_be_retried(
    tmp_path: Path, fault: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    put(tmp_path, "2022-07-12-A01.md", f"{PAGE}\n{fault}\n")
    put(tmp_path, "2022-07-12-A02.md", OTHER)
    out, err = ingest(tmp_path)
    assert "1 stored" in out and "1 failed" in out
    assert "IndexError: string index out of range" in err and "1 of 2 files failed" in err
    assert "Traceback" in caplog.text and "2022-07-12-A01.md" in caplog.text
    item = IngestItem.objects.get(outcome=IngestItem.Outcome.FAILED)
    assert item.error_code == "internal"
    monkeypatch.undo()
    assert retry_items([item]).outcomes["stored"] == 1


def test_a_fault_while_storing_fails_one_file_and_leaves_nothing_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> None:
        raise KeyError("第一版")

    put(tmp_path, "2022-07-12-A01.md")
    put(tmp_path, "broken.txt", b"")
    monkeypatch.setattr("articles.ingest.store.sources.join_continuations", fail)
    out, _ = ingest(tmp_path)
    assert "0 stored" in out and "2 failed" in out
    assert set(IngestItem.objects.values_list("error_code", flat=True)) == {"internal", "empty"}
    assert not Source.objects.exists() and not Article.objects.exists()


def test_a_dry_run_shows_the_files_beside_one_that_makes_the_program_fail(tmp_path: Path, fault: str) -> None:
    put(tmp_path, "2022-07-12-A01.md", f"{PAGE}\n{fault}\n")
    put(tmp_path, "2022-07-12-A02.md", OTHER)
    out, err = ingest(tmp_path, "--dry-run", "--json")
    broken, healthy = map(json.loads, out.splitlines())
    assert broken["error"]["code"] == "internal" and "IndexError" in broken["error"]["message"]
    assert healthy["articles"][0]["headline"] == "图书馆延长开放时间"
    assert "1 of 2 files failed" in err


def test_a_file_over_the_limit_names_the_setting(tmp_path: Path, settings: Settings) -> None:
    settings.INGEST_MAX_BYTES = 100
    put(tmp_path, "2022-07-12-A01.md")
    assert "INGEST_MAX_BYTES (100)" in ingest(tmp_path)[1]


def test_a_file_of_fifty_megabytes_is_refused_unless_somebody_asks_for_it(tmp_path: Path) -> None:
    path = put(tmp_path, "2022-07-12-A01.md")
    os.truncate(path, 50_000_000)
    assert "50,000,000 bytes are more than INGEST_MAX_BYTES" in ingest(tmp_path)[1]


def test_missing_paths_and_pipes_are_said_plainly(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    _, err = ingest(tmp_path / "none.txt", tmp_path / "pipe.txt")
    assert "No such file" in err and "Not a regular file" in err


def test_a_file_that_may_not_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path, "2022-07-12-A01.md")

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert f"failed: {path}: Cannot be read: Permission denied" in ingest(tmp_path)[1]


def test_nul_control_characters_and_long_lines_go_in(tmp_path: Path) -> None:
    put(tmp_path, "nul.txt", PAGE.replace("昨日", "昨\x00日\x07"))
    put(tmp_path, "long.txt", "通告：" + "长" * 1_000_000)
    out, err = ingest(tmp_path)
    assert "nul.txt: 2 个控制字符" in out
    assert "2 stored" in out and err == ""
    assert Article.objects.filter(body__contains="长" * 1000).exists()


def test_with_several_newspapers_one_must_be_named(tmp_path: Path) -> None:
    make_newspaper(name="山阳晚报", slug="shanyang", city="山阳市")
    put(tmp_path, "2022-07-12-A01.md")
    assert "--newspaper" in ingest(tmp_path)[1]
    assert "'weekly'" in ingest("--newspaper", "weekly", tmp_path)[1]
    assert "1 stored" in ingest("--newspaper", "shanyang", tmp_path)[0]
    assert Page.objects.get().newspaper.slug == "shanyang"


def test_one_page_label_cannot_be_given_to_several_files(tmp_path: Path) -> None:
    put(tmp_path, "a.md")
    put(tmp_path, "b.md", OTHER)
    assert "--manifest" in ingest("--page", "A01", tmp_path)[1]
    assert not Source.objects.exists()


def test_date_and_page_given_hold(tmp_path: Path) -> None:
    path = put(tmp_path, "scan.md")
    ingest("--date", "2022-07-12", "--page", "A03", path)
    page = Page.objects.get()
    assert page.issue is not None and page.issue.date_source == Issue.DateSource.GIVEN
    assert (page.issue.date.isoformat(), page.label) == ("2022-07-12", "A03")


def test_a_manifest_with_a_wrong_line_takes_nothing_in(tmp_path: Path) -> None:
    put(tmp_path, "a.md")
    manifest = put(tmp_path, "m.csv", "path,newspaper,date,page\na.md,,2022-13-01,A01\n")
    assert "line 2, column date" in ingest("--manifest", manifest)[1]
    assert not IngestRun.objects.exists()


def test_a_dry_run_prints_the_page_result_and_writes_nothing(tmp_path: Path) -> None:
    put(tmp_path, "2022-07-12-A01.md")
    put(tmp_path, "binary.txt", BAD_FILES["binary"])
    out, err = ingest("--dry-run", "--json", tmp_path)
    results = {row["source"]: row for row in map(json.loads, out.splitlines())}
    page = results["2022-07-12-A01.md"]
    assert page["issue_date"] == "2022-07-12" and page["unassigned_lines"] == []
    assert [article["headline"] for article in page["articles"]] == ["怀川启动防汛应急响应", "三所小学秋季投用"]
    assert page["articles"][0]["byline"] == [{"name": "王一鸣", "role": "记者"}]
    assert results["binary.txt"]["error"]["code"] and "1 of 2 files failed" in err
    assert not (Source.objects.exists() or IngestRun.objects.exists())


def test_workers_give_the_same_archive(tmp_path: Path) -> None:
    for number in range(1, 6):
        put(tmp_path, f"2022-07-1{number}-A01.md", PAGE.replace("四级", f"{number}级").replace("三千", f"{number}千"))
    out, err = ingest("--workers", "2", tmp_path)
    assert "5 files: 1 stored" in out or "5 files: 5 stored" in out
    assert err == ""
    assert list(IngestItem.objects.order_by("id").values_list("path", flat=True)) == sorted(
        str(path) for path in tmp_path.glob("*.md")
    )


def test_a_failed_file_can_be_tried_again_once_it_is_mended(tmp_path: Path) -> None:
    path = put(tmp_path, "2022-07-12-A01.md", b"")
    ingest(path)
    failed = IngestItem.objects.get()
    put(tmp_path, path.name)
    summary = retry_items([failed])
    failed.refresh_from_db()
    assert summary.failures == [] and failed.retried_by is not None
    assert failed.retried_by.outcome == IngestItem.Outcome.STORED
    assert Page.objects.get().label == "A01"


def test_file_names_in_gb18030_go_in_and_can_be_tried_again(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + "/怀川2022年7月12日A03版.md".encode("gb18030")))
    path.write_bytes(b"")
    _, err = ingest(tmp_path)
    assert "怀川2022年7月12日A03版.md" in err and "empty" in err
    assert "怀川2022年7月12日A03版.md" in ingest(tmp_path, dry_run=True, json=True)[0]
    path.write_bytes(PAGE.encode())
    assert retry_items(IngestItem.objects.all()).failures == []
    assert Source.objects.get().name == "怀川2022年7月12日A03版.md"
    assert (Page.objects.get().label, Issue.objects.get().date.isoformat()) == ("A03", "2022-07-12")


def test_a_path_that_was_missing_is_tried_again_with_its_options(tmp_path: Path) -> None:
    make_newspaper(name="山阳晚报", slug="shanyang")
    ingest(tmp_path / "scan.md", "--newspaper", "shanyang", "--date", "2022-07-12", "--page", "a3")
    put(tmp_path, "scan.md")
    assert retry_items(IngestItem.objects.all()).failures == []
    page = Page.objects.get()
    assert (page.newspaper.slug, str(page.issue.date if page.issue else ""), page.label) == (
        "shanyang",
        "2022-07-12",
        "A03",
    )


def test_one_page_label_in_two_spellings_is_one_page(tmp_path: Path) -> None:
    put(tmp_path, "2022-07-12-A2.md")
    put(tmp_path, "other.md", OTHER)
    put(tmp_path, "list.csv", "path,date,page\nother.md,2022-07-12,a02\n")
    ingest(tmp_path / "2022-07-12-A2.md")
    assert "page A02 of 2022-07-12" in ingest(manifest=tmp_path / "list.csv")[0]


def test_a_path_too_long_for_the_system_fails_alone(tmp_path: Path) -> None:
    put(tmp_path, "2022-07-12-A01.md")
    out, err = ingest(tmp_path, tmp_path / ("x" * 300))
    assert "1 stored" in out and "1 failed" in out and "Check the path" in err
