"""The desk's front page: Chinese, what editors work on first, only what a person may see."""

import re

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def models_on_front_page(client: Client) -> list[str]:
    html = client.get("/admin/").content.decode()
    return re.findall(r'<tr class="model-(\w+)', html)


def test_what_editors_work_on_stands_first(administrator: Client) -> None:
    html = administrator.get("/admin/").content.decode()
    assert "报纸档案编辑台" in html
    assert "编校与管理" in html
    models = models_on_front_page(administrator)
    assert models[:4] == ["article", "page", "issue", "ingestitem"]
    assert models.index("department") < models.index("span") < models.index("program") < models.index("user")


def test_editors_see_what_they_may_open(editor: Client) -> None:
    assert models_on_front_page(editor) == ["article", "page", "issue", "revision"]
