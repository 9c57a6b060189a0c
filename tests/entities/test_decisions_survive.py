"""Whatever happens to texts and registries, what a person decided stands: property-tested over random histories."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.ingest.store import store_source
from articles.ingest.store.resegmenting import resegment_source
from articles.models import Article, Department, DepartmentAlias, DepartmentLink, Newspaper, Redirect, Source
from articles.services.corrections import correct_article, revert_article
from articles.services.succession import supersede
from articles.services.text_changed import text_changed
from entities.decisions import decide_department, decide_program, undo_department, undo_program
from entities.following import carry_out, record_follow_up
from entities.linking import relink
from entities.merging import MergeError, merge_departments, merge_programs
from entities.models import Mention, Program, ProgramAlias, ProgramDecision
from entities.registry_export import export_table
from entities.registry_import import import_table
from entities.registry_tables import DEPARTMENTS, PROGRAMS
from tests.builders import make_article, make_department, make_newspaper, make_page, make_program
from tests.store.drafts import Item, page_draft, source_draft

pytestmark = pytest.mark.django_db

HEADLINE = "市林业局部署春季造林工作"
BODY = "市林业局昨日介绍，百村添绿已在城南各村开展三年，新栽苗木成活情况良好，今年还将继续扩面。"


@dataclass
class World:
    """One article with a department and a program that a person decided of, and the decisions."""

    newspaper: Newspaper
    article: Article
    department: Department
    program: Program
    editor: User
    #: What was decided last; None where the decision was taken back.
    verdict: str | None
    other: str | None
    number: int = 0

    def next(self) -> int:
        self.number += 1
        return self.number


def follow() -> None:
    record_follow_up()
    assert carry_out()


def re_ingest(world: World) -> None:
    """The page is read again, a character better or worse."""
    body = BODY.replace("三年", f"三年零{world.next()}月")
    draft, data = source_draft(page_draft([Item(HEADLINE, body)]), name=f"{world.number}.txt")
    store_source(draft, data, newspaper=world.newspaper, replace=True)


def re_link(world: World) -> None:
    relink([world.article.pk])


def correct(world: World) -> None:
    article = Article.objects.get(pk=world.article.pk)
    body = f"第{world.next()}次订正，不再提到任何名称。"
    correct_article(article, base_revision=article.revision_number, editor=world.editor, body=body)


def merge_articles(world: World) -> None:
    """The article becomes part of another, which takes its decisions over."""
    page = make_page(issue=world.article.page.issue, label=f"B{world.next()}")
    heir = make_article(page=page, headline=f"另一篇{world.next()}", body=BODY)
    supersede(Article.objects.get(pk=world.article.pk), heir, reason="两篇本是一篇")
    text_changed([heir.pk])
    world.article = heir


def rename_entries(world: World) -> None:
    number = world.next()
    Department.objects.filter(pk=world.department.pk).update(name=f"怀川市第{number}林业局")
    Program.objects.filter(pk=world.program.pk).update(name=f"第{number}村添绿")
    follow()


def drop_aliases(world: World) -> None:
    DepartmentAlias.objects.all().delete()
    ProgramAlias.objects.all().delete()
    follow()


def merge_entries(world: World) -> None:
    """Both turn out to be other entries."""
    number = world.next()
    department = make_department(name=f"怀川市园林{number}局", place="怀川市")
    program = make_program(name=f"绿满城乡{number}")
    relink([world.article.pk])
    merge_departments(Department.objects.get(pk=world.department.pk), department)
    merge_programs(Program.objects.get(pk=world.program.pk), program)
    world.department, world.program = department, program
    follow()


def resegment(world: World) -> None:
    """The pages are cut anew by the present rules; one that a person touched is left."""
    for source in Source.objects.filter(pages__isnull=False).distinct():
        resegment_source(source)


def split(world: World) -> None:
    """The page is read again, as two articles; the part with the headline goes on as the article."""
    cut = BODY.index("今年")
    body = f"{BODY[:cut]}第{world.next()}版。"
    draft, data = source_draft(page_draft([Item(HEADLINE, body), Item(f"另起一篇{world.number}", BODY[cut:])]))
    store_source(draft, data + str(world.number).encode(), newspaper=world.newspaper, replace=True)


def revert(world: World) -> None:
    article = Article.objects.get(pk=world.article.pk)
    if article.revision_number:
        revert_article(article, to=0, base_revision=article.revision_number, editor=world.editor)


def undo(world: World) -> None:
    article = Article.objects.get(pk=world.article.pk)
    undo_department(article, world.department)
    undo_program(article, world.program)
    world.verdict = world.other = None


def decide_otherwise(world: World) -> None:
    world.verdict, world.other = flipped(world.verdict), flipped(world.other)
    decide(world, world.department, world.program)


def rename_by_file(world: World) -> None:
    number = world.next()
    for table, entry in ((DEPARTMENTS, world.department), (PROGRAMS, world.program)):
        rows = list(csv.DictReader(io.StringIO(export_table(table))))
        for row in rows:
            if row["slug"] == entry.slug:
                row["name"] = f"怀川市册载{number}局" if table is DEPARTMENTS else f"册载{number}村添绿"
        written = io.StringIO()
        writer = csv.DictWriter(written, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
        assert import_table(table, written.getvalue()).counts["changed"] == 1
    follow()


def merge_into_decided_entries(world: World) -> None:
    """A person decided otherwise of the entries that the others become; that stands."""
    number = world.next()
    department = make_department(name=f"怀川市草木{number}局", place="怀川市")
    program = make_program(name=f"草木同春{number}")
    world.verdict, world.other = flipped(world.verdict), flipped(world.other)
    decide(world, department, program)
    merge_departments(Department.objects.get(pk=world.department.pk), department)
    merge_programs(Program.objects.get(pk=world.program.pk), program)
    world.department, world.program = department, program
    follow()


def flipped(verdict: str | None) -> str:
    return "rejected" if verdict == "confirmed" else "confirmed"


def decide(world: World, department: Department, program: Program) -> None:
    article = Article.objects.get(pk=world.article.pk)
    assert world.verdict and world.other
    decide_department(article, department, world.verdict, by=world.editor, role=DepartmentLink.Role.PRIMARY)
    decide_program(article, program, world.other, by=world.editor)


def find_heir(world: World) -> None:
    """Where a new cut of the page made the article part of another one, that one has its decisions."""
    article = Article.objects.get(pk=world.article.pk)
    if article.state == Article.State.SUPERSEDED:
        world.article = Redirect.objects.get(old_public_id=article.public_id).article


EVENTS: tuple[Callable[[World], None], ...] = (
    re_ingest,
    re_link,
    correct,
    merge_articles,
    rename_entries,
    drop_aliases,
    merge_entries,
    resegment,
    split,
    revert,
    undo,
    decide_otherwise,
    rename_by_file,
    merge_into_decided_entries,
)


def make_world(editor: User, verdict: str, other: str) -> World:
    newspaper = make_newspaper()
    department = make_department(name="怀川市林业局", place="怀川市", aliases=["怀川林业"])
    program = make_program(name="百村添绿", aliases=["添绿行动"])
    draft, data = source_draft(page_draft([Item(HEADLINE, BODY)]))
    store_source(draft, data, newspaper=newspaper)
    return World(newspaper, Article.objects.get(), department, program, editor, verdict, other)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    verdict=st.sampled_from(["confirmed", "rejected"]),
    other=st.sampled_from(["confirmed", "rejected"]),
    events=st.lists(st.sampled_from(EVENTS), min_size=1, max_size=6),
)
def test_a_decision_survives_every_history(
    admin_user: User, verdict: str, other: str, events: list[Callable[[World], None]]
) -> None:
    with transaction.atomic():
        world = make_world(admin_user, verdict, other)
        decide(world, world.department, world.program)
        for event in events:
            event(world)
            find_heir(world)
        check_department(world)
        check_program(world)
        transaction.set_rollback(True)


def check_department(world: World) -> None:
    link = DepartmentLink.objects.filter(article=world.article, department=world.department).first()
    if world.verdict is None:
        assert link is None or (link.decided_by, link.status in ("automatic", "suggested")) == (None, True)
        return
    assert link is not None
    assert (link.status, link.decided_by) == (world.verdict, world.editor)
    assert link.role == ("primary" if world.verdict == "confirmed" else "mentioned")
    if world.verdict == "confirmed":
        primary = DepartmentLink.objects.filter(article=world.article, role="primary")
        assert list(primary.values_list("department", flat=True)) == [world.department.pk]


def check_program(world: World) -> None:
    decision = ProgramDecision.objects.filter(article=world.article, program=world.program).first()
    statuses = set(
        Mention.objects.filter(article=world.article, program=world.program).values_list("status", flat=True)
    )
    if world.other is None:
        assert decision is None and statuses <= {"automatic", "suggested"}
        return
    assert decision is not None
    assert (decision.verdict, decision.decided_by) == (world.other, world.editor)
    assert statuses <= {world.other}
    assert statuses or world.other == "rejected"


def test_merged_entries_are_found_by_every_name_they_had() -> None:
    old, into = make_program(name="百村添绿", aliases=["添绿行动"]), make_program(name="绿满城乡")
    page = make_page()
    articles = [
        make_article(page=page, headline=f"第{n}篇", body=f"{name}。")
        for n, name in enumerate(("百村添绿", "添绿行动"))
    ]
    text_changed([article.pk for article in articles])
    merge_programs(old, into)
    follow()
    assert {mention.program for mention in Mention.objects.all()} == {into}
    assert set(into.aliases.values_list("surface", flat=True)) == {"百村添绿", "添绿行动"}
    assert not Program.objects.filter(name="百村添绿").exists()
    with pytest.raises(MergeError, match="不能并入它自己"):
        merge_programs(into, into)
