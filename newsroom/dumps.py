"""Saves the whole database into one file, and loads it again, whichever PostgreSQL it is."""

import contextlib
import os
import subprocess
import tempfile
from pathlib import Path
from typing import IO

from django.db import connection
from psycopg import pq
from psycopg.conninfo import make_conninfo

from newsroom.dump_programs import DumpError, DumpPrograms, programs_to_load, programs_to_save

# Servers before PostgreSQL 17 do not know it, and pg_restore says it to every server.
UNKNOWN_TO_OLDER_SERVERS = b"SET transaction_timeout = 0;\n"
PREAMBLE_LINES = 60
#: How readers who reported are to be reached is erased in time; a backup that held it would outlive that.
NOT_SAVED = ("articles_reportcontact",)

EMPTY_SCHEMA = """
SET lock_timeout = '10s';
SET client_min_messages = warning;
DO $$
DECLARE found record;
BEGIN
    FOR found IN
        SELECT c.oid::regclass AS name, c.relkind AS kind FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype IN ('e', 'i', 'a'))
        ORDER BY c.relkind IN ('r', 'p') DESC
    LOOP
        IF found.kind IN ('r', 'p') THEN EXECUTE format('DROP TABLE %s CASCADE', found.name);
        ELSIF found.kind = 'S' THEN EXECUTE format('DROP SEQUENCE IF EXISTS %s CASCADE', found.name);
        ELSIF found.kind = 'm' THEN EXECUTE format('DROP MATERIALIZED VIEW IF EXISTS %s CASCADE', found.name);
        ELSE EXECUTE format('DROP VIEW IF EXISTS %s CASCADE', found.name);
        END IF;
    END LOOP;
    FOR found IN
        SELECT p.oid::regprocedure AS name FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
    LOOP
        EXECUTE format('DROP ROUTINE %s CASCADE', found.name);
    END LOOP;
END $$;
"""


def save_database(file: Path) -> None:
    """Write the database into `file`, which appears whole or not at all. Raises DumpError."""
    programs = programs_to_save(_server_version())
    conninfo, environment = _reach_database()
    descriptor, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    os.close(descriptor)
    draft = Path(name)
    try:
        # Unlogged are the counts of visitors' requests, which nobody keeps.
        arguments = ["--format", "custom", "--no-owner", "--no-privileges", "--no-unlogged-table-data"]
        arguments += [f"--exclude-table-data={table}" for table in NOT_SAVED]
        arguments += ["--file", str(draft), "--dbname", conninfo]
        _run([programs.program("pg_dump"), *arguments], environment)
        with draft.open("rb") as written:
            os.fsync(written.fileno())
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


def load_database(file: Path) -> None:
    """Put what `file` holds in place of what the database holds, in one transaction. Raises DumpError."""
    programs = programs_to_load(file)
    conninfo, environment = _reach_database()
    connection.close()
    # Errors go to a file: a pipe that nobody reads while the other is written would stop both.
    with tempfile.TemporaryFile() as said:
        reader = _start_reading(programs, file, said)
        writer = _start_writing(programs, conninfo, environment, said)
        # The writer stops reading when it fails; what it said tells why.
        with contextlib.suppress(BrokenPipeError):
            _pass_on(reader, writer)
        if (writer.wait(), reader.wait()) != (0, 0):
            said.seek(0)
            reason = said.read().decode("utf-8", "replace").strip()
            raise DumpError(f"{file} was not restored, and the database is as it was: {reason}")


def _start_reading(programs: DumpPrograms, file: Path, said: IO[bytes]) -> "subprocess.Popen[bytes]":
    arguments = [programs.program("pg_restore"), "--no-owner", "--no-privileges", "--file", "-", str(file)]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=said)  # noqa: S603 - PostgreSQL's own program


def _start_writing(
    programs: DumpPrograms, conninfo: str, environment: dict[str, str], said: IO[bytes]
) -> "subprocess.Popen[bytes]":
    arguments = [programs.program("psql"), "--no-psqlrc", "--quiet", "--single-transaction", "--set", "ON_ERROR_STOP=1"]
    arguments += ["--output", os.devnull, "--dbname", conninfo, "--command", EMPTY_SCHEMA, "--file", "-"]
    return subprocess.Popen(  # noqa: S603 - PostgreSQL's own program
        arguments, env=environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said
    )


def _pass_on(reader: "subprocess.Popen[bytes]", writer: "subprocess.Popen[bytes]") -> None:
    assert reader.stdout is not None and writer.stdin is not None  # noqa: S101 - both were asked for
    with reader.stdout as script, writer.stdin as target:
        for _ in range(PREAMBLE_LINES):
            line = script.readline()
            if line != UNKNOWN_TO_OLDER_SERVERS:
                target.write(line)
        while block := script.read(1 << 20):
            target.write(block)
        if reader.wait() != 0:
            # Whatever reaches the writer as an end makes it commit; its death does not.
            writer.kill()


def _server_version() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        return int(cursor.fetchone()[0]) // 10_000


def _reach_database() -> tuple[str, dict[str, str]]:
    """Give the address for libpq's programs, and their environment, where alone the password stands."""
    known = {option.keyword.decode() for option in pq.Conninfo.get_defaults()}
    params = {key: str(value) for key, value in connection.get_connection_params().items() if key in known and value}
    environment = dict(os.environ)
    if password := params.pop("password", ""):
        environment["PGPASSWORD"] = password
    return make_conninfo("", **params), environment


def _run(arguments: list[str], environment: dict[str, str]) -> None:
    done = subprocess.run(arguments, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise DumpError(f"{Path(arguments[0]).name} failed: {done.stderr.strip()}")
