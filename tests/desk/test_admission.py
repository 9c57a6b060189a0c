"""Who may do what at the desk: anonymous, staff without permissions, editor, administrator, for every address."""

from collections.abc import Callable

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from articles.models import (
    ArchiveChange,
    Article,
    ArticleDay,
    ArticleWords,
    ArticleWorth,
    AskedQuery,
    Credit,
    IngestItem,
    IngestRun,
    Issue,
    Lexicon,
    ListedAction,
    Page,
    PasswordToChange,
    ProposalDecision,
    QueryVisitor,
    RateCount,
    ReportContact,
    ReportStep,
    Revision,
    SearchDay,
    Source,
    Span,
    Upkeep,
    WaitingChange,
)
from entities.models import Mention
from tests.builders import make_article, make_department, make_issue, make_page, make_program
from tests.desk.people import make_person

pytestmark = pytest.mark.django_db

OURS = [model for model in admin.site._registry if model._meta.app_label in ("articles", "entities")]
KEPT = [Article, Credit, Issue, Mention, Page, Revision, Source, Span, IngestItem, IngestRun]


def list_address(model: type) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")  # type: ignore[attr-defined]


def actions_of(article: Article) -> list[str]:
    """The addresses that write, besides the form."""
    pk = article.pk
    return [
        reverse("admin:articles_article_revert", args=[pk, 0]),
        reverse("admin:articles_article_withdraw", args=[pk]),
        reverse("admin:articles_article_restore", args=[pk]),
        reverse("admin:articles_article_decide", args=[pk]),
    ]


def test_every_model_of_the_archive_is_at_the_desk() -> None:
    from django.apps import apps

    models = {model for app in ("articles", "entities") for model in apps.get_app_config(app).get_models()}
    counts = {ArticleDay, AskedQuery, QueryVisitor, RateCount, SearchDay}
    shown_elsewhere = {ArticleWorth, ListedAction, ProposalDecision, ReportContact, ReportStep, WaitingChange}
    own = {ArchiveChange, ArticleWords, Lexicon, PasswordToChange, Upkeep}
    assert models - own - counts - shown_elsewhere == set(OURS), (
        "words, marks of changes and what is to be done are the program's own, counts of visitors nobody's; the queue "
        "shows the worth of an article, a review what waits and what was done, a report its steps and its contact"
    )


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_lists_are_for_those_who_may_view(client: Client, stranger: Client, administrator: Client, model: type) -> None:
    address = list_address(model)
    assert client.get(address).headers["Location"] == f"/admin/login/?next={address}"
    assert stranger.get(address).status_code == 403
    assert administrator.get(address).status_code == 200
    assert administrator.get(address, {"q": "怀川 “1”"}).status_code == 200
    assert administrator.get(address, {"q": "7" * 30}).status_code == 200


@pytest.mark.parametrize("model", KEPT, ids=lambda model: model.__name__)
def test_nobody_deletes_what_the_archive_keeps(administrator: Client, model: type) -> None:
    make_article(reporters=["王晓明"])
    page = administrator.get(list_address(model)).content.decode()
    assert "delete_selected" not in page
    assert administrator.get(f"{list_address(model)}1/delete/").status_code in (302, 403)
    assert Article.objects.exists()


@pytest.mark.parametrize("model", [Source, Revision, Span, Mention, IngestItem], ids=lambda model: model.__name__)
def test_nobody_edits_what_only_services_write(administrator: Client, model: type) -> None:
    assert administrator.get(f"{list_address(model)}add/").status_code == 403
    assert 'name="_save"' not in administrator.get(list_address(model)).content.decode()


def test_anonymous_is_sent_to_the_login_and_changes_nothing(client: Client) -> None:
    article = make_article()
    for address in [reverse("admin:articles_article_change", args=[article.pk]), *actions_of(article)]:
        response = client.post(address, {"reason": "试试", "base_revision": "0"})
        assert response.status_code == 302
        assert response.headers["Location"].startswith("/admin/login/")
    article.refresh_from_db()
    assert article.state == Article.State.PUBLISHED


@pytest.mark.parametrize("permissions", [(), ("articles.view_article",)], ids=["stranger", "viewer"])
def test_staff_without_the_permission_to_change_changes_nothing(permissions: tuple[str, ...]) -> None:
    article, client = make_article(), Client()
    client.force_login(make_person(name="赵见习", permissions=permissions))
    for address in [reverse("admin:articles_article_change", args=[article.pk]), *actions_of(article)]:
        assert client.post(address, {"reason": "试试", "base_revision": "0"}).status_code == 403
    article.refresh_from_db()
    assert (article.state, article.revision_number) == (Article.State.PUBLISHED, 0)


def test_a_viewer_reads_the_article_without_a_form() -> None:
    article, client = make_article(reporters=["王晓明"]), Client()
    client.force_login(make_person(name="赵见习", permissions=["articles.view_article"]))
    page = client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    assert article.headline in page
    assert "记者 王晓明" in page
    assert 'name="body"' not in page
    assert "撤下后读者" not in page
    assert client.get(reverse("admin:articles_article_revision", args=[article.pk, 0])).status_code == 200


def test_writing_addresses_take_no_get(editor: Client) -> None:
    article = make_article()
    for address in actions_of(article):
        assert editor.get(address).status_code == 405


def test_an_editor_administers_no_registry(editor: Client) -> None:
    for entry, name in [(make_department(), "department"), (make_program(), "program")]:
        app = entry._meta.app_label
        assert editor.post(reverse(f"admin:{app}_{name}_change", args=[entry.pk]), {}).status_code == 403
    assert editor.get(reverse("admin:auth_user_changelist")).status_code == 403


@pytest.mark.parametrize(
    "make",
    [lambda: make_issue(), lambda: make_page(label="A09"), lambda: make_article().page],
    ids=["issue", "page", "page with articles"],
)
def test_changing_a_date_needs_the_permission(stranger: Client, make: Callable[[], Issue | Page]) -> None:
    record = make()
    address = reverse(f"admin:articles_{record._meta.model_name}_change", args=[record.pk])
    assert stranger.post(address, {"date": "2020-01-01", "label": "A01"}).status_code == 403
