"""The registries' lists narrowed by a program as a reader narrows their index pages."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Department, DepartmentAlias, DepartmentSuccession
from entities.models import Program, ProgramAlias
from tests import builders
from tests.api.conftest import Ask
from tests.api.test_paging import pages
from tests.site.conftest import Archive
from tests.site.pages import Seen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]


@pytest.fixture
def reform(archive: Archive) -> Department:
    """怀川市发展和改革委员会, also called 发改委, once 怀川市计划委员会."""
    reform = builders.make_department(
        name="怀川市发展和改革委员会",
        slug="fa-gai-wei",
        pinyin="huai2 chuan1 shi4 fa1 zhan3 he2 gai3 ge2 wei3 yuan2 hui4",
    )
    DepartmentAlias.objects.create(department=reform, surface="市发改委")
    planning = builders.make_department(name="怀川市计划委员会", slug="ji-wei")
    DepartmentSuccession.objects.create(predecessor=planning, successor=reform)
    return reform


def slugs(answer: Any) -> set[str]:
    return {row["slug"] for row in answer["items"]}


@pytest.mark.parametrize("typed", ["发展和改革", "发改委", "市计划委员会", "fazhanhegaige", "fzhggwyh", " 发改委 "])
def test_a_department_is_found_by_name_alias_old_name_pinyin_and_initials(
    ask: Ask, client: Client, reform: Department, typed: str
) -> None:
    answer = ask(f"/departments?q={typed}")
    assert (slugs(answer), answer["total"], answer["next"]) == ({reform.slug}, 1, None)
    page = Seen(client.get("/departments/", {"q": typed}))
    assert any(reform.get_absolute_url() == link for link in page.links(reform.name))


def test_departments_of_some_levels_and_kinds(ask: Ask, reform: Department) -> None:
    builders.make_department(name="沁水县人民政府", slug="qin-shui", level="county", kind="government")
    builders.make_department(name="河南省人民政府", slug="he-nan", level="province", kind="government")
    assert slugs(ask("/departments?level=county")) == {"qin-shui"}
    assert slugs(ask("/departments?kind=government")) == {"qin-shui", "he-nan"}
    assert slugs(ask("/departments?level=county&level=province&kind=government")) == {"qin-shui", "he-nan"}
    assert slugs(ask("/departments?level=province&q=人民政府")) == {"he-nan"}
    assert slugs(ask("/departments?level=province&q=发改委")) == set()


def test_programs_by_name_and_kind(ask: Ask, archive: Archive) -> None:
    action = builders.make_program(name="万人助万企", slug="wan-ren", kind=Program.Kind.CAMPAIGN)
    ProgramAlias.objects.get_or_create(program=action, surface="助企活动")
    builders.make_program(name="助企纾困平台", slug="shu-kun", kind=Program.Kind.PLATFORM)
    assert slugs(ask("/programs?q=助企")) == {"wan-ren", "shu-kun"}
    assert slugs(ask("/programs?q=助企&kind=platform")) == {"shu-kun"}
    assert slugs(ask("/programs?kind=campaign&kind=platform")) >= {"wan-ren", "shu-kun"}


def test_reporters_by_name_and_newspaper(ask: Ask, archive: Archive) -> None:
    evening = builders.make_newspaper(name="沁水晚报", slug="qinshui")
    namesake = builders.make_reporter(name="王晓明", newspaper=evening, pinyin="wang2 xiao3 ming2")
    builders.make_reporter(name="赵云", newspaper=evening)
    assert slugs(ask("/reporters?q=wxm&newspaper=qinshui")) == {namesake.slug}
    assert ask("/reporters?q=王晓明")["total"] == 2
    assert ask("/reporters?newspaper=qinshui")["total"] == 2


def test_a_narrowed_registry_is_walked_through_by_its_own_cursors(ask: Ask, archive: Archive) -> None:
    for number in range(5):
        builders.make_program(name=f"第{number}号工程", slug=f"p-{number}", kind=Program.Kind.PROJECT)
    met = [row["slug"] for page in pages(ask, "/programs?q=号工程&limit=2") for row in page["items"]]
    assert sorted(met) == [f"p-{number}" for number in range(5)]
    following = ask("/programs?q=号工程&limit=2")["next"]
    assert "另一份列表" in ask(following.replace("kind=", "") + "&kind=project", 400)["detail"]


@pytest.mark.parametrize(
    ("address", "field", "message"),
    [
        ("/departments?level=village", "level", "没有这一项，可以用：national、province、city、county、town。"),
        ("/departments?kind=bureau", "kind", "没有这一项，可以用："),
        ("/programs?kind=slogan", "kind", "没有这一项，可以用：campaign、"),
        ("/programs?level=city", "level", "没有这个参数。这里可以用：limit、cursor、q、kind。"),
        ("/reporters?newspaper=none", "newspaper", "文库里没有这份报纸：none。"),
        (f"/departments?q={'长' * 41}", "q", "最多 40 个字。"),
    ],
)
def test_what_cannot_be_used_is_refused_with_what_can(
    ask: Ask, archive: Archive, address: str, field: str, message: str
) -> None:
    [error] = ask(address, 400)["errors"]
    assert error["field"] == field
    assert error["message"].startswith(message)


def test_words_cost_as_many_queries_however_many_are_found(ask: Ask, archive: Archive) -> None:
    builders.make_program(name="第一号工程")
    ask("/programs?q=号工程")
    with CaptureQueriesContext(connection) as before:
        ask("/programs?q=号工程")
    for number in range(9):
        builders.make_program(name=f"第{number}十号工程")
    ask("/programs?q=号工程")
    with CaptureQueriesContext(connection) as after:
        assert ask("/programs?q=号工程")["total"] == 10
    assert len(after) == len(before)


def test_the_description_and_the_manual_tell_the_filters(ask: Ask, client: Client, archive: Archive) -> None:
    paths = ask("/openapi.json")["paths"]
    described = {
        name: {each["name"]: each for each in paths[f"/api/v1/{name}"]["get"]["parameters"]}
        for name in ("departments", "programs", "reporters")
    }
    assert set(described["departments"]) == {"q", "level", "kind", "limit", "cursor"}
    assert set(described["programs"]) == {"q", "kind", "limit", "cursor"}
    assert set(described["reporters"]) == {"q", "newspaper", "limit", "cursor"}
    level = described["departments"]["level"]
    assert level["schema"]["items"]["enum"] == ["national", "province", "city", "county", "town"]
    assert "county 县区" in level["description"]
    manual = Seen(client.get("/api/")).text
    assert "名称中的任何几个字" in manual and "county 县区" in manual
