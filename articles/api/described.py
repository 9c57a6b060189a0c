"""The OpenAPI document as the documentation page shows it: operations with their parameters, answers with their fields.

Pure: a template writes, and so escapes, every word.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

TYPES = {"string": "文字", "integer": "整数", "number": "数", "boolean": "是或否", "null": "null"}
FORMATS = {"date": "日期", "date-time": "时刻"}


@dataclass(frozen=True, slots=True)
class Type:
    """`schema` is the name of the answer that the type is, or is a list of; `words` say the rest."""

    words: str
    schema: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    type: Type
    description: str
    default: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    id: str
    path: str
    summary: str
    description: str
    parameters: tuple[Field, ...]
    answer: str


@dataclass(frozen=True, slots=True)
class Answer:
    name: str
    description: str
    fields: tuple[Field, ...]


def operations_of(document: Mapping[str, Any]) -> list[Operation]:
    return [
        Operation(
            id=each["operationId"],
            path=path,
            summary=each["summary"],
            description=each.get("description", ""),
            parameters=tuple(map(_parameter, sorted(each["parameters"], key=_is_of_the_page))),
            answer=_name(each["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]),
        )
        for path, methods in document["paths"].items()
        for each in methods.values()
    ]


def answers_of(document: Mapping[str, Any], operations: list[Operation]) -> list[Answer]:
    """The answers of the operations, each followed by what it is made of; each once, and the problem last."""
    schemas = document["components"]["schemas"]
    names = dict.fromkeys(name for operation in operations for name in _with_parts(operation.answer, schemas))
    return [_answer(name, schemas[name]) for name in (*names, *_with_parts("Problem", schemas))]


def _with_parts(name: str, schemas: Mapping[str, Any]) -> Iterator[str]:
    yield name
    for field in schemas[name].get("properties", {}).values():
        if part := _type(field).schema:
            yield from _with_parts(part, schemas)


def _answer(name: str, schema: Mapping[str, Any]) -> Answer:
    fields = schema.get("properties", {}).items()
    return Answer(
        name,
        schema.get("description", ""),
        tuple(Field(each, _type(field), field.get("description", "")) for each, field in fields),
    )


def _is_of_the_page(parameter: Mapping[str, Any]) -> bool:
    """What chooses the rows stands before what cuts them into pages."""
    return parameter["name"] in {"limit", "cursor"}


def _parameter(parameter: Mapping[str, Any]) -> Field:
    """One that may be left out is told without the null that stands for it."""
    schema = parameter["schema"]
    schema = next((each for each in schema.get("anyOf", ()) if each.get("type") != "null"), schema)
    default = schema.get("default")
    return Field(
        name=parameter["name"],
        type=_type(schema),
        description=parameter.get("description", ""),
        default="" if default in (None, "", []) else str(default),
    )


def _type(schema: Mapping[str, Any]) -> Type:
    if reference := schema.get("$ref"):
        return Type("", _name(reference))
    if alternatives := schema.get("anyOf"):
        types = [_type(each) for each in alternatives]
        named = next((each.schema for each in types if each.schema), "")
        return Type(" 或 ".join(each.words for each in types if each.words), named)
    if schema.get("type") == "array":
        if "prefixItems" in schema:
            return Type(f"[{'，'.join(_type(each).words for each in schema['prefixItems'])}]")
        item = _type(schema["items"])
        return Type(f"列表{'：' + item.words if item.words else ''}", item.schema)
    if schema.get("type") == "object":
        more = schema.get("additionalProperties")
        inner = _type(more) if isinstance(more, dict) else Type("")
        return Type(f"名称 → {inner.words}".rstrip(), inner.schema)
    return Type(FORMATS.get(schema.get("format", ""), TYPES.get(schema.get("type", ""), "")))


def _name(reference: str) -> str:
    return re.sub(r".*/", "", reference)
