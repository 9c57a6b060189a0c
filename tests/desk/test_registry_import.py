"""What a registry file may say, and what is refused before a row of it is written."""

import datetime
from typing import Any

import pytest

from articles.models import Department, DepartmentAlias, DepartmentSuccession, RegistryState
from entities.models import Place, Program, ProgramAlias
from entities.registry_faults import RegistryFileError
from entities.registry_files import read_registry_files
from entities.registry_import import import_table
from entities.registry_tables import DEPARTMENT_ALIASES, DEPARTMENTS, PLACES, PROGRAM_ALIASES, PROGRAMS, SUCCESSIONS
from tests.builders import make_department, make_program
from tests.entities.registry_folder import write_registry

pytestmark = pytest.mark.django_db

DEPARTMENT_HEAD = "name,short_name,slug,level,kind,place,parent,valid_from,valid_to\n"
PROGRAM_HEAD = "name,slug,kind,run_by,run_by_name,summary\n"
SUCCESSION_HEAD = "predecessor,successor,happened_on,note\n"


def department_line(name: str, slug: str, *, parent: str = "", dates: str = ",") -> str:
    return f"{name},,{slug},city,department,怀川市,{parent},{dates}\n"


def faults(table: Any, text: str) -> list[str]:
    with pytest.raises(RegistryFileError) as caught:
        import_table(table, text)
    return [fault.for_editors for fault in caught.value.faults]


def test_a_body_may_belong_to_one_that_stands_further_down() -> None:
    import_table(
        DEPARTMENTS,
        DEPARTMENT_HEAD
        + department_line("怀川市苗圃", "miao", parent="怀川市林业局")
        + department_line("怀川市林业局", "lin"),
    )
    assert Department.objects.get(slug="miao").parent == Department.objects.get(slug="lin")


def test_places_of_one_name_come_in_under_parents_of_the_same_file() -> None:
    import_table(
        PLACES,
        "name,level,parent\n城关镇,town,甲县\n城关镇,town,乙县\n甲县,county,怀川市\n乙县,county,怀川市\n怀川市,city,\n",
    )
    towns = Place.objects.filter(name="城关镇").values_list("parent__name", "parent__parent__name")
    assert set(towns) == {("甲县", "怀川市"), ("乙县", "怀川市")}


def test_a_file_moves_a_body_to_another_parent() -> None:
    old, new = make_department(name="怀川市甲局", slug="jia"), make_department(name="怀川市乙局", slug="yi")
    make_department(name="怀川市丙站", slug="bing", parent=old, place="怀川市")
    plan = import_table(DEPARTMENTS, DEPARTMENT_HEAD + department_line("怀川市丙站", "bing", parent="怀川市乙局"))
    assert plan.counts == {"changed": 1}
    assert Department.objects.get(slug="bing").parent == new


def test_dates_as_a_spreadsheet_rewrites_them_are_read() -> None:
    import_table(DEPARTMENTS, DEPARTMENT_HEAD + department_line("怀川市林业局", "lin", dates="2019/1/5,2024/12/31"))
    department = Department.objects.get()
    assert department.valid_from == datetime.date(2019, 1, 5) and department.valid_to == datetime.date(2024, 12, 31)
    import_table(PROGRAMS, "name,slug,kind,run_by,run_by_name,summary,started\n百村添绿,lv,app,,,,2021/6\n")
    assert Program.objects.get().started == "2021-06"


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        (
            department_line("怀川市丙局", "bing", dates="2020-01-01,2019-01-01"),
            "第2行 valid_to 列：撤销日期早于设立日期",
        ),
        (department_line("怀川市丙\0局", "bing"), "第2行 name 列：含有控制字符"),
        (department_line("怀川市丙局", "same") + department_line("怀川市丁局", "same"), "“same”与第2行重复"),
        (department_line("怀川市丙局", "bing") + department_line("怀川市丙局", "ding"), "“怀川市丙局”与第2行重复"),
        (department_line("怀川市丙局", "bing", parent="怀川市丙局"), "“怀川市丙局”成了它自己的下级"),
        (
            department_line("怀川市丙局", "bing", parent="怀川市丁局")
            + department_line("怀川市丁局", "ding", parent="怀川市丙局"),
            "第3行 parent 列：“怀川市丁局”成了它自己的下级",
        ),
        (department_line("怀川市丙局", "bing", parent="怀川市甲局"), "名录里没有“怀川市甲局”；请先登记它"),
        (department_line("局", "ju"), "“局”太短"),
        (department_line("旧局的别名", "jiu"), "是另一条目“怀川市旧局”的名称或别名"),
    ],
)
def test_a_line_that_would_harm_the_registry_is_refused_and_named(lines: str, fault: str) -> None:
    make_department(name="怀川市旧局", aliases=["旧局的别名"])
    assert any(fault in each for each in faults(DEPARTMENTS, DEPARTMENT_HEAD + lines))
    assert Department.objects.count() == 1


