"""Two people at one article at the same time, on real PostgreSQL: nothing is lost, and nothing is done twice."""

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import pairwise

import pytest
from django.contrib.auth.models import User
from django.db import connection

from articles.errors import ArchiveError, ReviewError, StaleRevisionError
from articles.models import Article, Review
from articles.services.article_text import text_of_revision
from articles.services.corrections import correct_article
from articles.services.merge_texts import merge_texts
from articles.services.review import submit_correction
from articles.services.review_decisions import ReviewConflictError, approve_review, reject_review
from tests.builders import make_article
from tests.desk.people import make_editor, make_reviewer

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 200
#: One line for each of the two editors, who count up in their own: no word of it is a fact.
BODY = "甲组的话：。\n会议听取了汇报。\n乙组的话：。"


@pytest.fixture(autouse=True)
def index_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is changed is queued for the index as ever; the index itself is not written by two threads at once here."""
    monkeypatch.setattr("articles.services.text_changed.announce_index_queue", lambda: None)


def race(*acts: Callable[[], None]) -> None:
    """All at once, each in a thread with its own connection; what one raises is raised here."""
    failures: list[BaseException] = []
    start = threading.Barrier(len(acts))

    def run(act: Callable[[], None]) -> None:
        try:
            start.wait()
            act()
        except BaseException as error:  # noqa: BLE001
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


def chain_of(article: Article) -> list[int]:
    """The numbers of the revisions, each of which supersedes the one before."""
    revisions = list(article.revisions.order_by("number"))
    assert all(later.supersedes_id == earlier.pk for earlier, later in pairwise(revisions))
    return [revision.number for revision in revisions]


def test_two_editors_race_two_hundred_times_and_no_word_is_lost() -> None:
    """Each appends a mark to his own line, round after round; whoever is told that his text is stale merges and sends
    again, as the form does. In the end both lines have every mark once, in order."""
    article = make_article(headline="会议召开", body=BODY)
    editors = {"甲": make_editor(name="甲编辑"), "乙": make_editor(name="乙编辑")}
    told: Counter[str] = Counter()
    rounds = threading.Barrier(2)

    def work(group: str) -> None:
        for number in range(ROUNDS):
            rounds.wait()
            add_mark(article.pk, group, chr(0x4E00 + number), editors[group], told)

    race(lambda: work("甲"), lambda: work("乙"))
    marks = "".join(chr(0x4E00 + number) for number in range(ROUNDS))
    article.refresh_from_db()
    assert article.body == f"甲组的话：{marks}。\n会议听取了汇报。\n乙组的话：{marks}。"
    assert chain_of(article) == list(range(2 * ROUNDS + 1))
    assert told["stale"] > 0, "nobody was ever told; this was no race"


def add_mark(pk: int, group: str, mark: str, editor: User, told: Counter[str]) -> None:
    seen = Article.objects.get(pk=pk)
    lines = seen.body.splitlines()
    body = "\n".join(f"{line[:-1]}{mark}。" if line.startswith(group) else line for line in lines)
    while True:
        base = seen.revision_number
        try:
            correct_article(seen, base_revision=base, editor=editor, body=body)
            return
        except StaleRevisionError:
            told["stale"] += 1
            opened = text_of_revision(seen.revisions.get(number=base))
            seen = Article.objects.get(pk=pk)
            theirs = text_of_revision(seen.revisions.get(number=seen.revision_number))
            merge = merge_texts(base=opened, theirs=theirs, mine=replace(opened, body=body))
            assert merge.conflicts == ()
            body = merge.text.body


def waiting_review(article: Article, editor: User, *, body: str) -> Review:
    article.refresh_from_db()
    submitted = submit_correction(article, base_revision=article.revision_number, editor=editor, body=body)
    assert submitted.waiting is not None
    return submitted.waiting.review


def outcome_of(act: Callable[[], object], told: Counter[str]) -> Callable[[], None]:
    def run() -> None:
        try:
            act()
            told["done"] += 1
        except ReviewConflictError:
            told["conflict"] += 1
        except ReviewError as error:
            told[error.code] += 1
        except ArchiveError as error:
            told[error.code] += 1

    return run


def test_of_two_reviewers_who_decide_at_once_one_is_told() -> None:
    editor, first, second = make_editor(), make_reviewer(name="周审校"), make_reviewer(name="吴审校")
    article = make_article(headline="会议召开", body="共有10人到会。")
    for number in range(11, 31):
        review = waiting_review(article, editor, body=f"共有{number}人到会。")
        told: Counter[str] = Counter()
        other: Callable[[], object] = (
            partial(approve_review, review, by=second)
            if number % 2
            else partial(reject_review, review, by=second, reason="不对")
        )
        race(outcome_of(partial(approve_review, review, by=first), told), outcome_of(other, told))
        assert told == {"done": 1, "decided": 1}
        review.refresh_from_db()
        article.refresh_from_db()
        is_approved = review.state == Review.State.APPROVED
        assert (f"共有{number}人" in article.body) is is_approved
        assert (review.outcome_id is not None) is is_approved
    approved = Review.objects.filter(state=Review.State.APPROVED).count()
    assert chain_of(article) == list(range(approved + 1))


def test_a_change_approved_while_another_edits_loses_neither() -> None:
    editor, other, reviewer = make_editor(), make_editor(name="王编辑"), make_reviewer()
    article = make_article(headline="会议召开", body="共有10人到会。\n会场热烈。")
    for number in range(11, 31):
        line = f"会场热烈{'啊' * (number - 10)}。"
        article.refresh_from_db()
        review = waiting_review(article, editor, body=article.body.replace(f"{number - 1}人", f"{number}人"))
        told: Counter[str] = Counter()
        base = Article.objects.get(pk=article.pk).revision_number
        text = article.body.splitlines()[0]

        def edit(base: int = base, text: str = text, line: str = line) -> None:
            submit_correction(article, base_revision=base, editor=other, body=f"{text}\n{line}")

        race(outcome_of(partial(approve_review, review, by=reviewer), told), outcome_of(edit, told))
        article.refresh_from_db()
        assert f"共有{number}人到会。" in article.body
        if told["stale_revision"]:
            assert line not in article.body
            article.refresh_from_db()
            body = f"{article.body.splitlines()[0]}\n{line}"
            submit_correction(article, base_revision=article.revision_number, editor=other, body=body)
        article.refresh_from_db()
        assert article.body == f"共有{number}人到会。\n{line}"
    assert chain_of(article) == list(range(41))
