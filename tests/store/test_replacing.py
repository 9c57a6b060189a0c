"""Other bytes of a page already held: recognised, and taken in only when asked, losing nothing a person did."""

import dataclasses
import datetime
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from articles.ingest.drafts import CreditDraft, DateEstimate
from articles.ingest.store import Outcome, StoreResult, store_source
from articles.models import Article, Credit, Issue, Page, PageReplacement, Redirect, Revision, Source
from articles.services.attribution import attribute_credit
from articles.services.corrections import correct_article
from articles.services.withdrawal import withdraw_article
from tests.builders import make_newspaper, make_reporter
from tests.desk.people import make_reviewer
from tests.store.drafts import DAY, FLOOD, LIBRARY, LINES, SCHOOL, Item, given, page_draft, source_draft

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sound_archive(db: None) -> Iterator[None]:
    """Whatever a test does, the archive's invariants hold after it."""
    yield
    call_command("check_archive")


def store(
    *items: Item, name: str = "a.txt", label: str = "A01", replace: bool = False, **kwargs: object
) -> StoreResult:
    draft, data = source_draft(page_draft(list(items), label=label), name=name, **kwargs)  # type: ignore[arg-type]
    return store_source(draft, data, newspaper=make_newspaper(), replace=replace)


def test_another_file_of_the_same_page_is_held_and_names_the_source() -> None:
    first = store(Item(*FLOOD))
    again = store(Item(*SCHOOL), name="other.txt")
    assert (again.outcome, again.held_by) == (Outcome.PAGE_HELD, first.source)
    assert "A01" in again.message and "a.txt" in again.message
    assert Source.objects.count() == 1


def test_replacing_keeps_the_public_id_of_an_article_that_is_the_same() -> None:
    store(Item(*FLOOD), Item(*SCHOOL))
    before = {article.headline: article.public_id for article in Article.objects.all()}
    better = FLOOD[1].replace("四级", "三级")
    result = store(Item(*SCHOOL), Item(FLOOD[0], better), name="b.txt", replace=True)

    assert result.outcome == Outcome.REPLACED
    after = {article.headline: article.public_id for article in Article.objects.all()}
    assert after == before
    flood = Article.objects.get(headline=FLOOD[0])
    assert (flood.body, flood.position, flood.revision_number) == (better, 1, 1)
    assert [revision.body for revision in flood.revisions.order_by("number")] == [FLOOD[1], better]
    assert [revision.origin for revision in flood.revisions.order_by("number")] == ["ocr", "reingest"]


def test_replacing_keeps_the_old_source_and_says_what_took_its_place() -> None:
    first = store(Item(*FLOOD))
    second = store(Item(*FLOOD), name="b.txt", replace=True)
    page = Page.objects.get()
    assert page.source == second.source
    row = PageReplacement.objects.get()
    assert (row.page, row.old_source, row.new_source) == (page, first.source, second.source)
    assert Source.objects.filter(pk=first.source.pk).exists()  # type: ignore[union-attr]


def test_replacing_keeps_what_an_editor_wrote_and_moves_its_place() -> None:
    store(Item(*FLOOD), Item(*SCHOOL))
    editor = User.objects.create_user("bianji")
    school = Article.objects.get(headline=SCHOOL[0])
    headline, body = "三所小学秋季开学前投用", SCHOOL[1].replace("三千六百", "3600")
    correct_article(school, headline=headline, body=body, base_revision=0, editor=editor, reason="数字")

    store(Item(*SCHOOL), Item(*FLOOD), name="b.txt", replace=True)
    school.refresh_from_db()
    assert (school.headline, school.body, school.position) == (headline, body, 0)
    span = school.spans.order_by("rank").last()
    assert span is not None and school.page.text[span.start : span.end] == SCHOOL[1]


def test_a_new_reading_keeps_the_reporter_that_an_editor_meant() -> None:
    signed = (CreditDraft("王晓明", "记者"), CreditDraft("李敏", "摄影"))
    store(Item(*FLOOD, signed))
    meant = make_reporter(name="王晓明", note="摄影部")
    attribute_credit(Credit.objects.get(name="王晓明"), meant, by=make_reviewer())
    twice = (*signed, CreditDraft("李敏", "摄影"), CreditDraft("赵一", "通讯员"))
    store(Item(FLOOD[0], FLOOD[1].replace("四级", "三级"), twice), name="b.txt", replace=True)
    credits = list(Credit.objects.order_by("rank").values_list("role", "name", "reporter__note"))
    assert credits == [("记者", "王晓明", "摄影部"), ("摄影", "李敏", ""), ("通讯员", "赵一", "")]


