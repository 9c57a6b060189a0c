"""Whatever changes in the registry, the articles follow, the index agrees, and nothing is left for a re-link to do."""

import datetime
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import call_command

from articles.models import Article, Department, DepartmentAlias, DepartmentLink, DepartmentSuccession, Newspaper
from articles.search.backend import search_backend
from articles.search.rebuilding import rebuild
from articles.services.text_changed import text_changed
from entities.following import carry_out, record_follow_up
from entities.merging import merge_departments, merge_programs
from entities.models import Place, Program, ProgramAlias
from tests.builders import make_article, make_department, make_page, make_program

pytestmark = pytest.mark.django_db

TEXTS = (
    "市政务服务局会同市林业局部署百村添绿。市政务服务局负责此事。",
    "市林业局植树，云台县林业局响应。",
    "沁水市林业局来访。",
    "云台县林业局召开会议，县委部署。",
    "千村添绿启动，市工商局、市质监局到场。",
    "市市场监管局查秤。",
    "无关的一篇。",
)


@pytest.fixture
def archive(db: None) -> None:
    bureaus = [
        make_department(name=f"怀川市{name}局", place="怀川市") for name in ("工商", "质监", "市场监管", "知识产权")
    ]
    DepartmentSuccession.objects.create(predecessor=bureaus[0], successor=bureaus[2])
    DepartmentSuccession.objects.create(predecessor=bureaus[1], successor=bureaus[3])
    make_department(name="怀川市政务服务局", place="怀川市")
    make_department(name="怀川市林业局", place="怀川市", aliases=["怀川林业"])
    make_department(name="中共云台县委", level="county", place="云台县", aliases=["云台县委"])
    make_program(name="百村添绿", aliases=["添绿行动"])
    make_program(name="千村添绿")
    page = make_page()
    articles = [make_article(page=page, headline=f"第{n}篇", body=text) for n, text in enumerate(TEXTS)]
    text_changed([article.pk for article in articles])
    record_follow_up()
    carry_out()
    rebuild(search_backend())


def department(name: str) -> Department:
    return Department.objects.get(name=f"怀川市{name}局")


def add_alias() -> None:
    DepartmentAlias.objects.create(department=department("林业"), surface="来访", rule="exact")


def change_rule() -> None:
    ProgramAlias.objects.filter(surface="添绿行动").update(surface="百村添绿", rule="quoted")


def delete_alias() -> None:
    DepartmentAlias.objects.filter(surface="云台县委").delete()


def rename() -> None:
    Program.objects.filter(name="百村添绿").update(name="百村植绿")


def change_kind() -> None:
    """It weighs less then, so that the news is the other bureau's."""
    Department.objects.filter(name="怀川市政务服务局").update(kind="government")


def move_department() -> None:
    Department.objects.filter(name="怀川市林业局").update(name="云台县林业局", place="云台县", level="county")


def add_place() -> None:
    Place.objects.create(name="沁水市", level="city")


def record_succession() -> None:
    DepartmentSuccession.objects.create(predecessor=department("质监"), successor=department("市场监管"))


def forget_succession() -> None:
    DepartmentSuccession.objects.all().delete()


def delete_a_successor() -> None:
    """No article names it, but the one that names what went into it stands under it; the succession goes with it."""
    department("知识产权").delete()


def date_departments() -> None:
    Department.objects.filter(name="怀川市工商局").update(valid_to=datetime.date(2019, 3, 1))


def merge_two_departments() -> None:
    merge_departments(department("工商"), department("林业"))


def merge_two_programs() -> None:
    merge_programs(Program.objects.get(name="千村添绿"), Program.objects.get(name="百村添绿"))


def move_newspaper() -> None:
    Newspaper.objects.update(city="沁水市")


CHANGES: tuple[Callable[[], None], ...] = (
    add_alias,
    change_rule,
    delete_alias,
    rename,
    change_kind,
    move_department,
    add_place,
    record_succession,
    forget_succession,
    delete_a_successor,
    date_departments,
    merge_two_departments,
    merge_two_programs,
    move_newspaper,
)


def said(command: str, *args: str) -> str:
    out = StringIO()
    call_command(command, *args, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_every_change_of_the_registry_reaches_links_and_index(archive: None, change: Callable[[], None]) -> None:
    change()
    row = record_follow_up()
    assert carry_out()
    row.refresh_from_db()
    assert row.state == "done"
    assert f"{Article.objects.count()} articles, and the search index agrees" in said("check_index")
    assert " 0 would be filed otherwise" in said("relink", "--all", "--dry-run")
    assert "0 articles read" in said("relink", "--outdated", "--dry-run")


def test_whose_news_it_is_counts_as_a_change(archive: None) -> None:
    change_kind()
    said_before = said("relink", "--outdated", "--dry-run")
    assert "Departments: 0 links added, 0 removed. Roles: 2 changed." in said_before
    assert said("relink", "--outdated") == said_before.replace("would be", "are")
    primary = DepartmentLink.objects.filter(role="primary", article__headline="第0篇")
    assert [link.department.name for link in primary] == ["怀川市林业局"]


def test_merging_a_part_of_a_split_bureau_into_the_other_leaves_the_index_right(db: None) -> None:
    """X was split into N and B2; then B2 turns out to be N."""
    whole, one, other = (make_department(name=f"怀川市{name}局", place="怀川市") for name in ("文体", "文化", "体育"))
    for part in (one, other):
        DepartmentSuccession.objects.create(predecessor=whole, successor=part)
    page = make_page()
    names = ("文体", "文化", "体育", "文体")
    articles = [make_article(page=page, headline=f"第{n}篇", body=f"市{name}局办展。") for n, name in enumerate(names)]
    text_changed([article.pk for article in articles])
    rebuild(search_backend())
    merge_departments(other, one)
    record_follow_up()
    carry_out()
    assert "4 articles, and the search index agrees" in said("check_index")
