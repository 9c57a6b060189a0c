"""A change of the registry re-links the articles it can touch, and the archive is then as if all had been re-linked."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Article, Department, DepartmentLink, RegistryState
from entities.following import carry_out, record_follow_up
from entities.linking import relink
from entities.models import Mention, Place, Program, ProgramAlias, RegistryChange
from entities.outdated import affected_articles, linked_version, mark_up_to_date
from entities.previews import preview
from entities.relinking import relink_each
from entities.touched import changes_since
from tests.builders import make_article, make_department, make_page, make_program

pytestmark = pytest.mark.django_db

TEXTS = (
    "市林业局部署造林，百村添绿启动。",
    "百 村\n添绿扩面，该局介绍。",
    "市水务局、林业局联合发文。",
    "百材添绿进展顺利。",
    "温县召开会议，县委部署。",
    "温县和云台县召开会议，县委部署。",
    "云台县林业局植树。",
    "无关的一篇。",
)


def links() -> tuple[list[Any], list[Any]]:
    departments = DepartmentLink.objects.order_by("article", "department")
    mentions = Mention.objects.order_by("article", "program", "start")
    return (
        list(departments.values_list("article", "department__name", "role", "status", "evidence")),
        list(mentions.values_list("article", "program__name", "field", "start", "rule", "status")),
    )


def articles() -> list[int]:
    page = make_page()
    return [make_article(page=page, headline=f"第{number}篇", body=text).pk for number, text in enumerate(TEXTS)]


def settle() -> None:
    relink(list(Article.objects.values_list("pk", flat=True)))
    mark_up_to_date(RegistryState.current())


def add_department() -> None:
    make_department(name="怀川市水务局", place="怀川市")


def add_county() -> None:
    make_department(name="中共云台县委", level="county", place="云台县", aliases=["云台县委"])


def add_place() -> None:
    Place.objects.create(name="云台县", level="county")


def rename_program() -> None:
    Program.objects.filter(name="百村添绿").update(name="千村添绿")


def retell_program() -> None:
    Program.objects.filter(name="百村添绿").update(summary="植树。")


def move_department() -> None:
    Department.objects.filter(name="怀川市林业局").update(place="云台县", level="county", name="云台县林业局")


def add_alias() -> None:
    ProgramAlias.objects.create(program=Program.objects.get(), surface="部署造林", rule="exact")


def drop_aliases() -> None:
    ProgramAlias.objects.all().delete()


CHANGES = (
    add_department,
    add_county,
    add_place,
    rename_program,
    retell_program,
    move_department,
    add_alias,
    drop_aliases,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=st.lists(st.sampled_from(CHANGES), unique=True, min_size=1, max_size=4))
def test_relinking_what_changes_touch_is_as_good_as_relinking_all(db: None, chosen: list[Any]) -> None:
    def run() -> None:
        make_department(name="怀川市林业局", place="怀川市")
        make_department(name="中共温县委", level="county", place="温县", aliases=["温县委"])
        make_program(name="百村添绿", aliases=["添绿行动"])
        ids = articles()
        settle()
        for change in chosen:
            change()
        list(relink_each(affected_articles()))
        incremental = links()
        relink(ids)
        assert links() == incremental

    preview(run)


def test_only_what_a_change_can_touch_is_read() -> None:
    make_program(name="百村添绿")
    ids = articles()
    settle()
    make_department(name="怀川市水务局", place="怀川市")
    assert affected_articles() == [ids[2]]
    Program.objects.update(summary="植树。")
    assert affected_articles() == [ids[2]]


def test_a_place_that_is_registered_already_makes_no_article_touched() -> None:
    Place.objects.create(name="温县", level="county")
    make_program(name="百村添绿")
    ids = articles()
    settle()
    ProgramAlias.objects.create(program=Program.objects.get(), surface="发文", rule="exact")
    assert affected_articles() == [ids[2]]


def test_an_archive_older_than_the_log_is_linked_anew_altogether() -> None:
    ids = articles()
    RegistryChange.objects.filter(type="start").update(version=5)
    make_program(name="百村添绿")
    assert changes_since(0) is None
    assert affected_articles() == ids


def test_the_log_is_forgotten_once_every_page_is_up_to_date() -> None:
    articles()
    make_program(name="百村添绿")
    assert RegistryChange.objects.filter(type="program").exists()
    settle()
    assert list(RegistryChange.objects.values_list("type", "version")) == [("start", RegistryState.current())]


def test_a_preview_tells_what_would_come_and_go_and_leaves_nothing_behind() -> None:
    program = make_program(name="百村添绿")
    ids = articles()
    settle()
    before = links()

    def change() -> str:
        Program.objects.filter(pk=program.pk).update(name="部署造林")
        return "done"

    difference, outcome = preview(change)
    assert outcome == "done"
    assert (difference.touched, difference.added, difference.removed) == (3, 0, 1)
    assert [(example.article.pk, example.entry) for example in difference.removed_examples] == [(ids[1], "部署造林")]
    assert Program.objects.get().name == "百村添绿" and links() == before
    assert changes_since(RegistryState.current()) == []


def test_what_was_previewed_is_what_happens() -> None:
    articles()
    settle()
    difference, _ = preview(lambda: make_program(name="百村添绿"))
    assert difference.added_examples[0].sentence == ("市林业局部署造林，", "百村添绿", "启动。")
    make_program(name="百村添绿")
    row = record_follow_up("百村添绿")
    assert carry_out()
    row.refresh_from_db()
    assert (row.relinked, row.added, row.removed) == (difference.touched, difference.added, difference.removed)
    assert Mention.objects.filter(status="automatic").count() == difference.added == 2
    assert linked_version() == RegistryState.current()
