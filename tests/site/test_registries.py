"""The index pages of departments, programs and reporters, and what their entries say of themselves."""

import pytest
from django.test import Client

from articles.models import Department
from articles.search.draining import drain
from articles.services.text_changed import queue_index
from entities.models import Program
from tests import builders
from tests.site.conftest import Archive
from tests.site.pages import Seen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]


def see(client: Client, address: str) -> Seen:
    return Seen(client.get(address))


def test_departments_stand_by_level_with_their_counts(client: Client, archive: Archive) -> None:
    builders.make_department(name="河南省审计厅", level=Department.Level.PROVINCE, slug="shen-ji-ting")
    province, city = see(client, "/departments/").texts("section", class_="group")
    assert province == "省 0 1 个尚无报道 ›"
    assert city == "市 1 怀川市政务服务局 1"


def test_department_page_tells_its_place_names_and_programs(client: Client, archive: Archive) -> None:
    above = builders.make_department(name="怀川市人民政府", slug="shi-zheng-fu")
    Department.objects.filter(pk=archive.department.pk).update(parent=above)
    archive.department.aliases.create(surface="市政务服务局")
    page = see(client, archive.department.get_absolute_url())
    assert "又称市政务服务局" in page.text
    assert page.links("怀川市人民政府") == ["/departments/shi-zheng-fu/"]
    assert "主办项目怀川码上办" in page.text
    assert see(client, above.get_absolute_url()).links("怀川市政务服务局")[0] == "/departments/zheng-wu-fu-wu-ju/"


def test_programs_stand_by_kind_without_slogans(client: Client, archive: Archive) -> None:
    slogan = builders.make_program(name="为民办实事", slug="wei-min", kind=Program.Kind.SLOGAN)
    builders.make_program(name="共同富裕", kind=Program.Kind.PHRASE)
    page = see(client, "/programs/")
    assert page.texts("section", class_="group") == ["应用 1 怀川码上办 1"]
    assert see(client, slogan.get_absolute_url()).texts("h1") == ["为民办实事"]


def test_program_page_tells_what_it_is_and_who_runs_it(client: Client, archive: Archive) -> None:
    Program.objects.filter(pk=archive.program.pk).update(summary="办事的手机应用。")
    archive.program.aliases.create(surface="码上办")
    page = see(client, archive.program.get_absolute_url())
    assert "办事的手机应用。" in page.text
    assert "又称码上办" in page.text
    assert page.links("怀川市政务服务局")[0] == "/departments/zheng-wu-fu-wu-ju/"


def test_reporters_who_signed_most_stand_first(client: Client, archive: Archive) -> None:
    page = see(client, "/reporters/")
    most, *by_letter = page.texts("section", class_="group")
    assert most == "署名最多 共 2 人有署名文章 王晓明 2李敏 1"
    assert len(by_letter) == 1


def test_reporters_by_letter(client: Client, archive: Archive) -> None:
    builders.make_reporter(name="安然", pinyin="an1 ran2")
    builders.make_reporter(name="Ω", pinyin="Ω")
    for letter in ("A", "a"):
        assert see(client, f"/reporters/?letter={letter}").texts("ul", class_="entries") == ["安然 —"]
    assert see(client, "/reporters/").links("A") == ["/reporters/?letter=a", "/reporters/?letter=a"]
    assert see(client, "/reporters/?letter=other").texts("ul", class_="entries") == ["Ω —"]
    assert "这一类还没有记者" in see(client, "/reporters/?letter=q").text
    assert see(client, "/reporters/?letter=ab").status == 404


def test_registries_count_every_entry_however_many_there_are(client: Client, archive: Archive) -> None:
    departments = [builders.make_department(name=f"怀川市第{number}局") for number in range(110)]
    reporters = [f"记者{number}" for number in range(110)]
    article = builders.make_article(page=archive.front, body="名单。", departments=departments, reporters=reporters)
    queue_index([article.pk])
    drain()
    assert "尚无报道" not in see(client, "/departments/").text
    assert "共 112 人有署名文章" in see(client, "/reporters/").text


def test_about_tells_how_to_report_an_error(client: Client, archive: Archive) -> None:
    page = see(client, "/about/")
    assert "如何报错" in page.text and page.links("写在这里") == ["/report/"]
    assert page.links("怀川日报") == ["/huaichuan/"]
    assert "版权归怀川日报社所有。" in page.text
