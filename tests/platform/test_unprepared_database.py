"""Commands on a database without tables say what to run, instead of showing the program's inside."""

import pytest
from django.db import ProgrammingError, connection

import manage


@pytest.mark.django_db
@pytest.mark.parametrize("command", [["ingest", "--dry-run", "manage.py"], ["resegment", "--all"], ["relink", "--all"]])
def test_a_command_without_its_tables_names_the_remedy(monkeypatch: pytest.MonkeyPatch, command: list[str]) -> None:
    with connection.cursor() as cursor:
        for table in ("articles_newspaper", "articles_page", "articles_article", "articles_registrystate"):
            cursor.execute(f"ALTER TABLE {table} RENAME TO {table}_gone")
    monkeypatch.setattr("sys.argv", ["manage.py", *command])
    with pytest.raises(SystemExit, match=r"lacks a table .* does not exist[\s\S]*make setup"):
        manage.main()


@pytest.mark.django_db
def test_another_fault_of_a_query_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def query(argv: list[str]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELEKT 1")

    monkeypatch.setattr("django.core.management.execute_from_command_line", query)
    with pytest.raises(ProgrammingError):
        manage.main()
