"""The desk's front page: Chinese, what editors work on first, only what a person may see."""

import datetime
import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests import builders

pytestmark = pytest.mark.django_db


def models_on_front_page(client: Client) -> list[str]:
    html = client.get("/admin/").content.decode()
    return re.findall(r'<tr class="model-(\w+)', html)


def test_what_editors_work_on_stands_first(administrator: Client) -> None:
    html = administrator.get("/admin/").content.decode()
    assert "报刊文库编辑台" in html
    assert "编校与管理" in html
    models = models_on_front_page(administrator)
    assert models[:4] == ["article", "review", "page", "issue"]
    assert models.index("department") < models.index("span") < models.index("program") < models.index("user")


def test_editors_see_what_they_may_open(editor: Client) -> None:
    models = models_on_front_page(editor)
    assert models[:4] == ["article", "review", "page", "issue"]
    assert {"revision", "department", "program"} < set(models)
    assert not {"user", "group", "ingestrun", "registrystate", "loadedline"} & set(models)


@pytest.mark.parametrize("after", ["", "?next=//elsewhere.example/", "?next=https://elsewhere.example/"])
def test_logging_in_leads_to_the_desk_and_never_elsewhere(client: Client, after: str) -> None:
    User.objects.create_superuser("张管理", password="牛年2021大吉")  # noqa: S106
    answer = client.post(f"/admin/login/{after}", {"username": "张管理", "password": "牛年2021大吉"})
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/admin/"


def test_lists_write_dates_as_tables_do(administrator: Client) -> None:
    builders.make_article(page=builders.make_page(issue=builders.make_issue(date=datetime.date(2022, 1, 8))))
    html = administrator.get("/admin/articles/article/").content.decode()
    assert "2022-01-08 第" in html
    assert re.search(r'class="field-changed_at[^>]*>\d{4}-\d{2}-\d{2} \d{2}:\d{2}<', html)
    assert "2022-01-08" in administrator.get("/admin/articles/issue/").content.decode()


def test_a_page_is_dated_in_any_usual_way(administrator: Client) -> None:
    page = builders.make_page(issue=builders.make_issue(date=datetime.date(2022, 1, 8)), label="A01")
    address = f"/admin/articles/page/{page.pk}/change/"
    html = administrator.get(address).content.decode()
    assert 'value="2022-01-08"' in html
    assert "css/desk.css" in html
    for written in ("2022-01-09", "2022/1/10", "2022年1月11日"):
        assert administrator.post(address, {"date": written, "label": "A01"}).status_code == 302, written
    page.refresh_from_db()
    assert page.issue is not None
    assert page.issue.date == datetime.date(2022, 1, 11)
