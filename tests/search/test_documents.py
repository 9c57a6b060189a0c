"""What the index is told of an article, read from the database."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article, DepartmentLink, LinkStatus, Revision
from articles.search.documents import load_articles, load_in_batches
from articles.search.indexed_article import IndexedArticle
from entities.models import Mention, ProgramDecision
from tests.builders import (
    link_department,
    make_credit,
    make_department,
    make_issue,
    make_newspaper,
    make_page,
    make_program,
    make_reporter,
    mention_program,
)
from tests.search.archive import stored

pytestmark = pytest.mark.django_db


def load_one(article: Article) -> IndexedArticle:
    (loaded,) = load_articles([article.pk])
    return loaded


def correct(article: Article, **fields: str) -> None:
    """A second revision, as a correction leaves it."""
    first = article.revisions.get(number=0)
    texts = {name: getattr(article, name) for name in ("kicker", "headline", "subtitle", "body")} | fields
    Revision.objects.create(article=article, number=1, supersedes=first, origin=Revision.Origin.REINGEST, **texts)
    Article.objects.filter(pk=article.pk).update(**fields, revision_number=1)


def test_a_dated_article_with_all_its_links() -> None:
    page = make_page(issue=make_issue(date=datetime.date(2022, 3, 1)), label="A02")
    primary, mentioned = make_department(name="怀川市水利局"), make_department(name="怀川市教育局")
    program = make_program(name="怀川码上办")
    article = stored(
        page=page, kicker="开局", headline="怀川码上办上线", subtitle="一网通办", body="怀川市水利局。",
        dateline="本报讯", agency="怀川社", programs=[program],
    )  # fmt: skip
    reporter = make_reporter(name="王晓明")
    make_credit(article=article, name="王晓明")
    make_credit(article=article, name="市委宣传部", role="通讯员", is_person=False, rank=1)
    link_department(article=article, department=primary, role=DepartmentLink.Role.PRIMARY)
    link_department(article=article, department=mentioned)
    assert load_one(article) == IndexedArticle(
        article_id=article.pk,
        public_id=article.public_id,
        kind="article",
        newspaper_id=page.newspaper_id,
        page_id=page.pk,
        page_label="A02",
        position=0,
        issue_id=page.issue_id,
        date=datetime.date(2022, 3, 1),
        kicker="开局",
        headline="怀川码上办上线",
        subtitle="一网通办",
        body="怀川市水利局。",
        byline=("本报讯", "怀川社", "记者 王晓明", "通讯员 市委宣传部"),
        department_ids=tuple(sorted([primary.pk, mentioned.pk])),
        primary_department_ids=(primary.pk,),
        program_ids=(program.pk,),
        reporter_ids=(reporter.pk,),
    )


def test_an_undated_article_has_no_issue_and_no_date() -> None:
    article = stored(page=make_page(newspaper=make_newspaper(), label=""))
    assert (load_one(article).issue_id, load_one(article).date) == (None, None)


@pytest.mark.parametrize(
    "fields",
    [{"state": Article.State.WITHDRAWN}, {"state": Article.State.SUPERSEDED}, {"kind": Article.Kind.PAGE_FURNITURE}],
)
def test_what_readers_must_not_find_is_not_loaded(fields: dict[str, str]) -> None:
    shown, hidden = stored(), stored(headline="另一篇", body="另一篇。", **fields)
    assert [article.article_id for article in load_articles([shown.pk, hidden.pk])] == [shown.pk]
    assert [article.article_id for batch in load_in_batches(1) for article in batch] == [shown.pk]


@pytest.mark.parametrize(
    ("status", "is_live"),
    [
        (LinkStatus.AUTOMATIC, True),
        (LinkStatus.CONFIRMED, True),
        (LinkStatus.SUGGESTED, False),
        (LinkStatus.REJECTED, False),
    ],
)
def test_only_live_links_count(status: LinkStatus, *, is_live: bool) -> None:
    department, program = make_department(name="怀川市水利局"), make_program(name="怀川码上办")
    article = stored(headline="怀川码上办", body="怀川市水利局")
    decided_at = datetime.datetime(2022, 2, 1, tzinfo=datetime.UTC)
    link_department(article=article, department=department, status=status, decided_at=decided_at)
    mention_program(article=article, program=program, status=status)
    assert load_one(article).department_ids == ((department.pk,) if is_live else ())
    assert load_one(article).program_ids == ((program.pk,) if is_live else ())


def test_a_persons_decision_outweighs_mentions(admin_user: User) -> None:
    confirmed, rejected = make_program(name="万人助企"), make_program(name="怀川码上办")
    article = stored(headline="怀川码上办上线", programs=[rejected])
    for program, verdict in [(confirmed, "confirmed"), (rejected, "rejected")]:
        ProgramDecision.objects.create(article=article, program=program, verdict=verdict, decided_by=admin_user)
    assert Mention.objects.get().program == rejected
    assert load_one(article).program_ids == (confirmed.pk,)


def test_the_scanned_text_is_kept_where_a_correction_changed_it() -> None:
    article = stored(headline="怀州市召开大会", body="会议指出。")
    correct(article, headline="怀川市召开大会")
    loaded = load_one(article)
    assert (loaded.headline, loaded.scanned) == ("怀川市召开大会", ("怀州市召开大会",))


def test_the_fingerprint_tells_states_apart() -> None:
    article = stored(headline="怀州市召开大会")
    before = load_one(article)
    assert load_one(article).fingerprint() == before.fingerprint()
    correct(article, headline="怀川市召开大会")
    assert load_one(article).fingerprint() != before.fingerprint()
    link_department(article=article, department=make_department())
    assert len({load_one(article).fingerprint(), before.fingerprint()}) == 2


def test_queries_do_not_grow_with_the_articles() -> None:
    program = make_program(name="怀川码上办")
    articles = [
        stored(headline=f"怀川码上办第{number}期", body=f"第{number}篇。", reporters=["王晓明"], programs=[program])
        for number in range(6)
    ]
    with CaptureQueriesContext(connection) as few:
        load_articles([articles[0].pk])
    with CaptureQueriesContext(connection) as many:
        load_articles([article.pk for article in articles])
    assert len(many) == len(few) <= 7


def test_batches_cover_every_article_once() -> None:
    articles = [stored(headline=f"第{number}篇", body=f"正文{number}") for number in range(5)]
    batches = list(load_in_batches(2))
    assert [article.article_id for batch in batches for article in batch] == [article.pk for article in articles]
    assert len(batches) == 3
