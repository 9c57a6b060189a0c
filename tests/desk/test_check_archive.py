"""A sound archive passes; every fault that can be planted is named, with its record."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.invariants import RULES
from articles.models import Article, DepartmentLink, LinkStatus
from articles.services.article_text import ArticleText, CreditText
from articles.services.corrections import correct_article
from articles.services.succession import supersede
from articles.services.typed_articles import type_article
from articles.services.withdrawal import withdraw_article
from entities.models import Mention
from tests.builders import (
    link_department,
    make_article,
    make_department,
    make_page,
    make_program,
    mention_program,
)
from tests.desk.people import make_editor
from tests.desk.planted_faults import PLANTS, Archive, run

BODY = "1月27日，怀川市政务服务局上线怀川码上办。"


pytestmark = pytest.mark.django_db


@pytest.fixture
def archive() -> Archive:
    """Something of everything, made by the services."""
    editor, page = make_editor(), make_page()
    corrected, heir, gone, withdrawn = (
        make_article(page=page, headline=f"第{number}篇", body=BODY + f"第{number}段。", reporters=["王晓明"])
        for number in range(4)
    )
    correct_article(corrected, base_revision=0, editor=editor, headline="改过", credits=(CreditText("李红"),))
    supersede(gone, heir, reason="本是一篇")
    page.text = page.text.replace(gone.headline, " " * 3).replace(gone.body, " " * len(gone.body))
    page.save()
    withdraw_article(withdrawn, by=editor, reason="来信要求")
    typed = type_article(page, ArticleText(headline="补录"), editor=editor)
    corrected.refresh_from_db()
    DepartmentLink.objects.all().delete()
    Mention.objects.all().delete()
    link_department(article=corrected, department=make_department(name="怀川市政务服务局"))
    mention_program(article=corrected, program=make_program(name="怀川码上办"))
    return Archive(corrected, heir, gone, withdrawn, typed)


def check_archive(*rules: str, **options: Any) -> str:
    """What the command writes, its error at the end."""
    output = io.StringIO()
    try:
        call_command("check_archive", *rules, stdout=output, **options)
    except CommandError as error:
        output.write(str(error))
    return output.getvalue()


def test_a_sound_archive_passes_every_rule(archive: Archive) -> None:
    report = check_archive()
    assert f"The archive is sound: {len(RULES)} rules hold." in report
    assert "FAULT" not in report


@pytest.mark.parametrize(("rule", "plant"), PLANTS, ids=[plant.__name__ for _, plant in PLANTS])
def test_a_planted_fault_is_named(archive: Archive, rule: str, plant: Callable[[Archive], str]) -> None:
    named = plant(archive)
    report = check_archive(rule)
    assert f"FAULT {rule}: " in report
    assert named in report
    assert "found." in report


def test_every_rule_has_a_planted_fault() -> None:
    assert {rule for rule, _ in PLANTS} == {rule.code for rule in RULES}


def test_faults_are_shown_up_to_a_number_and_counted_beyond(archive: Archive) -> None:
    run("DELETE FROM articles_credit")
    report = check_archive("credits", show=1)
    assert report.count("its credits are []") == 1
    assert "and 3 more" in report
    assert report.endswith("4 faults found.")


def test_an_unknown_rule_is_refused_with_the_known_ones() -> None:
    with pytest.raises(CommandError, match=r"no rule nonsense; the rules are border-items, border-logged"):
        call_command("check_archive", "nonsense")


def test_what_is_sound_though_unusual_is_no_fault(archive: Archive) -> None:
    """An article whose text a new scan lacks; a confirmed mention that a correction took out of the text."""
    editor = make_editor(name="王编辑")
    Article.objects.filter(pk=archive.heir.pk).update(notes=[{"code": "unplaced", "line": 0, "message": ""}])
    run("UPDATE articles_page SET text = ''")
    run("DELETE FROM articles_span")
    Article.objects.exclude(pk=archive.typed.pk).update(notes=[{"code": "unplaced", "line": 0, "message": ""}])
    mention = Mention.objects.get()
    mention.article.program_decisions.create(program=mention.program, verdict="confirmed", decided_by=editor)
    Mention.objects.update(status=LinkStatus.CONFIRMED)
    DepartmentLink.objects.update(status=LinkStatus.CONFIRMED, decided_by=editor, decided_at=timezone.now())
    correct_article(archive.corrected, base_revision=1, editor=editor, body="删去了。")
    assert "The archive is sound" in check_archive()
