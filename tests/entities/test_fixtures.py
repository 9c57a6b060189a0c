"""The registry that the product brings along is sound."""

import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from articles.models import Department
from articles.search.backend import search_backend
from articles.search.rebuilding import rebuild
from articles.services.text_changed import text_changed
from entities.matching.names import find_names
from entities.matching.registry import Home
from entities.models import Program
from entities.registry import current_registry
from entities.registry_files import RegistryFiles, read_registry_files
from entities.registry_loading import load_registry
from tests.builders import make_article, make_issue, make_newspaper, make_page

FIXTURES = settings.BASE_DIR / "fixtures"


@pytest.fixture(scope="module")
def files() -> RegistryFiles:
    return read_registry_files(Path(FIXTURES))


def test_no_summary_is_longer_than_a_line_of_its_page(files: RegistryFiles) -> None:
    assert all(len(line["summary"]) <= 60 for line in files.lines["programs.csv"])


def test_a_city_countys_or_towns_department_says_its_place(files: RegistryFiles) -> None:
    assert not [
        line["name"] for line in files.lines["departments.csv"] if line["level"] != "national" and not line["place"]
    ]


@pytest.mark.parametrize(
    "name",
    [
        "万人助万企", "企业纾困360", "焦我办", "焦作市智慧金融服务平台", "全市一码", "焦作市大数据平台",
        "焦作市政务业务中台",
        "焦作市工程建设项目审批管理系统", "商事登记智能审批一体机", "豫事办", "中原工业设计城", "引金入区", "四城联创",
        "党群360工作法", "“六帮六助”专项行动", "人防工程可视化项目", "“引金入焦”工程",
    ],
)  # fmt: skip
def test_the_programs_that_readers_come_for_are_listed(files: RegistryFiles, name: str) -> None:
    (line,) = [line for line in files.lines["programs.csv"] if line["name"] == name]
    assert line["kind"] not in ("slogan", "phrase")


@pytest.mark.django_db
def test_every_name_and_alias_of_the_registry_is_found_as_its_own_entry() -> None:
    """In quotes and in its own paper; a town's bare name with its county in front."""
    load_registry(Path(FIXTURES))
    gazetteer, home = current_registry().gazetteer, Home("焦作市", "河南省")
    missed = []
    for entry in gazetteer.by_key.values():
        for surface in (entry.name, *(alias.surface for alias in entry.aliases)):
            county = f"{entry.place}：" if entry.level == "town" else ""
            matches = find_names(f"{county}“{surface}”", gazetteer, home).matches
            if entry.name not in {match.canonical for match in matches}:
                missed.append((surface, [match.canonical for match in matches]))
    assert missed == []


@pytest.mark.django_db
def test_the_registry_has_an_order_by_reading_and_addresses() -> None:
    load_registry(Path(FIXTURES))
    assert not Department.objects.filter(pinyin="").exists() and not Program.objects.filter(pinyin="").exists()
    assert Program.objects.get(slug="jiao-wo-ban").name == "焦我办"


@pytest.mark.django_db
def test_a_department_reorganised_in_2019_is_one_series_and_both_names_find_it(client: Client) -> None:
    load_registry(Path(FIXTURES))
    newspaper = make_newspaper(city="焦作市", province="河南省")
    texts = {
        datetime.date(2017, 5, 4): "市工商局开展红盾行动。",
        datetime.date(2018, 5, 4): "市质监局检定公平秤。",
        datetime.date(2022, 5, 4): "市市场监管局开展护秤行动。",
    }
    articles = [
        make_article(
            page=make_page(issue=make_issue(newspaper=newspaper, date=date)), headline=f"{date.year}年", body=body
        )
        for date, body in texts.items()
    ]
    text_changed([article.pk for article in articles])
    rebuild(search_backend())
    present = Department.objects.get(name="焦作市市场监督管理局")
    for name in ("焦作市工商行政管理局", "焦作市质量技术监督局", "焦作市市场监督管理局"):
        department = Department.objects.get(name=name)
        response = client.get(department.get_absolute_url(), follow=True)
        assert response.request["PATH_INFO"] == present.get_absolute_url()
        html = client.get("/search/", {"department": department.slug}).content.decode()
        assert all(f"{year}年" in html for year in (2017, 2018, 2022))
        assert all(
            f"{year}年" in client.get("/search/", {"q": f"部门:{name}"}).content.decode() for year in (2017, 2022)
        )
    printed = client.get(articles[0].get_absolute_url()).content.decode()
    assert "焦作市工商行政管理局" in printed and present.name not in printed


def test_every_succession_has_its_day_and_closes_what_it_ends(files: RegistryFiles) -> None:
    by_name = {line["name"]: line for line in files.lines["departments.csv"]}
    for line in files.lines["department_successions.csv"]:
        assert line["happened_on"] and line["note"]
        assert by_name[line["predecessor"]]["valid_to"] == line["happened_on"]
        assert by_name[line["successor"]]["valid_from"] == line["happened_on"]


def test_every_listed_program_says_what_it_is(files: RegistryFiles) -> None:
    unlisted = ("slogan", "phrase")
    lines = files.lines["programs.csv"]
    assert not [line["name"] for line in lines if line["kind"] not in unlisted and not line["summary"]]
