"""How gunicorn serves the archive; its command line overrides what stands here."""

import logging

from django.db import OperationalError, connection

wsgi_app = "newsroom.wsgi"
worker_class = "gthread"
workers = 2
threads = 4
timeout = 60
# A worker that has leaked is replaced before it matters, and not all at the same moment.
max_requests = 10_000
max_requests_jitter = 1_000


def post_worker_init(worker: object) -> None:
    """Reach the database at once: the embedded one starts now rather than with the first visitor."""
    try:
        connection.ensure_connection()
    except OperationalError as error:
        logging.getLogger("newsroom").error("%s", error)
    else:
        connection.close()
