"""Settings of the test run: the product's own, with a private var folder and what makes tests fast."""

import os

os.environ.setdefault("NEWSROOM_ENV", "local")

from newsroom.settings import *
from newsroom.settings import DATABASES, VAR_DIR

# Everything a test writes stays apart from the archive of whoever runs the tests.
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
OWN_VAR_DIR = VAR_DIR
VAR_DIR = OWN_VAR_DIR / "test"
SEARCH_INDEX_DIR = VAR_DIR / "index" / WORKER
VAR_DIR.mkdir(parents=True, exist_ok=True)

if DATABASES["default"]["ENGINE"] == "newsroom.embedded_postgres":
    DATABASES["default"]["OPTIONS"]["folder"] = VAR_DIR / "postgres"

SECRET_KEY = "of-the-tests-alone-" + "x" * 40
# Counts are written by a thread of its own, which knows nothing of a test's transaction; their tests turn them on.
COUNT_READERS = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
