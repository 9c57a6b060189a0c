"""Pages of readers who are not logged in are made once for each state of the archive, never shown to others or late."""

import datetime

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article, HiddenPassage, ReportStep
from articles.search.draining import drain
from articles.services.corrections import correct_article
from articles.services.reports.sending import Place, ReportText, send_report
from articles.services.reports.steps import Taken, take_step
from articles.services.withdrawal import withdraw_article
from articles.ticket_numbers import grouped
from articles.views.kept import AROUND, LARGEST_SHARE, Kept, kept
from articles.views.kept_answers import CACHE_STATUS, HIT
from tests.site.conftest import Archive

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]

#: What no page, file, feed or answer shows anything of: a change of it leaves no mark.
NOT_SHOWN = {
    *("articles_archivechange", "articles_articlewords", "articles_indexqueueentry", "articles_ingestitem"),
    *("articles_ingestrun", "articles_lexicon", "articles_ratecount", "articles_registrystate"),
    *("articles_auditentry", "articles_borderchange", "articles_proposaldecision", "articles_review"),
    *("articles_replacedarticle", "articles_replacement", "articles_waitingchange"),
    *("articles_listedaction", "articles_passwordtochange", "articles_upkeep"),
    # The queue, and what is counted for it.
    *("articles_articleday", "articles_articleworth", "articles_askedquery", "articles_claim"),
    *("articles_queryvisitor", "articles_searchday"),
    # A report's own pages tell of it, and are kept nowhere.
    *("articles_report", "articles_reportcontact", "articles_reportstep"),
    *("articles_segmentationproposal", "entities_candidate", "entities_followup", "entities_foundbefore"),
    *("entities_loadedline", "entities_programdecision", "entities_registrychange", "entities_sighting"),
}


@pytest.fixture
def editor(db: None) -> User:
    return User.objects.create(username="editor", is_staff=True)


def pages(archive: Archive) -> list[str]:
    return [
        "/",
        "/search/?q=怀川",
        archive.launch.get_absolute_url(),
        archive.issue.get_absolute_url(),
        archive.department.get_absolute_url(),
        archive.program.get_absolute_url(),
        "/search/feed.atom?q=怀川",
    ]


def test_the_next_reader_gets_the_same_answer_for_one_query_with_all_its_headers(
    client: Client, archive: Archive
) -> None:
    for address in pages(archive):
        first = client.get(address)
        with CaptureQueriesContext(connection) as queries:
            second = Client().get(address)
        assert (len(queries), second[CACHE_STATUS], second.content) == (1, HIT, first.content), address
        assert CACHE_STATUS not in first
        for name in ("Content-Type", "Vary", "ETag", "Cache-Control", "Content-Security-Policy", "X-Frame-Options"):
            assert second.get(name) == first.get(name), (address, name)
        assert first["Cache-Control"] == "no-cache"


def test_a_page_that_the_reader_has_is_not_made_again(client: Client, archive: Archive) -> None:
    for address in pages(archive):
        tag = client.get(address)["ETag"]
        with CaptureQueriesContext(connection) as queries:
            again = client.get(address, headers={"If-None-Match": tag})
        assert (again.status_code, again.content, len(queries)) == (304, b"", 1), address


def test_head_is_answered_as_get_without_a_body(client: Client, archive: Archive) -> None:
    address = archive.launch.get_absolute_url()
    assert client.head(address).status_code == 200
    page = client.get(address)
    assert CACHE_STATUS not in page
    head = client.head(address)
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", page["ETag"])
    assert head["Content-Length"] == str(len(page.content))


def test_what_is_corrected_is_so_at_the_next_request(client: Client, archive: Archive, editor: User) -> None:
    address = archive.launch.get_absolute_url()
    assert "怀川码上办正式上线" in client.get(address).content.decode()
    correct_article(archive.launch, base_revision=0, editor=editor, reason="误认", headline="怀川码上办今日上线")
    # Before the index has followed, too.
    page = client.get(address).content.decode()
    assert "怀川码上办今日上线" in page
    drain()
    assert address in client.get("/search/?q=今日上线").content.decode()


