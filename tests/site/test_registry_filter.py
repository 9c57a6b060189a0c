"""The index pages of large registries: parts of names, pinyin, initials; pages that stay small; few queries."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Department, DepartmentSuccession
from articles.pinyin import pinyin_key
from articles.search.draining import drain
from articles.services.text_changed import queue_index
from entities.models import Mention, Program
from tests import builders
from tests.site.conftest import Archive
from tests.site.pages import Seen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]

#: What a page may weigh without its style and scripts, which together stay below 30 KB (see the browser's tests).
MOST_BYTES = 70_000


def see(client: Client, address: str) -> Seen:
    return Seen(client.get(address))


def found(client: Client, address: str) -> list[str]:
    return see(client, address).texts("ul", class_="found")


@pytest.fixture
def commission(archive: Archive) -> Department:
    name = "怀川市发展和改革委员会"
    return builders.make_department(name=name, aliases=["市发改委"], slug="fa-gai-wei", pinyin=pinyin_key(name))


@pytest.mark.parametrize("typed", ["发展和", "发改", "fgw", "FGW", "fazhan", "gaige", "hcsfz", "發展"])
def test_a_department_is_found_by_any_of_its_names_and_by_pinyin(
    client: Client, commission: Department, typed: str
) -> None:
    page = see(client, f"/departments/?q={typed}")
    assert page.links("怀川市发展和改革委员会") == ["/departments/fa-gai-wei/"]
    assert page.texts("p", role="status") == [f"“{typed}”：1 个部门"]
    assert page.attributes("input", "value")[-1] == typed


def test_another_name_by_which_an_entry_was_found_is_told(client: Client, commission: Department) -> None:
    assert found(client, "/departments/?q=发改委") == ["怀川市发展和改革委员会 又称市发改委 —"]
    assert found(client, "/departments/?q=发展") == ["怀川市发展和改革委员会 —"]


def test_one_letter_is_enough_and_what_has_articles_stands_first(client: Client, archive: Archive) -> None:
    for name in ("怀川市财政局", "怀川市政务服务中心"):
        builders.make_department(name=name, pinyin=pinyin_key(name))
    Department.objects.filter(pk=archive.department.pk).update(pinyin=pinyin_key(archive.department.name))
    assert found(client, "/departments/?q=z") == ["怀川市政务服务局 1怀川市财政局 —怀川市政务服务中心 —"]


def test_a_department_of_old_is_found_as_what_it_became(client: Client, archive: Archive) -> None:
    old = builders.make_department(name="怀川市行政审批办公室", pinyin=pinyin_key("怀川市行政审批办公室"))
    assert found(client, "/departments/?q=审批") == ["怀川市行政审批办公室 —"]
    DepartmentSuccession.objects.create(predecessor=old, successor=archive.department)
    assert found(client, "/departments/?q=审批") == ["怀川市政务服务局 又称怀川市行政审批办公室 1"]
    assert "已改名或撤并 1 怀川市行政审批办公室 今怀川市政务服务局" in see(client, "/departments/").text


def test_programs_and_reporters_are_filtered_the_same_way(client: Client, archive: Archive) -> None:
    archive.program.aliases.create(surface="码上办")
    assert found(client, "/programs/?q=msb") == ["怀川码上办 又称码上办 1"]
    builders.make_program(name="为民办实事", kind=Program.Kind.SLOGAN)
    assert "没有名称含“为民”的项目" in see(client, "/programs/?q=为民").text
    builders.make_reporter(name="安然", pinyin="an1 ran2")
    page = see(client, "/reporters/?q=anran")
    assert page.texts("p", role="status") == ["“anran”：1 位记者"]
    assert page.links("安然")


def test_what_is_not_found_can_be_searched_for_in_the_texts(client: Client, archive: Archive) -> None:
    page = see(client, "/departments/?q=水利厅")
    assert page.texts("p", role="status") == ["没有名称含“水利厅”的部门"]
    assert page.links("全文里检索") == ["/search/?q=%E6%B0%B4%E5%88%A9%E5%8E%85"]
    assert see(client, "/departments/?q=%00").texts("h2")[0].startswith("市")
    assert see(client, "/departments/?q=<b>&level=x").status == 200
    assert see(client, "/departments/?level=planet").status == 404
    assert see(client, "/programs/?kind=slogan").status == 404


def test_counties_and_towns_stand_by_place(client: Client, archive: Archive) -> None:
    level = Department.Level.COUNTY
    for place, name in [("沁川县", "沁川县财政局"), ("山川区", "山川区财政局"), ("沁川县", "沁川县教育局")]:
        department = builders.make_department(name=name, place=place, level=level)
        builders.link_department(article=archive.launch, department=department, surface="怀川市政务服务局")
    queue_index([archive.launch.pk])
    drain()
    for address in ("/departments/", "/departments/?level=county"):
        page = see(client, address)
        assert page.texts("div", class_="place") == ["沁川县 沁川县财政局 1沁川县教育局 1", "山川区 山川区财政局 1"]


@pytest.fixture
def large_registry(archive: Archive) -> None:
    """3,000 departments and 5,000 programs; every second one is spoken of."""
    levels, kinds = Department.Level.values, Program.objects.none().model.Kind.values[:7]
    departments = Department.objects.bulk_create(
        Department(
            name=f"怀川市第{number}街道综合行政执法办公室",
            slug=f"huai-chuan-shi-di-{number}-jie-dao-zong-he-xing-zheng-zhi-fa",
            level=levels[number % 5],
            place=f"第{number % 40}区",
            pinyin=f"huai2 chuan1 {number:05}",
        )
        for number in range(3000)
    )
    programs = Program.objects.bulk_create(
        Program(
            name=f"第{number}号重点民生实事工程",
            slug=f"di-{number}-hao-zhong-dian-min-sheng-shi-shi-gong-cheng",
            kind=kinds[number % 7],
            pinyin=f"di4 {number:05}",
        )
        for number in range(5000)
    )
    article = builders.make_article(page=archive.front, body="名单。", departments=departments[::2], programs=[])
    mentions = [
        Mention(
            article=article, program=program, field="body", start=0, end=2, surface="名单", rule="exact",
            revision_number=0, status="automatic",
        )
        for program in programs[::2]
    ]  # fmt: skip
    Mention.objects.bulk_create(mentions)
    queue_index([article.pk])
    drain()


def test_pages_of_a_large_registry_stay_small_and_lose_nothing(
    client: Client, archive: Archive, large_registry: None
) -> None:
    for address in (
        "/departments/",
        "/departments/?level=city",
        "/departments/?level=county&page=2",
        "/departments/?q=第",
        "/programs/",
        "/programs/?kind=campaign",
        "/programs/?q=工程",
    ):
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        assert response.status_code == 200
        assert len(response.content) < MOST_BYTES, (address, len(response.content))
        assert len(queries) <= 9, address
    overview = see(client, "/departments/")
    assert "301 个有报道，先列最多的" in overview.text
    assert overview.links("全部 601 个市") == ["/departments/?level=city"]
    names = [name for page in (1, 2, 3) for name in names_on(client, f"/departments/?level=city&page={page}")]
    assert len(names) == len(set(names)) == 601
    assert see(client, "/departments/?level=city&page=4").status == 404
    assert "“工程”：5,000 个项目" in see(client, "/programs/?q=工程").text
    assert "只列前 200 个" in see(client, "/programs/?q=工程").text


def names_on(client: Client, address: str) -> list[str]:
    page = see(client, address)
    return [url for url in page.attributes("a", "href") if url.startswith("/departments/") and url.count("/") == 3]


@pytest.mark.parametrize(
    "address", ["/departments/?q=怀", "/programs/?q=怀", "/reporters/?q=王", "/departments/?level=city"]
)
def test_a_filtered_page_asks_little(client: Client, archive: Archive, address: str) -> None:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    assert len(queries) <= 3
