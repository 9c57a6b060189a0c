"""Changes of borders are looked at by a second person, undone by whoever made them or may review, and logged once."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.errors import ReviewError
from articles.models import Article, AuditEntry, BorderChange, Page, Review
from articles.services.borders import merge_articles, move_text, split_article, undo
from articles.services.kinds import change_kind
from articles.services.review_decisions import approve_review, reject_review, take_back
from tests.borders.desk import headlines, living, place, store_page
from tests.desk.people import make_editor, make_reviewer
from tests.desk.test_article_desk import change_address, save
from tests.desk.test_workbench import sent_form
from tests.store.drafts import FLOOD, LIBRARY, SCHOOL

pytestmark = pytest.mark.django_db
LIST = reverse("admin:articles_review_changelist")
DECIDE = reverse("admin:articles_review_decide")
TITLES = [FLOOD[0], SCHOOL[0], LIBRARY[0]]


@pytest.fixture
def page() -> Page:
    return store_page()


def merge(page: Page, by: User) -> BorderChange:
    flood, school, *_ = living(page)
    return merge_articles(flood, [school], by=by, bases={}, reason="本是一篇")


def states() -> list[tuple[str, str, str]]:
    rows = Review.objects.order_by("pk").select_related("border_change", "decided_by")
    return [
        (row.border_change.action, row.state, row.decided_by.username if row.decided_by else "")
        for row in rows
        if row.border_change
    ]


def lines() -> list[tuple[str, str]]:
    return list(AuditEntry.objects.filter(article_number__isnull=False).order_by("pk").values_list("action", "summary"))


def workbench(article: Article) -> str:
    return f"{reverse('admin:workbench', args=[article.page_id])}?article={article.pk}"


class TestReview:
    def test_what_an_editor_does_is_live_and_listed_and_what_a_reviewer_does_is_not(self, page: Page) -> None:
        editor, reviewer = make_editor(), make_reviewer()
        merge(page, editor)
        assert headlines(page) == [FLOOD[0], LIBRARY[0]]
        assert states() == [("merge", "open", "")]
        review = Review.objects.get()
        assert (review.article, review.editor) == (living(page)[0], editor)
        change_kind(living(page)[1], Article.Kind.NOTICE, by=reviewer)
        assert len(states()) == 1

    def test_sending_it_back_puts_everything_as_it_was(self, page: Page, reviewer: Client) -> None:
        merge(page, make_editor())
        ended = Article.objects.get(state="superseded")
        shown = reviewer.get(LIST).content.decode()
        assert f"{workbench(ended)}" in shown and "合并" in shown
        review = Review.objects.get()
        sent = {"decision": f"reject:{review.pk}", f"reason-{review.pk}": "不是一篇"}
        answer = reviewer.post(DECIDE, sent, follow=True).content.decode()
        assert "已退回1条" in answer
        assert headlines(page) == TITLES
        review.refresh_from_db()
        assert (review.state, review.verdict_reason) == ("rejected", "不是一篇")
        # The reviewer's own undo is not listed for another.
        assert states() == [("merge", "rejected", "周审校")]

    def test_who_takes_his_own_change_back_ends_its_review(self, page: Page) -> None:
        editor = make_editor()
        undo(merge(page, editor), by=editor)
        assert states() == [("merge", "taken_back", "李编辑")]
        assert headlines(page) == TITLES

    def test_a_change_that_is_made_again_is_listed_again(self, page: Page) -> None:
        editor = make_editor()
        undone = undo(merge(page, editor), by=editor)
        undo(undone, by=editor)
        assert headlines(page) == [FLOOD[0], LIBRARY[0]]
        assert states() == [("merge", "taken_back", "李编辑"), ("undo", "open", "")]

    def test_what_was_passed_and_is_undone_later_is_listed(self, page: Page) -> None:
        editor = make_editor()
        change = merge(page, editor)
        approve_review(Review.objects.get(), by=make_reviewer())
        undo(change, by=editor)
        assert states() == [("merge", "approved", "周审校"), ("undo", "open", "")]

    def test_it_is_decided_once_and_never_by_its_editor(self, page: Page) -> None:
        editor, reviewer = make_editor(), make_reviewer()
        merge(page, editor)
        review = Review.objects.get()
        with pytest.raises(ReviewError, match="已经公开"):
            take_back(review, by=editor)
        with pytest.raises(ReviewError) as own:
            reject_review(review, by=editor, reason="我的")
        assert own.value.code == "no_right"
        approve_review(review, by=reviewer)
        with pytest.raises(ReviewError) as decided:
            reject_review(review, by=make_reviewer(name="吴审校"), reason="迟了")
        assert decided.value.code == "decided"
        assert headlines(page) == [FLOOD[0], LIBRARY[0]]

    def test_what_was_built_on_is_not_sent_back_and_that_is_said(self, page: Page, reviewer: Client) -> None:
        editor = make_editor()
        merge(page, editor)
        split_article(living(page)[0], page, place(page, "城南新建")[0], by=editor, bases={})
        review = Review.objects.order_by("pk")[0]
        sent = {"decision": f"reject:{review.pk}", f"reason-{review.pk}": "不是一篇"}
        assert f"第{review.pk}条没有退回" in reviewer.post(DECIDE, sent, follow=True).content.decode()
        assert [state for _, state, _ in states()] == ["open", "open"]

    def test_the_article_s_page_and_the_workbench_say_that_it_is_listed(self, page: Page, editor: Client) -> None:
        merge(page, User.objects.get(username="李编辑"))
        article = living(page)[0]
        for address in (change_address(article), workbench(article)):
            assert "这篇文章有改动列给审校" in editor.get(address).content.decode()

    def test_the_work_of_another_editor_is_undone_by_reviewers_alone(self, page: Page, editor: Client) -> None:
        change = merge(page, make_editor(name="郑编辑"))
        article = living(page)[0]
        assert 'name="undo"' not in editor.get(workbench(article)).content.decode()
        refused = editor.post(workbench(article), sent_form(editor, article) | {"undo": str(change.pk)})
        assert refused.status_code == 400 and "由审校来撤销" in refused.content.decode()
        assert headlines(page) == [FLOOD[0], LIBRARY[0]]
        reviewer = Client()
        reviewer.force_login(make_reviewer())
        assert f'name="undo" value="{change.pk}"' in reviewer.get(workbench(article)).content.decode()
        assert reviewer.post(workbench(article), sent_form(reviewer, article) | {"undo": str(change.pk)})
        assert headlines(page) == TITLES
        assert states() == [("merge", "rejected", "周审校")]


class TestLog:
    def test_a_change_is_one_line_with_all_its_articles(self, page: Page) -> None:
        flood, school, _ = living(page)
        change = merge(page, make_editor())
        numbers = [flood.public_id, school.public_id]
        assert lines() == [("borders", f"合并：文章 {numbers[0]}、{numbers[1]}：本是一篇")]
        line = AuditEntry.objects.latest("pk")
        assert (line.record_type, line.record_id, line.article_number) == (
            "articles.borderchange",
            change.pk,
            flood.public_id,
        )
        assert line.details == {"articles": numbers, "pages": [page.pk]}
        # Whoever looks at one of the articles finds it, also at the one that ended.
        for number in numbers:
            assert list(AuditEntry.objects.of_article(number)) == [line]
        assert not AuditEntry.objects.of_article(living(page)[1].public_id).exists()
        assert [entry.object_id for entry in LogEntry.objects.filter(content_type__model="article")] == [str(flood.pk)]

    def test_moved_texts_and_undos_write_no_lines_of_their_revisions(self, page: Page) -> None:
        editor = make_editor()
        flood, _, library = living(page)
        where = place(page, "气象部门预计降雨持续三天。")
        change = move_text(page, [where], library, by=editor, bases={})
        assert flood.revisions.filter(origin="borders").count() == 1
        undone = undo(change, by=editor)
        assert [action for action, _ in lines()] == ["borders", "borders"]
        assert AuditEntry.objects.latest("pk").details["undoes"] == change.pk
        assert AuditEntry.objects.latest("pk").record_id == undone.pk

    def test_the_log_and_the_article_s_page_tell_of_it(self, page: Page, administrator: Client) -> None:
        _, school, library = living(page)
        merge(page, make_editor())
        log = administrator.get(reverse("admin:articles_auditentry_changelist"), {"q": str(school.public_id)})
        assert "本是一篇" in log.content.decode()
        assert workbench(living(page)[0]) in log.content.decode()
        story = administrator.get(change_address(living(page)[0])).content.decode().partition("<h2>历史</h2>")[2]
        assert story.count("本是一篇") == 1 + story.count("第1稿")
        assert "本是一篇" not in administrator.get(change_address(library)).content.decode()


class TestKinds:
    def test_a_kind_from_either_form_is_a_change_that_is_listed_and_taken_back(
        self, page: Page, editor: Client
    ) -> None:
        article = living(page)[0]
        save(editor, article, kind="notice")
        article.refresh_from_db()
        assert (article.kind, article.is_touched) == ("notice", True)
        assert states() == [("kind", "open", "")]
        assert lines() == [("kind", "体裁：报道 → 公告")]
        undo(BorderChange.objects.get(), by=User.objects.get(username="李编辑"))
        article.refresh_from_db()
        assert article.kind == "article"