def test_what_is_withdrawn_is_gone_at_the_next_request(client: Client, archive: Archive, editor: User) -> None:
    address = archive.launch.get_absolute_url()
    listed = archive.front.get_absolute_url()
    assert client.get(address).status_code == 200 and address in client.get(listed).content.decode()
    withdraw_article(archive.launch, by=editor, reason="失实")
    assert client.get(address).status_code == 410
    assert address not in client.get(listed).content.decode()


def test_renamed_reporters_entries_and_redated_issues_are_so_at_the_next_request(
    client: Client, archive: Archive
) -> None:
    reporter = archive.launch.credits.get().reporter
    assert reporter is not None
    shown = [reporter.get_absolute_url(), archive.program.get_absolute_url(), archive.launch.get_absolute_url()]
    for address in shown:
        client.get(address)
    reporter.name = "王小明"
    reporter.save()
    assert "王小明" in client.get(shown[0]).content.decode()
    archive.program.name = "怀川掌上办"
    archive.program.save()
    assert "怀川掌上办" in client.get(shown[1]).content.decode()
    archive.issue.date = datetime.date(2022, 1, 29)
    archive.issue.save()
    assert "2022-01-29" in client.get(shown[2]).content.decode()


def test_every_table_leaves_a_mark_or_is_known_to_show_nowhere(archive: Archive) -> None:
    tables = {
        model._meta.db_table for app in ("articles", "entities") for model in apps.get_app_config(app).get_models()
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger JOIN pg_proc p ON p.oid = tgfoid "
            "WHERE p.proname = 'articles_mark_change'"
        )
        marked = {table for (table,) in cursor.fetchall()}
    assert (tables - marked, marked - tables) == (NOT_SHOWN, set())


def test_a_hidden_passage_is_gone_at_the_next_request(client: Client, archive: Archive, editor: User) -> None:
    """Its row alone is a change, before the text of the article follows."""
    client.get(archive.launch.get_absolute_url())
    HiddenPassage.objects.create(article=archive.launch, text="八百项", reason="误印", decided_by=editor)
    assert CACHE_STATUS not in client.get(archive.launch.get_absolute_url())
    Article.objects.filter(pk=archive.launch.pk).update(body="市民在手机上即可办理■■■事项。")
    assert "■■■" in client.get(archive.launch.get_absolute_url()).content.decode()


def test_whoever_may_be_logged_in_neither_gets_a_kept_page_nor_leaves_one(
    client: Client, archive: Archive, editor: User
) -> None:
    address = archive.launch.get_absolute_url()
    desk = Client()
    desk.force_login(editor)
    assert "编辑台" in desk.get(address).content.decode()
    public = client.get(address)
    assert CACHE_STATUS not in public and "编辑台" not in public.content.decode()
    for reader in (desk, _with_cookie("messages")):
        answer = reader.get(address)
        assert CACHE_STATUS not in answer and answer["Cache-Control"] == "private, no-cache"
    stranger = _with_cookie("of_another_site")
    assert stranger.get(address)[CACHE_STATUS] == HIT


def test_whoever_sent_a_form_or_picked_an_article_gets_the_pages_kept_for_all(client: Client, archive: Archive) -> None:
    reader = Client()
    reader.get("/search/batch/")
    reader.post("/clippings/add/", {"article": archive.older.public_id})
    assert {"csrftoken", "clippings"} <= set(reader.cookies)
    for address in pages(archive):
        first = reader.get(address)
        assert (CACHE_STATUS in first, first["Cache-Control"], bool(first.cookies)) == (False, "no-cache", False)
        second = client.get(address)
        assert (second[CACHE_STATUS], second.content) == (HIT, first.content), address
        again = reader.get(address)
        assert (again[CACHE_STATUS], again.content, again["ETag"]) == (HIT, first.content, first["ETag"]), address


def _with_cookie(name: str) -> Client:
    client = Client()
    client.cookies[name] = "x" * 32
    return client


def test_forms_the_basket_and_files_are_never_kept(archive: Archive) -> None:
    for address in (
        "/search/?q=怀川&pick=1",
        "/clippings/",
        "/search/articles.csv?q=怀川",
        "/healthz",
        "/admin/login/",
    ):
        for _ in range(2):
            assert CACHE_STATUS not in Client().get(address), address


