"""The builders keep the record's promises: spans stand on page text, and links stand on article text."""

import pytest

from articles.models import Article, Page, Span
from entities.models import Mention
from tests import builders

pytestmark = pytest.mark.django_db


def text_of(span: Span) -> str:
    return span.page.text[span.start : span.end]


def test_article_spans_hold_its_lines_in_order() -> None:
    article = builders.make_article(headline="老街新貌", body="第一段。\n第二段。", reporters=["李敏"])
    assert [text_of(span) for span in article.spans.all()] == ["老街新貌", "第一段。", "第二段。"]
    revision = article.revisions.get()
    assert (revision.headline, revision.body, revision.credits) == (
        "老街新貌",
        "第一段。\n第二段。",
        [{"name": "李敏", "role": "记者"}],
    )


def test_articles_of_one_page_never_share_text() -> None:
    page = builders.make_page(text="标题甲\n同一句。\n标题乙\n同一句。\n")
    first = builders.make_article(page=page, headline="标题甲", body="同一句。")
    second = builders.make_article(page=page, headline="标题乙", body="同一句。")
    ranges = [(span.start, span.end) for article in (first, second) for span in article.spans.all()]
    assert ranges == [(0, 3), (4, 8), (9, 12), (13, 17)]
    assert [first.position, second.position] == [0, 1]


def test_a_sourced_page_refuses_words_it_does_not_hold() -> None:
    page = builders.make_page(text="标题甲\n")
    with pytest.raises(ValueError, match="does not hold"):
        builders.make_article(page=page, headline="标题乙", body="")


def test_links_point_at_their_words() -> None:
    department = builders.make_department(name="怀川市文化局")
    program = builders.make_program(name="码上办")
    article = builders.make_article(
        headline="码上办上线", body="怀川市文化局推出码上办。", departments=[department], programs=[program]
    )
    places = Mention.objects.filter(article=article).values_list("field", "start", "end")
    assert sorted(places) == [("body", 8, 11), ("headline", 0, 3)]
    (evidence,) = article.department_links.get().evidence
    assert (evidence["field"], evidence["start"], evidence["end"]) == ("body", 0, 6)


def test_an_undated_page_has_a_newspaper_and_no_issue() -> None:
    page = builders.make_page(newspaper=builders.make_newspaper(), label="")
    assert Page.objects.get(pk=page.pk).is_undated
    assert Article.objects.count() == 0
