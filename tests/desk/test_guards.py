"""What the database itself refuses, whoever asks."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction

from articles.models import Department, Issue, Page, RegistryState, Revision, Source, Span
from entities.models import ProgramAlias
from tests.builders import (
    make_article,
    make_credit,
    make_department,
    make_issue,
    make_newspaper,
    make_page,
    make_program,
    make_source,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE articles_revision SET body = '偷改'",
        "DELETE FROM articles_revision",
        "UPDATE articles_source SET name = '换名.txt'",
        "DELETE FROM articles_source",
    ],
)
def test_revisions_and_sources_only_ever_grow(statement: str) -> None:
    make_article()
    make_source()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Revision.objects.get().body.startswith("1月27日")
    assert Source.objects.get().name != "换名.txt"


@pytest.mark.parametrize(("start", "end"), [(0, 3), (1, 2), (2, 9)])
def test_two_spans_never_share_a_character(start: int, end: int) -> None:
    page = make_page(text="报头文字\n")
    article = make_article(page=page, headline="报头文", body="")
    with pytest.raises(IntegrityError, match="spans_never_overlap"), transaction.atomic():
        Span.objects.create(article=article, page=page, start=start, end=end, rank=1)
    Span.objects.create(article=article, page=page, start=3, end=4, rank=1)


def test_the_same_place_of_another_page_is_another_place() -> None:
    for label in ("A01", "A02"):
        make_article(page=make_page(label=label))
    starts = list(Span.objects.values_list("start", flat=True))
    assert len(starts) == 2 * len(set(starts))


@pytest.mark.parametrize(("start", "end"), [(4, 4), (0, 2**32)])
def test_a_span_is_neither_empty_nor_longer_than_a_page_can_be(start: int, end: int) -> None:
    article = make_article(page=make_page(text="报头文字\n"), headline="", body="")
    with pytest.raises(IntegrityError, match="span_not_empty"), transaction.atomic():
        Span.objects.create(article=article, page=article.page, start=start, end=end, rank=0)


def test_a_page_stands_only_in_issues_of_its_newspaper() -> None:
    page, other = make_page(), make_newspaper(name="山阳日报", slug="shanyang")
    with pytest.raises(IntegrityError, match="page_issue_of_its_newspaper"), transaction.atomic():
        Page.objects.filter(pk=page.pk).update(newspaper=other)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_one_issue_a_day_and_one_page_a_label() -> None:
    issue = make_issue()
    with pytest.raises(IntegrityError, match="issue_once_a_day"), transaction.atomic():
        Issue.objects.create(newspaper=issue.newspaper, date=issue.date, date_source=Issue.DateSource.GIVEN)
    make_page(issue=issue)
    with pytest.raises(IntegrityError, match="page_label_once_an_issue"), transaction.atomic():
        Page.objects.create(newspaper=issue.newspaper, issue=issue, label="A01")
    Page.objects.create(newspaper=issue.newspaper, issue=issue, label="")
    Page.objects.create(newspaper=issue.newspaper, issue=issue, label="")


def test_an_issue_is_not_between_days_in_the_wrong_order() -> None:
    late, early = datetime.date(2022, 2, 2), datetime.date(2022, 2, 1)
    with pytest.raises(IntegrityError, match="issue_date_range_in_order"), transaction.atomic():
        Issue.objects.create(
            newspaper=make_newspaper(), date=early, date_source="inferred", date_earliest=late, date_latest=early
        )


def test_the_same_bytes_are_one_source() -> None:
    source = make_source()
    with pytest.raises(IntegrityError, match="sha256"), transaction.atomic():
        Source.objects.create(
            sha256=source.sha256, name="同文.txt", data=source.data, size=source.size, encoding="utf-8"
        )


def test_a_revision_follows_one_and_a_correction_names_its_editor() -> None:
    article = make_article()
    first = article.revisions.get()
    with pytest.raises(IntegrityError, match="revision_supersedes_one"), transaction.atomic():
        Revision.objects.create(article=article, number=1, origin=Revision.Origin.REINGEST)
    with pytest.raises(IntegrityError, match="correction_names_its_editor"), transaction.atomic():
        Revision.objects.create(article=article, number=1, supersedes=first, origin=Revision.Origin.CORRECTION)
    Revision.objects.create(article=article, number=1, supersedes=first, origin=Revision.Origin.REINGEST)
    with pytest.raises(IntegrityError), transaction.atomic():
        Revision.objects.create(article=article, number=2, supersedes=first, origin=Revision.Origin.REINGEST)


def test_a_name_stands_once_in_each_role() -> None:
    article = make_article(reporters=["王晓明"])
    make_credit(article=article, name="王晓明", role="摄影")
    with pytest.raises(IntegrityError, match="credit_once_an_article"), transaction.atomic():
        article.credits.create(name="王晓明", role="记者")


def test_an_alias_stands_once_in_its_entry_and_may_stand_in_two() -> None:
    first, second = make_program(name="怀川码上办", aliases=["码上办"]), make_program(name="怀川一码通")
    second.aliases.create(surface="码上办")
    with pytest.raises(IntegrityError, match="alias_once_a_program"), transaction.atomic():
        ProgramAlias.objects.create(program=first, surface="码上办")


def test_every_change_of_the_registry_raises_its_version() -> None:
    versions = [RegistryState.current()]

    def raised() -> bool:
        versions.append(RegistryState.current())
        return versions[-1] > versions[-2]

    department = make_department()
    assert raised()
    department.aliases.create(surface="市政务局")
    assert raised()
    Department.objects.update(short_name="政务局")
    assert raised()
    program = make_program()
    assert raised()
    program.aliases.create(surface="码上办")
    assert raised()
    program.aliases.all().delete()
    assert raised()
    make_article()
    assert not raised()
