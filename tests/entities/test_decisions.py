"""A person's word on departments and programs, through text changes and re-links."""

import pytest
from django.contrib.auth.models import User

from articles.models import Article, Department, DepartmentLink, IndexQueueEntry
from articles.services.succession import supersede
from entities.decisions import decide_department, decide_program, undo_department, undo_program
from entities.linking import relink
from entities.models import Mention, Program, ProgramDecision
from tests.builders import make_article, make_department, make_program

pytestmark = pytest.mark.django_db


@pytest.fixture
def bureau() -> Department:
    return make_department(name="怀川市林业局", level="city", place="怀川市")


@pytest.fixture
def other() -> Department:
    return make_department(name="怀川市水务局", level="city", place="怀川市")


@pytest.fixture
def campaign() -> Program:
    return make_program(name="百村添绿")


@pytest.fixture
def article(bureau: Department, other: Department, campaign: Program) -> Article:
    article = make_article(headline="市林业局部署造林", body="百村添绿启动。市水务局供水。")
    relink([article.pk])
    return article


def roles() -> dict[str, tuple[str, str]]:
    links = DepartmentLink.objects.select_related("department")
    return {link.department.name: (link.role, link.status) for link in links}


def test_rejecting_the_primary_department_makes_the_next_one_primary(
    article: Article, bureau: Department, admin_user: User
) -> None:
    decide_department(article, bureau, "rejected", by=admin_user)
    assert roles() == {"怀川市林业局": ("mentioned", "rejected"), "怀川市水务局": ("primary", "automatic")}
    relink([article.pk])
    assert roles()["怀川市林业局"] == ("mentioned", "rejected")


def test_a_confirmed_primary_department_is_the_only_one(article: Article, other: Department, admin_user: User) -> None:
    link = decide_department(article, other, "confirmed", by=admin_user, role=DepartmentLink.Role.PRIMARY)
    assert (link.decided_by, link.evidence[0]["surface"]) == (admin_user, "市水务局")
    assert roles() == {"怀川市林业局": ("mentioned", "automatic"), "怀川市水务局": ("primary", "confirmed")}


def test_a_rejected_department_is_primary_no_more(article: Article, admin_user: User) -> None:
    unnamed = make_department(name="怀川市气象台")
    decide_department(article, unnamed, "confirmed", by=admin_user, role=DepartmentLink.Role.PRIMARY)
    decide_department(article, unnamed, "rejected", by=admin_user)
    assert roles()["怀川市气象台"] == ("mentioned", "rejected")
    assert roles()["怀川市林业局"] == ("primary", "automatic")


def test_an_article_that_became_part_of_another_names_nothing(
    article: Article, campaign: Program, admin_user: User
) -> None:
    heir = make_article(page=article.page, headline="造林工作会", body="会议部署造林。")
    decide_program(article, campaign, "confirmed", by=admin_user)
    decide_program(heir, campaign, "rejected", by=admin_user)
    supersede(article, heir, reason="两篇本是一篇")
    relink([article.pk])
    assert not Mention.objects.filter(article=article).exists()
    assert not DepartmentLink.objects.filter(article=article).exists()


def test_a_department_that_no_text_names_can_be_confirmed(article: Article, admin_user: User) -> None:
    unnamed = make_department(name="怀川市气象台")
    decide_department(article, unnamed, "confirmed", by=admin_user)
    relink([article.pk])
    assert roles()["怀川市气象台"] == ("mentioned", "confirmed")
    undo_department(article, unnamed)
    assert "怀川市气象台" not in roles()


def test_an_undone_decision_gives_the_link_back_to_the_matcher(
    article: Article, bureau: Department, admin_user: User
) -> None:
    decide_department(article, bureau, "rejected", by=admin_user)
    undo_department(article, bureau)
    assert roles()["怀川市林业局"] == ("primary", "automatic")


def test_a_rejected_program_is_rejected_at_every_place(article: Article, campaign: Program, admin_user: User) -> None:
    decide_program(article, campaign, "rejected", by=admin_user)
    Article.objects.filter(pk=article.pk).update(body="百村添绿，百村添绿。", revision_number=1)
    relink([article.pk])
    assert list(Mention.objects.values_list("status", flat=True)) == ["rejected", "rejected"]
    undo_program(article, campaign)
    assert set(Mention.objects.values_list("status", flat=True)) == {"automatic"}


def test_a_program_that_no_text_names_can_be_confirmed(article: Article, admin_user: User) -> None:
    unnamed = make_program(name="清水润田")
    decide_program(article, unnamed, "confirmed", by=admin_user)
    relink([article.pk])
    mention = Mention.objects.get(program=unnamed)
    assert (mention.rule, mention.surface, mention.status) == ("person", "", "confirmed")
    undo_program(article, unnamed)
    assert not Mention.objects.filter(program=unnamed).exists()
    assert not ProgramDecision.objects.exists()


def test_a_confirmed_program_goes_back_to_its_words_when_they_return(
    article: Article, campaign: Program, admin_user: User
) -> None:
    decide_program(article, campaign, "confirmed", by=admin_user)
    Article.objects.filter(pk=article.pk).update(body="造林。", revision_number=1)
    relink([article.pk])
    assert Mention.objects.get().revision_number == 0
    Article.objects.filter(pk=article.pk).update(body="造林：百村添绿。", revision_number=2)
    relink([article.pk])
    assert list(Mention.objects.values_list("start", "revision_number", "status")) == [(3, 2, "confirmed")]


def test_a_decision_is_queued_for_the_index(article: Article, bureau: Department, admin_user: User) -> None:
    IndexQueueEntry.objects.all().delete()
    decide_department(article, bureau, "confirmed", by=admin_user)
    assert set(IndexQueueEntry.objects.values_list("article_id", flat=True)) == {article.pk}


def test_what_is_no_decision_is_refused(
    article: Article, bureau: Department, campaign: Program, admin_user: User
) -> None:
    with pytest.raises(ValueError, match="suggested"):
        decide_department(article, bureau, "suggested", by=admin_user)
    with pytest.raises(ValueError, match="automatic"):
        decide_program(article, campaign, "automatic", by=admin_user)
