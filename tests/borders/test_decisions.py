"""What a person ruled on links goes with the words that were ruled on, there and back."""

import pytest

from articles.models import Article, Department, LinkStatus, Page
from articles.services.borders import merge_articles, move_text, split_article, undo
from entities.decisions import decide_department, decide_program
from entities.models import Program, ProgramDecision
from tests.borders.desk import living, make_person, place, store_page
from tests.builders import make_department, make_program
from tests.store.drafts import FLOOD, SCHOOL, Item

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sound_archive")]

LIBRARY = ("图书馆延长开放时间", "市民凭身份证入馆。\n市图书馆即日起延长开放时间，办证可用怀川码上办。")
CONFIRMED, REJECTED = LinkStatus.CONFIRMED, LinkStatus.REJECTED


@pytest.fixture
def department() -> Department:
    return make_department(name="怀川市图书馆", aliases=["市图书馆"])


@pytest.fixture
def program() -> Program:
    return make_program(name="怀川码上办")


@pytest.fixture
def page(department: Department, program: Program) -> Page:
    return store_page(Item(*FLOOD), Item(*SCHOOL), Item(*LIBRARY))


def rulings(*articles: Article) -> list[tuple[list[str], list[str]]]:
    """Of each article what is linked: departments, programs, each with the state of its link."""
    return [
        (
            [link.status for link in article.department_links.all()],
            sorted({mention.status for mention in article.mentions.all()}),
        )
        for article in articles
    ]


def decide(article: Article, department: Department, program: Program, status: LinkStatus) -> None:
    decide_department(article, department, status, by=make_person("陈判定"))
    decide_program(article, program, status, by=make_person("陈判定"))


def test_confirmations_move_with_the_words_and_come_back(page: Page, department: Department, program: Program) -> None:
    library = living(page)[2]
    decide(library, department, program, CONFIRMED)
    change = split_article(library, page, page.text.index("市图书馆即日起"), by=make_person(), bases={})
    born = living(page)[3]
    assert rulings(library, born) == [([], []), (["confirmed"], ["confirmed"])]
    assert born.department_links.get().decided_by == make_person("陈判定")
    assert ProgramDecision.objects.get().article == born
    undo(change, by=make_person())
    assert rulings(library) == [(["confirmed"], ["confirmed"])]
    assert library.department_links.get().decided_by == make_person("陈判定")


def test_where_both_name_it_both_keep_it(page: Page, department: Department, program: Program) -> None:
    page = store_page(Item("馆讯", f"市图书馆上线怀川码上办。\n{LIBRARY[1]}"), label="A02", name="b.txt")
    article = living(page)[0]
    decide(article, department, program, CONFIRMED)
    change = split_article(article, page, page.text.index("市民凭"), by=make_person(), bases={})
    assert rulings(*living(page)) == [(["confirmed"], ["confirmed"])] * 2
    undo(change, by=make_person())
    assert rulings(article) == [(["confirmed"], ["confirmed"])]


def test_what_moves_into_an_article_that_names_it_too_is_ruled_on_there_and_no_more_when_it_leaves(
    page: Page, department: Department, program: Program
) -> None:
    other = store_page(Item("馆讯", "市图书馆上线怀川码上办。"), Item(*LIBRARY), label="A02", name="b.txt")
    news, library = living(other)
    decide(library, department, program, CONFIRMED)
    where = place(other, LIBRARY[1].split("\n")[1])
    change = move_text(other, [where], news, by=make_person(), bases={})
    assert rulings(news, library) == [(["confirmed"], ["confirmed"]), ([], [])]
    undo(change, by=make_person())
    assert rulings(news, library) == [(["automatic"], ["automatic"]), (["confirmed"], ["confirmed"])]


def test_a_rejection_goes_along_and_takes_nothing_from_words_of_the_articles_own(
    page: Page, department: Department, program: Program
) -> None:
    flood, _, library = living(page)
    decide(library, department, program, REJECTED)
    where = place(page, LIBRARY[1].split("\n")[1])
    change = move_text(page, [where], flood, by=make_person(), bases={})
    assert rulings(flood) == [(["rejected"], ["rejected"])]
    undo(change, by=make_person())
    assert rulings(flood, library) == [([], []), (["rejected"], ["rejected"])]
    other = store_page(Item("馆讯", "市图书馆上线怀川码上办。"), label="A02", name="b.txt")
    move_text(page, [where], living(other)[0], by=make_person(), bases={})
    assert rulings(*living(other)) == [(["automatic"], ["automatic"])]


def test_a_ruling_that_no_words_bear_stays_with_its_article(
    page: Page, department: Department, program: Program
) -> None:
    flood, school, library = living(page)
    decide(school, department, program, CONFIRMED)
    split_article(school, page, page.text.index("可新增"), by=make_person(), bases={})
    assert rulings(school, living(page)[2]) == [(["confirmed"], ["confirmed"]), ([], [])]
    merge_articles(flood, [school], by=make_person(), bases={})
    assert rulings(flood) == [(["confirmed"], ["confirmed"])]
    assert rulings(library) == [(["automatic"], ["automatic"])]


def test_a_merge_takes_rulings_over_and_its_undo_gives_them_back(
    page: Page, department: Department, program: Program
) -> None:
    other = store_page(Item("馆讯", "市图书馆上线怀川码上办。"), Item(*LIBRARY), label="A02", name="b.txt")
    news, library = living(other)
    decide(library, department, program, CONFIRMED)
    change = merge_articles(news, [library], by=make_person(), bases={})
    assert rulings(news) == [(["confirmed"], ["confirmed"])]
    undo(change, by=make_person())
    assert rulings(news, library) == [(["automatic"], ["automatic"]), (["confirmed"], ["confirmed"])]
