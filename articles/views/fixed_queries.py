"""Queries that are put together once, and asked with other values each time.

Django puts a query together anew each time it is asked, which for what a page shows takes longer than the answer.
"""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import BigIntegerField, Field, QuerySet, Value


class Given(Value):
    """Stands in a queryset for what is given by this name when the query is asked: a number, unless told otherwise."""

    def __init__(self, name: str, output_field: "Field[Any, Any] | None" = None) -> None:
        super().__init__(None, output_field=output_field or BigIntegerField())
        self.name = name

    def as_sql(self, *_: Any, **__: Any) -> Any:
        return "%s", [self]

    def written(self, value: Any) -> Any:
        """The value as the statement has it."""
        return value


class AnyGiven(Given):
    """Any of a list of numbers, however many: `filter(pk=AnyGiven("ids"))`."""

    def as_sql(self, *_: Any, **__: Any) -> Any:
        return "ANY(%s)", [self]

    def written(self, value: Iterable[int]) -> str:
        return f"{{{','.join(map(str, value))}}}"


class FixedQuery:
    """`build` makes the queryset; what its columns hold comes as the database gives it, JSON as text.

    The statement stays as it was put together: what is given is compared with `=`, which NULL never is, so None may not
    be given; and a queryset that Django knows to be empty, as one of `none()`, has no statement at all and raises its
    `EmptyResultSet`.

    Safe to share between threads: whoever puts it together puts together the same.
    """

    def __init__(self, build: Callable[[], QuerySet[Any, Any]]) -> None:
        self._build = build

    @cached_property
    def _statement(self) -> tuple[str, tuple[Any, ...]]:
        sql, params = self._build().query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
        return sql, tuple(params)

    def rows(self, **given: Any) -> list[tuple[Any, ...]]:
        """Raises `ValueError` for None: ask for what has no value with `isnull` in the queryset."""
        if missing := [name for name, value in given.items() if value is None]:
            names = ", ".join(missing)
            raise ValueError(f"{names} must not be None: `= NULL` finds nothing. Filter by isnull in the queryset.")
        sql, params = self._statement
        asked = [each.written(given[each.name]) if isinstance(each, Given) else each for each in params]
        with connection.cursor() as cursor:
            cursor.execute(sql, asked)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


class FixedRecords(FixedQuery):
    """Of these fields of records, without those they are joined to; the other fields are fetched when asked for."""

    def __init__(self, build: Callable[[], QuerySet[Any]], *fields: str) -> None:
        super().__init__(lambda: build().values_list(*fields))
        self._model_of = build
        self._fields = fields

    @cached_property
    def _model(self) -> Any:
        return self._model_of().model

    def records(self, **given: Any) -> list[Any]:
        make = self._model.from_db
        return [make(DEFAULT_DB_ALIAS, self._fields, row) for row in self.rows(**given)]
