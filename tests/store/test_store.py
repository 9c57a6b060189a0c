"""A source enters whole, once, with every character in exactly one item."""

import datetime
from dataclasses import replace

import pytest

from articles.errors import IngestError
from articles.ingest.drafts import CreditDraft, DateEstimate, DateEvidence, DateSource, Note
from articles.ingest.store import Outcome, store_source
from articles.models import Article, Credit, IndexQueueEntry, Issue, Page, Reporter, Revision, Source, Span
from tests.builders import make_newspaper
from tests.store.drafts import DAY, FLOOD, LIBRARY, SCHOOL, Item, given, page_draft, source_draft

pytestmark = pytest.mark.django_db


def test_source_is_kept_byte_for_byte_and_its_articles_stand_on_their_page() -> None:
    draft, data = source_draft(page_draft([Item(*FLOOD), Item(*SCHOOL)]))
    result = store_source(draft, data, newspaper=make_newspaper())

    assert (result.outcome, result.pages, result.articles) == (Outcome.STORED, 1, 2)
    assert bytes(Source.objects.get().data) == data
    first, second = Article.objects.order_by("position")
    assert (first.headline, first.body) == FLOOD
    assert (second.headline, second.position) == (SCHOOL[0], 1)
    assert first.public_id != second.public_id
    text = first.page.text
    assert [text[span.start : span.end] for span in first.spans.order_by("rank")] == list(FLOOD)


def test_revision_zero_holds_the_text_and_names_its_source() -> None:
    credits = (CreditDraft("王一鸣", "记者"), CreditDraft("市委宣传部", "通讯员", is_person=False))
    draft, data = source_draft(page_draft([Item(*FLOOD, credits=credits)]))
    result = store_source(draft, data, newspaper=make_newspaper())

    revision = Revision.objects.get()
    assert (revision.number, revision.origin, revision.source) == (0, Revision.Origin.OCR, result.source)
    assert (revision.headline, revision.body) == FLOOD
    assert [credit["name"] for credit in revision.credits] == ["王一鸣", "市委宣传部"]


def test_persons_become_reporters_and_bodies_that_sign_do_not() -> None:
    credits = (CreditDraft("王一鸣", "记者"), CreditDraft("市委宣传部", "通讯员", is_person=False))
    draft, data = source_draft(page_draft([Item(*FLOOD, credits=credits), Item(*SCHOOL, credits=credits[:1])]))
    store_source(draft, data, newspaper=make_newspaper())

    assert [reporter.name for reporter in Reporter.objects.all()] == ["王一鸣"]
    assert Credit.objects.filter(reporter__name="王一鸣").count() == 2
    assert Credit.objects.get(name="市委宣传部").reporter is None


def test_what_the_segmenter_doubts_is_kept_for_editors() -> None:
    page = page_draft([Item(*FLOOD)])
    doubted = replace(page.articles[0], confidence=0.4, notes=(Note("open_end", 3, "结尾可能不全。"),))
    draft, data = source_draft(replace(page, articles=(doubted,)))
    store_source(draft, data, newspaper=make_newspaper())
    article = Article.objects.get()
    assert article.confidence == 0.4
    assert article.notes == [{"code": "open_end", "line": 3, "message": "结尾可能不全。"}]


def test_same_bytes_again_change_nothing() -> None:
    draft, data = source_draft(page_draft([Item(*FLOOD)]))
    newspaper = make_newspaper()
    first = store_source(draft, data, newspaper=newspaper)
    again = store_source(replace(draft, name="copy.txt"), data, newspaper=newspaper)

    assert (again.outcome, again.held_by) == (Outcome.DUPLICATE, first.source)
    assert (Source.objects.count(), Page.objects.count(), Article.objects.count()) == (1, 1, 1)


