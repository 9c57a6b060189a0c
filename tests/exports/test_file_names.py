"""What a saved list is called on the disk of whoever saved it."""

from urllib.parse import unquote

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from articles.exports.file_names import file_name
from tests.site.conftest import Archive


def saved_as(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return unquote(response["Content-Disposition"].removeprefix("attachment; filename*=utf-8''"))


@pytest.mark.django_db
@pytest.mark.usefixtures("indexed")
def test_files_of_two_quarters_do_not_overwrite_each_other(client: Client, archive: Archive) -> None:
    address = archive.program.get_absolute_url() + "articles.docx"
    assert saved_as(client, address) == "怀川码上办.docx"
    first, second = (
        saved_as(client, f"{address}?date_from={begin}&date_to={end}")
        for begin, end in (("2022-01-01", "2022-03-31"), ("2022-04-01", "2022-06-30"))
    )
    assert first == "怀川码上办 2022-01-01至2022-03-31.docx"
    assert second == "怀川码上办 2022-04-01至2022-06-30.docx"


@pytest.mark.django_db
@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("q=上线&year=2022&kind=article&kind=notice&date_from=2022-01-01", "“上线” 2022-01-01起 报道 公告 2022年.csv"),
        ("q=“正式上线”&date_to=2022-01-31", "“正式上线” 至2022-01-31.csv"),
        ("program=huai-chuan-ma-shang-ban&newspaper=huaichuan", "全部报道 怀川码上办 怀川日报.csv"),
    ],
)
def test_the_name_tells_what_the_list_was_narrowed_to(client: Client, archive: Archive, query: str, name: str) -> None:
    assert saved_as(client, f"/search/articles.csv?{query}") == name


@pytest.mark.django_db
@pytest.mark.usefixtures("indexed")
def test_a_file_of_a_role_is_not_that_of_all(client: Client, archive: Archive) -> None:
    address = archive.department.get_absolute_url() + "articles.xlsx"
    assert saved_as(client, address + "?role=mentioned") == "怀川市政务服务局 提及.xlsx"
    assert saved_as(client, "/statistics/departments.csv?role=mentioned").endswith(" 提及.csv")


@given(st.text(max_size=120), st.lists(st.text(max_size=90), max_size=9))
def test_every_system_takes_the_name(title: str, conditions: list[str]) -> None:
    name = file_name(title, conditions, "docx")
    assert name.endswith(".docx") and len(name) > len(".docx")
    assert len(name.encode()) <= 240
    assert not set(name) & set('\\/:*?"<>|\x00\n') and name == name.strip(". ")


def test_conditions_for_which_there_is_no_room_are_counted() -> None:
    name = file_name("万人助万企", ["2022-01-01至2022-03-31", *["焦作市发展和改革委员会" * 3] * 4], "docx")
    assert name.startswith("万人助万企 2022-01-01至2022-03-31 焦作市")
    assert name.endswith(" 等3项.docx")
