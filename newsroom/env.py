"""Typed readers of environment variables. A bad value is refused with a message that names the variable."""

import os
import re
from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

TRUE = {"true", "1", "yes", "on"}
FALSE = {"false", "0", "no", "off"}
SECONDS = {"s": 1, "m": 60, "h": 3600}
LONGEST_WINDOW = 24 * 3600


def read_text(name: str, default: str = "") -> str:
    """A variable that is set to nothing counts as not set, here and in every other reader."""
    return os.environ.get(name, "").strip() or default


def read_bool(name: str, *, default: bool) -> bool:
    value = read_text(name).lower()
    if not value:
        return default
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    raise ImproperlyConfigured(f"{name} must be True or False, not {read_text(name)!r}.")


def read_int(name: str, *, default: int, minimum: int = 0) -> int:
    value = read_text(name)
    if not value:
        return default
    try:
        number = int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from None
    if number < minimum:
        raise ImproperlyConfigured(f"{name} must be at least {minimum}, not {number}.")
    return number


def read_choice(name: str, choices: Sequence[str], *, default: str) -> str:
    value = read_text(name, default)
    if value not in choices:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(choices)}, not {value!r}.")
    return value


def read_list(name: str) -> list[str]:
    """Values separated by commas; blanks around them and empty ones are dropped."""
    return [part.strip() for part in read_text(name).split(",") if part.strip()]


def read_origins(name: str) -> list[str]:
    """Origins such as https://archive.example.org, separated by commas."""
    origins = read_list(name)
    for origin in origins:
        scheme, separator, rest = origin.partition("://")
        if scheme not in {"http", "https"} or not separator or not rest or "/" in rest:
            raise ImproperlyConfigured(f"{name} must hold origins like https://archive.example.org, not {origin!r}.")
    return origins


def read_path(name: str, *, default: Path) -> Path:
    """An absolute path; a relative one is taken from the working folder, ~ is the home folder."""
    value = read_text(name)
    if "\0" in value or "\n" in value:
        raise ImproperlyConfigured(f"{name} must be a path of one line, not {value!r}.")
    return Path(value).expanduser().resolve() if value else default


def read_rate(name: str, *, default: str) -> tuple[int, int] | None:
    """How many in how many seconds, written as 300/1m (units s, m, h; a day at most); None for `off`."""
    value = read_text(name, default).lower().replace(" ", "")
    if value == "off":
        return None
    match = re.fullmatch(r"([1-9][0-9]{0,8})/([1-9][0-9]{0,5})([smh])", value)
    if match is None:
        raise ImproperlyConfigured(f"{name} must be like 300/1m, 10/15m or 60/1h, or off, not {read_text(name)!r}.")
    seconds = int(match[2]) * SECONDS[match[3]]
    if seconds > LONGEST_WINDOW:
        raise ImproperlyConfigured(f"{name} must be of 24 hours at most, not {read_text(name)!r}.")
    return int(match[1]), seconds


def read_networks(name: str) -> list[IPv4Network | IPv6Network | str]:
    """Addresses and networks, separated by commas; `unix` is whoever comes through a socket of this machine."""
    networks: list[IPv4Network | IPv6Network | str] = []
    for part in read_list(name):
        try:
            networks.append(part if part == "unix" else ip_network(part))
        except ValueError as error:
            raise ImproperlyConfigured(
                f"{name} must hold addresses and networks like 127.0.0.1 or 10.0.0.0/8, not {part!r}: {error}."
            ) from None
    return networks
