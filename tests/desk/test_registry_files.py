"""The registry as CSV at the desk: what goes out comes in again, and nothing comes in unseen."""

import io
import zipfile
from typing import Any

import pytest
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.models import Department, DepartmentAlias, DepartmentSuccession
from articles.services.text_changed import text_changed
from entities.models import Place, Program, ProgramRelation
from entities.registry_export import export_table
from entities.registry_import import IMPORTED, import_table
from entities.registry_tables import TABLES
from tests.builders import make_article, make_department, make_program
from tests.desk.people import make_person

pytestmark = pytest.mark.django_db
FILES = "admin:registry_files"
PROGRAM_LINES = "name,slug,kind,run_by,run_by_name,summary\n"


@pytest.fixture
def registry() -> None:
    old = make_department(name="怀川市工商局", place="怀川市", valid_to="2019-03-01")
    new = make_department(name="怀川市市场监管局", place="怀川市", aliases=["市场局"], parent=old)
    DepartmentSuccession.objects.create(predecessor=old, successor=new, happened_on="2019-03-01", note="机构改革")
    first, second = make_program(name="百村添绿", aliases=["添绿行动"], run_by=new), make_program(name="码上办")
    ProgramRelation.objects.create(source=second, kind="supports", target=first)
    city = Place.objects.create(name="怀川市", level="city")
    Place.objects.create(name="云台县", level="county", parent=city)


def test_what_was_exported_comes_in_again_without_a_change(registry: None) -> None:
    exported = {table.file: export_table(table) for table in TABLES}
    for table in IMPORTED:
        counts = import_table(table, exported[table.file]).counts
        assert set(counts) == {"unchanged"}, table.file
    DepartmentSuccession.objects.all().delete()
    ProgramRelation.objects.all().delete()
    Program.objects.all().delete()
    for department in Department.objects.order_by("-pk"):
        department.delete()
    Place.objects.filter(parent__isnull=False).delete()
    Place.objects.all().delete()
    for table in IMPORTED:
        assert set(import_table(table, exported[table.file]).counts) == {"created"}, table.file
    assert {table.file: export_table(table) for table in TABLES} == exported


def upload(client: Client, table: str, text: str, **fields: Any) -> str:
    file = SimpleUploadedFile(table, text.encode(), content_type="text/csv")
    return client.post(reverse(FILES), {"table": table, "file": file} | fields, follow=True).content.decode()


def test_a_file_is_taken_in_after_its_difference_was_seen(registry: None, administrator: Client) -> None:
    article = make_article(body="绿美庭院见成效。")
    text_changed([article.pk])
    text = "program,surface,rule\n百村添绿,绿美庭院,exact\n"
    html = upload(administrator, "program_aliases.csv", text)
    assert "增加 1 条关联" in html and not article.mentions.exists()
    fields = {"table": "program_aliases.csv", "text": text, "_confirmed": "1"}
    html = administrator.post(reverse(FILES), fields, follow=True).content.decode()
    assert "新增1行，修改0行，0行没有变化" in html and "已重新关联1篇文章" in html
    assert article.mentions.get().program.name == "百村添绿"


def test_a_line_renames_the_entry_of_its_address(registry: None) -> None:
    program = Program.objects.get(name="码上办")
    counts = import_table(
        TABLES[5], f"name,slug,kind,run_by,run_by_name,summary\n码上通办,{program.slug},app,,,新名。\n"
    ).counts
    program.refresh_from_db()
    assert counts == {"changed": 1} and (program.name, program.summary) == ("码上通办", "新名。")


