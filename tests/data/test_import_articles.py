"""A publisher's articles in the record: whole, once, on their pages, with their reporters."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from articles.ingest.publisher_lines import ReadLine, read_publisher_file
from articles.models import Article, Credit, IndexQueueEntry, Issue, Newspaper, Page, RegistryState, Reporter, Revision
from articles.services import imported_batch
from articles.services.import_articles import ImportSummary, import_articles
from entities.outdated import outdated_by
from tests.builders import make_article, make_department, make_newspaper, make_page
from tests.data.jsonl import line, write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def newspaper() -> Newspaper:
    return make_newspaper()


def import_file(path: Path, **options: int | bool) -> ImportSummary:
    return import_articles(read_publisher_file(path), **options)  # type: ignore[arg-type]


def test_an_article_comes_in_whole(tmp_path: Path) -> None:
    summary = import_file(write(tmp_path, line(author="新华社记者 林晓禾 摄影 邢昀 市委宣传部")))
    assert (summary.lines, summary.imported, summary.already_in, summary.bad) == (1, 1, 0, [])
    article = Article.objects.get()
    assert article.headline == "春耕备好“钱粮”"
    assert article.body == "上午点的申请，后天钱就到了卡上。\n卢保国流转了1200亩地。"
    assert (article.origin, article.kind, article.state) == ("import", "article", "published")
    assert article.agency == "新华社"
    assert article.public_id > 0 and article.created_at
    assert article.page.label == "A01" and article.page.text == "" and article.page.source is None
    assert article.page.issue is not None and article.page.issue.date.isoformat() == "2022-03-01"
    assert article.page.issue.date_source == Issue.DateSource.GIVEN
    credits = [(credit.name, credit.role, credit.reporter is not None) for credit in article.credits.all()]
    assert credits == [("林晓禾", "记者", True), ("邢昀", "摄影", True), ("市委宣传部", "摄影", False)]
    assert IndexQueueEntry.objects.filter(article=article).exists()


def test_revision_0_holds_the_text_and_the_credits(tmp_path: Path) -> None:
    import_file(write(tmp_path, line()))
    revision = Revision.objects.get()
    article = Article.objects.get()
    assert (revision.article_id, revision.number, revision.origin) == (article.pk, 0, "import")
    assert (revision.headline, revision.body) == (article.headline, article.body)
    assert revision.credits == [{"name": "苗春雁", "role": "记者"}, {"name": "靳海棠", "role": "通讯员"}]


def test_an_imported_article_passes_the_models_own_validation(tmp_path: Path) -> None:
    import_file(write(tmp_path, line()))
    for record in (Article.objects.get(), Revision.objects.get(), *Credit.objects.all(), Page.objects.get()):
        record.full_clean()


def test_departments_are_linked(tmp_path: Path) -> None:
    department = make_department(name="怀川市政务服务局", aliases=["怀川市政务服务局"])
    import_file(write(tmp_path, line(body="记者从怀川市政务服务局获悉，平台运行平稳。")))
    assert list(Article.objects.get().department_links.values_list("department", flat=True)) == [department.pk]


def test_what_was_just_linked_is_not_outdated(tmp_path: Path) -> None:
    make_department(name="怀川市商务局")
    import_file(write(tmp_path, line()))
    assert Article.objects.count() == 1
    assert outdated_by(RegistryState.current()) is None


def test_articles_of_a_page_stand_in_the_order_of_the_file(tmp_path: Path) -> None:
    import_file(write(tmp_path, line(title="甲"), line(title="乙", page="A02"), line(title="丙")), batch_size=2)
    import_file(write(tmp_path, line(title="丁")))
    assert Page.objects.count() == 2 and Issue.objects.count() == 1
    first = Article.objects.filter(page__label="A01").order_by("position")
    assert list(first.values_list("headline", "position")) == [("甲", 0), ("丙", 1), ("丁", 2)]


def test_a_page_that_was_scanned_takes_imported_articles_in_after_its_own(tmp_path: Path) -> None:
    scanned = make_page(label="A01", text="我市召开会议\n")
    own = make_article(page=scanned, headline="我市召开会议", body="")
    assert scanned.issue is not None
    import_file(write(tmp_path, line(date=scanned.issue.date.isoformat())))
    imported = Article.objects.get(origin="import")
    assert imported.page == scanned and imported.position == own.position + 1


def test_without_a_label_articles_share_a_page_of_their_own(tmp_path: Path) -> None:
    scan = make_page(label="", text="某版文字\n")
    assert scan.issue is not None
    day = scan.issue.date.isoformat()
    import_file(write(tmp_path, line(date=day, page="", title="甲"), line(date=day, page="", title="乙")))
    import_file(write(tmp_path, line(date=day, page="", title="丙")))
    pages = set(Article.objects.filter(origin="import").values_list("page", flat=True))
    assert len(pages) == 1 and scan.pk not in pages
    assert Page.objects.get(pk=pages.pop()).label_source == Page.LabelSource.UNKNOWN


def test_one_name_is_one_reporter_in_a_newspaper(tmp_path: Path) -> None:
    make_newspaper(name="山阳晚报", slug="shanyang")
    lines = [line(title=str(number), author="记者 林晓禾") for number in range(3)]
    import_file(write(tmp_path, *lines, line(newspaper="山阳晚报", author="林晓禾")), batch_size=2)
    owners = Reporter.objects.order_by("newspaper__slug").values_list("newspaper__slug", "name")
    assert list(owners) == [("huaichuan", "林晓禾"), ("shanyang", "林晓禾")]


def test_a_second_import_changes_nothing(tmp_path: Path) -> None:
    path = write(tmp_path, line(title="甲"), line(title="乙"))
    import_file(path)
    before = list(Article.objects.order_by("id").values_list("id", "public_id", "position"))
    IndexQueueEntry.objects.all().delete()
    summary = import_file(path)
    assert (summary.imported, summary.already_in) == (0, 2)
    assert list(Article.objects.order_by("id").values_list("id", "public_id", "position")) == before
    assert not IndexQueueEntry.objects.exists()


@pytest.mark.parametrize("batch_size", [1, 10])
def test_a_line_that_stands_twice_comes_in_once(tmp_path: Path, batch_size: int) -> None:
    summary = import_file(write(tmp_path, line(), line(), line(author="别人")), batch_size=batch_size)
    assert (summary.imported, summary.already_in) == (1, 2)
    assert Article.objects.count() == 1


def test_bad_lines_are_reported_and_the_rest_goes_in(tmp_path: Path) -> None:
    path = write(tmp_path, line(title="甲"), "{", line(date="2022-13-01"), line(newspaper="别报"), line(title="乙"))
    told: list[int] = []
    summary = import_articles(read_publisher_file(path), on_bad=lambda number, reason: told.append(number))
    assert summary.imported == 2 and summary.lines == 5
    assert [number for number, _ in summary.bad] == told == [2, 3, 4]
    assert "'别报' is not on record" in summary.bad[2][1] and "huaichuan (怀川日报)" in summary.bad[2][1]


def test_an_unknown_newspaper_is_registered_when_asked(tmp_path: Path) -> None:
    path = write(tmp_path, line(newspaper="山阳晚报"), line(newspaper="山阳晚报", title="乙"))
    summary = import_file(path, create_newspapers=True)
    assert summary.imported == 2
    made = Newspaper.objects.get(name="山阳晚报")
    assert made.slug == "shan-yang-wan-bao"
    assert Article.objects.filter(page__newspaper=made).count() == 2


def test_a_newspaper_never_takes_an_address_of_the_site(tmp_path: Path) -> None:
    summary = import_file(write(tmp_path, line(newspaper="Search"), line(newspaper="报" * 101)), create_newspapers=True)
    assert Newspaper.objects.get(name="Search").slug == "search-2"
    assert [reason for _, reason in summary.bad] == ["newspaper has 101 characters, at most 100 are allowed"]


def test_one_page_in_two_spellings_is_one_page(tmp_path: Path) -> None:
    import_file(write(tmp_path, line(title="甲", page="a3"), line(title="乙", page="A03")))
    assert Page.objects.get().label == "A03"


class TestInterruption:
    @pytest.fixture
    def lines(self, tmp_path: Path) -> Path:
        return write(
            tmp_path, *(line(title=f"第{number}篇", author=f"记者 林晓禾 赵{number}田") for number in range(10))
        )

    def test_after_a_kill_between_batches_the_rest_comes_in(self, lines: Path) -> None:
        def killed() -> Iterator[ReadLine]:
            for one in read_publisher_file(lines):
                if one.number == 8:
                    raise KeyboardInterrupt
                yield one

        with pytest.raises(KeyboardInterrupt):
            import_articles(killed(), batch_size=3)
        assert Article.objects.count() == 6
        summary = import_file(lines, batch_size=4)
        assert (summary.imported, summary.already_in) == (4, 6)
        assert Article.objects.count() == Revision.objects.count() == 10
        assert Credit.objects.count() == 20

    def test_a_batch_that_fails_half_way_leaves_nothing(self, lines: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(article_ids: list[int]) -> None:
            raise DatabaseError("gone")

        monkeypatch.setattr(imported_batch, "text_changed", fail)
        with pytest.raises(DatabaseError):
            import_file(lines)
        assert not Article.objects.exists() and not Revision.objects.exists() and not Page.objects.exists()
        monkeypatch.undo()
        assert import_file(lines).imported == 10


def test_queries_do_not_grow_with_the_articles(tmp_path: Path) -> None:
    def queries(count: int, day: str) -> int:
        lines = [
            line(title=f"{day}第{number}篇", date=day, page=f"A{number % 5}", author=f"记者 赵{day}第{number}")
            for number in range(count)
        ]
        with CaptureQueriesContext(connection) as captured:
            assert import_file(write(tmp_path, *lines)).imported == count
        return len(captured)

    few = queries(20, "2022-03-01")
    assert queries(200, "2022-03-02") <= few
