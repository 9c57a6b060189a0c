"""Which pages of a source the archive holds already: by their place in print, or by their lines."""

import pytest

from articles.ingest.drafts import DateEstimate, PageDraft
from articles.ingest.store import Outcome, StoreResult, store_source
from articles.models import Newspaper, Page
from tests.builders import make_newspaper
from tests.store.drafts import LINES, Item, page_draft, source_draft

pytestmark = pytest.mark.django_db

TITLE = "水系改造完工"


def offer(*pages: PageDraft, name: str, newspaper: Newspaper | None = None, replace: bool = False) -> StoreResult:
    """A file of these pages, of which no one tells the day."""
    draft, data = source_draft(*pages, name=name, date=DateEstimate())
    return store_source(draft, data, newspaper=newspaper or make_newspaper(), replace=replace)


def unlabelled(text: str, *, number: int = 0) -> PageDraft:
    return page_draft([Item(TITLE, text)], number=number, label="")


@pytest.fixture(autouse=True)
def held(db: None) -> Page:
    draft, data = source_draft(page_draft([Item(TITLE, LINES)]), name="held.txt")
    store_source(draft, data, newspaper=make_newspaper())
    return Page.objects.get()


def with_other_lines(count: int) -> str:
    """The text of the page held, `count` of its ten lines changed."""
    lines = LINES.split("\n")
    return "\n".join([*lines[count:], *(f"全新的第{number}行文字，别处没有。" for number in range(count))])


def test_the_same_lines_without_date_and_label_are_recognised() -> None:
    again = offer(unlabelled(LINES.replace("第3标段", "第三标段")), name="scan2.txt")
    assert again.outcome == Outcome.PAGE_HELD
    assert again.held_by is not None and again.held_by.name == "held.txt"
    assert "%" in again.message


# The title is an eleventh line that both have.
@pytest.mark.parametrize(("changed", "outcome"), [(2, Outcome.PAGE_HELD), (3, Outcome.STORED), (6, Outcome.STORED)])
def test_four_lines_in_five_make_the_same_page(changed: int, outcome: Outcome) -> None:
    assert offer(unlabelled(with_other_lines(changed)), name="b.txt").outcome == outcome


def test_another_newspaper_may_print_the_same_lines() -> None:
    other = make_newspaper(name="山阳日报", slug="shanyang")
    assert offer(unlabelled(LINES), name="b.txt", newspaper=other).outcome == Outcome.STORED


def test_a_page_is_taken_for_one_of_two_that_are_alike(held: Page) -> None:
    pages = unlabelled(LINES), unlabelled(LINES.replace("第3标段", "第三标段"), number=1)
    result = offer(*pages, name="twice.txt", replace=True)
    assert (result.outcome, result.pages, Page.objects.count()) == (Outcome.REPLACED, 2, 2)
    held.refresh_from_db()
    assert held.source == result.source and held.text == pages[0].text
