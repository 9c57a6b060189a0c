"""The embedded server's folder: any path, its version, who may enter it, and what is said when it is spoilt."""

import os
import pwd
import re
import shutil
import subprocess
from pathlib import Path

import psutil
import psycopg
import pytest

from newsroom.embedded_postgres.account import Account, account_for, open_passage
from newsroom.embedded_postgres.cluster import SOCKET_NAME, Cluster
from newsroom.embedded_postgres.data_folder import make_data_folder
from newsroom.embedded_postgres.errors import EmbeddedPostgresError
from newsroom.embedded_postgres.postmaster import running_postmaster
from newsroom.embedded_postgres.programs import installed_versions, newest_version, program, run_program
from newsroom.embedded_postgres.server import ensure_running, stop
from tests.conftest import ROOT
from tests.platform.conftest import copy_server

root_only = pytest.mark.skipif(os.geteuid() != 0, reason="only root can act as another user")


def ask(address: dict[str, str], question: str) -> str:
    with psycopg.connect(**address, dbname="newsroom", autocommit=True) as connection:  # type: ignore[arg-type]
        row = connection.execute(question.encode()).fetchone()
    assert row is not None
    return str(row[0])


def connect_as(name: str, address: dict[str, str], role: str) -> str:
    """Try to connect as another system user; give what the attempt says when it is refused."""
    entry = pwd.getpwnam(name)
    tried = subprocess.run(  # noqa: S603 - our own words
        [program("psql"), "--host", address["host"], "--user", role, "--command", "SELECT 1", "newsroom"],
        user=entry.pw_uid,
        group=entry.pw_gid,
        extra_groups=[],
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )
    assert tried.returncode != 0, f"{name} was let in as {role}"
    return tried.stderr


@root_only
@pytest.mark.parametrize("role", ["newsroom", "postgres"])
def test_another_user_cannot_reach_the_socket(running_server: Path, role: str) -> None:
    assert "Permission denied" in connect_as("nobody", ensure_running(running_server), role)


@root_only
@pytest.mark.parametrize("role", ["newsroom", "postgres"])
def test_another_user_is_refused_even_where_the_folders_are_open(server_folder: Path, role: str) -> None:
    address = ensure_running(server_folder)
    for path in (server_folder, Path(address["host"]), Path(address["host"]) / SOCKET_NAME):
        path.chmod(0o777)
    assert "Peer authentication failed" in connect_as("nobody", address, role)


def test_socket_is_closed_to_others_by_its_own_permissions(running_server: Path) -> None:
    address = ensure_running(running_server)
    assert (Path(address["host"]) / SOCKET_NAME).stat().st_mode & 0o077 == 0
    assert Path(address["host"]).stat().st_mode & 0o077 == 0


def test_server_listens_on_no_network_address(running_server: Path) -> None:
    assert ask(ensure_running(running_server), "SHOW listen_addresses") == ""
    running = running_postmaster(Cluster(running_server))
    assert running is not None
    assert psutil.Process(running.pid).net_connections("inet") == []


def test_archive_owns_its_database_without_being_superuser(running_server: Path) -> None:
    address = ensure_running(running_server)
    assert ask(address, "SHOW is_superuser") == "off"
    assert ask(address, "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'newsroom'") == "newsroom"
    assert ask(address, "SHOW server_encoding") == "UTF8"


@pytest.mark.parametrize(
    "name",
    ["with spaces and 'quotes' and \"more\"", "报纸, 存档", "x" * 120],
    ids=["quotes", "comma", "long"],
)
def test_any_folder_will_do(made_server: Path, server_folder: Path, name: str) -> None:
    folder = server_folder.with_name(name)
    copy_server(made_server, folder)
    address = ensure_running(folder)
    assert ask(address, "SELECT '焦作'") == "焦作"
    assert Path(address["host"]).stat().st_mode & 0o077 == 0
    assert len(os.fsencode(Path(address["host"]) / SOCKET_NAME)) <= 100
    stop(folder)
    assert not Path(address["host"]).exists()


def test_moved_folder_is_served_from_where_it_is(server_folder: Path) -> None:
    ensure_running(server_folder)
    stop(server_folder)
    moved = server_folder.rename(server_folder.with_name("moved"))
    assert ask(ensure_running(moved), "SELECT 1") == "1"
    stop(moved)


