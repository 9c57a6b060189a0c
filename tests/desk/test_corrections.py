"""A correction adds a revision, keeps the old one, and tells links and index."""

from collections.abc import Sequence

import pytest

from articles.errors import ArticleStateError, InvalidTextError, StaleRevisionError
from articles.models import Article, Credit, IndexQueueEntry, Reporter, Revision
from articles.services.article_text import CreditText
from articles.services.corrections import correct_article, revert_article
from entities.link_plan import LinkPlan
from entities.linking import relink
from tests.builders import make_article, make_credit, make_page, make_reporter
from tests.desk.people import make_editor

pytestmark = pytest.mark.django_db

BODY = "1月27日，我市召开推迸会。\n会议听取了汇报。"


def test_correction_supersedes_the_present_revision_and_keeps_what_the_scanner_saw() -> None:
    article, editor = make_article(body=BODY), make_editor()

    correction = correct_article(
        article, base_revision=0, editor=editor, reason="错字", body=BODY.replace("推迸会", "推进会")
    )

    first, second = article.revisions.order_by("number")
    assert correction.is_new
    assert correction.revision == second
    assert (second.number, second.supersedes, second.editor, second.reason) == (1, first, editor, "错字")
    assert second.origin == Revision.Origin.CORRECTION
    assert first.body == BODY
    assert second.body == "1月27日，我市召开推进会。\n会议听取了汇报。"
    assert second.headline == article.headline


def test_article_shows_its_present_revision() -> None:
    article = make_article(body=BODY)
    before = article.changed_at
    correct_article(article, base_revision=0, editor=make_editor(), headline="新主题", kicker="引题")

    article.refresh_from_db()
    assert (article.headline, article.kicker, article.body) == ("新主题", "引题", BODY)
    assert (article.revision_number, article.is_touched) == (1, True)
    assert article.changed_at > before


def test_correction_queues_the_index_and_links_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    linked: list[int] = []

    def noted(article_ids: Sequence[int]) -> LinkPlan:
        linked.extend(article_ids)
        return relink(article_ids)

    monkeypatch.setattr("articles.services.text_changed.relink", noted)
    article = make_article()
    correct_article(article, base_revision=0, editor=make_editor(), headline="新主题")

    assert linked == [article.pk]
    assert list(IndexQueueEntry.objects.values_list("article_id", flat=True)) == [article.pk]


def test_a_correction_names_the_source_that_the_text_came_from() -> None:
    article = make_article(page=make_page(text="我市召开数字政府建设推进会\n会上发言。\n"), body="会上发言。")
    revision = correct_article(article, base_revision=0, editor=make_editor(), body="会上作了发言。").revision
    assert revision.source == article.page.source is not None


def test_without_a_reason_the_revision_names_the_fields() -> None:
    article = make_article()
    correction = correct_article(article, base_revision=0, editor=make_editor(), headline="新主题", subtitle="副题")
    assert correction.revision.reason == "改主题、副题"


def test_text_that_was_changed_meanwhile_is_not_overwritten() -> None:
    article = make_article()
    correct_article(article, base_revision=0, editor=make_editor(), headline="先来的")

    with pytest.raises(StaleRevisionError, match=r"第0稿.*第1稿"):
        correct_article(article, base_revision=0, editor=make_editor(name="王编辑"), headline="后到的")
    article.refresh_from_db()
    assert article.headline == "先来的"
    assert article.revisions.count() == 2


def test_the_same_text_makes_no_revision() -> None:
    article = make_article(body=BODY, reporters=["王晓明"])
    typed = "  1月27日，我市召开推迸会。  \r\n\r\n会议听取了汇报。\r\n"
    correction = correct_article(
        article, base_revision=0, editor=make_editor(), body=typed, credits=(CreditText("王晓明"),)
    )
    assert not correction.is_new
    assert correction.revision.number == 0
    article.refresh_from_db()
    assert (article.revision_number, article.is_touched) == (0, False)
    assert not IndexQueueEntry.objects.exists()


def test_typed_paragraphs_lose_margins_and_empty_lines() -> None:
    article = make_article()
    correct_article(
        article, base_revision=0, editor=make_editor(), body="　　第一段。 \r\n\r\n\t第二段。", headline="上\n下"
    )
    article.refresh_from_db()
    assert (article.body, article.headline) == ("第一段。\n第二段。", "上下")


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x7f", "\x9d", "\ud800", "\udfff"])
def test_characters_that_are_no_text_are_refused_by_name_and_place(character: str) -> None:
    article = make_article()
    with pytest.raises(InvalidTextError, match=f"正文第3个字（“第一”之后）.*U\\+{ord(character):04X}") as caught:
        correct_article(article, base_revision=0, editor=make_editor(), body=f"第一{character}段")
    assert caught.value.field == "body"
    assert article.revisions.count() == 1


