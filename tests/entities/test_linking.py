"""What relink stores, and that a person's word outlives it."""

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from articles.models import Article, Department, DepartmentLink, LinkStatus, RegistryState
from entities.link_plan import plan_links
from entities.linking import apply_plan, relink
from entities.models import Mention, Program, ProgramAlias, ProgramDecision
from tests.builders import make_article, make_department, make_program

pytestmark = pytest.mark.django_db


@pytest.fixture
def bureau() -> Department:
    return make_department(name="怀川市林业局", level="city", place="怀川市")


@pytest.fixture
def campaign() -> Program:
    return make_program(name="百村添绿")


@pytest.fixture
def article(bureau: Department, campaign: Program) -> Article:
    return make_article(
        headline="市林业局部署春季造林", body="市林 业局介绍，“百村添绿”已开展三年。\n百村添绿还将扩面。"
    )


def departments_of(article: Article) -> dict[str, str]:
    return {link.department.name: link.role for link in article.department_links.select_related("department")}


def test_relink_files_an_article_with_its_evidence(article: Article, bureau: Department, campaign: Program) -> None:
    plan = relink([article.pk])

    link = DepartmentLink.objects.get()
    assert (link.department, link.role, link.status) == (bureau, "primary", "automatic")
    assert link.evidence == [
        {"field": "headline", "start": 0, "end": 4, "surface": "市林业局", "rule": "home", "score": 1.0},
        {"field": "body", "start": 0, "end": 5, "surface": "市林 业局", "rule": "home", "score": 1.0},
    ]
    assert link.registry_version == RegistryState.current() > 0
    mentions = list(Mention.objects.order_by("start"))
    assert [article.body[mention.start : mention.end] for mention in mentions] == ["百村添绿", "百村添绿"]
    assert [mention.surface for mention in mentions] == ["百村添绿", "百村添绿"]
    assert plan.changed_articles() == {article.pk}


def test_relinking_again_changes_nothing(article: Article) -> None:
    relink([article.pk])
    before = list(DepartmentLink.objects.values()) + list(Mention.objects.values())
    plan = relink([article.pk])
    assert plan.changed_articles() == set()
    assert list(DepartmentLink.objects.values()) + list(Mention.objects.values()) == before


def test_links_follow_the_corrected_text(article: Article, bureau: Department) -> None:
    relink([article.pk])
    Article.objects.filter(pk=article.pk).update(headline="造林", body="百村添绿", revision_number=1)
    relink([article.pk])
    assert departments_of(article) == {}
    assert list(Mention.objects.values_list("start", "end", "revision_number")) == [(0, 4, 1)]


def test_a_rejected_department_stays_rejected(article: Article, admin_user: User) -> None:
    relink([article.pk])
    DepartmentLink.objects.update(
        status=LinkStatus.REJECTED, decided_by=admin_user, decided_at=timezone.now(), role="mentioned"
    )
    relink([article.pk])
    link = DepartmentLink.objects.get()
    assert (link.status, link.role, link.decided_by) == ("rejected", "mentioned", admin_user)


def test_a_confirmed_department_stays_when_the_text_names_it_no_more(article: Article, admin_user: User) -> None:
    relink([article.pk])
    DepartmentLink.objects.update(status=LinkStatus.CONFIRMED, decided_by=admin_user, decided_at=timezone.now())
    Article.objects.filter(pk=article.pk).update(headline="造林", body="造林。", revision_number=1)
    assert relink([article.pk]).departments_removed == set()
    link = DepartmentLink.objects.get()
    assert (link.status, link.evidence, link.revision_number) == ("confirmed", [], 1)


def test_a_decision_made_while_links_are_worked_out_is_not_lost(article: Article, admin_user: User) -> None:
    relink([article.pk])
    Article.objects.filter(pk=article.pk).update(headline="造林", body="造林。")
    plan = plan_links([article.pk])
    DepartmentLink.objects.update(status=LinkStatus.CONFIRMED, decided_by=admin_user, decided_at=timezone.now())
    apply_plan(plan)
    assert DepartmentLink.objects.get().status == LinkStatus.CONFIRMED


def test_a_decided_program_keeps_its_verdict(article: Article, campaign: Program, admin_user: User) -> None:
    decision = ProgramDecision.objects.create(
        article=article, program=campaign, verdict="rejected", decided_by=admin_user
    )
    relink([article.pk])
    assert set(Mention.objects.values_list("status", flat=True)) == {"rejected"}
    decision.verdict = ProgramDecision.Verdict.CONFIRMED
    decision.save()
    relink([article.pk])
    assert set(Mention.objects.values_list("status", flat=True)) == {"confirmed"}
    Article.objects.filter(pk=article.pk).update(body="造林。", revision_number=1)
    relink([article.pk])
    kept = Mention.objects.filter(program=campaign)
    assert kept and {mention.revision_number for mention in kept} == {0}


def test_a_new_alias_is_found_at_once(article: Article, campaign: Program) -> None:
    relink([article.pk])
    other = make_program(name="春季造林")
    ProgramAlias.objects.create(program=other, surface="部署春季")
    plan = relink([article.pk])
    assert plan.programs_added == {(article.pk, other.pk)}


def test_a_superseded_article_loses_its_links_and_a_withdrawn_one_keeps_them(article: Article) -> None:
    Article.objects.filter(pk=article.pk).update(state=Article.State.WITHDRAWN)
    relink([article.pk])
    assert departments_of(article) == {"怀川市林业局": "primary"}
    Article.objects.filter(pk=article.pk).update(state=Article.State.SUPERSEDED)
    relink([article.pk])
    assert departments_of(article) == {}
    assert not Mention.objects.exists()


def test_the_number_of_queries_does_not_grow_with_the_articles(
    article: Article, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    articles = [
        make_article(page=article.page, headline="市林业局", body=f"百村添绿第{number}站") for number in range(12)
    ]
    with django_assert_max_num_queries(18):
        relink([one.pk for one in articles])
    assert DepartmentLink.objects.count() == 12
