#!/usr/bin/env python3
"""Django's command line for the archive."""

import os
import sys

#: PostgreSQL's codes for a table and a column that do not exist.
UNPREPARED = ("42P01", "42703")


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
        from django.db import OperationalError, ProgrammingError
    except ImportError:
        sys.exit("Django is not installed for this Python; run `make setup`, then .venv/bin/python manage.py …")
    try:
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, OperationalError) as error:
        # What the user must mend, in the settings or about the database: the way through the code says nothing of it.
        if "--traceback" in sys.argv:
            raise
        sys.exit(f"{type(error).__name__}: {error}")
    except ProgrammingError as error:
        if "--traceback" in sys.argv or getattr(error.__cause__, "sqlstate", "") not in UNPREPARED:
            raise
        sys.exit(
            "CommandError: the database is not prepared: it lacks a table or a column that this command needs "
            f"({str(error).splitlines()[0]}).\nRun `make setup`, or `manage.py migrate` and `manage.py load_registry`."
        )


if __name__ == "__main__":
    main()