def test_an_article_is_never_emptied() -> None:
    article = make_article()
    with pytest.raises(InvalidTextError, match="撤下"):
        correct_article(article, base_revision=0, editor=make_editor(), body=" ", headline="")


def test_a_caption_born_without_words_may_stay_so() -> None:
    article = make_article(headline="", body="", reporters=["王小明"])
    correct_article(article, base_revision=0, editor=make_editor(), credits=(CreditText("王晓明", "摄影"),))
    assert article.credits.get().name == "王晓明"


def test_a_reason_too_long_for_the_record_is_refused_whole() -> None:
    article = make_article()
    with pytest.raises(InvalidTextError, match="301个字，最多300"):
        correct_article(article, base_revision=0, editor=make_editor(), headline="新", reason="长" * 301)


def test_superseded_article_takes_no_correction() -> None:
    article = make_article(state=Article.State.SUPERSEDED)
    with pytest.raises(ArticleStateError):
        correct_article(article, base_revision=0, editor=make_editor(), headline="新")


def test_corrected_credits_bring_their_reporters() -> None:
    article = make_article(reporters=["王小明"])
    credits = (CreditText("王晓明"), CreditText("市委宣传部", "通讯员", is_person=False), CreditText("李红", "摄影"))
    correct_article(article, base_revision=0, editor=make_editor(), credits=credits)

    rows = [(row.name, row.role, row.reporter and row.reporter.name) for row in article.credits.order_by("rank")]
    assert rows == [("王晓明", "记者", "王晓明"), ("市委宣传部", "通讯员", None), ("李红", "摄影", "李红")]
    assert article.revisions.get(number=1).credits == [
        {"name": "王晓明", "role": "记者"},
        {"name": "市委宣传部", "role": "通讯员", "is_person": False},
        {"name": "李红", "role": "摄影"},
    ]


def test_a_name_that_stays_keeps_the_reporter_an_editor_gave_it() -> None:
    article = make_article()
    make_reporter(name="王晓明")
    namesake = make_reporter(name="王晓明", note="摄影部")
    Credit.objects.create(article=article, name="王晓明", reporter=namesake)
    correct_article(article, base_revision=0, editor=make_editor(), credits=(CreditText("王晓明"), CreditText("李红")))
    assert article.credits.get(name="王晓明").reporter == namesake


@pytest.mark.parametrize(
    ("credits", "message"),
    [
        ((CreditText("王晓明"), CreditText(" 王晓明 ")), "署名重复"),
        ((CreditText("  "),), "缺姓名"),
        ((CreditText("王" * 61),), "超过60个字"),
        ((CreditText("王晓明", "主编"),), "没有“主编”这种身份"),
    ],
)
def test_credits_that_cannot_stand_are_refused(credits: tuple[CreditText, ...], message: str) -> None:
    article = make_article()
    with pytest.raises(InvalidTextError, match=message):
        correct_article(article, base_revision=0, editor=make_editor(), credits=credits)
    assert not Reporter.objects.exists()


def test_revert_is_a_new_revision_with_the_old_text_and_credits() -> None:
    article, editor = make_article(body=BODY, reporters=["王晓明"]), make_editor()
    make_credit(article=article, name="市委宣传部", role="通讯员", is_person=False, rank=1)
    correct_article(article, base_revision=0, editor=editor, body="改坏了。", credits=())

    correction = revert_article(article, to=0, base_revision=1, editor=editor)

    article.refresh_from_db()
    assert (article.body, article.revision_number) == (BODY, 2)
    assert (correction.revision.origin, correction.revision.reason) == (Revision.Origin.REVERT, "恢复第0稿")
    assert [credit.name for credit in article.credits.all()] == ["王晓明"]
    assert [revision.number for revision in article.revisions.order_by("number")] == [0, 1, 2]


def test_revert_to_the_present_text_writes_nothing() -> None:
    article = make_article()
    assert not revert_article(article, to=0, base_revision=0, editor=make_editor()).is_new


def test_revert_on_a_changed_article_is_stale() -> None:
    article, editor = make_article(), make_editor()
    correct_article(article, base_revision=0, editor=editor, headline="新")
    with pytest.raises(StaleRevisionError):
        revert_article(article, to=0, base_revision=0, editor=editor)
