"""A page taken in again from other bytes, or cut by a newer segmenter, keeps every border that a person set."""

import pytest

from articles.ingest.store import Outcome, store_source
from articles.ingest.store.resegmenting import resegment_page, single_page
from articles.models import Article, SegmentationProposal, Span
from articles.services.borders import merge_articles, move_text, reorder, set_part, split_article
from articles.services.corrections import correct_article
from tests.borders.desk import headlines, living, make_person, place, store_page, texts_of
from tests.builders import make_newspaper
from tests.store.drafts import FLOOD, LIBRARY, SCHOOL, Item, page_draft, source_draft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sound_archive")]

#: The same page as another scan has it: a character read otherwise here and there, other line ends, one item more.
RESCAN = (
    Item(FLOOD[0], FLOOD[1].replace("堤", "提")),
    Item(SCHOOL[0], SCHOOL[1].replace("六百", "六 百")),
    Item(*LIBRARY),
)
HARVEST = Item("夏粮喜获丰收", "今年夏粮喜获丰收，亩产创历史新高，农民笑开了颜。")


def scanned_words(article: Article) -> list[str]:
    spans = Span.objects.filter(article=article).select_related("page").order_by("rank")
    return [span.page.text[span.start : span.end] for span in spans]


def test_a_split_stays_split_and_the_corrected_text_stays_corrected() -> None:
    page, editor = store_page(), make_person()
    flood = living(page)[0]
    correct_article(flood, base_revision=0, editor=editor, body=FLOOD[1].replace("四级", "三级"))
    split_article(flood, page, page.text.index("气象部门"), by=editor, bases={})
    halves = [article.public_id for article in living(page)[:2]]
    before = texts_of(page)
    page = store_page(*RESCAN, name="b.txt", replace=True)
    assert [texts_of(page)[half] for half in halves] == [before[half] for half in halves]
    first, second, *_ = living(page)
    assert scanned_words(first)[-1].endswith("上提巡查。")
    assert scanned_words(second) == ["气象部门预计降雨持续三天。"]


def test_merged_items_stay_one_and_addresses_stay() -> None:
    page, editor = store_page(), make_person()
    flood, school, _ = living(page)
    merge_articles(flood, [school], by=editor, bases={})
    before = texts_of(page)
    page = store_page(*RESCAN, HARVEST, name="b.txt", replace=True)
    assert headlines(page) == [FLOOD[0], LIBRARY[0], HARVEST.headline]
    assert before.items() <= texts_of(page).items()
    assert "".join(scanned_words(living(page)[0])).count("学位三千六 百个") == 1


def test_moved_lines_and_headlines_stay_where_they_were_put() -> None:
    page, editor = store_page(), make_person()
    flood, school, library = living(page)
    set_part(school, page, [place(page, FLOOD[0])], Span.Part.HEADLINE, by=editor, bases={})
    move_text(page, [place(page, "周末照常开放，")], flood, by=editor, bases={})
    before = texts_of(page)
    page = store_page(*RESCAN, name="b.txt", replace=True)
    assert texts_of(page) == before
    assert scanned_words(school)[0] == FLOOD[0]
    assert "周末照常开放，" in scanned_words(flood)
    assert scanned_words(library)[-1].startswith("读者凭身份证")


def test_the_order_that_a_person_set_stays() -> None:
    page, editor = store_page(), make_person()
    flood, school, library = living(page)
    reorder(page, [library.pk, flood.pk, school.pk], by=editor, bases={})
    page = store_page(*RESCAN, HARVEST, name="b.txt", replace=True)
    assert headlines(page) == [LIBRARY[0], HARVEST.headline, FLOOD[0], SCHOOL[0]]


def test_an_item_that_a_new_scan_does_not_hold_keeps_its_text_and_says_so() -> None:
    page, editor = store_page(), make_person()
    library = living(page)[2]
    split_article(library, page, page.text.index("周末照常"), by=editor, bases={})
    store_page(RESCAN[0], RESCAN[1], name="b.txt", replace=True)
    library.refresh_from_db()
    assert (library.headline, scanned_words(library)) == (LIBRARY[0], [])
    assert [note["code"] for note in library.notes] == ["unplaced"]


def test_a_newer_segmenter_only_proposes() -> None:
    page, editor = store_page(), make_person()
    flood = living(page)[0]
    split_article(flood, page, page.text.index("气象部门"), by=editor, bases={})
    before = texts_of(page)
    draft, _ = source_draft(page_draft([Item(*FLOOD), Item(*SCHOOL), Item(*LIBRARY)]), name="a.txt")
    assert page.source is not None
    done = resegment_page(page, single_page(draft, 0), page.source, lambda other: None)
    assert done.outcome == "proposed"
    assert texts_of(page) == before
    assert SegmentationProposal.objects.count() == 1


def test_without_human_borders_a_new_scan_is_taken_in_as_ever() -> None:
    store_page()
    draft, data = source_draft(page_draft(list(RESCAN)), name="b.txt")
    assert store_source(draft, data, newspaper=make_newspaper(), replace=True).outcome == Outcome.REPLACED
