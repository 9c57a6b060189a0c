"""A list or a basket as a volume of clippings in DOCX."""

import io
from typing import Any

import pytest
from django.test import Client
from docx import Document
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn

from articles.exports.clippings import ClippedParagraph, Clipping
from articles.exports.volume_pages import first_pages
from articles.models import Article
from articles.search.draining import drain
from articles.services.text_changed import queue_index
from tests import builders
from tests.exports.test_spreadsheets import content, publish
from tests.site.conftest import Archive
from tests.site.pages import Seen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]


def volume(client: Client, address: str) -> Any:
    response = client.get(address)
    assert response.status_code == 200
    return Document(io.BytesIO(content(response)))


def texts(document: Any, style: str) -> list[str]:
    return [each.text for each in document.paragraphs if each.style.name == style]


def test_its_text_is_chinese_to_word(client: Client, archive: Archive) -> None:
    """Which decides where lines may break and how punctuation sits."""
    styles = volume(client, "/search/articles.docx?q=上线").styles
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        (language,) = styles[name].element.rPr.findall(qn("w:lang"))
        assert language.get(qn("w:eastAsia")) == "zh-CN", name


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


def test_the_cover_names_the_list_that_a_reader_can_open_again(client: Client, archive: Archive) -> None:
    document = volume(client, "/search/articles.docx?q=上线&date_from=&date_to=2022-12-31&page=1")
    assert "地址：http://testserver/search/?q=上线&date_to=2022-12-31" in texts(document, "Normal")
    assert document.styles["Title"].element.find(f".//{qn('w:pBdr')}") is None


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


LONG = "怀川市政务服务局宣布，怀川码上办正式上线，市民在手机上即可办理社保、医保、公积金等八百项事项，不必再跑大厅。"


def test_subheads_stand_out_from_running_text_in_file_and_print(client: Client, archive: Archive) -> None:
    article = publish(archive, headline="走进大厅", body=f"{LONG}\n把窗口搬到手机里\n{LONG}", dateline="本报讯")
    document = volume(client, "/search/articles.docx?q=走进大厅")
    assert texts(document, "Heading 3") == ["把窗口搬到手机里"]
    assert texts(document, "Body Text") == [f"本报讯　{LONG}", LONG]
    client.post("/clippings/add/", {"article": [str(article.public_id)]})
    assert Seen(client.get("/clippings/print/")).texts("p", class_="subhead") == ["把窗口搬到手机里"]


def test_the_contents_name_the_page_of_each_article(client: Client, archive: Archive) -> None:
    publish(archive, headline="长篇通讯", body="\n".join([LONG] * 30))
    document = volume(client, "/search/articles.docx?sort=oldest")
    lines = [each for each in document.paragraphs if each.style.name == "toc 1"]
    ids = [
        Article.objects.get(headline=headline).public_id
        for headline in ("社区食堂开张", "怀川码上办正式上线", "", "长篇通讯")
    ]
    fields = [each.text for line in lines for each in line._p.iter(qn("w:instrText"))]
    assert sorted(fields) == sorted(f" PAGEREF article_{each} \\h " for each in ids)
    shown = [int(line.text.rsplit("\t", 1)[1]) for line in lines]
    assert shown[0] == 3 and shown == sorted(set(shown))
    [stop] = lines[0].style.paragraph_format.tab_stops
    assert (stop.alignment, stop.leader) == (WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    [update] = document.settings.element.iter(qn("w:updateFields"))
    assert update.get(qn("w:val")) == "true"


def clipping(number: int, length: int) -> Clipping:
    paragraphs = tuple(ClippedParagraph("文" * 34) for _ in range(length))
    return Clipping(number, "", "标题", "", False, "怀川日报", paragraphs, "http://testserver/", "怀川日报", "")


def test_a_longer_article_or_longer_contents_move_what_follows() -> None:
    assert first_pages([]) == []
    assert first_pages([clipping(1, 1), clipping(2, 1)]) == [3, 4]
    assert first_pages([clipping(1, 40), clipping(2, 1)]) == [3, 5]
    assert first_pages([clipping(1, 70), clipping(2, 1)]) == [3, 6]
    assert first_pages([clipping(each, 1) for each in range(40)])[0] == 5


@pytest.mark.parametrize("name", ["/search/?q=小雪", "/clippings/print/", "the article", "its page"])
def test_what_is_called_by_its_first_sentence_says_so_in_the_same_words(
    client: Client, archive: Archive, name: str
) -> None:
    client.post("/clippings/add/", {"article": [str(archive.weather.public_id)]})
    address = {"the article": archive.weather.get_absolute_url(), "its page": archive.front.get_absolute_url()}
    page = Seen(client.get(address.get(name, name)))
    assert [*page.texts("p", class_="no-headline"), *page.texts("span", class_="no-headline")] == ["版面文字中无标题"]


def test_the_volume_says_in_the_same_words_that_a_page_prints_no_headline(client: Client, archive: Archive) -> None:
    lines = texts(volume(client, "/search/articles.docx?q=小雪"), "Normal")
    assert "怀川日报　2022年1月28日　第A01版　记者 李敏　（版面文字中无标题）" in lines
