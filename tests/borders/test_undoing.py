"""Undo puts borders, texts, addresses and decisions back as they were, and says why where it cannot."""

import pytest
from django.test import Client
from django.utils import timezone

from articles.errors import BorderError
from articles.models import Article, DepartmentLink, LinkStatus, Redirect, Span
from articles.services.borders import (
    join_continuation,
    merge_articles,
    move_text,
    part_continuation,
    set_kind,
    set_part,
    split_article,
    undo,
)
from articles.services.corrections import correct_article
from articles.services.withdrawal import withdraw_article
from tests.borders.desk import headlines, layout_of, living, make_person, place, store_page, texts_of
from tests.builders import make_department
from tests.desk.people import make_reviewer
from tests.store.drafts import FLOOD, LIBRARY, SCHOOL, Item

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sound_archive")]

ACTIONS = ["merge", "split", "move", "move_new", "headline", "byline", "all_moved", "set_kind"]


@pytest.mark.parametrize("action", ACTIONS)
def test_undo_restores_layout_and_texts_exactly_and_can_be_undone_itself(action: str) -> None:
    # A figure that is in no text any more is a reviewer's to take out.
    page, editor = store_page(), make_reviewer() if action == "byline" else make_person()
    flood, school, library = living(page)
    correct_article(school, base_revision=0, editor=editor, body=SCHOOL[1].replace("三千六百", "3600"))
    before = texts_of(page), layout_of(page)
    body = place(page, "气象部门预计降雨持续三天。")
    match action:
        case "merge":
            change = merge_articles(flood, [school, library], by=editor, bases={})
        case "split":
            change = split_article(flood, page, body[0] + 2, by=editor, bases={})
        case "move":
            change = move_text(page, [(body[0], place(page, "城南新建")[1])], library, by=editor, bases={})
        case "move_new":
            change = move_text(page, [(body[0], place(page, "城南新建")[1])], None, by=editor, bases={})
        case "headline":
            change = set_part(school, page, [body], Span.Part.HEADLINE, by=editor, bases={})
        case "byline":
            change = set_part(flood, page, [body], Span.Part.BYLINE, by=editor, bases={})
        case "all_moved":
            change = move_text(page, [(0, len(page.text))], library, by=editor, bases={})
        case _:
            change = set_kind(flood, Article.Kind.NOTICE, by=editor, bases={})
    after = texts_of(page), layout_of(page)
    undone = undo(change, by=editor)
    assert (texts_of(page), layout_of(page)) == before
    undo(undone, by=editor)
    assert (texts_of(page), layout_of(page)) == after


def test_addresses_lead_where_they_led_before(client: Client) -> None:
    page, editor = store_page(), make_person()
    flood, school, library = living(page)
    merge_articles(school, [library], by=editor, bases={})
    change = merge_articles(flood, [school], by=editor, bases={})
    undo(change, by=editor)
    assert client.get(f"/article/{school.public_id}/").status_code == 200
    assert client.get(f"/article/{library.public_id}/")["Location"] == f"/article/{school.public_id}/"
    assert set(Redirect.objects.values_list("old_public_id", flat=True)) == {library.public_id}


def test_an_undone_split_leads_its_address_back(client: Client) -> None:
    page, editor = store_page(), make_person()
    flood = living(page)[0]
    change = split_article(flood, page, page.text.index("气象部门"), by=editor, bases={})
    second = living(page)[1]
    undo(change, by=editor)
    assert client.get(f"/article/{second.public_id}/")["Location"] == f"/article/{flood.public_id}/"


def test_what_was_corrected_since_is_kept() -> None:
    page, editor = store_page(), make_person()
    flood, school, _ = living(page)
    change = merge_articles(flood, [school], by=editor, bases={})
    flood.refresh_from_db()
    body = flood.body.replace("三千六百", "3600").replace("四级", "三级")
    correct_article(flood, base_revision=1, editor=editor, body=body)
    undo(change, by=editor)
    flood.refresh_from_db()
    school.refresh_from_db()
    assert flood.body == FLOOD[1].replace("四级", "三级")
    assert (school.headline, school.body) == (SCHOOL[0], SCHOOL[1].replace("三千六百", "3600"))


def test_a_change_that_later_ones_build_on_is_kept_and_the_later_ones_are_named() -> None:
    page, editor = store_page(), make_person()
    flood, school, library = living(page)
    first = merge_articles(flood, [school], by=editor, bases={})
    second = merge_articles(flood, [library], by=editor, bases={})
    with pytest.raises(BorderError, match=f"第{second.pk}号（合并）") as refused:
        undo(first, by=editor)
    assert refused.value.code == "built_upon"
    undo(second, by=editor)
    undo(first, by=editor)
    assert headlines(page) == [FLOOD[0], SCHOOL[0], LIBRARY[0]]


