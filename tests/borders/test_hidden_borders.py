"""No change of borders brings a hidden passage, or a part of one, before the public."""

import pytest

from articles.errors import BorderError
from articles.models import Article, BorderChange, Span
from articles.services.borders import merge_articles, move_text, set_part, split_article, undo
from articles.services.hiding import hide_passages
from tests.borders.desk import bases, last_change, living, make_person, place, store_page
from tests.store.drafts import LIBRARY, Item

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sound_archive")]

PHONE = "电话零三九一六六七\n七八八九九"


def public_text() -> str:
    rows = Article.objects.published().values_list("kicker", "headline", "subtitle", "body")
    return "\n".join(field for row in rows for field in row)


def test_a_border_does_not_cut_a_hidden_passage() -> None:
    page, editor = store_page(), make_person()
    flood, school, _ = living(page)
    hide_passages(school, ["三千六百个"], by=editor, reason="个人信息")
    with pytest.raises(BorderError, match="隐去的文字") as refused:
        split_article(school, page, page.text.index("六百个"), by=editor, bases={})
    assert refused.value.code == "cuts_hidden"
    with pytest.raises(BorderError, match="隐去的文字"):
        move_text(page, [place(page, "三千")], flood, by=editor, bases={})
    with pytest.raises(BorderError, match="隐去的文字"):
        set_part(flood, page, [place(page, "六百个，缓解")], Span.Part.BODY, by=editor, bases={})
    assert not BorderChange.objects.exists()
    assert "三千" not in public_text()


def test_a_passage_over_a_line_end_is_not_cut_at_it() -> None:
    page, editor = store_page(Item("求购旧书", f"有意者请致{PHONE}联系。"), Item(*LIBRARY)), make_person()
    wanted, library = living(page)
    hide_passages(wanted, [PHONE.replace("\n", "")], by=editor, reason="个人信息")
    with pytest.raises(BorderError, match="隐去的文字"):
        move_text(page, [place(page, "七八八九九联系。")], library, by=editor, bases={})
    split_article(wanted, page, page.text.index("电话"), by=editor, bases={})
    assert "零三九一" not in public_text()
    assert "八八九九" not in public_text()


def test_an_undo_does_not_cut_what_was_hidden_over_the_border_meanwhile() -> None:
    page, editor = store_page(), make_person()
    flood, rest, _ = living(page)
    merge_articles(flood, [rest], by=editor, bases=bases(flood, rest))
    flood.refresh_from_db()
    hide_passages(flood, ["持续三天。三所小学"], by=editor, reason="个人信息")
    with pytest.raises(BorderError, match="隐去的文字"):
        undo(last_change(), by=editor)
    assert "三所小学秋季" not in public_text()
