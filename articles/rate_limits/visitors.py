"""Who asks: the address that a visitor comes from, as far as it can be trusted, and its hash of the day."""

import datetime
import hashlib
import hmac
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

#: What one household or office is given; who has one, has all of its addresses.
IPV6_PREFIX = 64
#: The one visitor as whom all count whose address the server does not tell.
UNKNOWN = "unknown"
#: Stands in `TRUSTED_PROXIES` for a proxy that comes through a socket of this machine and so has no address.
SOCKET = "unix"
#: Bytes of the hash that are kept: enough that no two visitors of a day meet.
HASH_BYTES = 16


def visitor_address(request: HttpRequest) -> str:
    """The address of whoever asks, an IPv6 one as its network of `IPV6_PREFIX` bits.

    `X-Forwarded-For` is read from its right end, and only as long as those who wrote it are `TRUSTED_PROXIES`: what
    stands further left anyone may have made up.
    """
    peer = request.META.get("REMOTE_ADDR", "").strip()
    address = _parsed(peer)
    if not _is_trusted(peer, address):
        return _written(address)
    for part in reversed(request.headers.get("X-Forwarded-For", "").split(",")):
        told = _parsed(part.strip())
        if told is None:
            break
        address = told
        if not _is_trusted("", told):
            break
    return _written(address)


def visitor_hash(scope: str, subject: str, day: datetime.date) -> str:
    """What is stored of a visitor. Without the day's key, which is derived from `SECRET_KEY`, nothing leads back."""
    key = salted_hmac("articles.rate_limits", day.isoformat(), algorithm="sha256").digest()
    return hmac.new(key, f"{scope}\n{subject}".encode(), hashlib.sha256).digest()[:HASH_BYTES].hex()


def _parsed(text: str) -> IPv4Address | IPv6Address | None:
    """An address as proxies write it, perhaps with a port or in brackets; None for anything else."""
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def _is_trusted(peer: str, address: IPv4Address | IPv6Address | None) -> bool:
    trusted: Sequence[object] = settings.TRUSTED_PROXIES
    if address is None:
        return not peer and SOCKET in trusted
    return any(each != SOCKET and address in each for each in trusted)  # type: ignore[operator]


def _written(address: IPv4Address | IPv6Address | None) -> str:
    if address is None:
        return UNKNOWN
    if isinstance(address, IPv6Address):
        return str(IPv6Network((int(address), IPV6_PREFIX), strict=False))
    return str(address)
