"""A wrong registry file is refused with the file, line and column of every fault."""

from pathlib import Path

import pytest

from entities.registry_faults import RegistryFileError
from entities.registry_files import read_registry_files
from tests.entities.registry_folder import LINES, write_registry

DEPARTMENTS, ALIASES, PROGRAMS = (LINES[f"{name}.csv"] for name in ("departments", "department_aliases", "programs"))


def faults(folder: Path) -> list[str]:
    with pytest.raises(RegistryFileError) as caught:
        read_registry_files(folder)
    return caught.value.message.split("\n")


@pytest.mark.parametrize(
    ("file", "lines", "fault"),
    [
        ("programs", ["name,slug,kind", "百村添绿,a,app"], "programs.csv line 1: the columns are name,slug,kind"),
        ("programs", [*PROGRAMS, "新绿,xin-lv,fest,,,"], "line 4, column kind: unknown kind 'fest'"),
        ("programs", [*PROGRAMS, ",xin-lv,app,,,"], "line 4, column name: a value is needed"),
        ("programs", [*PROGRAMS, "新绿,Xin Lv,app,,,"], "line 4, column slug: 'Xin Lv' is no address"),
        ("programs", [*PROGRAMS, "新绿,xin-lv,app"], "programs.csv line 4: 3 values for 6 columns"),
        ("programs", [*PROGRAMS, "新绿,lv-yi,app,,,"], "line 4, column slug: 'lv-yi' repeats line 3"),
        ("programs", [*PROGRAMS, "百村添绿,xin-lv,app,,,"], "line 4, column name: '百村添绿' repeats line 2"),
        (
            "programs",
            [*PROGRAMS, f"{'绿' * 101},xin-lv,app,,,"],
            "line 4, column name: 101 characters; 100 is the most",
        ),
        ("departments", [*DEPARTMENTS, "怀川,,hc,village,other,,"], "line 4, column level: unknown level 'village'"),
        ("department_aliases", [*ALIASES, ALIASES[1]], "line 3, column surface: '怀川林业' repeats line 2"),
        (
            "department_aliases",
            [*ALIASES, "怀川市林业局,怀川“林业”,exact"],
            "line 3, column surface: '怀川“林业”' repeats",
        ),
        ("department_aliases", [*ALIASES, "怀川市林业局苗圃,怀川林业,exact"], "'怀川林业' stands for 怀川市林业局 too"),
        ("department_aliases", [*ALIASES, "怀川市林业局,百村添绿,exact"], "'百村添绿' stands for 百村添绿 too"),
        ("department_aliases", [*ALIASES, "怀川市林业局,林场,near"], "line 3, column rule: unknown rule 'near'"),
        (
            "newspapers",
            [LINES["newspapers.csv"][0], "日报,search,,,newspaper,"],
            "line 2, column slug: 'search' is an address of",
        ),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, file: str, lines: list[str], fault: str) -> None:
    (message,) = faults(write_registry(tmp_path, **{file: lines}))
    assert fault in message


def test_all_faults_of_all_files_are_named_at_once(tmp_path: Path) -> None:
    folder = write_registry(tmp_path, programs=[*PROGRAMS, "新绿,x y,fest,,,"], departments=["name"])
    assert len(faults(folder)) == 3


def test_a_missing_file_and_one_that_is_not_utf_8_are_named(tmp_path: Path) -> None:
    folder = write_registry(tmp_path)
    (folder / "programs.csv").unlink()
    (folder / "departments.csv").write_bytes("怀川".encode("gb18030"))
    messages = faults(folder)
    assert any("departments.csv: not UTF-8" in message for message in messages)
    assert any("programs.csv: No such file" in message for message in messages)


def test_columns_may_stand_in_any_order_and_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    folder = write_registry(tmp_path, program_aliases=["rule,program,surface", "exact,百村添绿,添绿"])
    (folder / "programs.csv").write_bytes(b"\xef\xbb\xbf" + (folder / "programs.csv").read_bytes())
    files = read_registry_files(folder)
    assert files.lines["program_aliases.csv"][0]["surface"] == "添绿"
    assert files.lines["programs.csv"][0]["name"] == "百村添绿"
