"""Loading the registry: once a line, all or nothing, and never against an editor."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import DjangoAssertNumQueries

from articles.models import Department, DepartmentAlias, Newspaper, RegistryState
from entities.models import Program, ProgramAlias
from entities.registry_loading import load_registry
from tests.entities.registry_folder import LINES, write_registry

pytestmark = pytest.mark.django_db


def load(folder: Path) -> str:
    out = StringIO()
    call_command("load_registry", fixtures=folder, stdout=out)
    return out.getvalue()


def test_the_files_become_the_registry(tmp_path: Path) -> None:
    output = load(write_registry(tmp_path))
    assert "2 from departments.csv" in output
    assert Newspaper.objects.get().city == "怀川市"
    nursery = Department.objects.select_related("parent").get(slug="miao-pu")
    assert nursery.parent and nursery.parent.name == "怀川市林业局"
    program = Program.objects.select_related("run_by").get(name="百村添绿")
    assert (program.run_by, program.pinyin) == (nursery.parent, "bai3 cun1 tian1 lv4")
    assert list(Program.objects.listed()) == [program]
    assert ProgramAlias.objects.get(program=program).rule == "standalone"


def test_a_second_load_changes_nothing(tmp_path: Path) -> None:
    folder = write_registry(tmp_path)
    load(folder)
    version = RegistryState.current()
    assert load(folder) == "Nothing changed.\n"
    assert RegistryState.current() == version


def test_a_new_line_is_loaded_later(tmp_path: Path) -> None:
    load(write_registry(tmp_path))
    lines = [*LINES["program_aliases.csv"], "百村添绿,村村添绿,exact"]
    assert load(write_registry(tmp_path, program_aliases=lines)) == "Loaded 1 from program_aliases.csv.\n"
    assert ProgramAlias.objects.count() == 2


def test_what_an_editor_changed_stays_and_is_told(tmp_path: Path) -> None:
    folder = write_registry(tmp_path)
    load(folder)
    Program.objects.filter(slug="bai-cun-tian-lv").update(name="千村添绿", summary="改过")
    DepartmentAlias.objects.all().delete()
    Program.objects.get(slug="lv-yi").delete()
    output = load(folder)
    assert "programs.csv line 2, column name: the archive has '千村添绿'" in output
    assert "programs.csv line 2, column summary: the archive has '改过'" in output
    assert "programs.csv line 3: the archive has 绿意融融 no more" in output
    assert "department_aliases.csv line 2: the archive has this alias no more" in output
    assert list(Program.objects.values_list("name", flat=True)) == ["千村添绿"]
    assert not DepartmentAlias.objects.exists()
    assert ProgramAlias.objects.get().program.name == "千村添绿"


def test_an_entry_that_an_editor_registered_first_is_not_doubled(tmp_path: Path) -> None:
    Department.objects.create(name="怀川市林业局", slug="lin-ye", level="city", place="怀川市")
    load(write_registry(tmp_path))
    assert Department.objects.filter(name="怀川市林业局").count() == 1
    assert DepartmentAlias.objects.get().department.slug == "lin-ye"


@pytest.mark.parametrize(
    ("file", "line", "fault"),
    [
        ("programs", "新绿,xin-lv,app,怀川市水务局,,", "line 4, column run_by: '怀川市水务局' is not registered"),
        (
            "departments",
            "怀川站,,zhan,city,other,,怀川市水务局",
            "line 4, column parent: '怀川市水务局' is not registered",
        ),
        ("program_aliases", "千村添绿,添绿,exact", "line 3, column program: '千村添绿' is not registered"),
    ],
)
def test_a_name_that_nothing_registers_is_refused_and_nothing_is_loaded(
    tmp_path: Path, file: str, line: str, fault: str
) -> None:
    folder = write_registry(tmp_path, **{file: [*LINES[f"{file}.csv"], line]})
    with pytest.raises(CommandError, match="Nothing was loaded") as caught:
        load(folder)
    assert fault in str(caught.value)
    assert not Department.objects.exists() and not Newspaper.objects.exists()


def test_an_alias_may_belong_to_a_department_that_only_the_archive_has(tmp_path: Path) -> None:
    department = Department.objects.create(name="怀川市水务局", slug="shui-wu", level="city")
    load(write_registry(tmp_path, department_aliases=["department,surface,rule", "怀川市水务局,怀川水务,exact"]))
    assert DepartmentAlias.objects.get().department == department


def test_loading_takes_as_many_queries_for_many_lines_as_for_few(
    tmp_path: Path, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    many = [f"怀川市第{number}站,,zhan-{number},city,other,怀川市,怀川市林业局" for number in range(60)]
    folder = write_registry(tmp_path, departments=[*LINES["departments.csv"], *many])
    with django_assert_max_num_queries(34):
        load_registry(folder)
    assert Department.objects.filter(parent__slug="lin-ye-ju").count() == 61
