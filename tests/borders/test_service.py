"""What the desk can do to borders, and what follows: texts, addresses, credits, links, places, hidden passages."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from articles.errors import BorderError, StaleRevisionError
from articles.models import Article, BorderChange, IndexQueueEntry, Redirect, Revision, Span
from articles.services.borders import (
    merge_articles,
    move_text,
    reorder,
    set_kind,
    set_part,
    split_article,
    undo,
)
from articles.services.corrections import correct_article
from articles.services.hiding import hide_passages
from articles.services.withdrawal import withdraw_article
from tests.borders.desk import (
    WANG,
    bases,
    headlines,
    last_change,
    layout_of,
    living,
    make_person,
    place,
    store_page,
    texts_of,
)
from tests.builders import make_department
from tests.store.drafts import FLOOD, LIBRARY, SCHOOL, Item

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sound_archive")]


def test_a_merged_item_ends_and_its_address_leads_to_the_other(client: Client) -> None:
    page, editor = store_page(), make_person()
    flood, school, _ = living(page)
    change = merge_articles(flood, [school], by=editor, bases=bases(flood, school), reason="同一篇")
    flood.refresh_from_db()
    assert flood.body == f"{FLOOD[1]}\n{SCHOOL[0]}\n{SCHOOL[1]}"
    assert (flood.headline, flood.is_touched, flood.revision_number) == (FLOOD[0], True, 1)
    revision = flood.revisions.get(number=1)
    assert (revision.origin, revision.editor, revision.reason) == (Revision.Origin.BORDERS, editor, "同一篇")
    assert headlines(page) == [FLOOD[0], LIBRARY[0]]
    answer = client.get(f"/article/{school.public_id}/")
    assert (answer.status_code, answer["Location"]) == (301, f"/article/{flood.public_id}/")
    assert (change.action, change.pages, change.articles) == ("merge", [page.pk], [flood.pk, school.pk])
    assert LogEntry.objects.filter(object_id=str(flood.pk), user=editor).exists()
    assert {flood.pk, school.pk} <= set(IndexQueueEntry.objects.values_list("article_id", flat=True))


def test_a_split_makes_an_item_with_an_address_and_a_first_revision_of_its_own() -> None:
    page, editor = store_page(), make_person()
    flood = living(page)[0]
    correct_article(flood, base_revision=0, editor=editor, body=FLOOD[1].replace("气象部门", "市气象台"))
    flood.refresh_from_db()
    split_article(flood, page, page.text.index("气象部门"), by=editor, bases=bases(flood))
    first, second, *_ = living(page)
    assert (first, first.headline) == (flood, FLOOD[0])
    assert second.body.startswith("市气象台")
    assert second.public_id not in {flood.public_id, *Redirect.objects.values_list("old_public_id", flat=True)}
    assert [(r.origin, r.body[:4]) for r in second.revisions.order_by("number")] == [
        ("ocr", "气象部门"),
        ("borders", "市气象台"),
    ]
    assert [article.position for article in living(page)] == [0, 1, 2, 3]


def test_where_the_headline_goes_the_address_goes() -> None:
    """A headline with the text behind it, cut off from lines above it."""
    page, editor = store_page(), make_person()
    flood, school, _ = living(page)
    merge_articles(school, [flood], by=editor, bases={})
    school.refresh_from_db()
    assert school.headline == SCHOOL[0]
    start, end = place(page, FLOOD[1])
    move_text(page, [(start, end)], None, by=editor, bases=bases(school))
    first, second, *_ = living(page)
    assert (second, second.headline, first.headline) == (school, SCHOOL[0], "")


def test_text_moves_to_another_item_and_back(client: Client) -> None:
    page, editor = store_page(), make_person()
    flood, school, _ = living(page)
    before = texts_of(page), layout_of(page)
    start, end = place(page, "气象部门预计降雨持续三天。")
    move_text(page, [(start, end)], school, by=editor, bases=bases(flood, school))
    school.refresh_from_db()
    assert school.body == f"气象部门预计降雨持续三天。\n{SCHOOL[1]}"
    move_text(page, [(start, end)], flood, by=editor, bases={})
    assert (texts_of(page), layout_of(page)) == before


def test_a_correction_beside_text_that_is_moved_away_and_back_is_as_it_was() -> None:
    """The scan repeats the character behind the one put in; without the line between, either may be the one meant."""
    page, editor = store_page(Item(FLOOD[0], "市防\n上堤防"), Item(*SCHOOL)), make_person()
    flood, school = living(page)
    correct_article(flood, base_revision=0, editor=editor, body="市严防\n上堤")
    before = texts_of(page), layout_of(page)
    move_text(page, [place(page, "上堤")], school, by=editor, bases={})
    flood.refresh_from_db()
    assert flood.body == "市严防"
    move_text(page, [place(page, "上堤")], flood, by=editor, bases={})
    assert (texts_of(page), layout_of(page)) == before


def test_a_stolen_headline_goes_back_in_one_action() -> None:
    page, editor = store_page(), make_person()
    flood, school, _ = living(page)
    set_part(flood, page, [place(page, SCHOOL[0])], Span.Part.BODY, by=editor, bases={})
    flood.refresh_from_db()
    school.refresh_from_db()
    assert (flood.body.split("\n")[-1], school.headline) == (SCHOOL[0], "")
    set_part(school, page, [place(page, SCHOOL[0])], Span.Part.HEADLINE, by=editor, bases=bases(flood, school))
    assert headlines(page) == [FLOOD[0], SCHOOL[0], LIBRARY[0]]
    assert [article.body for article in living(page)] == [FLOOD[1], SCHOOL[1], LIBRARY[1]]


def test_an_item_that_loses_all_its_text_ends() -> None:
    page, editor = store_page(), make_person()
    flood, school, _ = living(page)
    move_text(page, [(place(page, SCHOOL[0])[0], place(page, SCHOOL[1])[1])], flood, by=editor, bases={})
    assert headlines(page) == [f"{FLOOD[0]} {SCHOOL[0]}", LIBRARY[0]]
    assert Redirect.objects.get(old_public_id=school.public_id).article == flood


def test_links_follow_the_text() -> None:
    department = make_department(name="怀川市图书馆", aliases=["市图书馆"])
    page, editor = store_page(), make_person()
    school, library = living(page)[1:]
    assert [link.department for link in library.department_links.all()] == [department]
    move_text(page, [place(page, LIBRARY[1])], school, by=editor, bases={})
    assert [link.department for link in school.department_links.all()] == [department]
    assert not library.department_links.exists()


def test_what_is_hidden_stays_hidden_where_its_text_goes(client: Client) -> None:
    page, editor = store_page(), make_person()
    flood, school, _ = living(page)
    hide_passages(flood, ["降雨持续三天"], by=editor, reason="个人信息")
    flood.refresh_from_db()
    move_text(page, [place(page, "气象部门预计降雨持续三天。")], school, by=editor, bases={})
    school.refresh_from_db()
    assert "降雨持续三天" not in school.body
    assert "降雨持续三天" in school.revisions.get(number=school.revision_number).body
    undo(last_change(), by=editor)
    assert "降雨持续三天" not in client.get(f"/article/{school.public_id}/").content.decode()
    assert "降雨持续三天" not in client.get(f"/article/{flood.public_id}/").content.decode()


def test_a_new_item_of_a_withdrawn_article_is_withdrawn() -> None:
    page, editor = store_page(), make_person()
    flood = living(page)[0]
    withdraw_article(flood, by=editor, reason="核实中")
    split_article(flood, page, page.text.index("气象部门"), by=editor, bases={})
    assert [(each.state, each.withdrawn_reason) for each in living(page)[:2]] == [("withdrawn", "核实中")] * 2


def test_withdrawn_and_public_text_are_never_mixed() -> None:
    page, editor = store_page(), make_person()
    flood, school, _ = living(page)
    withdraw_article(flood, by=editor, reason="核实中")
    with pytest.raises(BorderError, match=FLOOD[0]) as refused:
        merge_articles(school, [flood], by=editor, bases={})
    assert refused.value.code == "states_differ"


def test_a_stale_view_is_refused_and_nothing_is_changed() -> None:
    page, editor = store_page(), make_person()
    flood, school, _ = living(page)
    seen = bases(flood, school)
    correct_article(school, base_revision=0, editor=editor, headline="三所学校")
    before = texts_of(page)
    with pytest.raises(StaleRevisionError, match="三所学校"):
        merge_articles(flood, [school], by=editor, bases=seen)
    assert texts_of(page) == before
    assert not BorderChange.objects.exists()


@pytest.mark.parametrize("offset", ["0", "end"])
def test_a_split_that_leaves_one_half_empty_is_refused(offset: str) -> None:
    page, editor = store_page(Item(*FLOOD)), make_person()
    with pytest.raises(BorderError, match=FLOOD[0]):
        split_article(living(page)[0], page, 0 if offset == "0" else len(page.text), by=editor, bases={})


def test_blank_lines_and_places_outside_the_page_are_refused() -> None:
    page, editor = store_page(), make_person()
    blank = page.text.index("\n\n")
    with pytest.raises(BorderError) as refused:
        move_text(page, [(blank, blank + 2)], None, by=editor, bases={})
    assert refused.value.code == "blank"
    with pytest.raises(BorderError) as refused:
        move_text(page, [(0, len(page.text) + 1)], None, by=editor, bases={})
    assert refused.value.code == "bad_range"


def test_items_stand_in_the_order_that_was_set() -> None:
    page, editor = store_page(), make_person()
    flood, school, library = living(page)
    reorder(page, [library.pk, flood.pk, school.pk], by=editor, bases={})
    assert headlines(page) == [LIBRARY[0], FLOOD[0], SCHOOL[0]]
    with pytest.raises(BorderError, match="不一致"):
        reorder(page, [flood.pk, school.pk], by=editor, bases={})
    undo(last_change(), by=editor)
    assert headlines(page) == [FLOOD[0], SCHOOL[0], LIBRARY[0]]


def test_a_kind_is_set_and_taken_back() -> None:
    page, editor = store_page(), make_person()
    flood = living(page)[0]
    change = set_kind(flood, Article.Kind.NOTICE, by=editor, bases=bases(flood))
    flood.refresh_from_db()
    assert (flood.kind, flood.is_touched) == ("notice", True)
    undo(change, by=editor)
    flood.refresh_from_db()
    assert flood.kind == "article"


def test_a_byline_taken_into_another_item_brings_its_credit() -> None:
    page = store_page(Item(FLOOD[0], f"{FLOOD[1]}\n记者 王一鸣"), Item(*SCHOOL))
    editor = make_person()
    flood, school = living(page)
    set_part(school, page, [place(page, "记者 王一鸣")], Span.Part.BYLINE, by=editor, bases={})
    assert [(credit.name, credit.role) for credit in school.credits.all()] == [(WANG.name, WANG.role)]
    flood.refresh_from_db()
    assert flood.body == FLOOD[1]


def test_a_new_order_touches_only_what_it_moves() -> None:
    page, editor = store_page(), make_person()
    flood, school, library = living(page)
    change = reorder(page, [flood.pk, library.pk, school.pk], by=editor, bases={})
    assert headlines(page) == [FLOOD[0], LIBRARY[0], SCHOOL[0]]
    assert change.articles == sorted([school.pk, library.pk])
    assert [article.is_touched for article in living(page)] == [False, True, True]
    undo(change, by=editor)
    assert headlines(page) == [FLOOD[0], SCHOOL[0], LIBRARY[0]]
