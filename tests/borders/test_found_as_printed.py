"""After a change of borders an item is found by what the page prints of it, and by nothing else."""

import pytest

from articles.models import Article
from articles.search.documents import load_articles
from articles.services.borders import merge_articles, split_article
from articles.services.corrections import correct_article
from articles.services.hiding import hide_passages
from tests.borders.desk import bases, living, make_person, store_page
from tests.store.drafts import FLOOD, LIBRARY, SCHOOL, Item

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sound_archive")]


def scanned(article: Article) -> str:
    (loaded,) = load_articles([article.pk])
    return "\n".join(loaded.scanned)


def test_what_comes_in_is_found_as_it_was_scanned_and_what_goes_out_is_not() -> None:
    page, editor = store_page(), make_person()
    flood, school, _ = living(page)
    correct_article(school, base_revision=0, editor=editor, body=SCHOOL[1].replace("缓解", "缓和"))
    school.refresh_from_db()
    assert "缓解入学" in scanned(school)
    merge_articles(flood, [school], by=editor, bases=bases(flood, school))
    flood.refresh_from_db()
    assert "缓和入学" in flood.body
    assert "缓解入学" in scanned(flood)
    split_article(flood, page, page.text.index("可新增"), by=editor, bases=bases(flood))
    flood, rest, *_ = living(page)
    assert "缓解入学" not in scanned(flood)
    assert "缓解入学" in scanned(rest)


def test_an_item_that_says_what_is_printed_is_not_held_twice() -> None:
    page, editor = store_page(), make_person()
    flood, school, _ = living(page)
    merge_articles(flood, [school], by=editor, bases=bases(flood, school))
    assert scanned(flood) == ""


def test_what_is_hidden_is_found_by_no_scan() -> None:
    page, editor = store_page(), make_person()
    flood, school, _ = living(page)
    correct_article(
        school, base_revision=0, editor=editor, body=SCHOOL[1].replace("缓解", "缓和").replace("新增", "增加")
    )
    merge_articles(flood, [school], by=editor, bases={})
    hide_passages(flood, ["缓和入学"], by=editor, reason="个人信息")
    assert "缓解入学" not in scanned(flood)
    assert "可新增学位" in scanned(flood)


def test_a_new_scan_of_a_corrected_item_is_found_and_the_old_one_no_more() -> None:
    page, editor = store_page(), make_person()
    school = living(page)[1]
    correct_article(school, base_revision=0, editor=editor, body=SCHOOL[1].replace("缓解", "缓和"))
    assert "缓解入学" in scanned(school)
    read_anew = Item(SCHOOL[0], SCHOOL[1].replace("缓解", "援解"))
    page = store_page(Item(*FLOOD), read_anew, Item(*LIBRARY), name="b.txt", replace=True)
    school = living(page)[1]
    assert "缓和入学" in school.body
    assert "援解入学" in scanned(school)
    assert "缓解入学" not in scanned(school)


def test_a_new_scan_of_an_item_of_which_a_person_moved_lines_is_found() -> None:
    page, editor = store_page(), make_person()
    flood = living(page)[0]
    split_article(flood, page, page.text.index("气象部门"), by=editor, bases={})
    read_anew = Item(FLOOD[0], FLOOD[1].replace("上堤", "上提"))
    page = store_page(read_anew, Item(*SCHOOL), Item(*LIBRARY), name="b.txt", replace=True)
    flood = living(page)[0]
    assert "上堤巡查" in flood.body
    assert "上提巡查" in scanned(flood)
