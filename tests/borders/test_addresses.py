"""Old addresses lead to the article that holds the text they stood for, whatever was done and undone."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client

from articles.models import Article, Page
from articles.services.border_proposals import accept, propose
from articles.services.borders import merge_articles, move_text, split_article, undo
from tests.borders.desk import living, make_person, place, store_page
from tests.store.drafts import FLOOD, LIBRARY, SCHOOL, Item, page_draft, source_draft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sound_archive")]


@pytest.fixture
def page() -> Page:
    return store_page()


def shown_at(client: Client, article: Article) -> str:
    """What a reader is shown who follows an old link."""
    return client.get(f"/article/{article.public_id}/", follow=True).content.decode()


def test_an_item_that_was_born_and_ended_in_a_chain_of_undos_leads_to_its_text(page: Page, client: Client) -> None:
    editor = make_person()
    flood, school, library = living(page)
    first = merge_articles(school, [library], by=editor, bases={})
    second = merge_articles(flood, [school], by=editor, bases={})
    split = split_article(flood, page, page.text.index(LIBRARY[0]), by=editor, bases={})
    born = living(page)[1]
    assert born.body.startswith(LIBRARY[0])
    undo(split, by=editor)
    undo(second, by=editor)
    undo(first, by=editor)
    assert client.get(f"/article/{born.public_id}/")["Location"] == f"/article/{library.public_id}/"
    assert LIBRARY[1] in shown_at(client, born)


def test_text_that_leaves_the_article_it_was_merged_into_takes_its_address_along(page: Page, client: Client) -> None:
    editor = make_person()
    flood, school, library = living(page)
    merge_articles(flood, [school], by=editor, bases={})
    split = split_article(flood, page, page.text.index(SCHOOL[0]), by=editor, bases={})
    assert client.get(f"/article/{school.public_id}/")["Location"] == f"/article/{living(page)[1].public_id}/"
    undo(split, by=editor)
    assert client.get(f"/article/{school.public_id}/")["Location"] == f"/article/{flood.public_id}/"
    move_text(page, [place(page, SCHOOL[1])], library, by=editor, bases={})
    assert SCHOOL[1] in shown_at(client, school)


def rows_of_addresses() -> dict[int, tuple[int, str]]:
    """Of each old number where it leads, and which version of its row says so."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT old_public_id, article_id, ctid::text FROM articles_redirect")
        return {number: (article, version) for number, article, version in cursor.fetchall()}


def test_only_an_address_that_leads_elsewhere_is_written_anew(page: Page) -> None:
    editor = make_person()
    flood, school, library = living(page)
    merge_articles(flood, [school, library], by=editor, bases={})
    before = rows_of_addresses()
    split_article(flood, page, page.text.index(LIBRARY[0]), by=editor, bases={})
    after = rows_of_addresses()
    assert after[school.public_id] == before[school.public_id]
    assert after[library.public_id][0] == living(page)[1].pk != before[library.public_id][0]


def test_the_part_that_keeps_the_headline_keeps_the_address_when_a_proposal_merges(client: Client) -> None:
    page = store_page(
        Item(*FLOOD), Item("三所小学投用", SCHOOL[1]), Item("城区图书馆延长开放时间到晚上九点", LIBRARY[1])
    )
    _, school, library = living(page)
    whole = Item("三所小学投用", f"{SCHOOL[1]}\n\n城区图书馆延长开放时间到晚上九点\n{LIBRARY[1]}")
    drawn = page_draft([Item(*FLOOD), whole])
    one = replace(drawn.articles[1], body=whole.body.replace("\n\n", "\n"))
    draft, _ = source_draft(replace(drawn, articles=(drawn.articles[0], one)))
    proposal = propose(page, draft)
    change = accept(proposal, by=make_person())
    assert [article.pk for article in living(page)][1:] == [school.pk]
    assert living(page)[1].headline == "三所小学投用"
    assert client.get(f"/article/{library.public_id}/")["Location"] == f"/article/{school.public_id}/"
    undo(change, by=make_person())
    assert client.get(f"/article/{library.public_id}/").status_code == 200
