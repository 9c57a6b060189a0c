"""Writes small registry folders for tests of the loader."""

from pathlib import Path

LINES = {
    "newspapers.csv": [
        "name,slug,city,province,kind,rights",
        "怀川日报,huaichuan-ribao,怀川市,河南省,newspaper,版权所有。",
    ],
    "departments.csv": [
        "name,short_name,slug,level,kind,place,parent",
        "怀川市林业局,市林业局,lin-ye-ju,city,department,怀川市,",
        "怀川市林业局苗圃,,miao-pu,city,institution,怀川市,怀川市林业局",
    ],
    "department_aliases.csv": ["department,surface,rule", "怀川市林业局,怀川林业,exact"],
    "programs.csv": [
        "name,slug,kind,run_by,run_by_name,summary",
        "百村添绿,bai-cun-tian-lv,campaign,怀川市林业局,,在一百个村植树。",
        "绿意融融,lv-yi,slogan,,怀川市,",
    ],
    "program_aliases.csv": ["program,surface,rule", "百村添绿,添绿行动,standalone"],
}


def write_registry(folder: Path, **changed: list[str]) -> Path:
    """A folder of valid files; a keyword such as `programs` gives the lines of programs.csv instead."""
    folder.mkdir(exist_ok=True)
    for file, lines in LINES.items():
        (folder / file).write_text("\n".join(changed.get(file.removesuffix(".csv"), lines)) + "\n", encoding="utf-8")
    return folder