def test_an_article_the_new_reading_does_not_hold_leads_to_the_nearest() -> None:
    store(Item(*FLOOD), Item(*SCHOOL))
    flood = Article.objects.get(headline=FLOOD[0])
    school = Article.objects.get(headline=SCHOOL[0])
    joined = (FLOOD[0], FLOOD[1] + "\n" + SCHOOL[0] + SCHOOL[1])
    store(Item(*joined), Item(*LIBRARY), name="b.txt", replace=True)

    heir = Article.objects.exclude(state=Article.State.SUPERSEDED).get(headline=FLOOD[0])
    redirects = set(Redirect.objects.values_list("old_public_id", "article_id"))
    assert (school.public_id, heir.pk) in redirects
    school.refresh_from_db()
    assert school.state == Article.State.SUPERSEDED and not school.spans.exists()
    assert heir.pk == flood.pk or (flood.public_id, heir.pk) in redirects


def test_a_corrected_article_that_the_new_reading_lacks_stays_public_and_says_so() -> None:
    store(Item(*FLOOD), Item(*SCHOOL))
    school = Article.objects.get(headline=SCHOOL[0])
    body = "编辑重写的全文，与版面文字大不相同。"
    correct_article(school, body=body, base_revision=0, editor=User.objects.create_user("bianji"), reason="重写")

    store(Item(*FLOOD), Item(*LIBRARY), name="b.txt", replace=True)
    school.refresh_from_db()
    assert (school.state, school.body) == (Article.State.PUBLISHED, body)
    assert not school.spans.exists()
    assert [note["code"] for note in school.notes] == ["unplaced"]

    store(Item(*FLOOD), Item(SCHOOL[0], body), name="c.txt", replace=True)
    school.refresh_from_db()
    assert school.spans.exists() and school.notes == []


def test_a_withdrawn_article_that_the_new_reading_lacks_stays_withdrawn() -> None:
    store(Item(*FLOOD), Item(*SCHOOL))
    school = Article.objects.get(headline=SCHOOL[0])
    withdraw_article(school, by=User.objects.create_user("bianji"), reason="当事人要求")
    store(Item(*FLOOD), Item(*LIBRARY), name="b.txt", replace=True)
    school.refresh_from_db()
    assert (school.state, school.withdrawn_reason) == (Article.State.WITHDRAWN, "当事人要求")
    assert not Redirect.objects.filter(old_public_id=school.public_id).exists()


def test_a_text_that_reads_as_before_gets_no_revision() -> None:
    store(Item(*FLOOD), Item(*SCHOOL))
    store(Item(*FLOOD), Item(SCHOOL[0], SCHOOL[1].replace("三千六百", "三千八百")), name="b.txt", replace=True)
    numbers = dict(Article.objects.values_list("headline", "revision_number"))
    assert numbers == {FLOOD[0]: 0, SCHOOL[0]: 1}
    assert Revision.objects.count() == 3


def test_doubts_about_a_text_that_a_person_set_stay_when_its_place_is_found_again() -> None:
    store(Item(*FLOOD), Item(*SCHOOL))
    school = Article.objects.get(headline=SCHOOL[0])
    correct_article(school, body="编辑重写的全文。", base_revision=0, editor=User.objects.create_user("bianji"))
    doubt = {"code": "open_end", "line": 7, "message": "结尾可能不全。"}
    Article.objects.filter(pk=school.pk).update(notes=[doubt])
    store(Item(*FLOOD), Item(*LIBRARY), name="b.txt", replace=True)
    store(Item(*FLOOD), Item(SCHOOL[0], "编辑重写的全文。"), name="c.txt", replace=True)
    school.refresh_from_db()
    assert school.spans.exists() and school.notes == [doubt]


def store_two_pages(*, over_both: bool) -> StoreResult:
    """A file of two pages; the school's article goes on from the first to the second."""
    first, second = page_draft([Item(*FLOOD), Item(*SCHOOL)]), page_draft([Item(*LIBRARY)], number=1, label="A02")
    school, library = first.articles[1], second.articles[0]
    if over_both:
        joined = dataclasses.replace(school, spans=school.spans + library.spans, body=f"{SCHOOL[1]}\n{LIBRARY[1]}")
        first = dataclasses.replace(first, articles=(first.articles[0], joined))
        second = dataclasses.replace(second, articles=())
    draft, data = source_draft(first, second, name="both.txt")
    return store_source(draft, data, newspaper=make_newspaper())


