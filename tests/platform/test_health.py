"""What a monitor is told."""

import pytest
from django.db import OperationalError
from django.test import Client

from articles.models import IndexQueueEntry
from tests.builders import make_article


@pytest.mark.django_db
def test_health_counts_what_waits_for_the_index(client: Client) -> None:
    article = make_article()
    IndexQueueEntry.objects.all().delete()
    IndexQueueEntry.objects.create(article=article)
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"database": "ok", "index_queue": 1, "expired": "ok"}
    assert "no-store" in answer["Cache-Control"]


def test_health_tells_when_the_database_is_gone(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> int:
        raise OperationalError("connection refused")

    monkeypatch.setattr(IndexQueueEntry.objects, "count", fail)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"database": "unreachable"}


@pytest.mark.django_db
def test_health_is_answered_on_plain_http_where_all_else_is_sent_to_https(
    client: Client, settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SECURE_SSL_REDIRECT = True  # type: ignore[attr-defined]
    monkeypatch.setattr(IndexQueueEntry.objects, "count", lambda: 0)
    assert client.get("/healthz").status_code == 200
    assert client.get("/about/").status_code == 301
