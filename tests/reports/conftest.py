"""Reports, the readers who send them and the people who handle them."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Article, Report
from articles.services.reports.sending import Place, ReportText, send_report
from tests.desk.people import make_person
from tests.site.conftest import archive, indexed

__all__ = ["archive", "indexed"]

CONTACT = "13800001234"
WROTE = {"kind": "typo", "passage": "怀川码上办正式上线", "proposal": "怀川马上办正式上线", "message": "应是“马上”"}


def make_report(article: Article | None = None, *, now: Any = None, **fields: str) -> Report:
    text = ReportText.read(WROTE | fields)
    return send_report(text, Place(article=article), now=now)


@pytest.fixture
def handler(db: None) -> User:
    """Handles reports and may not see who sent them."""
    return make_person(name="李编辑", permissions=["articles.handle_report", "articles.change_article"])


@pytest.fixture
def reviewer(db: None) -> User:
    return make_person(name="王审校", permissions=["articles.handle_report", "articles.view_report_contact"])


def client_of(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client
