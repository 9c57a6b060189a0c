"""The archive that the tests of the public site read."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from tests.site.conftest import archive, indexed

__all__ = ["archive", "indexed"]


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """The index of the sitemap is remembered for an hour, and the tests are quicker."""
    cache.clear()
    yield
    cache.clear()
