"""The archive that the tests of the public site read."""

from tests.site.conftest import archive, indexed

__all__ = ["archive", "indexed"]