def test_data_of_a_newer_postgres_are_refused(server_folder: Path) -> None:
    (server_folder / "data" / "PG_VERSION").write_text("99\n")
    with pytest.raises(EmbeddedPostgresError, match=f"PostgreSQL 99, and the newest .* is {newest_version()}"):
        ensure_running(server_folder)


def test_spoilt_data_folder_is_refused_and_left_alone(server_folder: Path) -> None:
    (server_folder / "data" / "PG_VERSION").unlink()
    with pytest.raises(EmbeddedPostgresError, match="PG_VERSION is missing"):
        ensure_running(server_folder)
    assert (server_folder / "data" / "global").is_dir()


def test_server_that_does_not_start_says_why_and_names_its_log(server_folder: Path) -> None:
    with (server_folder / "data" / "postgresql.conf").open("a") as file:
        file.write("no_such_setting = on\n")
    with pytest.raises(EmbeddedPostgresError, match=re.escape(str(server_folder / "server.log"))) as caught:
        ensure_running(server_folder)
    assert "no_such_setting" in str(caught.value)


def test_half_made_data_folder_is_made_again(server_folder: Path) -> None:
    (server_folder / "data").rename(server_folder / "data.new")
    (server_folder / "data.new" / "global" / "pg_control").unlink()
    assert ask(ensure_running(server_folder), "SELECT 1") == "1"


def test_older_data_are_upgraded_and_the_old_ones_kept(
    server_folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    oldest = min(installed_versions())
    assert oldest < newest_version()
    cluster = Cluster(server_folder)
    shutil.rmtree(cluster.data)
    with monkeypatch.context() as patch:
        make_as_older(patch, cluster, oldest)
        assert ask(ensure_running(server_folder), "SHOW server_version_num")[:2] == str(oldest)
        with psycopg.connect(**ensure_running(server_folder), dbname="newsroom") as connection:  # type: ignore[arg-type]
            connection.execute("CREATE TABLE kept (name) AS SELECT '博爱县'")
        stop(server_folder)
    address = ensure_running(server_folder)
    assert ask(address, "SHOW server_version_num")[:2] == str(newest_version())
    assert ask(address, "SELECT name FROM kept") == "博爱县"
    assert (server_folder / f"data-{oldest}" / "PG_VERSION").read_text().strip() == str(oldest)
    assert f"from PostgreSQL {oldest} to {newest_version()}" in capfd.readouterr().err


def make_as_older(patch: pytest.MonkeyPatch, cluster: Cluster, version: int) -> None:
    """Make a data folder as a release of this program with an older PostgreSQL would have made it."""
    older = {version: installed_versions()[version]}
    for module in ("programs", "server", "data_folder", "upgrade"):
        patch.setattr(f"newsroom.embedded_postgres.{module}.newest_version", lambda: version, raising=False)
    patch.setattr("newsroom.embedded_postgres.programs.installed_versions", lambda: older)
    patch.setattr("newsroom.embedded_postgres.data_folder.LOCALE", ["--locale", "C.UTF-8"])
    make_data_folder(cluster, account_for(cluster.folder))


@root_only
def test_root_says_which_folders_it_opens_before_it_does(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    closed, opened = tmp_path / "closed", tmp_path / "opened"
    for folder, mode in ((closed, 0o700), (opened, 0o711)):
        folder.mkdir()
        folder.chmod(mode)
    nobody = pwd.getpwnam("nobody")
    account = Account("nobody", nobody.pw_uid, nobody.pw_gid)
    open_passage(account, closed / "data", opened / "data")
    said = capsys.readouterr().err
    assert str(closed) in said
    assert str(opened) not in said
    assert closed.stat().st_mode & 0o777 == 0o701
    open_passage(account, closed / "data")
    assert capsys.readouterr().err == ""


@root_only
def test_folder_of_another_user_is_refused_to_a_plain_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: pwd.getpwnam("nobody").pw_uid)
    with pytest.raises(EmbeddedPostgresError, match="belongs to the user root"):
        account_for(tmp_path)


def test_program_that_fails_tells_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(EmbeddedPostgresError, match=r"pg_controldata failed .*could not"):
        run_program([program("pg_controldata"), tmp_path / "nowhere"], account=account_for(ROOT))
