"""What is hidden stays hidden whatever the program does to the article: read again, cut again, split, joined."""

import io
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from articles.ingest.store import store_source
from articles.models import Article, HiddenPassage
from articles.services.blacking_out import BLOCK
from articles.services.hiding import hide_passages
from tests.builders import make_newspaper
from tests.store.drafts import FLOOD, SCHOOL, Item, page_draft, source_draft

pytestmark = pytest.mark.django_db

PHONE = "13800001234"
SIGNED = (FLOOD[0], f"{FLOOD[1]}\n值班电话{PHONE}。")


@pytest.fixture(autouse=True)
def sound_archive(db: None) -> Iterator[None]:
    yield
    call_command("check_archive", stdout=io.StringIO())


@pytest.fixture
def editor() -> User:
    return User.objects.create_user("bianji")


def store(*items: Item, name: str = "a.txt", replace: bool = False) -> None:
    draft, data = source_draft(page_draft(list(items)), name=name)
    store_source(draft, data, newspaper=make_newspaper(), replace=replace)


def public_bodies() -> list[str]:
    return list(Article.objects.published().order_by("position").values_list("body", flat=True))


def test_a_new_reading_of_the_page_is_hidden_again(editor: User) -> None:
    store(Item(*SIGNED))
    article = Article.objects.get()
    hide_passages(article, [PHONE], by=editor, reason="私人电话")
    better = SIGNED[1].replace("四级", "三级").replace(PHONE, "138 0000 1234")
    store(Item(SIGNED[0], better), name="b.txt", replace=True)
    article.refresh_from_db()
    assert article.body.endswith(f"值班电话{BLOCK * 3} {BLOCK * 4} {BLOCK * 4}。") and "三级" in article.body
    assert article.revisions.get(number=1).body == better


def test_an_article_split_off_takes_it_along(editor: User) -> None:
    store(Item(FLOOD[0], f"{FLOOD[1]}\n{SCHOOL[0]}\n{SCHOOL[1]}\n报名电话{PHONE}。"))
    hide_passages(Article.objects.get(), [PHONE], by=editor, reason="私人电话")
    store(Item(*FLOOD), Item(SCHOOL[0], f"{SCHOOL[1]}\n报名电话{PHONE}。"), name="b.txt", replace=True)
    bodies = public_bodies()
    assert len(bodies) == 2
    assert bodies[1].endswith(f"报名电话{BLOCK * 11}。")
    carried = HiddenPassage.objects.exclude(carried_from=None).get()
    assert (carried.text, carried.reason, carried.decided_by) == (PHONE, "私人电话", editor)


def test_an_article_that_another_swallows_hands_it_on(editor: User) -> None:
    store(Item(*FLOOD), Item(SCHOOL[0], f"{SCHOOL[1]}\n报名电话{PHONE}。"))
    hide_passages(Article.objects.get(headline=SCHOOL[0]), [PHONE], by=editor, reason="私人电话")
    store(Item(FLOOD[0], f"{FLOOD[1]}\n{SCHOOL[0]}{SCHOOL[1]}\n报名电话{PHONE}。"), name="b.txt", replace=True)
    (body,) = public_bodies()
    assert body.endswith(f"报名电话{BLOCK * 11}。")


def test_what_stands_elsewhere_on_the_page_is_not_hidden_by_a_new_reading(editor: User) -> None:
    store(Item(*SIGNED), Item(*SCHOOL))
    hide_passages(Article.objects.get(headline=SIGNED[0]), ["新的话", PHONE][1:], by=editor, reason="私人电话")
    store(Item(*SIGNED), Item(SCHOOL[0], SCHOOL[1].replace("三千六百", "3600")), name="b.txt", replace=True)
    assert BLOCK in public_bodies()[0] and BLOCK not in public_bodies()[1]
    assert HiddenPassage.objects.count() == 1
