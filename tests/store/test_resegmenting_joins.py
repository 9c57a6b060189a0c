"""A newer segmenter also redoes joined texts and dates that were only read, page by page, whatever fails beside."""

import datetime
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from articles.errors import IngestError
from articles.ingest.segment import segment_source
from articles.models import Article, Issue, Page, Revision, Source
from articles.services.corrections import correct_article
from articles.services.issue_dates import confirm_issue_date
from tests.builders import make_newspaper

pytestmark = pytest.mark.django_db

HEAD = """# 沁河水系连通工程开工

本报讯（记者王一鸣）沁河水系连通工程昨日开工，十二公里河道清淤后将建起三座橡胶坝，沿岸村庄盼了多年。（下转A02版①）

# 三所小学秋季投用

本报讯（记者李春梅）城南新建的三所小学将在秋季开学前投用，可新增学位三千六百个，缓解入学难题。
"""
TAIL = """（上接A01版①）三座橡胶坝建成后，沿岸村庄用水不再发愁，工程计划明年汛期前完工，惠及三十个村。

# 图书馆延长开放时间

本报讯（记者赵敏）市图书馆即日起延长开放时间至晚九点，周末照常开放，读者凭身份证入馆。
"""
WHOLE = (
    "沁河水系连通工程昨日开工，十二公里河道清淤后将建起三座橡胶坝，沿岸村庄盼了多年。\n"
    "三座橡胶坝建成后，沿岸村庄用水不再发愁，工程计划明年汛期前完工，惠及三十个村。"
)


@pytest.fixture(autouse=True)
def stored(db: None) -> Iterator[None]:
    make_newspaper()
    yield
    call_command("check_archive", stdout=io.StringIO())


def ingest(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / f"{name.replace('_', '-')}.md").write_text(text, encoding="utf-8")
    call_command("ingest", str(folder), stdout=io.StringIO())


def resegment(*args: str) -> str:
    out = io.StringIO()
    call_command("resegment", *args, stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture
def joined(tmp_path: Path) -> Article:
    """An article on two pages, with the text that an older segmenter made of it."""
    ingest(tmp_path, **{"2022_07_12_A01": HEAD, "2022_07_12_A02": TAIL})
    article = Article.objects.get(headline="沁河水系连通工程开工")
    assert article.body == WHOLE
    present = article.revisions.get(number=article.revision_number)
    older = {"headline": "沁河水系连通", "body": f"**{WHOLE}"}
    Revision.objects.create(
        article=article, number=2, supersedes=present, origin="reingest", credits=present.credits,
        dateline=article.dateline, **older,
    )  # fmt: skip
    Article.objects.filter(pk=article.pk).update(revision_number=2, **older)
    call_command("relink", "--all", stdout=io.StringIO())
    article.refresh_from_db()
    return article


@pytest.mark.parametrize("which", ["A01", "A02", "--all"])
def test_the_text_of_an_article_on_two_pages_is_redone_once(joined: Article, which: str) -> None:
    options = [which] if which == "--all" else ["--page", str(Page.objects.get(label=which).pk)]
    assert "1 that go on on other pages have a new text" in resegment(*options)
    joined.refresh_from_db()
    assert (joined.headline, joined.body) == ("沁河水系连通工程开工", WHOLE)
    assert [credit.name for credit in joined.credits.all()] == ["王一鸣"]
    before = list(Article.objects.order_by("pk").values())
    assert "2 unchanged" in resegment("--all")
    assert list(Article.objects.order_by("pk").values()) == before


def test_a_joined_text_that_a_person_corrected_stays(joined: Article) -> None:
    correct_article(joined, headline="沁河工程", base_revision=2, editor=User.objects.create_user("bianji"))
    resegment("--all")
    joined.refresh_from_db()
    assert joined.headline == "沁河工程"


PRINTED = f"焦作日报 2022年7月12日 星期二 A01版 要闻\n\n{HEAD}"


def wrong_day(source: str) -> Issue:
    """As an older segmenter dated the page: a day too late."""
    Issue.objects.update(date=datetime.date(2022, 7, 13), date_source=source)
    return Issue.objects.get()


@pytest.mark.parametrize("source", ["inferred", "printed"])
def test_a_date_that_was_read_is_read_again(tmp_path: Path, source: str) -> None:
    ingest(tmp_path, page=PRINTED)
    wrong_day(source)
    assert "2022-07-13 → 2022-07-12" in resegment("--all")
    issue = Issue.objects.get()
    assert (issue.date.isoformat(), issue.date_source) == ("2022-07-12", "printed")
    assert "1 unchanged" in resegment("--all")


@pytest.mark.parametrize("source", ["given", "editor"])
def test_a_date_that_was_told_stays(tmp_path: Path, source: str) -> None:
    ingest(tmp_path, page=PRINTED)
    issue = wrong_day(source)
    if source == "editor":
        confirm_issue_date(issue, by=User.objects.create_user("bianji"))
    assert "→" not in resegment("--all")
    assert Issue.objects.get().date == datetime.date(2022, 7, 13)


def test_one_page_of_a_file_is_done_alone(tmp_path: Path) -> None:
    second = TAIL.replace("（上接A01版①）", "")
    ingest(tmp_path, pages=f"{PRINTED}\f焦作日报 2022年7月12日 星期二 A02版 综合\n\n{second}")
    Page.objects.update(segmenter_version="0")
    assert "1 pages: 1 unchanged" in resegment("--page", str(Page.objects.get(label="A02").pk))
    assert Page.objects.get(label="A01").segmenter_version == "0"


@pytest.mark.parametrize("fault", [IndexError("string index out of range"), "no_text"])
def test_a_source_that_fails_is_named_and_the_others_are_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception | str
) -> None:
    ingest(tmp_path, **{"2022_07_12_A01": HEAD, "2022_07_12_A02": TAIL})

    def failing(data: bytes, **known: object) -> object:
        if HEAD.encode() == data:
            raise fault if isinstance(fault, Exception) else IngestError(fault, "nothing to read")
        return segment_source(data, **known)  # type: ignore[arg-type]

    monkeypatch.setattr("articles.ingest.store.resegmenting.segment_source", failing)
    Page.objects.update(segmenter_version="0")
    out = io.StringIO()
    with pytest.raises(CommandError, match="1 of 2 files failed; the others are done"):
        call_command("resegment", "--all", stdout=out, stderr=out)
    source = Source.objects.get(name="2022-07-12-A01.md")
    assert f"failed: {source.name} (source {source.pk})" in out.getvalue()
    assert Page.objects.get(label="A01").segmenter_version == "0"
    assert Page.objects.get(label="A02").segmenter_version != "0"
