"""A list or a basket as a volume of clippings in DOCX."""

import io
from typing import Any

import pytest
from django.test import Client
from docx import Document

from articles.models import Article
from articles.search.draining import drain
from articles.services.text_changed import queue_index
from tests import builders
from tests.exports.test_spreadsheets import content
from tests.site.conftest import Archive

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]


def volume(client: Client, address: str) -> Any:
    response = client.get(address)
    assert response.status_code == 200
    return Document(io.BytesIO(content(response)))


def texts(document: Any, style: str) -> list[str]:
    return [each.text for each in document.paragraphs if each.style.name == style]


def test_a_filtered_list_becomes_a_volume_in_its_order(client: Client, archive: Archive) -> None:
    document = volume(client, "/search/articles.docx?sort=oldest&q=上线 或 食堂")
    assert texts(document, "Title") == ["“上线 或 食堂”"]
    assert texts(document, "Heading 2") == ["社区食堂开张", "怀川码上办正式上线"]
    assert texts(document, "Heading 1") == ["目录", "权利说明"]
    lines = texts(document, "Normal")
    assert "怀川日报　2022年1月28日　第A01版　记者 王晓明" in lines
    assert texts(document, "Body Text")[:2] == [
        "老人在家门口吃上热饭。",
        "本报讯　1月27日，怀川市政务服务局宣布，怀川码上办正式上线。",
    ]
    assert "怀川日报：版权归怀川日报社所有。" in lines
    assert f"http://testserver/article/{archive.launch.public_id}/" in lines


def test_each_line_of_the_contents_leads_to_its_article(client: Client, archive: Archive) -> None:
    document = volume(client, archive.department.get_absolute_url() + "articles.docx")
    body = document.element.body.xml
    name = f"article_{archive.launch.public_id}"
    assert f'<w:hyperlink w:anchor="{name}"' in body
    assert f'w:name="{name}"' in body


def test_what_the_scanner_left_behind_spoils_no_volume(client: Client, archive: Archive) -> None:
    article = builders.make_article(page=archive.front, headline="带\x0b控制", body="正\x02文。")
    queue_index([article.pk])
    drain()
    assert "带控制" in texts(volume(client, "/search/articles.docx?q=控制"), "Heading 2")


def test_a_withdrawn_article_is_in_no_volume(client: Client, archive: Archive) -> None:
    Article.objects.filter(pk=archive.launch.pk).update(state=Article.State.WITHDRAWN)
    assert "怀川码上办正式上线" not in texts(volume(client, "/search/articles.docx"), "Heading 2")