def test_every_new_article_is_queued_for_the_index() -> None:
    draft, data = source_draft(page_draft([Item(*FLOOD), Item(*SCHOOL)]))
    store_source(draft, data, newspaper=make_newspaper())
    queued = set(IndexQueueEntry.objects.values_list("article_id", flat=True))
    assert queued == set(Article.objects.values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("spans", "fault"),
    [(slice(0, 1), "lost"), (slice(0, 2), "twice")],
)
def test_a_draft_that_loses_or_doubles_text_is_refused_and_names_the_line(spans: slice, fault: str) -> None:
    page = page_draft([Item(*FLOOD)])
    kept = page.articles[0].spans[spans]
    if fault == "twice":
        kept = (kept[0], replace(kept[1], start=kept[1].start - 3))
    broken = replace(page, articles=(replace(page.articles[0], spans=kept),))
    draft, data = source_draft(broken)
    with pytest.raises(IngestError, match=rf"Line [12]: .*{fault}") as error:
        store_source(draft, data, newspaper=make_newspaper())
    assert error.value.code == "coverage"
    assert not Source.objects.exists()


def test_two_pages_of_one_file_cannot_carry_one_label() -> None:
    draft, data = source_draft(page_draft([Item(*FLOOD)]), page_draft([Item(*SCHOOL)], number=1))
    with pytest.raises(IngestError, match="A01"):
        store_source(draft, data, newspaper=make_newspaper())


def test_a_page_without_a_date_has_no_issue_but_keeps_what_is_known_of_its_date() -> None:
    unknown = DateEstimate(earliest=datetime.date(2022, 1, 1), latest=datetime.date(2022, 3, 1))
    draft, data = source_draft(page_draft([Item(*FLOOD)]), date=unknown)
    store_source(draft, data, newspaper=make_newspaper())
    page = Page.objects.get()
    assert page.issue is None
    assert (page.date_earliest, page.date_latest) == (unknown.earliest, unknown.latest)


def test_a_better_provenance_of_the_date_takes_the_place_of_a_weaker_one() -> None:
    newspaper = make_newspaper()
    guess = DateEstimate(DateSource.INFERRED, DAY, DAY, DAY + datetime.timedelta(days=3))
    draft, data = source_draft(page_draft([Item(*FLOOD)], label=""), date=guess)
    store_source(draft, data, newspaper=newspaper)
    assert Issue.objects.get().date_source == Issue.DateSource.INFERRED

    draft, data = source_draft(page_draft([Item(*SCHOOL)], label="A02"), name="2022-01-28-A02.txt", date=given())
    store_source(draft, data, newspaper=newspaper)
    issue = Issue.objects.get()
    assert (issue.date_source, issue.date_latest) == (Issue.DateSource.GIVEN, DAY)


def test_an_equal_provenance_leaves_the_evidence_that_was_there() -> None:
    newspaper = make_newspaper()
    for name, item, row in (("a.txt", FLOOD, "昨日"), ("b.txt", SCHOOL, "1月27日")):
        guess = DateEstimate(DateSource.INFERRED, DAY, DAY, DAY, (DateEvidence(1, row, "2022-01-27"),))
        draft, data = source_draft(page_draft([Item(*item)], label=""), name=name, date=guess)
        store_source(draft, data, newspaper=newspaper)
    assert [row["text"] for row in Issue.objects.get().date_evidence] == ["昨日"]


def test_what_an_editor_said_of_a_date_stays() -> None:
    newspaper = make_newspaper()
    Issue.objects.create(newspaper=newspaper, date=DAY, date_source=Issue.DateSource.EDITOR)
    draft, data = source_draft(page_draft([Item(*FLOOD)]))
    store_source(draft, data, newspaper=newspaper)
    assert Issue.objects.get().date_source == Issue.DateSource.EDITOR


def test_number_of_queries_does_not_grow_with_the_articles(django_assert_max_num_queries: object) -> None:
    newspaper = make_newspaper()
    items = [Item(f"{LIBRARY[0]}之{n}", f"{n}：{LIBRARY[1]}", (CreditDraft(f"记者{n}", "记者"),)) for n in range(40)]
    draft, data = source_draft(page_draft(items))
    with django_assert_max_num_queries(52):  # type: ignore[operator]
        store_source(draft, data, newspaper=newspaper)
    assert Span.objects.count() == 80
