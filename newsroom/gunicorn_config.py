"""How gunicorn serves the archive; its command line overrides what stands here."""

wsgi_app = "newsroom.wsgi"
worker_class = "gthread"
workers = 2
threads = 4
timeout = 60
# A pasted paragraph is searched for in an address, where a Chinese character takes nine bytes. gunicorn takes no more.
limit_request_line = 8190
# A worker that has leaked is replaced before it matters, and not all at the same moment.
max_requests = 10_000
max_requests_jitter = 1_000


def post_worker_init(worker: object) -> None:
    # Only now is Django set up.
    from articles.usage.upkeep import keep_erasing
    from newsroom.warming import warm_up

    warm_up()
    keep_erasing()
