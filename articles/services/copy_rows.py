"""Writes many rows at once through PostgreSQL's COPY: several times faster than INSERT, and within a transaction."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Field, Model
from django.db.models.fields import NOT_PROVIDED


def allot_ids(model: type[Model], count: int) -> list[int]:
    """`count` fresh primary keys of the model, so that rows of several tables can name each other before they exist."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [model._meta.db_table, "id", count],
        )
        return [row[0] for row in cursor.fetchall()]


def copy_rows(model: type[Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert `rows`, each the values of the fields `names`; the other fields take their defaults.

    Values are what psycopg understands (JSON wrapped in `Jsonb`). Nothing is validated but by the database.
    """
    columns = [_column(model, name) for name in names]
    constants = {str(field.column): _default(field) for field in _others(model, columns)}
    quoted = ", ".join(connection.ops.quote_name(column) for column in (*columns, *constants))
    statement = f"COPY {connection.ops.quote_name(model._meta.db_table)} ({quoted}) FROM STDIN"
    rest = tuple(constants.values())
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row((*row, *rest))


def _column(model: type[Model], name: str) -> str:
    field = model._meta.get_field(name)
    if not isinstance(field, Field) or field.column is None:
        raise ValueError(f"{model.__name__}.{name} is no column")
    return field.column


def _others(model: type[Model], columns: Sequence[str]) -> list["Field[Any, Any]"]:
    """The fields that need a value because the database has none to put in."""
    return [
        field
        for field in model._meta.concrete_fields
        if field.column not in columns
        and not field.primary_key
        and not field.generated
        and field.db_default is NOT_PROVIDED
    ]


def _default(field: "Field[Any, Any]") -> Any:
    return field.get_db_prep_save(field.get_default(), connection)
