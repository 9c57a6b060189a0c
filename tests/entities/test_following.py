"""The archive follows its registry by whatever process there is, once, and to the end."""

import threading
from typing import Any

import pytest
from django.db import connections, transaction

from articles.models import Article, DepartmentLink, IndexQueueEntry, RegistryState
from articles.services.text_changed import text_changed
from entities import following, touched
from entities.following import carry_out, carry_out_in_background, record_follow_up, resume
from entities.models import FollowUp, Mention, RegistryChange
from entities.outdated import linked_version, mark_up_to_date
from entities.previews import preview
from entities.relinking import relink_batch
from tests.builders import make_article, make_department, make_page, make_program

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def articles() -> list[Article]:
    page = make_page()
    return [make_article(page=page, headline=f"第{number}篇", body=f"百村添绿{number}。") for number in range(6)]


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("entities.following.BATCH_ARTICLES", 2)


def wait_for_background() -> None:
    for thread in threading.enumerate():
        if thread.name == "following the registry":
            thread.join(60)


def test_a_follow_up_that_was_killed_goes_on_where_it_was(
    articles: list[Article], small_steps: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_program(name="百村添绿")
    record_follow_up("百村添绿")
    read: list[int] = []

    def die_later(ids: Any) -> Any:
        if len(read) >= 4:
            raise KeyboardInterrupt
        read.extend(ids)
        return relink_batch(ids)

    monkeypatch.setattr("entities.following.relink_batch", die_later)
    with pytest.raises(KeyboardInterrupt):
        carry_out()
    row = FollowUp.objects.get()
    assert (row.state, row.done, row.total, row.relinked) == ("running", 4, 6, 4)
    assert Mention.objects.count() == 4 and linked_version() < RegistryState.current()

    def live(ids: Any) -> Any:
        read.extend(ids)
        return relink_batch(ids)

    monkeypatch.setattr("entities.following.relink_batch", live)
    resume()
    wait_for_background()
    row.refresh_from_db()
    assert (row.state, row.done, row.relinked) == ("done", 6, 6)
    assert read == [article.pk for article in articles]
    assert Mention.objects.count() == 6 and not IndexQueueEntry.objects.exists()
    assert linked_version() == RegistryState.current()


def test_what_changed_outside_the_desk_is_followed_at_the_next_start(articles: list[Article]) -> None:
    record_follow_up()
    carry_out()
    make_program(name="百村添绿")
    resume()
    wait_for_background()
    assert Mention.objects.count() == 6
    resume()
    assert FollowUp.objects.count() == 2


def test_two_processes_never_do_one_follow_up_twice(articles: list[Article], small_steps: None) -> None:
    make_program(name="百村添绿")
    record_follow_up()
    outcome: list[bool] = []

    def other_process() -> None:
        outcome.append(carry_out())
        connections.close_all()

    with transaction.atomic():
        FollowUp.objects.select_for_update().get()
        thread = threading.Thread(target=other_process)
        thread.start()
        thread.join(60)
    assert outcome == [False] and not Mention.objects.exists()
    first, second = threading.Thread(target=other_process), threading.Thread(target=other_process)
    for each in (first, second):
        each.start()
    for each in (first, second):
        each.join(60)
    carry_out()
    row = FollowUp.objects.get()
    assert (row.state, row.done, row.relinked, row.added) == ("done", 6, 6, 6)


def test_a_change_that_another_editor_made_meanwhile_is_not_lost(
    articles: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    """While A's change is followed, B saves; A's is done, and B's is still to be followed."""
    make_program(name="百村添绿")
    record_follow_up("A")
    versions: list[int] = []

    def meanwhile(ids: Any) -> Any:
        if not versions:
            versions.append(RegistryState.current())
            other = threading.Thread(target=save_b)
            other.start()
            other.join(60)
        return relink_batch(ids)

    def save_b() -> None:
        make_department(name="第3篇")
        connections.close_all()

    monkeypatch.setattr("entities.following.relink_batch", meanwhile)
    assert carry_out()
    assert linked_version() == versions[0] < RegistryState.current()
    assert RegistryChange.objects.exclude(type="start").exists()
    record_follow_up("B")
    assert carry_out()
    assert DepartmentLink.objects.get().article == articles[3]
    assert not RegistryChange.objects.exclude(type="start").exists()


def test_two_changes_saved_at_once_stand_in_the_log_each_under_its_own_version(articles: list[Article]) -> None:
    """B's statement begins before A's transaction ends, and waits for it."""
    began = threading.Event()

    def save_b() -> None:
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            pids.append(cursor.fetchone()[0])
        began.set()
        make_department(name="第3篇")
        connections.close_all()

    pids: list[int] = []
    other = threading.Thread(target=save_b)
    with transaction.atomic():
        make_program(name="百村添绿")
        version = RegistryState.current()
        other.start()
        assert began.wait(20)
        wait_until_blocked(pids[0])
    other.join(60)
    assert RegistryState.current() == version + 1
    logged = RegistryChange.objects.exclude(type="start").values_list("type", "version")
    assert set(logged) == {("program", version), ("department", version + 1)}


def wait_until_blocked(pid: int) -> None:
    query = "SELECT count(*) FROM pg_locks WHERE pid = %s AND NOT granted"
    for _ in range(100_000):
        with connections["default"].cursor() as cursor:
            cursor.execute(query, [pid])
            if cursor.fetchone()[0]:
                return
    pytest.fail("the other session never waited")


def test_an_article_that_was_stored_while_the_registry_changed_is_linked_by_the_new_one() -> None:
    """It is not committed when the follow-up looks for articles, so its own commit sees to it."""
    page = make_page()

    def save_elsewhere() -> None:
        make_program(name="百村添绿")
        record_follow_up()
        carry_out()
        connections.close_all()

    with transaction.atomic():
        article = make_article(page=page, body="百村添绿启动。")
        text_changed([article.pk])
        other = threading.Thread(target=save_elsewhere)
        other.start()
        other.join(60)
        assert linked_version() == RegistryState.current()
    assert Mention.objects.get().article == article


def test_the_background_leaves_no_connection_and_reports_a_lost_database(
    articles: list[Article], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(**_: Any) -> bool:
        from django.db import OperationalError

        raise OperationalError("server closed the connection")

    monkeypatch.setattr(following, "carry_out", fail)
    carry_out_in_background()
    wait_for_background()
    assert "the next start goes on" in caplog.text


@pytest.fixture
def texts_read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many articles were looked through for a change, each time."""
    mark_up_to_date(RegistryState.current())
    read: list[int] = []
    look = touched.look_through

    def counted(*args: Any, **options: Any) -> Any:
        for some in look(*args, **options):
            read.append(some.articles)
            yield some

    for module in ("entities.following", "entities.previews"):
        monkeypatch.setattr(f"{module}.look_through", counted)
    return read


def test_what_a_preview_found_is_not_looked_for_again(articles: list[Article], texts_read: list[int]) -> None:
    """But for what was written since, which the preview cannot have seen."""
    difference, _ = preview(lambda: make_program(name="百村添绿", slug="a", pinyin="a", aliases=["第3篇"]))
    assert difference.added == 6 and texts_read == [6]
    page = articles[0].page
    later = make_article(page=page, headline="后来的一篇", body="百村添绿。")
    text_changed([later.pk])
    make_program(name="百村添绿", slug="a", pinyin="a", aliases=["第3篇"])
    row = record_follow_up()
    assert carry_out()
    row.refresh_from_db()
    assert texts_read == [6]
    assert (row.relinked, row.added, row.done, row.total) == (7, 7, 7, 7)


def test_another_change_than_the_previewed_one_is_looked_for(articles: list[Article], texts_read: list[int]) -> None:
    preview(lambda: make_program(name="百村添绿", slug="a", pinyin="a"))
    make_department(name="第3篇")
    make_program(name="百村添绿", slug="a", pinyin="a")
    record_follow_up()
    assert carry_out()
    assert texts_read == [6, 6]
    assert DepartmentLink.objects.get().article == articles[3]


def test_an_article_corrected_since_the_preview_is_linked_by_its_new_text(
    articles: list[Article], texts_read: list[int]
) -> None:
    preview(lambda: make_program(name="新栽苗木", slug="a", pinyin="a"))
    Article.objects.filter(pk=articles[2].pk).update(body="新栽苗木。")
    make_program(name="新栽苗木", slug="a", pinyin="a")
    record_follow_up()
    assert carry_out()
    assert texts_read == [6]
    assert Mention.objects.get().article == articles[2]