def test_an_article_over_two_pages_keeps_its_text_when_one_is_read_again() -> None:
    store_two_pages(over_both=True)
    school = Article.objects.get(headline=SCHOOL[0])
    store(Item(FLOOD[0], FLOOD[1] + "另悉，景区关闭。"), Item(*SCHOOL), name="a01.txt", replace=True)
    school.refresh_from_db()
    assert school.page.label == "A01" and LIBRARY[1] in school.body
    assert [span.page.label for span in school.spans.order_by("rank")] == ["A01", "A01", "A02", "A02"]

    store(Item(*LIBRARY), name="a02.txt", label="A02", replace=True)
    assert [span.page.label for span in school.spans.order_by("rank")] == ["A01", "A01", "A02", "A02"]


def test_a_first_page_read_in_more_pieces_still_stands_before_the_second() -> None:
    store_two_pages(over_both=True)
    school = Article.objects.get(headline=SCHOOL[0])
    page = page_draft([Item(*FLOOD), Item(*SCHOOL)])
    head, body = page.articles[1].spans
    middle = body.start + 10
    pieces = (head, dataclasses.replace(body, end=middle), dataclasses.replace(body, start=middle))
    page = dataclasses.replace(page, articles=(page.articles[0], dataclasses.replace(page.articles[1], spans=pieces)))
    draft, data = source_draft(page, name="a01.txt")
    store_source(draft, data, newspaper=make_newspaper(), replace=True)
    assert [span.page.label for span in school.spans.order_by("rank")] == ["A01"] * 3 + ["A02"] * 2


def test_an_article_that_is_left_with_its_second_page_is_at_home_there() -> None:
    store_two_pages(over_both=True)
    school = Article.objects.get(headline=SCHOOL[0])
    store(Item(*FLOOD), name="a01.txt", replace=True)
    school.refresh_from_db()
    assert school.page.label == "A02"
    assert [note["code"] for note in school.notes] == ["unplaced"]


def test_one_page_of_a_file_of_two_may_be_read_again() -> None:
    store_two_pages(over_both=False)
    assert store(Item(*SCHOOL), Item(*FLOOD), name="a01.txt", replace=True).pages == 1
    assert [article.page.label for article in Article.objects.order_by("id")] == ["A01", "A01", "A02"]


def test_a_publishers_text_is_kept_when_its_page_is_scanned(tmp_path: Path) -> None:
    newspaper = make_newspaper()
    line = {"newspaper": newspaper.slug, "date": DAY.isoformat(), "page": "A01", "title": FLOOD[0], "author": "王一鸣"}
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps(line | {"body": FLOOD[1]}, ensure_ascii=False), encoding="utf-8")
    call_command("import_articles", str(file))
    imported = Article.objects.get()

    misread = (FLOOD[0], FLOOD[1].replace("巡查", "巡杳"))
    assert store(Item(*misread), Item(*SCHOOL)).outcome == Outcome.PAGE_HELD
    assert store(Item(*misread), Item(*SCHOOL), replace=True).outcome == Outcome.REPLACED
    imported.refresh_from_db()
    assert (imported.body, imported.credits.get().name) == (FLOOD[1], "王一鸣")
    assert imported.spans.exists()
    assert Article.objects.count() == 2


def test_replaced_bytes_may_come_back() -> None:
    store(Item(*FLOOD))
    store(Item(FLOOD[0], FLOOD[1] + "另悉，景区暂时关闭。"), name="b.txt", replace=True)
    back = store(Item(*FLOOD), replace=True)
    assert back.outcome == Outcome.REPLACED
    assert (Source.objects.count(), Page.objects.count()) == (2, 1)
    assert Article.objects.get().body == FLOOD[1]
    assert Revision.objects.count() == 3


def test_the_same_bytes_with_replace_are_still_a_duplicate() -> None:
    store(Item(*FLOOD))
    assert store(Item(*FLOOD), replace=True).outcome == Outcome.DUPLICATE


def test_an_undated_page_takes_the_day_that_the_new_bytes_are_given() -> None:
    store(Item("水系改造完工", LINES), label="", date=DateEstimate())
    store(Item("水系改造完工", LINES + "。"), name="b.txt", label="A09", replace=True)
    page = Page.objects.get()
    assert page.issue is not None and (page.issue.date, page.label) == (DAY, "A09")


def test_replacing_a_page_of_another_day_opens_no_empty_issue() -> None:
    store(Item("水系改造完工", LINES))
    other = dataclasses.replace(given(), date=DAY + datetime.timedelta(days=1))
    store(Item("水系改造完工", LINES + "。"), name="b.txt", label="", date=other, replace=True)
    assert [issue.date for issue in Issue.objects.all()] == [DAY]
    page = Page.objects.get()
    assert page.issue is not None and page.issue.date == DAY
