"""The lock under which sources and imports are stored one after another."""

from django.db import connection

#: Two ingests at once must not both find a page missing. Only storing is serial; reading and cutting are not.
STORE_LOCK = 0x6E657773


def lock_store() -> None:
    """Wait until no other transaction stores, and keep the others waiting until this one ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [STORE_LOCK])
