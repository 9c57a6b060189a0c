"""The text beside its first reading: every paragraph there, what differs marked and said, its own address."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Article, Revision
from articles.services.article_text import ArticleText
from articles.services.corrections import correct_article
from articles.services.hiding import hide_passages
from articles.services.typed_articles import type_article
from articles.views.original_text import parts_of
from tests import builders
from tests.desk.people import make_reviewer
from tests.site.conftest import Archive
from tests.site.pages import Seen

lines = st.lists(st.text(alphabet="怀川码上办，。", min_size=1, max_size=6), max_size=6).map("\n".join)


@given(lines, lines)
def test_both_texts_are_there_paragraph_by_paragraph(first: str, present: str) -> None:
    parts = list(parts_of(first, present))
    assert "".join(piece.text for part in parts for piece in part.present).replace("\n", "") == present.replace(
        "\n", ""
    )
    assert "".join(piece.text for part in parts for piece in part.first).replace("\n", "") == first.replace("\n", "")


@given(lines)
def test_a_text_is_as_many_unchanged_parts_as_it_has_lines(text: str) -> None:
    parts = list(parts_of(text, text))
    assert len(parts) == len([line for line in text.split("\n") if line])
    assert not any(part.is_changed for part in parts)


def test_a_paragraph_that_only_one_has_stands_by_itself() -> None:
    parts = [
        ("".join(piece.text for piece in part.present).strip(), "".join(piece.text for piece in part.first).strip())
        for part in parts_of("甲\n多出\n乙", "甲\n乙\n补上")
    ]
    assert parts[:2] == [("甲", "甲"), ("", "多出")]


@pytest.mark.django_db
class TestThePage:
    @pytest.fixture
    def corrected(self, archive: Archive) -> Article:
        editor = User.objects.create_user("editor")
        body = archive.launch.body.replace("八百项", "八佰项")
        article = builders.make_article(page=archive.front, headline="热线开通", body=body)
        correct_article(article, base_revision=0, editor=editor, body=archive.launch.body, headline="热线开了")
        return article

    def see(self, client: Client, article: Article, query: str = "?text=original") -> Seen:
        return Seen(client.get(article.get_absolute_url() + query))

    def test_what_differs_is_marked_and_said(self, client: Client, corrected: Article) -> None:
        page = self.see(client, corrected)
        assert page.texts("ins") == ["〔订正：了〕", "〔订正：百〕"]
        assert page.texts("del") == ["〔原作：通〕", "〔原作：佰〕"]
        assert page.texts("p", class_="then")[1] == "原文 市民在手机上即可办理八〔原作：佰〕项事项。"
        assert "有 2 段不同" in page.text

    def test_the_two_ways_lead_to_each_other_and_keep_the_search(self, client: Client, corrected: Article) -> None:
        page = self.see(client, corrected, "?q=%E7%83%AD%E7%BA%BF")
        own = corrected.get_absolute_url()
        assert page.links("原文对照") == [f"{own}?q=%E7%83%AD%E7%BA%BF&text=original"]
        assert page.texts("ins") == []
        other = self.see(client, corrected, "?q=%E7%83%AD%E7%BA%BF&text=original")
        assert other.links("校订") == [f"{own}?q=%E7%83%AD%E7%BA%BF"]
        assert f'<link rel="canonical" href="http://testserver{own}">' in other.html

    def test_an_uncorrected_text_says_so_and_shows_the_lines_of_the_page(
        self, client: Client, archive: Archive
    ) -> None:
        page = self.see(client, archive.launch)
        assert "没有改动" in page.text
        assert "open" in page.html.partition('<details class="ocr"')[2][:6]
        assert page.links("正文") == [archive.launch.get_absolute_url()]

    def test_a_joined_text_is_compared_with_what_the_program_joined(self, client: Client, archive: Archive) -> None:
        first, body = archive.older.revisions.get(), f"{archive.older.body}\n后半篇。"
        Revision.objects.create(
            article=archive.older, number=1, supersedes=first, origin="joined", headline=first.headline, body=body
        )
        Article.objects.filter(pk=archive.older.pk).update(body=body, revision_number=1)
        assert self.see(client, archive.older).texts("ins") == []

    def test_what_is_hidden_is_said_in_both(self, client: Client, corrected: Article) -> None:
        hide_passages(corrected, ["八百项"], by=User.objects.get(), reason="试")
        page = self.see(client, corrected)
        assert "八佰项" not in page.text and "八百项" not in page.text
        assert page.text.count("［已隐去］") >= 2

    def test_text_that_was_typed_has_nothing_to_be_compared_with(self, client: Client, archive: Archive) -> None:
        typed = type_article(archive.front, ArticleText(headline="补录"), editor=make_reviewer())
        assert self.see(client, typed, "").texts("nav", class_="text-switch") == []
        assert self.see(client, typed).status == 200
