"""Items that the same person signs are merged and parted by whoever draws borders; a name is lost where it goes from
what the public reads, and nowhere else."""

import pytest
from django.contrib.auth.models import User

from articles.errors import BorderError
from articles.ingest.drafts import CreditDraft
from articles.models import Page, Review, Span
from articles.services.borders import join_continuation, merge_articles, move_text, set_part, split_article, undo
from tests.borders.desk import WANG, headlines, living, place, store_page
from tests.builders import make_reporter
from tests.desk.people import make_reviewer
from tests.store.drafts import FLOOD, LIBRARY, SCHOOL, Item

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sound_archive")]

FIRST, SECOND = "本报讯（记者王一鸣）", "本报记者 王一鸣"


@pytest.fixture
def page() -> Page:
    """Two items that the same reporter signs in a line of their own, and one that nobody signs."""
    page = store_page(Item(FLOOD[0], f"{FIRST}\n{FLOOD[1]}"), Item(SCHOOL[0], f"{SECOND}\n{SCHOOL[1]}"), Item(*LIBRARY))
    flood, school, _ = living(page)
    reviewer = make_reviewer(name="郑审校")
    set_part(flood, page, [place(page, FIRST)], Span.Part.BYLINE, by=reviewer, bases={})
    set_part(school, page, [place(page, SECOND)], Span.Part.BYLINE, by=reviewer, bases={})
    Review.objects.all().delete()
    assert signers(page) == [["王一鸣"], ["王一鸣"], []]
    return page


def signers(page: Page) -> list[list[str]]:
    return [[credit.name for credit in article.credits.all()] for article in living(page)]


def listed() -> list[list[str]]:
    """What the changes touch that are listed for a reviewer."""
    return [review.touches for review in Review.objects.order_by("pk")]


def test_items_of_equal_byline_are_merged_and_parted_again(page: Page, editor: User) -> None:
    flood, school, library = living(page)
    merge_articles(flood, [school], by=editor, bases={})
    assert signers(page) == [["王一鸣"], []]
    split_article(flood, page, page.text.index(SCHOOL[0]), by=editor, bases={})
    assert signers(page) == [["王一鸣"], ["王一鸣"], []]
    merge_articles(library, living(page)[:2], by=editor, bases={})
    assert signers(page) == [["王一鸣"]]
    assert listed() == [[], [], []]


def test_a_reviewer_who_merges_them_is_not_listed_for_another(page: Page) -> None:
    flood, school, _ = living(page)
    merge_articles(flood, [school], by=make_reviewer(), bases={})
    assert signers(page) == [["王一鸣"], []] and listed() == []


def test_signatures_that_no_line_prints_are_merged_with_each_other_and_with_printed_ones(editor: User) -> None:
    page = store_page(
        Item(FLOOD[0], f"{FIRST}\n{FLOOD[1]}", (WANG,)), Item(*SCHOOL, credits=(WANG,)), Item(*LIBRARY, credits=(WANG,))
    )
    flood, school, library = living(page)
    merge_articles(school, [library], by=editor, bases={})
    set_part(flood, page, [place(page, FIRST)], Span.Part.BYLINE, by=editor, bases={})
    merge_articles(school, [flood], by=editor, bases={})
    assert signers(page) == [["王一鸣"]]
    assert listed() == [[], [], []]


def test_a_rest_of_equal_byline_is_joined(page: Page, editor: User) -> None:
    lines = "接上文的段落写在这里，讲小学怎样建成。"
    other = store_page(Item("（上接第一版）三所小学", lines, (WANG,)), label="A02", name="b.txt")
    join_continuation(living(page)[1], living(other)[0], by=editor, bases={})
    assert signers(page) == [["王一鸣"], ["王一鸣"], []] and not living(other)
    assert listed() == [[]]


def test_a_line_of_equal_byline_goes_to_the_neighbour_and_comes_back(page: Page, editor: User) -> None:
    flood, school, library = living(page)
    moved = move_text(page, [place(page, SECOND)], flood, by=editor, bases={})
    assert signers(page) == [["王一鸣"], [], []]
    move_text(page, [place(page, SECOND)], library, by=editor, bases={})
    assert signers(page) == [["王一鸣"], [], ["王一鸣"]]
    move_text(page, [place(page, SECOND)], school, by=editor, bases={})
    assert signers(page) == [["王一鸣"], ["王一鸣"], []]
    assert listed() == [[], [], []] and moved.articles == [flood.pk, school.pk]


@pytest.mark.parametrize("credits", [(), (WANG,)])
def test_a_name_in_the_text_becomes_the_byline_of_an_item_beside_others_that_it_signs(
    editor: User, credits: tuple[CreditDraft, ...]
) -> None:
    page = store_page(Item(FLOOD[0], f"{FLOOD[1]}\n{SECOND}", credits), Item(*SCHOOL, credits=(WANG,)), Item(*LIBRARY))
    flood = living(page)[0]
    made = set_part(flood, page, [place(page, SECOND)], Span.Part.BYLINE, by=editor, bases={})
    assert signers(page) == [["王一鸣"], ["王一鸣"], []]
    assert flood.revisions.latest("number").body == FLOOD[1]
    undo(made, by=editor)
    assert living(page)[0].body.endswith(SECOND)


def test_a_signer_whom_the_text_names_does_not_go_from_it(editor: User) -> None:
    page = store_page(Item(FLOOD[0], f"{FLOOD[1]}\n现场的王一鸣说，堤防稳固。", (WANG,)), Item(*SCHOOL))
    line = place(page, "现场的王一鸣说，堤防稳固。")
    with pytest.raises(BorderError, match="“王一鸣”") as caught:
        set_part(living(page)[0], page, [line], Span.Part.MARK, by=editor, bases={})
    assert caught.value.code == "breaks_facts"


def test_the_last_signature_does_not_go(page: Page, editor: User) -> None:
    flood, school, library = living(page)
    merge_articles(flood, [school, library], by=editor, bases={})
    set_part(flood, page, [place(page, SECOND)], Span.Part.MARK, by=make_reviewer(), bases={})
    with pytest.raises(BorderError, match="“王一鸣”"):
        set_part(flood, page, [place(page, FIRST)], Span.Part.MARK, by=editor, bases={})


@pytest.mark.parametrize(
    ("line", "behind"),
    [
        ("记者从市政务新区获悉，通道已打通。", "务新区"),
        ("近日文昌街道组织居民清扫积雪。", "昌街道"),
    ],
)
def test_what_only_looks_like_a_name_holds_no_border_up(editor: User, line: str, behind: str) -> None:
    page = store_page(Item(FLOOD[0], line), Item(*SCHOOL))
    split_article(living(page)[0], page, page.text.index(behind), by=editor, bases={})
    assert living(page)[1].body.startswith(behind)
    assert listed() == [["name"]]


def test_a_reporter_of_the_newspaper_is_cut_in_two_by_a_reviewer_alone(editor: User) -> None:
    page = store_page(Item(FLOOD[0], "清晨张建国走进车间查看设备。"), Item(*SCHOOL))
    make_reporter(name="张建国")
    flood = living(page)[0]
    with pytest.raises(BorderError, match="“张建国”"):
        split_article(flood, page, page.text.index("国走进"), by=editor, bases={})
    split_article(flood, page, page.text.index("张建国"), by=editor, bases={})
    assert headlines(page) == [FLOOD[0], "", SCHOOL[0]]
