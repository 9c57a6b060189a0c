"""The commands relink and find_entities."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, DepartmentLink, IndexQueueEntry, Newspaper, RegistryState
from entities.models import Mention
from entities.outdated import linked_version
from entities.relinking import relink_each
from tests.builders import make_article, make_department, make_newspaper, make_program

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    make_department(name="怀川市林业局", level="city", place="怀川市")
    make_program(name="百村添绿")
    return make_article(headline="市林业局部署造林", body="百村添绿启动。")


def run(command: str, *args: str) -> str:
    out = StringIO()
    call_command(command, *args, stdout=out)
    return out.getvalue()


def test_relink_files_articles_and_says_what_changed(article: Article) -> None:
    output = run("relink", "--all")
    assert "1 articles read, 1 are filed otherwise" in output
    assert "Departments: 1 links added, 0 removed. Roles: 0 changed. Programs: 1 added, 0 removed." in output
    assert DepartmentLink.objects.count() == 1
    assert "0 are filed otherwise" in run("relink", "--all")


def test_only_articles_that_are_filed_otherwise_are_queued_for_the_index(article: Article) -> None:
    make_article(page=article.page, headline="春风", body="无关。")
    list(relink_each(Article.objects.values_list("pk", flat=True)))
    assert list(IndexQueueEntry.objects.values_list("article_id", flat=True)) == [article.pk]
    list(relink_each(Article.objects.values_list("pk", flat=True)))
    assert IndexQueueEntry.objects.count() == 1


def test_a_dry_run_tells_the_same_and_writes_nothing(article: Article) -> None:
    output = run("relink", "--all", "--dry-run")
    assert "1 would be filed otherwise. Departments: 1 links added" in output
    assert not DepartmentLink.objects.exists() and not Mention.objects.exists()
    assert not IndexQueueEntry.objects.exists()


def test_outdated_takes_the_pages_of_an_older_registry_once(article: Article) -> None:
    assert "1 articles read" in run("relink", "--outdated")
    assert linked_version() == RegistryState.current()
    assert "0 articles read" in run("relink", "--outdated")
    make_program(name="千村添绿")
    assert "0 articles read" in run("relink", "--outdated", "--dry-run")
    make_program(name="部署造林")
    assert "1 articles read" in run("relink", "--outdated", "--dry-run")
    assert "1 articles read, 1 are filed otherwise" in run("relink", "--outdated")


def test_single_articles_are_named_by_the_number_in_their_address(article: Article) -> None:
    other = make_article(page=article.page, headline="市林业局", body="造林。")
    assert "1 articles read" in run("relink", "--article", str(other.public_id))
    assert set(DepartmentLink.objects.values_list("article_id", flat=True)) == {other.pk}
    with pytest.raises(CommandError, match="No article has the number 987654321"):
        run("relink", "--article", str(other.public_id), "987654321")


def test_relink_asks_which_articles() -> None:
    with pytest.raises(CommandError, match="--outdated"):
        run("relink")


def test_find_entities_gives_one_object_for_each_line(article: Article, tmp_path: Path) -> None:
    text = tmp_path / "passages.txt"
    text.write_text("市林业局的“百村 添绿”。\n\n无关。\n", encoding="utf-8")
    first, blank, nothing = (json.loads(line) for line in run("find_entities", str(text), "--json").splitlines())
    assert first == {
        "text_length": 13,
        "mentions": [
            {
                "start": 0, "end": 4, "surface": "市林业局", "type": "department", "canonical": "怀川市林业局",
                "rule": "home", "score": 1.0,
            },
            {
                "start": 6, "end": 11, "surface": "百村 添绿", "type": "program", "canonical": "百村添绿",
                "rule": "exact", "score": 1.0,
            },
        ],
    }  # fmt: skip
    assert blank == {"text_length": 0, "mentions": []}
    assert nothing == {"text_length": 3, "mentions": []}


def test_find_entities_can_be_read_by_people(article: Article, tmp_path: Path) -> None:
    text = tmp_path / "passages.txt"
    text.write_text("造林。\n百村添绿。", encoding="utf-8")
    assert run("find_entities", str(text)) == "2:0-4 百村添绿 = 百村添绿 (program, exact, 1.0)\n"


def test_find_entities_tells_what_seems_to_be_a_name_and_what_is_ambiguous(article: Article, tmp_path: Path) -> None:
    make_department(name="百村添绿", level="city")
    text = tmp_path / "passages.txt"
    text.write_text("怀川市园艺推广中心的“百村添绿”和“绿美庭院”行动。\n", encoding="utf-8")
    (found,) = (json.loads(line)["mentions"] for line in run("find_entities", str(text), "--json").splitlines())
    assert [(each["surface"], each["type"], each["canonical"], each["rule"]) for each in found] == [
        ("怀川市园艺推广中心", "candidate", None, "pattern"),
        ("百村添绿", "department", None, "ambiguous"),
        ("绿美庭院", "candidate", None, "quoted"),
    ]
    assert found[0]["likely"] == "department" and found[2]["likely"] == "program"
    assert found[1]["alternatives"] == ["百村添绿", "百村添绿"] and found[1]["score"] == 0.5
    assert "百村添绿 / 百村添绿 (department, ambiguous, 0.5)" in run("find_entities", str(text))


def test_whose_city_is_meant_can_be_said(article: Article, tmp_path: Path) -> None:
    text = tmp_path / "passages.txt"
    text.write_text("市林业局", encoding="utf-8")
    make_newspaper(name="样例日报", slug="yangli", city="沁水市", kind=Newspaper.Kind.SAMPLE)
    assert "怀川市林业局" in run("find_entities", str(text))
    make_newspaper(name="沁水日报", slug="qinshui", city="沁水市")
    assert run("find_entities", str(text)) == ""
    assert "怀川市林业局" in run("find_entities", str(text), "--newspaper", "huaichuan")
    with pytest.raises(CommandError, match="Known: huaichuan, qinshui, yangli"):
        run("find_entities", str(text), "--newspaper", "bei")


def test_find_entities_refuses_what_it_cannot_read(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        run("find_entities", str(tmp_path / "none.txt"))
    (tmp_path / "gbk.txt").write_bytes("怀川".encode("gb18030"))
    with pytest.raises(CommandError, match="not UTF-8 at byte 0"):
        run("find_entities", str(tmp_path / "gbk.txt"))
