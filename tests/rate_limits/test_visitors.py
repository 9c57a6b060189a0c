"""Who a visitor is: the address that cannot be made up, an IPv6 one as its network, and a hash that lasts a day."""

import datetime
from ipaddress import ip_network

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from articles.rate_limits.visitors import visitor_address, visitor_hash

DAY = datetime.date(2026, 3, 1)


@pytest.fixture
def behind_proxies(settings: Settings) -> None:
    settings.TRUSTED_PROXIES = [ip_network("127.0.0.1"), ip_network("10.0.0.0/8"), ip_network("fd00::/8")]


def address(peer: str, forwarded: str | None = None) -> str:
    request = RequestFactory().get("/", REMOTE_ADDR=peer)
    if forwarded is not None:
        request.META["HTTP_X_FORWARDED_FOR"] = forwarded
    return visitor_address(request)


def test_without_proxies_what_a_visitor_says_of_himself_is_not_believed() -> None:
    assert address("203.0.113.9", "198.51.100.1") == "203.0.113.9"


@pytest.mark.usefixtures("behind_proxies")
@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
        # The visitor made up what stands on the left; the proxies wrote the rest.
        ("127.0.0.1", "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "198.51.100.1, 203.0.113.9, 10.1.2.3", "203.0.113.9"),
        # Not from a proxy: nothing of the header counts.
        ("198.51.100.7", "203.0.113.9", "198.51.100.7"),
        # Words that are no address stop the reading at the last who can be believed.
        ("127.0.0.1", "203.0.113.9, evil", "127.0.0.1"),
        ("127.0.0.1", "203.0.113.9, evil, 10.1.2.3", "10.1.2.3"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", None, "127.0.0.1"),
        # All of them proxies: the one furthest away.
        ("127.0.0.1", "10.0.0.5, 10.1.2.3", "10.0.0.5"),
        # As some proxies write it.
        ("127.0.0.1", "203.0.113.9:51234", "203.0.113.9"),
        ("127.0.0.1", "[2001:db8:1:2::9]:443", "2001:db8:1:2::/64"),
        ("fd00::1", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
    ],
)
def test_the_rightmost_hop_that_is_no_proxy_is_the_visitor(peer: str, forwarded: str | None, expected: str) -> None:
    assert address(peer, forwarded) == expected


def test_addresses_of_one_ipv6_network_are_one_visitor() -> None:
    assert address("2001:db8:1:2::1") == address("2001:db8:1:2:ffff:ffff:ffff:ffff")
    assert address("2001:db8:1:2::1") != address("2001:db8:1:3::1")


def test_an_ipv4_address_written_as_ipv6_is_itself() -> None:
    assert address("::ffff:203.0.113.9") == "203.0.113.9"


def test_a_proxy_behind_a_socket_must_be_named(settings: Settings) -> None:
    assert address("", "203.0.113.9") == "unknown"
    settings.TRUSTED_PROXIES = ["unix"]
    assert address("", "198.51.100.1, 203.0.113.9") == "203.0.113.9"
    assert address("198.51.100.7", "203.0.113.9") == "198.51.100.7"


def test_hash_lasts_a_day_and_tells_neither_address_nor_what_else_the_visitor_did(settings: Settings) -> None:
    held = visitor_hash("api", "203.0.113.9", DAY)
    assert held == visitor_hash("api", "203.0.113.9", DAY)
    assert len(held) == 32
    others = [
        visitor_hash("api", "203.0.113.8", DAY),
        visitor_hash("files", "203.0.113.9", DAY),
        visitor_hash("api", "203.0.113.9", DAY + datetime.timedelta(days=1)),
    ]
    settings.SECRET_KEY = "another key " * 5
    others.append(visitor_hash("api", "203.0.113.9", DAY))
    assert held not in others and len(set(others)) == 4
