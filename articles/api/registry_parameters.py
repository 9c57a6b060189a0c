"""The parameters of the registries' lists: what narrows the index pages, under the same names."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from articles.api.parameters import SEVERAL, Paging
from articles.models import Department
from articles.views.departments import LEVELS
from articles.views.registry_index import LONGEST, labels_of
from entities.views import KINDS

DEPARTMENT_KINDS = labels_of(Department.Kind.choices)
WORDS = "名称中的任何几个字；又称、简称、拼音和拼音首字母也可，如 {}；不给则不限，次序仍依拼音"


def one_of(labels: Mapping[str, str]) -> Callable[[str], str]:
    def known(value: str) -> str:
        if value not in labels:
            raise ValueError(f"没有这一项，可以用：{'、'.join(labels)}。")
        return value

    return known


def choices(what: str, labels: Mapping[str, str]) -> str:
    return f"{what}：{'、'.join(f'{value} {label}' for value, label in labels.items())}{SEVERAL}"


def enum(labels: Mapping[str, str]) -> dict[str, Any]:
    return {"enum": list(labels)}


Level = Annotated[str, AfterValidator(one_of(LEVELS)), Field(json_schema_extra=enum(LEVELS))]
DepartmentKind = Annotated[
    str, AfterValidator(one_of(DEPARTMENT_KINDS)), Field(json_schema_extra=enum(DEPARTMENT_KINDS))
]
ProgramKind = Annotated[str, AfterValidator(one_of(KINDS)), Field(json_schema_extra=enum(KINDS))]


class RegistryParameters(Paging):
    q: str = Field("", max_length=LONGEST, description=WORDS.format("fgw"))


class DepartmentParameters(RegistryParameters):
    level: list[Level] = Field([], description=choices("级别", LEVELS))
    kind: list[DepartmentKind] = Field([], description=choices("类别", DEPARTMENT_KINDS))


class ProgramParameters(RegistryParameters):
    q: str = Field("", max_length=LONGEST, description=WORDS.format("szzf"))
    kind: list[ProgramKind] = Field([], description=choices("类别", KINDS))


class ReporterParameters(RegistryParameters):
    q: str = Field("", max_length=LONGEST, description="姓名中的任何几个字；拼音和拼音首字母也可；次序仍依拼音")
    newspaper: str = Field("", description="报纸的 slug")
