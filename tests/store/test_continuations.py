"""An article that goes on on another page becomes one, whichever page comes first, and its old address leads to it."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from articles.ingest.drafts import CreditDraft, DateEstimate, DateSource, Kind
from articles.ingest.store import store_source
from articles.models import Article, IndexQueueEntry, Issue, Page, Redirect, Revision
from articles.services.corrections import correct_article
from articles.services.issue_dates import correct_issue_date, set_page_date
from tests.builders import make_newspaper
from tests.desk.people import make_reviewer
from tests.store.drafts import DAY, FLOOD, SCHOOL, Item, page_draft, source_draft

pytestmark = pytest.mark.django_db

FIRST = "沁河水系连通工程昨日开工，十二公里河道清淤后将建"
SECOND = "起三座橡胶坝，沿岸村庄用水不再发愁。\n工程计划明年汛期前完工。"


@pytest.fixture(autouse=True)
def sound_archive(db: None) -> Iterator[None]:
    yield
    call_command("check_archive")


def store_page(label: str, item: Item, *, date: DateEstimate | None = None, **marks: Any) -> None:
    page = page_draft([item, Item(*(FLOOD if label == "A01" else SCHOOL))], label=label)
    marked = replace(page.articles[0], **marks)
    draft, data = source_draft(replace(page, articles=(marked, page.articles[1])), name=f"{label}.txt", date=date)
    store_source(draft, data, newspaper=make_newspaper())


def store_head(**fields: Any) -> None:
    item = Item("沁河水系连通工程开工", FIRST, (CreditDraft("王一鸣", "记者"),))
    store_page("A01", item, continues_to="A02版①", **fields)


def store_tail(headline: str = "", **fields: Any) -> None:
    item = Item(headline or "（上接A01版①）", SECOND, (CreditDraft("李春梅", "通讯员"),))
    marks: dict[str, Any] = {"continued_from": "A01版①", "kind": Kind.CONTINUATION} | (
        {} if headline else {"headline": ""}
    )
    store_page("A02", item, **marks, **fields)


@pytest.mark.parametrize(
    "order", [(store_head, store_tail), (store_tail, store_head)], ids=["head first", "tail first"]
)
def test_both_halves_become_one_article_with_text_on_both_pages(order: tuple[object, object]) -> None:
    for store in order:
        store()  # type: ignore[operator]
    article = Article.objects.get(headline="沁河水系连通工程开工")
    assert article.body == FIRST + SECOND
    assert (article.page.label, article.continues_to) == ("A01", "")
    assert [span.page.label for span in article.spans.order_by("rank")] == ["A01", "A01", "A02", "A02"]
    assert [(credit.name, credit.role) for credit in article.credits.all()] == [
        ("王一鸣", "记者"),
        ("李春梅", "通讯员"),
    ]
    assert [revision.origin for revision in article.revisions.order_by("number")] == ["ocr", "joined"]
    tail = Article.objects.get(state=Article.State.SUPERSEDED)
    assert Redirect.objects.get(old_public_id=tail.public_id).article == article
    assert Revision.objects.get(article=tail).body == SECOND


def test_a_title_over_the_second_half_is_a_subhead() -> None:
    store_head()
    store_tail("三座橡胶坝")
    assert Article.objects.get(headline="沁河水系连通工程开工").body == f"{FIRST}\n三座橡胶坝\n{SECOND}"


def test_a_half_that_a_person_changed_is_left_alone() -> None:
    store_head()
    head = Article.objects.get(headline="沁河水系连通工程开工")
    correct_article(head, headline="沁河水系工程开工", base_revision=0, editor=User.objects.create_user("bianji"))
    store_tail()
    head.refresh_from_db()
    assert (head.body, head.continues_to) == (FIRST, "A02版①")
    assert Article.objects.filter(continued_from="A01版①", state=Article.State.PUBLISHED).exists()


def test_a_half_without_its_other_half_waits() -> None:
    store_head()
    assert Article.objects.get(headline="沁河水系连通工程开工").continues_to == "A02版①"


def codes(article: Article) -> list[str]:
    return [note["code"] for note in article.notes]


@pytest.mark.parametrize(
    ("first", "then", "missing", "words"),
    [
        (store_head, store_tail, "rest_missing", "（下转A02版①）的后文还没有接上"),
        (store_tail, store_head, "first_half_missing", "（上接A01版①）的前文还没有接上"),
    ],
    ids=["head first", "tail first"],
)
def test_an_unmatched_half_says_what_is_missing_until_it_comes(
    first: Callable[[], None], then: Callable[[], None], missing: str, words: str
) -> None:
    first()
    half = Article.objects.exclude(continues_to="", continued_from="").get()
    (note,) = half.notes
    assert (note["code"], note["message"]) == (missing, words) and note["line"] > 0
    assert half.confidence < 1
    then()
    whole = Article.objects.get(headline="沁河水系连通工程开工")
    assert (codes(whole), whole.confidence) == ([], 1)


def test_a_middle_part_keeps_the_note_on_what_still_lacks() -> None:
    store_head()
    store_tail(continues_to="A03版①")
    whole = Article.objects.get(headline="沁河水系连通工程开工")
    assert (codes(whole), whole.continues_to) == (["rest_missing"], "A03版①")
    assert whole.confidence < 1


def test_halves_join_when_an_editor_dates_the_second_page() -> None:
    store_head()
    store_tail(date=DateEstimate())
    assert Article.objects.filter(continued_from="A01版①", state=Article.State.PUBLISHED).exists()
    set_page_date(Page.objects.get(label="A02"), DAY, by=User.objects.create_user("bianji"))
    assert Article.objects.get(headline="沁河水系连通工程开工").body == FIRST + SECOND


def test_halves_that_meet_when_a_whole_issue_gets_its_right_day_become_one() -> None:
    store_head()
    wrong = DAY + datetime.timedelta(days=1)
    store_tail(date=DateEstimate(DateSource.GIVEN, wrong, wrong, wrong))
    assert Article.objects.get(headline="沁河水系连通工程开工").body == FIRST
    IndexQueueEntry.objects.all().delete()

    correct_issue_date(Issue.objects.get(date=wrong), DAY, by=make_reviewer())
    whole = Article.objects.get(headline="沁河水系连通工程开工")
    assert whole.body == FIRST + SECOND
    assert IndexQueueEntry.objects.filter(article=whole).exists()
