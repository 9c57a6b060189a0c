"""A backup holds everything people would miss, and a restore gives it back or changes nothing."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from articles.models import Article, RateCount, Report, ReportContact, Revision
from articles.rate_limits.counting import Scope, take
from articles.services.reports.sending import Place, ReportText, send_report
from newsroom import dump_programs
from newsroom.dump_programs import DumpError, DumpPrograms, programs_to_load, programs_to_save
from tests.builders import make_article, make_page, make_source

pytestmark = pytest.mark.django_db(transaction=True)

HEADLINE = "市政务服务和大数据管理局：“焦我办”上线"


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    make_article(headline=HEADLINE)
    make_source()
    User.objects.create_user("bianji", password="only-in-this-test")  # noqa: S106
    file = tmp_path / "archive.backup"
    call_command("backup", file)
    return file


def test_restore_gives_back_what_was_saved(backup: Path) -> None:
    Article.objects.update(headline="改错了")
    User.objects.all().delete()
    call_command("restore", backup, force=True)
    assert Article.objects.get().headline == HEADLINE
    assert User.objects.get().check_password("only-in-this-test")


def test_restored_archive_keeps_its_guards(backup: Path) -> None:
    call_command("restore", backup, force=True)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Revision.objects.update(number=7)
    article = make_article(page=make_page(label="A02"), headline="恢复之后的新报道")
    assert article.public_id > Article.objects.get(headline=HEADLINE).public_id


def test_restored_archive_is_found_in_the_index(backup: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("restore", backup, force=True)
    call_command("check_index")


def test_restore_refuses_an_archive_that_holds_something(backup: Path) -> None:
    with pytest.raises(CommandError, match=r"not empty \(articles_article, articles_source, auth_user\); --force"):
        call_command("restore", backup)
    assert Article.objects.get().headline == HEADLINE


def test_restore_refuses_a_database_that_another_program_uses(backup: Path) -> None:
    call_command("flush", interactive=False)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE payroll AS SELECT 1 AS person")
        try:
            with pytest.raises(CommandError, match=r"not empty \(payroll\)"):
                call_command("restore", backup)
            cursor.execute("SELECT person FROM payroll")
            assert cursor.fetchall() == [(1,)]
        finally:
            cursor.execute("DROP TABLE payroll")


@pytest.mark.parametrize("kept_bytes", [0, 100, -400])
def test_damaged_backup_changes_nothing(backup: Path, kept_bytes: int) -> None:
    backup.write_bytes(backup.read_bytes()[:kept_bytes])
    with pytest.raises(CommandError, match=r"archive\.backup"):
        call_command("restore", backup, force=True)
    assert Article.objects.get().headline == HEADLINE


def test_backup_is_closed_to_others_and_leaves_nothing_beside_it(backup: Path) -> None:
    assert backup.stat().st_mode & 0o077 == 0
    assert list(backup.parent.iterdir()) == [backup]


def test_backup_replaces_a_file_only_when_told(backup: Path) -> None:
    written = backup.read_bytes()
    with pytest.raises(CommandError, match="is there already"):
        call_command("backup", backup)
    assert backup.read_bytes() == written
    make_article(page=make_page(label="A02"), headline="后来的报道")
    call_command("backup", backup, force=True)
    assert backup.read_bytes() != written


@pytest.mark.parametrize(("name", "complaint"), [("", "is a folder"), ("nowhere/archive.backup", "does not exist")])
def test_backup_refuses_what_is_no_place_for_a_file(tmp_path: Path, name: str, complaint: str) -> None:
    with pytest.raises(CommandError, match=complaint):
        call_command("backup", tmp_path / name)


def test_restore_of_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no file"):
        call_command("restore", tmp_path / "nothing")


def test_oldest_programs_that_can_read_the_server_are_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [DumpPrograms(version, Path(f"/programs/{version}")) for version in (14, 16, 18)]
    monkeypatch.setattr(dump_programs, "found_programs", lambda: found)
    assert programs_to_save(15).version == 16
    with pytest.raises(DumpError, match=r"PostgreSQL 19, .*found here: 14, 16, 18"):
        programs_to_save(19)


def test_system_without_programs_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(dump_programs, "found_programs", list)
    with pytest.raises(DumpError, match="install the PostgreSQL client programs"):
        programs_to_load(tmp_path / "archive.backup")


def test_a_backup_holds_no_counts_of_visitors(backup: Path) -> None:
    take(Scope.API, "203.0.113.9")
    call_command("backup", backup, force=True)
    call_command("restore", backup, force=True)
    assert not RateCount.objects.exists()
    assert take(Scope.API, "203.0.113.9").is_allowed


def test_a_backup_holds_reports_and_no_contact(backup: Path) -> None:
    text = ReportText(kind="typo", message="第二段有错字", contact="13800001234")
    send_report(text, Place(article=Article.objects.get()))
    call_command("backup", backup, force=True)
    call_command("restore", backup, force=True)
    assert Report.objects.get().message == "第二段有错字"
    assert not ReportContact.objects.exists()
