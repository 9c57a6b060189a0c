"""What is hidden stays hidden when its text is corrected, and no change of borders lays half of it open."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.errors import BorderError
from articles.models import Page
from articles.search.documents import load_articles
from articles.services import borders
from articles.services.hiding import hide_passages
from articles.services.review import submit_correction
from tests.borders.desk import living, place, store_page
from tests.builders import make_article
from tests.desk.people import make_editor
from tests.store.drafts import FLOOD, LIBRARY, SCHOOL, Item

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return make_editor()


@pytest.fixture
def page() -> Page:
    return store_page()


def test_a_correction_inside_a_hidden_passage_stays_hidden(client: Client, editor: User) -> None:
    article = make_article(body="伤者家往东方红小区西门旁边，现已出院。")
    hide_passages(article, ["家往东方红小区西门"], by=editor, reason="来信要求")
    submit_correction(article, base_revision=0, editor=editor, body="伤者家住东方红小区西门旁边，现己出院。")
    article.refresh_from_db()
    assert article.revision_number == 1
    assert article.body == "伤者█████████旁边，现己出院。"
    assert "东方红" not in client.get(article.get_absolute_url()).content.decode()


@pytest.mark.parametrize("is_corrected", [False, True])
def test_what_is_hidden_stays_so_however_a_new_scan_reads_it(
    client: Client, editor: User, page: Page, is_corrected: bool
) -> None:
    school = living(page)[1]
    if is_corrected:
        submit_correction(school, base_revision=0, editor=editor, body=SCHOOL[1].replace("缓解", "缓和"))
    hide_passages(school, ["三千六百个"], by=editor, reason="来信要求")
    items = [Item(*FLOOD), Item(SCHOOL[0], SCHOOL[1].replace("三千六百个", "三干六白个")), Item(*LIBRARY)]
    store_page(*items, name="b.txt", replace=True)
    school.refresh_from_db()
    for address in (school.get_absolute_url(), f"{school.get_absolute_url()}?text=original"):
        shown = client.get(address).content.decode()
        assert "三干六白" not in shown and "三千六百" not in shown
    (document,) = load_articles([school.pk])
    assert not any("六白" in text for text in (*document.titles, document.body, *document.scanned))


def test_what_is_hidden_stays_so_in_an_article_that_a_new_scan_gives_its_line(client: Client, editor: User) -> None:
    """At the end of a text nothing stands behind the passage to know it by."""
    call = ("学校开放报名", "家长可以打电话报名。\n咨询热线21930017584")
    page = store_page(Item(*FLOOD), Item(*call), Item(*LIBRARY))
    flood, school, library = living(page)
    hide_passages(school, ["21930017584"], by=editor, reason="来信要求")
    misread = f"{LIBRARY[1]}\n咨询热线21930误17584"
    store_page(Item(*FLOOD), Item(LIBRARY[0], misread), name="b.txt", replace=True)
    for article in (flood, library):
        for address in (article.get_absolute_url(), f"{article.get_absolute_url()}?text=original"):
            assert "误17584" not in client.get(address).content.decode()


def test_no_border_goes_through_a_hidden_passage(client: Client, editor: User, page: Page) -> None:
    school = living(page)[1]
    hide_passages(school, ["三千六百个"], by=editor, reason="来信要求")
    with pytest.raises(BorderError, match="一段隐去的文字中间断开"):
        borders.split_article(school, page, place(page, "六百个")[0], by=editor, bases={})
    assert len(living(page)) == 3
    assert "三千" not in client.get(school.get_absolute_url()).content.decode()
    borders.split_article(school, page, place(page, "缓解入学")[0], by=editor, bases={})
    assert len(living(page)) == 4
    assert "三千六百个" not in client.get(school.get_absolute_url()).content.decode()
