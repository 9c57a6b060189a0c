"""All that was done to borders can be looked at, by page, article and person, fast and without being changed."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article, BorderChange
from articles.services.borders import undo
from articles.services.kinds import change_kind
from tests.builders import make_article, make_page
from tests.desk.people import make_editor, make_reviewer

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_borderchange_changelist")


def changed(article: Article, times: int, *, by: User) -> list[BorderChange]:
    for number in range(times):
        change_kind(article, Article.Kind.NOTICE if number % 2 == 0 else Article.Kind.ADVERT, by=by)
    return list(BorderChange.objects.filter(articles=[article.pk]).order_by("pk"))


def read(client: Client, **asked: str | int) -> str:
    response = client.get(LIST, asked)
    assert response.status_code == 200
    return response.content.decode()


def shown(client: Client, **asked: str | int) -> set[int]:
    page = read(client, **asked)
    return {change.pk for change in BorderChange.objects.all() if f"/borderchange/{change.pk}/change/" in page}


def test_changes_older_than_the_workbench_shows_are_reached_from_it(editor: Client) -> None:
    article, other = make_article(), make_article(page=make_page(label="A02"))
    person = make_editor(name="王编辑")
    mine = changed(article, 12, by=person)
    others = changed(other, 1, by=person)
    bench = editor.get(reverse("admin:workbench", args=[article.page_id])).content.decode()
    assert f"{LIST}?page={article.page_id}" in bench
    assert shown(editor, page=article.page_id) == {change.pk for change in mine}
    assert shown(editor, q=other.public_id) == {change.pk for change in others}
    assert shown(editor, page=10**9) == set()
    assert shown(editor, q=10**9) == set()


def test_they_are_found_by_person_and_action(editor: Client) -> None:
    first = changed(make_article(), 1, by=make_editor(name="王编辑"))
    second = changed(make_article(page=make_page(label="A02")), 1, by=make_reviewer())
    assert shown(editor, q="王编辑") == {change.pk for change in first}
    assert shown(editor, q="周审校") == {change.pk for change in second}
    assert shown(editor, action__exact="kind") == {first[0].pk, second[0].pk}
    assert shown(editor, action__exact="merge") == set()


def test_one_says_what_it_changed_and_what_took_it_back(editor: Client) -> None:
    article, person = make_article(), make_editor(name="王编辑")
    (change,) = changed(article, 1, by=person)
    taken_back = undo(change, by=person, reason="原来就对")
    page = editor.get(reverse("admin:articles_borderchange_change", args=[change.pk])).content.decode()
    assert f"文章 {article.public_id}" in page
    assert f"{Article.Kind.ARTICLE.label}，公开" in page and f"→ {Article.Kind.NOTICE.label}，" in page
    assert f'已由<a href="{reverse("admin:articles_borderchange_change", args=[taken_back.pk])}">' in page
    assert "原来就对" in read(editor)
    assert 'name="_save"' not in page


def test_more_rows_ask_no_more_and_no_list_reads_the_states(editor: Client) -> None:
    person, counts = make_editor(name="王编辑"), []
    for start in (0, 5):
        for number in range(start, start + 5):
            changed(make_article(page=make_page(label=f"B{number}")), 1, by=person)
        with CaptureQueriesContext(connection) as captured:
            read(editor)
        counts.append(len(captured))
        assert not any('"articles_borderchange"."before"' in query["sql"] for query in captured.captured_queries)
    assert counts[0] == counts[1]


def test_a_reviewer_reads_what_kind_was_made_of_what(reviewer: Client) -> None:
    changed(make_article(), 1, by=make_editor())
    page = reviewer.get(reverse("admin:articles_review_changelist")).content.decode()
    assert f"体裁：{Article.Kind.ARTICLE.label} → {Article.Kind.NOTICE.label}" in page


def test_whoever_has_no_right_sees_none(stranger: Client) -> None:
    assert stranger.get(LIST).status_code == 403
