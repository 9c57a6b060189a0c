"""Two editors on the kind of one article, and requests that no page of ours sends."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article, BorderChange, Review
from articles.services.kinds import change_kind
from tests.builders import make_article, make_page
from tests.desk.people import make_editor
from tests.desk.test_workbench import address, key_of, sent_form

pytestmark = pytest.mark.django_db

HUGE = "9" * 5000


@pytest.fixture
def article() -> Article:
    page = make_page(text="河道清淤工程完工\n要加快推迸后续绿化。\n")
    return make_article(page=page, headline="河道清淤工程完工", body="要加快推迸后续绿化。")


def kind_of(article: Article) -> str:
    article.refresh_from_db()
    return article.kind


@pytest.mark.parametrize("surface", ["workbench", "article form"])
class TestTwoEditors:
    def where(self, article: Article, surface: str) -> str:
        is_bench = surface == "workbench"
        return address(article) if is_bench else reverse("admin:articles_article_change", args=[article.pk])

    def sent(self, client: Client, article: Article) -> dict[str, Any]:
        return sent_form(client, article) | {"base_kind": article.kind, "_save": "stay"}

    def test_who_corrects_a_character_leaves_the_kind_another_chose(
        self, editor: Client, article: Article, surface: str
    ) -> None:
        sent = self.sent(editor, article) | {"body": article.body.replace("迸", "进")}
        change_kind(article, Article.Kind.ADVERT, by=make_editor(name="钱编辑"))
        assert editor.post(self.where(article, surface), sent).status_code == 302
        assert kind_of(article) == "advert"
        assert "推进" in article.body

    def test_two_choices_are_shown_and_none_is_lost(self, editor: Client, article: Article, surface: str) -> None:
        sent = self.sent(editor, article) | {"kind": "notice", "body": article.body.replace("迸", "进")}
        change_kind(article, Article.Kind.ADVERT, by=make_editor(name="钱编辑"))
        response = editor.post(self.where(article, surface), sent)
        assert response.status_code == 409
        assert "体裁现在从“报道”改为“广告”" in response.content.decode()
        assert "推进后续绿化" in response.content.decode()
        assert kind_of(article) == "advert"
        assert "推迸" in article.body
        assert editor.post(self.where(article, surface), sent | {"base_kind": "advert"}).status_code == 302
        assert kind_of(article) == "notice"

    def test_a_kind_is_a_change_of_borders_listed_for_review(
        self, editor: Client, article: Article, surface: str
    ) -> None:
        editor.post(self.where(article, surface), self.sent(editor, article) | {"kind": "page_furniture"})
        change = BorderChange.objects.get()
        assert (kind_of(article), change.action) == ("page_furniture", "kind")
        assert Review.objects.open().get().border_change == change


def test_the_button_for_the_kind_alone_is_refused_on_a_stale_page(editor: Client, article: Article) -> None:
    sent = sent_form(editor, article) | {"base_kind": "article", "kind": "notice", "border": "kind"}
    change_kind(article, Article.Kind.ADVERT, by=make_editor(name="钱编辑"))
    assert editor.post(address(article), sent).status_code == 409
    assert kind_of(article) == "advert"


def test_half_a_line_is_never_moved(editor: Client, article: Article) -> None:
    page, _, place = key_of(article, "要加快推迸后续绿化。").partition(":")
    start = int(place.partition("-")[0])
    for border in ("move:new", "headline"):
        sent = sent_form(editor, article) | {"line": f"{page}:{start + 1}-{start + 3}", "border": border}
        response = editor.post(address(article), sent)
        assert response.status_code == 400
        assert "只能选整行" in response.content.decode()
    assert not BorderChange.objects.exists()


def test_a_form_without_what_the_page_was_made_from_is_refused(editor: Client, article: Article) -> None:
    sent = sent_form(editor, article) | {"line": key_of(article, "要加快推迸后续绿化。"), "border": "headline"}
    without = {name: value for name, value in sent.items() if not name.startswith("base-")}
    assert editor.post(address(article), without).status_code == 409
    assert not BorderChange.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        {"line": f"{HUGE}:0-4", "border": "headline"},
        {"at": f"1:{HUGE}-4", "border": "split"},
        {"half": f"tail:{HUGE}:0", "border": "join"},
        {"to": HUGE, "border": "merge:picked"},
        {"border": f"part:{HUGE}"},
        {"undo": HUGE},
        {f"base-{HUGE}": "0", "border": "headline"},
    ],
)
def test_numbers_that_nothing_has_are_refused_in_words(editor: Client, article: Article, sent: dict[str, str]) -> None:
    assert editor.post(address(article), sent_form(editor, article) | sent).status_code == 400


def test_a_review_with_such_a_number_is_none(reviewer: Client) -> None:
    response = reviewer.post(reverse("admin:articles_review_decide"), {"decision": "approve", "chosen": [HUGE, "٣"]})
    assert response.status_code == 302