def test_reports_and_their_tickets_are_kept_neither_here_nor_by_the_reader(client: Client, archive: Archive) -> None:
    report = send_report(ReportText.read({"kind": "typo", "message": "误认"}), Place(article=archive.launch))
    for address in (
        f"/report/{archive.launch.public_id}/",
        "/report/",
        "/report/status/",
        f"/report/status/?number={report.number}",
        f"/report/t/{grouped(report.number)}/",
        "/report/t/00000-00000-00000/",
    ):
        for _ in range(2):
            answer = Client().get(address)
            assert CACHE_STATUS not in answer and "no-store" in answer["Cache-Control"], address
    ticket = client.get(f"/report/t/{grouped(report.number)}/").content.decode()
    assert "收到" in ticket and "现在：已受理" not in ticket
    handler = User.objects.create(username="handler", is_staff=True)
    take_step(report, Taken(ReportStep.Action.ACCEPTED), by=handler, seen=0)
    assert "受理" in client.get(f"/report/t/{grouped(report.number)}/").content.decode()


def test_no_page_that_is_kept_holds_a_form_s_token(client: Client, archive: Archive) -> None:
    """Whoever was given another's token could not send the form; and a token is one reader's."""
    for address in [*pages(archive), "/search/?q=怀川&pick=1", "/search/batch/", archive.front.get_absolute_url()]:
        for _ in range(2):
            answer = Client().get(address)
            is_kept = CACHE_STATUS in answer
            assert not (is_kept and "csrfmiddlewaretoken" in answer.content.decode()), address


def test_an_answer_of_the_api_is_kept_and_counted(client: Client, archive: Archive) -> None:
    address = f"/api/v1/articles/{archive.launch.public_id}"
    first, second = client.get(address), client.get(address)
    assert second[CACHE_STATUS] == HIT and second.json() == first.json() and second["ETag"] == first["ETag"]
    assert int(second["RateLimit-Remaining"]) == int(first["RateLimit-Remaining"]) - 1
    assert second["Access-Control-Allow-Origin"] == "*"
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_marks_are_taken_together_without_changing_the_name_of_the_state(archive: Archive) -> None:
    names = set()
    for number in range(250):
        Article.objects.filter(pk=archive.older.pk).update(position=number)
        with connection.cursor() as cursor:
            cursor.execute("SELECT bit_xor(mark), count(*) FROM articles_archivechange")
            name, rows = cursor.fetchone()
        names.add(name)
        assert rows <= 202
    assert len(names) == 250


def test_no_more_bytes_are_kept_than_allowed_and_what_was_last_asked_for_stays() -> None:
    store = Kept(LARGEST_SHARE * (AROUND + 1000))
    assert store.find(1, "first") is None
    for number in range(LARGEST_SHARE):
        store.keep(1, number, "kept", 1000)
    assert store.find(1, 0) == "kept"
    store.keep(1, "one more", "kept", 1000)
    assert store.size <= LARGEST_SHARE * (AROUND + 1000)
    assert (store.find(1, 0), store.find(1, 1)) == ("kept", None)
    store.keep(1, "too large", "kept", 1001)
    assert store.find(1, "too large") is None
    assert store.find(2, 0) is None and store.size == 0
    store.keep(1, "late", "of a state that is over", 1)
    assert store.find(2, "late") is None and kept() is kept()


@pytest.mark.parametrize("address", ["/search/suggest/", "/search/suggest/opensearch/"])
def test_names_that_are_read_on_a_clock_of_their_own_are_kept_by_nobody(
    client: Client, archive: Archive, address: str
) -> None:
    for _ in range(2):
        assert CACHE_STATUS not in client.get(address, {"q": archive.department.name[:3]}).headers


def test_what_was_made_before_midnight_is_not_kept_for_the_day_after(
    client: Client, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = iter([datetime.date(2026, 3, 1), *[datetime.date(2026, 3, 2)] * 50])
    monkeypatch.setattr("articles.views.kept_answers.timezone.localdate", lambda: next(days))
    address = archive.older.get_absolute_url()
    client.get(address)
    assert CACHE_STATUS not in client.get(address)
    assert CACHE_STATUS in client.get(address)


def test_a_long_address_is_counted_with_what_stands_under_it(client: Client, archive: Archive) -> None:
    kept().clear()
    client.get("/about/")
    plain = kept().size
    kept().clear()
    client.get("/about/?z=" + "x" * 5000)
    assert kept().size >= plain + 5000