def test_independent_changes_are_undone_in_any_order() -> None:
    page = store_page(
        Item(*FLOOD), Item(*SCHOOL), Item(*LIBRARY), Item("粮食喜获丰收", "今年夏粮喜获丰收。\n亩产创新高。")
    )
    editor = make_person()
    flood, school, library, harvest = living(page)
    first = merge_articles(flood, [school], by=editor, bases={})
    merge_articles(library, [harvest], by=editor, bases={})
    set_kind(flood, Article.Kind.NOTICE, by=editor, bases={})
    undo(first, by=editor)
    assert headlines(page) == [FLOOD[0], SCHOOL[0], LIBRARY[0]]
    flood.refresh_from_db()
    assert flood.kind == "notice"


def test_a_change_is_undone_once() -> None:
    page, editor = store_page(), make_person()
    flood, school, _ = living(page)
    change = merge_articles(flood, [school], by=editor, bases={})
    undo(change, by=editor)
    with pytest.raises(BorderError) as refused:
        undo(change, by=editor)
    assert refused.value.code == "undone"


def test_a_change_of_a_page_that_was_scanned_anew_is_kept() -> None:
    page, editor = store_page(), make_person()
    flood, school, _ = living(page)
    change = merge_articles(flood, [school], by=editor, bases={})
    store_page(Item(*FLOOD), Item(*SCHOOL), Item(*LIBRARY), name="b.txt", replace=True)
    store_page(Item(*FLOOD), Item(SCHOOL[0], SCHOOL[1][:-4] + "压力。"), Item(*LIBRARY), name="c.txt", replace=True)
    with pytest.raises(BorderError) as refused:
        undo(change, by=editor)
    assert refused.value.code == "text_replaced"


def test_what_was_withdrawn_since_does_not_come_back_before_the_public() -> None:
    page, editor = store_page(), make_person()
    flood, school, library = living(page)
    merged = merge_articles(flood, [school], by=editor, bases={})
    withdraw_article(flood, by=editor, reason="核实中")
    undo(merged, by=editor)
    school.refresh_from_db()
    assert (school.state, school.withdrawn_reason) == ("withdrawn", "核实中")
    split = split_article(library, page, page.text.index("周末照常"), by=editor, bases={})
    withdraw_article(living(page)[-1], by=editor, reason="核实中")
    with pytest.raises(BorderError) as refused:
        undo(split, by=editor)
    assert refused.value.code == "states_differ"


def test_decisions_go_back_to_the_article_they_were_made_of() -> None:
    department = make_department(name="怀川市图书馆", aliases=["市图书馆"])
    page, editor = store_page(), make_person()
    flood, _, library = living(page)
    DepartmentLink.objects.filter(article=library).update(
        status=LinkStatus.REJECTED, decided_by=editor, decided_at=timezone.now()
    )
    change = merge_articles(flood, [library], by=editor, bases={})
    assert flood.department_links.get(department=department).status == "rejected"
    undo(change, by=editor)
    assert not flood.department_links.exists()
    assert library.department_links.get().status == "rejected"


def test_a_second_half_is_joined_and_parted_and_has_its_old_address_back() -> None:
    page, editor = store_page(), make_person()
    other = store_page(Item("图书馆续文", "续文说，图书馆还将新增阅览座位二百个。"), label="A02", name="b.txt")
    library, tail = living(page)[2], living(other)[0]
    before = texts_of(page), layout_of(page), texts_of(other), layout_of(other)
    joined = join_continuation(library, tail, by=editor, bases={})
    library.refresh_from_db()
    assert library.body == f"{LIBRARY[1]}\n图书馆续文\n续文说，图书馆还将新增阅览座位二百个。"
    assert living(other) == []
    part_continuation(library, other, by=editor, bases={})
    again = living(other)[0]
    assert (again.public_id, again.body) == (tail.public_id, "图书馆续文\n续文说，图书馆还将新增阅览座位二百个。")
    assert not Redirect.objects.exists()
    with pytest.raises(BorderError):
        part_continuation(library, other, by=editor, bases={})
    with pytest.raises(BorderError):
        undo(joined, by=editor)
    parted = joined.__class__.objects.first()
    assert parted is not None
    undo(parted, by=editor)
    undo(joined, by=editor)
    assert (texts_of(page), layout_of(page), texts_of(other), layout_of(other)) == before


def test_two_items_of_one_page_are_no_continuation() -> None:
    page, editor = store_page(), make_person()
    flood, school, _ = living(page)
    with pytest.raises(BorderError, match="合并"):
        join_continuation(flood, school, by=editor, bases={})
