"""The registry that the product brings along is sound."""

from pathlib import Path

import pytest
from django.conf import settings

from articles.models import Department
from entities.matching.names import find_names
from entities.matching.registry import Home
from entities.models import Program
from entities.registry import current_registry
from entities.registry_files import RegistryFiles, read_registry_files
from entities.registry_loading import load_registry

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
