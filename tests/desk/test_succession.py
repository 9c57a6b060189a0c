"""An article that becomes part of another leaves its address, its decisions and its text behind."""

from typing import Any

import pytest
from django.utils import timezone

from articles.errors import ArticleStateError
from articles.models import Article, DepartmentLink, IndexQueueEntry, LinkStatus, Redirect
from articles.services.succession import supersede
from entities.models import ProgramDecision
from tests.builders import link_department, make_article, make_department, make_page, make_program
from tests.desk.people import make_editor

pytestmark = pytest.mark.django_db


def test_address_leads_to_the_heir_and_the_text_stays() -> None:
    page = make_page()
    old, heir = (make_article(page=page, headline=headline) for headline in ("旧篇", "新篇"))
    redirect = supersede(old, heir, reason="两篇本是一篇")

    old.refresh_from_db()
    assert (redirect.old_public_id, redirect.article, redirect.reason) == (old.public_id, heir, "两篇本是一篇")
    assert old.state == Article.State.SUPERSEDED
    assert not old.spans.exists()
    assert old.revisions.get().headline == "旧篇"
    assert set(IndexQueueEntry.objects.values_list("article_id", flat=True)) == {old.pk, heir.pk}


def test_redirects_never_form_a_chain() -> None:
    page = make_page()
    first, second, third = (make_article(page=page, headline=f"第{number}篇") for number in range(3))
    supersede(first, second, reason="并入")
    supersede(second, third, reason="并入")
    assert {row.old_public_id: row.article for row in Redirect.objects.all()} == {
        first.public_id: third,
        second.public_id: third,
    }


def test_only_living_articles_succeed_one_another() -> None:
    page = make_page()
    old, heir, other = (make_article(page=page) for _ in range(3))
    with pytest.raises(ArticleStateError, match="它自己"):
        supersede(old, old, reason="并入")
    supersede(old, heir, reason="并入")
    for pair in [(old, other), (other, old)]:
        with pytest.raises(ArticleStateError, match="已并入他篇"):
            supersede(*pair, reason="并入")


def test_decisions_move_and_give_way_to_those_of_the_heir() -> None:
    page, editor = make_page(), make_editor()
    old, heir = make_article(page=page), make_article(page=page)
    held, moved = make_program(name="怀川码上办"), make_program(name="怀川一码通")
    confirmed, rejected = ProgramDecision.Verdict.CONFIRMED, ProgramDecision.Verdict.REJECTED
    for article, program, verdict in [(old, held, confirmed), (old, moved, confirmed), (heir, held, rejected)]:
        ProgramDecision.objects.create(article=article, program=program, verdict=verdict, decided_by=editor)
    supersede(old, heir, reason="并入")
    assert dict(heir.program_decisions.values_list("program__name", "verdict")) == {
        "怀川码上办": rejected,
        "怀川一码通": confirmed,
    }


def test_department_decisions_outweigh_what_a_program_found() -> None:
    page, editor = make_page(), make_editor()
    old, heir = make_article(page=page), make_article(page=page)
    found, new, settled = (make_department(name=name) for name in ["市教育局", "市水利局", "市财政局"])
    decision: dict[str, Any] = {"status": LinkStatus.REJECTED, "decided_by": editor, "decided_at": timezone.now()}
    for department in (found, new, settled):
        link_department(article=old, department=department, **decision)
    link_department(article=heir, department=found)
    link_department(article=heir, department=settled, **(decision | {"status": LinkStatus.CONFIRMED}))

    supersede(old, heir, reason="并入")
    statuses = dict(DepartmentLink.objects.filter(article=heir).values_list("department__name", "status"))
    assert statuses == {"市教育局": "rejected", "市水利局": "rejected", "市财政局": "confirmed"}
    assert set(heir.department_links.values_list("decided_by", flat=True)) == {editor.pk}
