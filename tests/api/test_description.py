"""The OpenAPI document is valid, and every real answer is as it says."""

from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from articles.api.parameters import filter_names
from articles.filters import ArticleFilters
from entities.models import Figure
from tests.api.conftest import Ask
from tests.site.conftest import Archive

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]


@pytest.fixture
def document(ask: Ask) -> Any:
    return ask("/openapi.json")


def validator(document: Any, schema: Any) -> Draft202012Validator:
    """Of an answer; a field that the document does not name is an error as well."""
    closed = {
        name: each | ({"additionalProperties": False} if "properties" in each else {})
        for name, each in document["components"]["schemas"].items()
    }
    return Draft202012Validator(
        schema | {"components": {"schemas": closed}}, format_checker=Draft202012Validator.FORMAT_CHECKER
    )


def schema_of(document: Any, path: str, status: int = 200) -> Any:
    content = document["paths"][path]["get"]["responses"][str(status)]["content"]
    (schema,) = (each["schema"] for each in content.values())
    return schema


def test_document_is_valid_openapi_3_1(document: Any) -> None:
    assert document["openapi"].startswith("3.1")
    assert [str(error) for error in OpenAPIV31SpecValidator(document).iter_errors()] == []


def test_every_filter_of_the_site_is_described(document: Any) -> None:
    names = {each["name"] for each in document["paths"]["/api/v1/search"]["get"]["parameters"]}
    assert names == {*ArticleFilters.base_filters, "limit", "cursor", "facets"}
    described = {each["name"]: each for each in document["paths"]["/api/v1/articles"]["get"]["parameters"]}
    assert set(described) == {*filter_names(with_words=False), "limit", "cursor"}
    assert described["kind"]["schema"]["items"]["enum"][:2] == ["article", "photo_caption"]
    assert described["limit"]["schema"]["maximum"] == 100
    assert all(each["description"] for each in described.values())


def test_every_field_says_what_it_is(document: Any) -> None:
    silent = {
        f"{name}.{field}"
        for name, schema in document["components"]["schemas"].items()
        for field, each in schema.get("properties", {}).items()
        if "description" not in each
    }
    assert silent == set()


def real_answers(archive: Archive) -> dict[str, list[str]]:
    reporter = archive.launch.credits.get().reporter
    assert reporter is not None
    return {
        "/api/v1/": ["/"],
        "/api/v1/articles": ["/articles?limit=1", "/articles?kind=notice"],
        "/api/v1/articles/{public_id}": [
            f"/articles/{each.public_id}" for each in (archive.launch, archive.weather, archive.older)
        ],
        "/api/v1/search": ["/search?q=怀川&facets=year,kind,reporter", "/search"],
        "/api/v1/issues": ["/issues?limit=1"],
        "/api/v1/issues/{newspaper}/{date}": ["/issues/huaichuan/2022-01-28"],
        "/api/v1/departments": ["/departments"],
        "/api/v1/departments/{slug}": [f"/departments/{archive.department.slug}"],
        "/api/v1/programs": ["/programs"],
        "/api/v1/programs/{slug}": [f"/programs/{archive.program.slug}"],
        "/api/v1/reporters": ["/reporters"],
        "/api/v1/reporters/{slug}": [f"/reporters/{reporter.slug}"],
        "/api/v1/newspapers": ["/newspapers"],
    }


def test_every_answer_is_as_described(ask: Ask, document: Any, archive: Archive) -> None:
    state_figure(archive)
    asked = real_answers(archive)
    assert set(asked) == set(document["paths"])
    for path, addresses in asked.items():
        checked = validator(document, schema_of(document, path))
        for address in addresses:
            assert [error.message for error in checked.iter_errors(ask(address))] == [], address


def state_figure(archive: Archive) -> None:
    """八百项事项, told of the program in the second paragraph."""
    body = archive.launch.body
    start = body.index("八百项")
    Figure.objects.create(
        article=archive.launch,
        program=archive.program,
        revision_number=0,
        start=start,
        end=start + 3,
        sentence_start=body.index("市民"),
        sentence_end=len(body),
        measure="可办事项",
        surface="八百项",
        value=800,
        normalized=800,
        unit="项",
        day=archive.issue.date,
    )


def test_figures_are_told_with_their_sentence_and_subject(ask: Ask, archive: Archive) -> None:
    state_figure(archive)
    for address in (f"/articles/{archive.launch.public_id}", f"/programs/{archive.program.slug}"):
        (figure,) = ask(address)["figures"]
        assert (figure["measure"], figure["value"], figure["unit"]) == ("可办事项", 800, "项")
        assert figure["sentence"] == "市民在手机上即可办理八百项事项。"
        assert (figure["program"]["slug"], figure["department"]) == (archive.program.slug, None)
        assert figure["article"] == archive.launch.public_id and figure["told_on"] == "2022-01-28"


@pytest.mark.parametrize(("address", "status"), [("/articles?year=x", 400), ("/articles/999999", 404)])
def test_problems_are_as_described(ask: Ask, document: Any, address: str, status: int) -> None:
    path = "/api/v1/articles" if status == 400 else "/api/v1/articles/{public_id}"
    checked = validator(document, schema_of(document, path, status))
    assert [error.message for error in checked.iter_errors(ask(address, status))] == []


def test_the_index_leads_to_everything(client: Client, ask: Ask) -> None:
    entry = ask("/")
    assert client.get(entry["documentation"]).status_code == 200
    assert client.get(entry["description"]).status_code == 200
    assert all(ask(address) for address in entry["lists"].values())