def test_successions_in_a_circle_are_refused() -> None:
    names = ["怀川市甲局", "怀川市乙局", "怀川市丙局"]
    first, second, _ = (make_department(name=name) for name in names)
    DepartmentSuccession.objects.create(predecessor=first, successor=second)
    text = f"{SUCCESSION_HEAD}{names[1]},{names[2]},,\n{names[2]},{names[0]},,\n"
    assert all("沿革成了一个圈" in fault for fault in faults(SUCCESSIONS, text))
    assert DepartmentSuccession.objects.count() == 1


def test_a_body_and_the_one_it_became_may_share_an_alias() -> None:
    old, new = make_department(name="怀川市旧局", aliases=["旧新局"]), make_department(name="怀川市新局")
    make_department(name="怀川市他局")
    line = "department,surface,rule\n{},旧新局,exact\n"
    assert faults(DEPARTMENT_ALIASES, line.format("怀川市新局"))
    DepartmentSuccession.objects.create(predecessor=old, successor=new)
    import_table(DEPARTMENT_ALIASES, line.format("怀川市新局"))
    assert new.aliases.get().surface == "旧新局"
    assert faults(DEPARTMENT_ALIASES, line.format("怀川市他局"))


def test_an_alias_in_another_width_is_the_same_alias() -> None:
    program = make_program(name="百村添绿", aliases=["ABC平台"])
    plan = import_table(PROGRAM_ALIASES, "program,surface,rule\n百村添绿,ＡＢＣ平台,exact\n")
    assert plan.counts == {"changed": 1}
    assert program.aliases.get().surface == "ＡＢＣ平台"


def test_a_shared_alias_of_one_series_is_no_fault_of_a_folder(tmp_path: Any) -> None:
    folder = write_registry(
        tmp_path,
        departments=[
            "name,short_name,slug,level,kind,place,parent",
            "怀川市林业局,,lin-ye-ju,city,department,怀川市,",
            "怀川市林草局,,lin-cao-ju,city,department,怀川市,",
        ],
        department_aliases=["department,surface,rule", "怀川市林业局,怀川林业,exact", "怀川市林草局,怀川林业,exact"],
    )
    with pytest.raises(RegistryFileError, match="怀川林业"):
        read_registry_files(folder)
    (folder / "department_successions.csv").write_text(
        f"{SUCCESSION_HEAD}怀川市林业局,怀川市林草局,2019-01-01,\n", "utf-8"
    )
    assert len(read_registry_files(folder).of(DEPARTMENT_ALIASES)) == 2


def test_a_long_file_takes_no_more_queries_than_a_short_one(django_assert_max_num_queries: Any) -> None:
    departments = [department_line(f"怀川市第{number}局", f"ju-{number}") for number in range(300)]
    version = RegistryState.current()
    with django_assert_max_num_queries(14):
        import_table(DEPARTMENTS, DEPARTMENT_HEAD + "".join(departments))
    assert RegistryState.current() - version <= 2
    moved = [line.replace("怀川市,,", "山阳市,,") for line in departments]
    with django_assert_max_num_queries(14):
        assert import_table(DEPARTMENTS, DEPARTMENT_HEAD + "".join(moved)).counts == {"changed": 300}
    aliases = "".join(f"怀川市第{number}局,第{number}局别名,exact\n" for number in range(300))
    with django_assert_max_num_queries(14):
        import_table(DEPARTMENT_ALIASES, "department,surface,rule\n" + aliases)
    assert (DepartmentAlias.objects.count(), ProgramAlias.objects.count()) == (300, 0)
    assert Department.objects.filter(place="山阳市").count() == 300
