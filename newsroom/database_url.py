"""Reads the address of a PostgreSQL database, by the parser of PostgreSQL's own client library."""

from typing import Any
from urllib.parse import parse_qsl

import psycopg
from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict

SCHEMES = ("postgresql://", "postgres://")
SHAPE = "postgresql://user:password@host:5432/name?sslmode=require"


def parse_database_url(url: str, *, name: str = "DATABASE_URL") -> dict[str, Any]:
    """Give Django's settings of the database at `url`; options such as sslmode and sockets (?host=/folder) included.

    Raises ImproperlyConfigured naming the variable `name`; its message never repeats the address, which holds a
    password.
    """
    if not url.startswith(SCHEMES):
        raise ImproperlyConfigured(f"{name} must begin with postgresql://, as in {SHAPE}.")
    _refuse_unknown_options(url, name)
    try:
        found = {key: str(value) for key, value in conninfo_to_dict(url).items() if value is not None}
    except psycopg.ProgrammingError:
        raise ImproperlyConfigured(
            f"{name} cannot be read; it must look like {SHAPE}, and special characters in the user's name and the "
            "password must be percent-encoded (@ is %40, / is %2F)."
        ) from None
    if not found.get("dbname"):
        raise ImproperlyConfigured(f"{name} names no database; it must look like {SHAPE}.")
    _refuse_bad_ports(found.get("port", ""), name)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": found.pop("dbname"),
        "USER": found.pop("user", ""),
        "PASSWORD": found.pop("password", ""),
        "HOST": found.pop("host", ""),
        "PORT": found.pop("port", ""),
        "OPTIONS": found,
    }


def _refuse_unknown_options(url: str, name: str) -> None:
    known = {option.keyword.decode() for option in psycopg.pq.Conninfo.get_defaults()} | {"ssl"}
    for option, _ in parse_qsl(url.partition("?")[2], keep_blank_values=True):
        if option not in known:
            raise ImproperlyConfigured(f"{name} has the option {option!r}, which PostgreSQL does not know.")


def _refuse_bad_ports(ports: str, name: str) -> None:
    # Several hosts may be given for failover, each with its port.
    for port in filter(None, ports.split(",")):
        if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
            raise ImproperlyConfigured(f"{name} has the port {port!r}; a port is a number from 1 to 65535.")
