"""A run that is taken back is listed like any change of facts; no hidden word stands in the log or its files."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.models import Article, Replacement, Review
from articles.services import replacements
from articles.services.corrections import correct_article
from articles.services.hiding import hide_passages
from tests.builders import make_article
from tests.desk.people import make_editor, make_reviewer

pytestmark = pytest.mark.django_db


def carried_out(article: Article, find: str, replacement: str, *, by: User) -> Replacement:
    run = replacements.prepare(find=find, replacement=replacement, fields=["body"], article_ids=[article.pk], by=by)
    replacements.start(run, by=by)
    assert replacements.carry_out()
    run.refresh_from_db()
    return run


def taken_back(run: Replacement, *, by: User) -> None:
    replacements.undo(run, by=by)
    assert replacements.carry_out()


def test_a_reviewers_run_on_figures_that_he_takes_back_is_listed_again() -> None:
    reviewer, article = make_reviewer(), make_article(body="办结35件。")
    run = carried_out(article, "35", "36", by=reviewer)
    assert list(Review.objects.values_list("state", "touches")) == [("open", ["figure"])]
    taken_back(run, by=reviewer)
    article.refresh_from_db()
    assert article.body == "办结35件。"
    first, second = Review.objects.order_by("pk")
    assert (first.state, second.state, second.touches) == ("taken_back", "open", ["figure"])


def test_an_editors_run_that_a_reviewer_takes_back_is_decided_with_it() -> None:
    editor, reviewer, article = make_editor(), make_reviewer(), make_article(body="推迸会在我市召开。")
    run = carried_out(article, "推迸", "推进", by=editor)
    assert Review.objects.get().state == Review.State.OPEN
    taken_back(run, by=reviewer)
    review = Review.objects.get()
    assert (review.state, review.decided_by) == ("rejected", reviewer)


def test_a_reason_with_words_that_are_hidden_later_is_blacked_out_in_the_log_and_its_files(
    administrator: Client,
) -> None:
    person, article = make_editor(), make_article(body="电话13812345678后面的字不对。")
    correct_article(article, base_revision=0, editor=person, body="电话13812345678后面的字。", reason="13812345678后面")
    hide_passages(article, ["13812345678"], by=person, reason="来信要求")
    pages = [administrator.get(reverse("admin:articles_auditentry_changelist")).content.decode()]
    for kind in ("csv", "jsonl"):
        response = administrator.get(reverse("admin:articles_auditentry_export", args=[kind]))
        pages.append(b"".join(response.streaming_content).decode())  # type: ignore[attr-defined]
    for page in pages:
        assert "13812345678" not in page
        assert "█后面" in page