@pytest.mark.parametrize(
    ("table", "text", "fault"),
    [
        ("program_aliases.csv", "program,surface,rule\n无此项目,甲乙,exact\n", "名录里没有“无此项目”"),
        (
            "program_aliases.csv",
            "program,surface,rule\n百村添绿,市场局,exact\n",
            "“市场局”也是“怀川市市场监管局”的名称或别名",
        ),
        ("program_aliases.csv", "program,surface\n", "列名是 program,surface"),
        (
            "department_successions.csv",
            "predecessor,successor,happened_on,note\n怀川市工商局,怀川市工商局,,\n",
            "部门不能承接它自己",
        ),
        ("departments.csv", "", "列名是"),
    ],
)
def test_a_wrong_file_is_refused_whole_and_says_where(
    registry: None, administrator: Client, table: str, text: str, fault: str
) -> None:
    before = DepartmentAlias.objects.count(), Program.objects.count()
    assert fault in upload(administrator, table, text or "x\n")
    assert (DepartmentAlias.objects.count(), Program.objects.count()) == before


def test_a_file_as_chinese_spreadsheet_programs_save_it_is_taken_in(administrator: Client) -> None:
    file = SimpleUploadedFile("places.csv", "name,level,parent\r\n怀川市,city,\r\n".encode("gb18030"))
    administrator.post(reverse(FILES), {"table": "places.csv", "file": file})
    assert Place.objects.get().name == "怀川市"


def test_a_file_in_no_known_encoding_is_refused(administrator: Client) -> None:
    file = SimpleUploadedFile("places.csv", b"name,level,parent\n\xff\xfe\xff\n")
    html = administrator.post(reverse(FILES), {"table": "places.csv", "file": file}).content.decode()
    assert "既不是 UTF-8 编码也不是 GB18030 编码" in html


def test_what_a_file_made_and_changed_is_logged(registry: None, administrator: Client) -> None:
    slug = Program.objects.get(name="码上办").slug
    text = f"name,slug,kind,run_by,run_by_name,summary\n码上通办,{slug},app,,,\n新绿,xin-lv,app,,,\n"
    upload(administrator, "programs.csv", text, _confirmed="1")
    logged = LogEntry.objects.values_list("object_repr", "action_flag", "change_message")
    assert set(logged) == {("新绿", ADDITION, "导入 programs.csv"), ("码上通办", CHANGE, "导入 programs.csv")}


def test_files_are_downloaded_one_by_one_or_together(registry: None, administrator: Client) -> None:
    response = administrator.get(reverse("admin:registry_file", args=["programs.csv"]))
    assert response.content.decode("utf-8-sig") == export_table(TABLES[5])
    assert 'filename="programs.csv"' in response.headers["Content-Disposition"]
    archive = zipfile.ZipFile(io.BytesIO(administrator.get(reverse("admin:registry_zip")).content))
    assert archive.namelist() == [table.file for table in TABLES]
    assert administrator.get(reverse("admin:registry_file", args=["other.csv"])).status_code == 404


def test_only_those_who_may_change_the_registry_take_files_in(stranger: Client, registry: None) -> None:
    assert stranger.get(reverse(FILES)).status_code == 403
    viewer = Client()
    viewer.force_login(make_person(name="只读", permissions=["entities.view_place"]))
    assert "导入" not in viewer.get(reverse(FILES)).content.decode().partition("<h2>导出")[2].partition("</html>")[0]
    assert viewer.post(reverse(FILES), {"table": "places.csv", "text": "name,level,parent\n"}).status_code == 403


def test_who_changes_programs_changes_no_place(registry: None) -> None:
    client, verbs = Client(), ("view_place", "add_program", "change_program")
    client.force_login(make_person(name="项目员", permissions=[f"entities.{verb}" for verb in verbs]))
    places = {"table": "places.csv", "text": "name,level,parent\n怀川市,province,\n", "_confirmed": "1"}
    assert client.post(reverse(FILES), places).status_code == 403
    programs = {"table": "programs.csv", "text": PROGRAM_LINES + "新绿,xin-lv,app,,,\n", "_confirmed": "1"}
    assert client.post(reverse(FILES), programs).status_code == 302
    assert Program.objects.filter(name="新绿").exists()
