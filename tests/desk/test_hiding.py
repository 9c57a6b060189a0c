"""Hiding passages at the desk: chosen, looked at, hidden from the public, shown again; the record keeps every word."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from articles.errors import ArchiveError, InvalidTextError
from articles.models import Article, HiddenPassage
from articles.services.article_text import text_of_article
from articles.services.blacking_out import BLOCK
from articles.services.corrections import correct_article, revert_article
from articles.services.hiding import hide_passages, show_passage
from articles.services.succession import supersede
from tests.builders import make_article
from tests.desk.people import make_editor, make_reviewer
from tests.desk.test_article_desk import change_address, form_of, shown_value

pytestmark = pytest.mark.django_db

PHONE = "13800001234"
IDENTITY = "11010519491231002X"
BODY = f"我市召开推进会。\n联系人李某，手机{PHONE}，身份证{IDENTITY}。"
HIDDEN = f"我市召开推进会。\n联系人李某，手机{BLOCK * 11}，身份证{IDENTITY}。"


@pytest.fixture
def person() -> User:
    return make_editor()


@pytest.fixture
def article(person: User) -> Article:
    made = make_article(body=BODY, reporters=["王晓明"])
    hide_passages(made, [PHONE], by=person, reason="来信要求")
    made.refresh_from_db()
    return made


def hide_address(article: Article) -> str:
    return reverse("admin:articles_article_hide", args=[article.pk])


def test_the_public_text_has_blocks_and_the_record_every_word(article: Article, person: User) -> None:
    assert article.body == HIDDEN
    assert text_of_article(article).body == article.revisions.get().body == BODY
    row = HiddenPassage.objects.get()
    assert (row.text, row.reason, row.decided_by, row.is_hidden) == (PHONE, "来信要求", person, True)


def test_the_log_says_what_was_done_and_not_the_words(article: Article) -> None:
    assert LogEntry.objects.get().get_change_message() == "隐去 1 段文字：来信要求"
    assert PHONE not in str(HiddenPassage.objects.get())


def test_it_is_hidden_in_every_later_text(article: Article, person: User) -> None:
    correct_article(article, base_revision=0, editor=person, body=BODY + f"\n再打{PHONE[:3]} {PHONE[3:]}。")
    article.refresh_from_db()
    assert article.body == HIDDEN + f"\n再打{BLOCK * 3} {BLOCK * 8}。"
    revert_article(article, to=0, base_revision=1, editor=person)
    article.refresh_from_db()
    assert article.body == HIDDEN


def test_it_is_shown_again_when_a_person_says_so(article: Article, person: User) -> None:
    show_passage(article, HiddenPassage.objects.get(), by=person, reason="本人同意")
    article.refresh_from_db()
    assert article.body == BODY
    assert list(HiddenPassage.objects.order_by("id").values_list("is_hidden", "reason")) == [
        (True, "来信要求"),
        (False, "本人同意"),
    ]
    hide_passages(article, [PHONE], by=person, reason="又要求")
    article.refresh_from_db()
    assert article.body == HIDDEN


def test_an_article_that_becomes_part_of_another_hands_it_on(article: Article, person: User) -> None:
    heir = make_article(page=article.page, headline="并入的一篇", body="原有的话。")
    supersede(article, heir, reason="本是一篇")
    correct_article(heir, base_revision=0, editor=person, body=f"原有的话。\n{BODY}")
    heir.refresh_from_db()
    assert heir.body == f"原有的话。\n{HIDDEN}"


@pytest.mark.parametrize("statement", ["UPDATE articles_hiddenpassage SET text = '别的'", "DELETE FROM {table}"])
def test_rows_are_only_ever_added(article: Article, statement: str) -> None:
    sql = statement.format(table="articles_hiddenpassage")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize(
    ("passage", "reason", "words"),
    [
        ("13900009999", "来信", "这篇文章里没有"),
        ("李", "来信", "至少 2 个字"),
        ("王晓明", "来信", "署名"),
        ("李某", "", "请写明原因"),
        (PHONE, "来信", "已经隐去了"),
        (BLOCK * 11, "来信", "已经隐去的文字"),
    ],
)
def test_what_cannot_be_hidden_is_refused_in_words(
    article: Article, person: User, passage: str, reason: str, words: str
) -> None:
    with pytest.raises(ArchiveError, match=words):
        hide_passages(article, [passage], by=person, reason=reason)
    assert HiddenPassage.objects.count() == 1


def test_blocks_never_become_the_text(article: Article, person: User) -> None:
    with pytest.raises(InvalidTextError, match="代替隐去文字"):
        correct_article(article, base_revision=0, editor=person, body=article.body + "改")
    assert article.revisions.count() == 1


def test_what_was_misread_in_its_place_is_hidden_with_it(person: User) -> None:
    made = make_article(body=BODY.replace(PHONE, "I38O0OO1234"))
    correct_article(made, base_revision=0, editor=person, body=BODY)
    assert hide_passages(made, [PHONE], by=person, reason="来信") == [PHONE, "I38O0OO1234"]
    revert_article(made, to=0, base_revision=1, editor=person)
    made.refresh_from_db()
    assert "I38O0OO1234" not in made.body and BLOCK * 11 in made.body


def test_a_row_in_which_nothing_is_named_twice_is_handed_on_once(article: Article, person: User) -> None:
    heir = make_article(page=article.page, headline="并入的一篇", body=f"打{PHONE}。")
    hide_passages(heir, [PHONE], by=person, reason="来信")
    supersede(article, heir, reason="本是一篇")
    assert HiddenPassage.objects.filter(article=heir).count() == 1


class TestAtTheDesk:
    """Asked as an editor asks, by form."""

    @pytest.fixture
    def client(self, person: User) -> Client:
        client = Client()
        client.force_login(person)
        return client

    def post(self, client: Client, article: Article, **data: Any) -> Any:
        return client.post(hide_address(article), data)

    def test_the_form_of_the_article_has_every_word_and_saves_no_block(self, client: Client, article: Article) -> None:
        html = client.get(change_address(article)).content.decode()
        assert shown_value(html, "body").replace("\r\n", "\n") == BODY
        assert "1 段隐去的文字" in html
        client.post(change_address(article), form_of(article, body=BODY.replace("推进会", "动员会")))
        article.refresh_from_db()
        assert article.body == HIDDEN.replace("推进会", "动员会")

    def test_likely_private_numbers_are_proposed_until_they_are_hidden(self, client: Client, article: Article) -> None:
        html = client.get(hide_address(article)).content.decode()
        assert f'name="proposal" value="{IDENTITY}"' in html
        assert f'name="proposal" value="{PHONE}"' not in html

    def test_a_preview_shows_every_place_and_hides_nothing(self, client: Client, article: Article) -> None:
        html = self.post(client, article, passages="联系人李某", preview="").content.decode()
        assert "<mark>联系人李某</mark>，手机138" in html
        assert "版面识别文字" in html
        assert HiddenPassage.objects.count() == 1

    def test_what_is_ticked_and_typed_is_hidden_with_the_reason(self, client: Client, article: Article) -> None:
        response = self.post(client, article, proposal=IDENTITY, passages="李某", reason="来信", hide="")
        assert response.status_code == 302
        article.refresh_from_db()
        assert article.body.endswith(f"联系人{BLOCK * 2}，手机{BLOCK * 11}，身份证{BLOCK * 18}。")

    def test_what_cannot_be_done_keeps_what_was_typed(self, client: Client, article: Article) -> None:
        response = self.post(client, article, passages="没有的话", reason="来信", hide="")
        html = response.content.decode()
        assert response.status_code == 400
        assert "这篇文章里没有“没有的话”" in html
        assert ">没有的话</textarea>" in html and 'value="来信"' in html

    def test_it_is_shown_again_from_the_same_page(self, client: Client, article: Article) -> None:
        row = HiddenPassage.objects.get()
        address = reverse("admin:articles_article_unhide", args=[article.pk, row.pk])
        assert client.post(address, {"reason": "本人同意"}).status_code == 403, "an editor alone opens nothing"
        assert "恢复显示由审校处理" in client.get(hide_address(article)).content.decode()
        client.force_login(make_reviewer())
        assert client.post(address, {"reason": ""}, follow=True).redirect_chain[0][0] == hide_address(article)
        assert HiddenPassage.objects.count() == 1
        client.post(address, {"reason": "本人同意"})
        article.refresh_from_db()
        assert article.body == BODY

    def test_who_may_not_correct_sees_and_does_nothing_of_it(self, stranger: Client, article: Article) -> None:
        assert stranger.get(hide_address(article)).status_code == 403
        assert self.post(stranger, article, passages="李某", reason="来信", hide="").status_code == 403
        assert Client().get(hide_address(article)).status_code == 302
        assert HiddenPassage.objects.count() == 1


@pytest.mark.parametrize(
    ("corrected", "public"),
    [
        (f"手机{PHONE[:-1]}9，身份证", f"手机{BLOCK * 11}，身份证"),
        ("手机：13900005678，身份证", f"手机{BLOCK * 12}，身份证"),
        (f"电话 {PHONE[:6]}0{PHONE[6:]}；身份证", f"电话 {BLOCK * 12}；身份证"),
        ("身份证", "身份证"),
    ],
)
def test_a_correction_inside_it_leaves_it_hidden(article: Article, person: User, corrected: str, public: str) -> None:
    correct_article(article, base_revision=0, editor=person, body=BODY.replace(f"手机{PHONE}，身份证", corrected))
    article.refresh_from_db()
    assert article.body == HIDDEN.replace(f"手机{BLOCK * 11}，身份证", public)
    assert text_of_article(article).body == BODY.replace(f"手机{PHONE}，身份证", corrected)


def test_what_a_person_shows_again_of_a_correction_stays_shown(article: Article, person: User) -> None:
    correct_article(article, base_revision=0, editor=person, body=BODY.replace(PHONE, "13800001235"))
    row = HiddenPassage.objects.latest("pk")
    assert (row.text, row.reason, row.carried_from) == ("13800001235", "来信要求", HiddenPassage.objects.earliest("pk"))
    show_passage(article, row, by=person, reason="是公开的电话")
    correct_article(article, base_revision=1, editor=person, headline="推进会召开")
    article.refresh_from_db()
    assert "13800001235" in article.body
