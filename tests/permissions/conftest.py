"""One row of every model, and a client for everybody who may knock."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone

from articles.models import (
    Article,
    Claim,
    Department,
    DepartmentSuccession,
    HiddenPassage,
    IndexQueueEntry,
    IngestItem,
    IngestRun,
    PageReplacement,
    Redirect,
    RegistryState,
    ReplacedArticle,
    SegmentationProposal,
)
from articles.services.kinds import change_kind
from articles.services.replacements import prepare
from articles.services.reports.sending import Place as ReportedPlace
from articles.services.reports.sending import ReportText, send_report
from articles.services.review import submit_correction
from entities.models import (
    Candidate,
    FollowUp,
    FoundBefore,
    LoadedLine,
    MovedSlug,
    Place,
    Program,
    ProgramDecision,
    ProgramRelation,
    Sighting,
)
from tests.builders import (
    link_department,
    make_article,
    make_department,
    make_page,
    make_program,
    make_source,
    mention_program,
)
from tests.desk.people import make_administrator, make_editor, make_person, make_reviewer
from tests.site.conftest import archive, indexed

__all__ = ["archive", "clients", "everything", "indexed"]


def make_everything() -> Article:
    """The article that all else hangs on; the review in it is the editor's own."""
    body = "怀川市财政局上线怀川一号通，办结300件。"
    page = make_page(source=make_source(), text=f"一号通上线\n{body}\n")
    article = make_article(page=page, headline="一号通上线", body=body, reporters=["王晓明"])
    department = make_department(name="怀川市财政局", aliases=["财政局"])
    program = make_program(name="怀川一号通", aliases=["一号通"])
    link_department(article=article, department=department)
    mention_program(article=article, program=program)
    return article


@pytest.fixture
def everything(clients: dict[str, Client]) -> Article:
    article = make_everything()
    person = User.objects.get(username="李编辑")
    # Before what follows: a correction collects candidates anew.
    submit_correction(article, base_revision=0, editor=person, headline="一号通上线了")
    program, department = Program.objects.get(), Department.objects.get()
    make_everything_of_the_registry(article, program, department, person)
    run = IngestRun.objects.create()
    IngestItem.objects.create(run=run, path="一.txt", outcome="stored", source=article.page.source)
    PageReplacement.objects.create(page=article.page, old_source=make_source(), new_source=make_source())
    SegmentationProposal.objects.create(page=article.page, segmenter_version="9", articles=[])
    HiddenPassage.objects.create(article=article, text="300件", reason="核实中", decided_by=person)
    Redirect.objects.create(old_public_id=10**6, article=article, reason="并入", created_by=person)
    IndexQueueEntry.objects.create(article=article)
    Claim.objects.create(article=article, editor=person, outcome=Claim.Outcome.RELEASED, ended_at=timezone.now())
    make_run_and_report(article)
    change_kind(make_article(page=make_page(label="A02")), Article.Kind.NOTICE, by=person)
    Group.objects.get_or_create(name="通讯员")
    return article


def make_run_and_report(article: Article) -> None:
    """A find and replace that none of those who knock has made, and what a reader reports."""
    run = prepare(
        find="300件",
        replacement="三百件",
        fields=["body"],
        article_ids=[article.pk],
        by=make_person(name="孙同事"),
        chosen="",
    )
    assert ReplacedArticle.objects.filter(run=run).exists()
    send_report(
        ReportText.read({"kind": "typo", "passage": "一号通", "message": "错字"}), ReportedPlace(article=article)
    )


def make_everything_of_the_registry(article: Article, program: Any, department: Any, person: User) -> None:
    other = make_program(name="怀川二号通")
    DepartmentSuccession.objects.create(predecessor=make_department(name="怀川市旧财政局"), successor=department)
    Place.objects.create(name="怀川市", level="city")
    ProgramRelation.objects.create(source=other, target=program, kind="part_of")
    ProgramDecision.objects.create(article=article, program=program, verdict="confirmed", decided_by=person)
    candidate = Candidate.objects.create(name="怀川三号通", key="怀川三号通", type="program")
    Sighting.objects.create(candidate=candidate, article=article, revision_number=0, field="body", start=0, end=5)
    FollowUp.objects.create(what="试")
    FoundBefore.objects.create(digest="0" * 64, snapshot="1")
    LoadedLine.objects.create(file="a.csv", key="1")
    MovedSlug.objects.create(section="departments", slug="jiu", department=department)
    RegistryState.objects.get_or_create(pk=1)


@pytest.fixture
def clients(db: None) -> dict[str, Client]:
    people = {
        "读者": User.objects.create_user("钱读者"),
        "无权": make_person(name="赵见习"),
        "编辑": make_editor(),
        "审校": make_reviewer(),
        "管理员": make_administrator(),
    }
    found = {"匿名": Client()}
    for role, person in people.items():
        found[role] = Client()
        found[role].force_login(person)
    return found
