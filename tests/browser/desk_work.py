"""A desk at which every kind of work was done, and the pages that show it."""

from dataclasses import dataclass, field

from django.contrib.auth.models import Group, User
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, AskedQuery, AuditEntry, Page, ReportStep, Review, SearchDay
from articles.services.border_proposals import propose
from articles.services.borders import merge_articles, split_article
from articles.services.queue_claims import claim_next
from articles.services.queue_ranking import rank_articles
from articles.services.replacements import carry_out, prepare, start
from articles.services.reports.sending import Place, ReportText, send_report
from articles.services.reports.steps import Taken, take_step
from articles.services.review import submit_correction
from articles.services.review_decisions import reject_review
from tests.borders.desk import living, place, store_page
from tests.desk.people import make_administrator, make_editor, make_reviewer
from tests.store.drafts import FLOOD, LIBRARY, SCHOOL, Item, page_draft, source_draft


@dataclass(frozen=True)
class People:
    editor: User = field(default_factory=make_editor)
    reviewer: User = field(default_factory=make_reviewer)
    administrator: User = field(default_factory=make_administrator)


@dataclass(frozen=True)
class Work:
    """`addresses`: who looks → kind of page → address."""

    people: People
    addresses: dict[User, dict[str, str]]


def correct(article: Article, editor: User, old: str, new: str) -> int:
    """The number of the review that lists the correction."""
    article.refresh_from_db()
    body = article.body.replace(old, new)
    submitted = submit_correction(article, base_revision=article.revision_number, editor=editor, body=body, reason="核")
    waiting, live = submitted.waiting, submitted.live
    return waiting.review.pk if waiting else live.revision.review.pk if live else 0


def make_work() -> Work:
    people = People()
    page = store_page()
    flood, school, library = living(page)
    waiting = correct(school, people.editor, "三千六百", "三千八百")
    live = correct(library, people.editor, "延长开放", "推迟闭馆")
    rejected = correct(flood, people.editor, "连夜", "当夜")
    reject_review(Review.objects.get(pk=rejected), by=people.reviewer, reason="原报就是“连夜”。")
    proposal = propose_otherwise(page, people.editor)
    second = store_page(Item("社区食堂开张", "首家社区食堂开张迎客。"), Item(*SCHOOL), label="A02", name="b.txt")
    rank_articles(list(Article.objects.published().values_list("pk", flat=True)))
    claim_next(people.editor)
    claim_next(people.reviewer)
    report = send_report(ReportText(kind="typo", passage="连夜上堤", proposal="连夜上提", contact="甲"), Place(flood))
    take_step(report, Taken(ReportStep.Action.ACCEPTED), by=people.editor, seen=0)
    send_report(ReportText(kind="other", message="还没人看过"), Place(library))
    draft, done = replacement_runs(people.editor)
    asked_words()
    editor = pages_of_editor(page, second, flood, library, waiting, proposal, (draft, done))
    reviewer = {
        "reviews": reverse("admin:articles_review_changelist"),
        "review": reverse("admin:articles_review_change", args=[live]),
        "report": reverse("admin:articles_report_change", args=[report.pk]),
        "week of all": reverse("admin:queue_week"),
    }
    administrator = pages_of_administrator(people.editor)
    return Work(people, {people.editor: editor, people.reviewer: reviewer, people.administrator: administrator})


def pages_of_editor(
    page: Page, second: Page, flood: Article, library: Article, waiting: int, proposal: int, runs: tuple[int, int]
) -> dict[str, str]:
    """`runs`: one of find and replace that is looked at, one that was carried out."""
    draft, done = runs
    bench = f"{reverse('admin:workbench', args=[page.pk])}?article="
    return {
        "front page": reverse("admin:index"),
        "queue": reverse("admin:queue"),
        "queue, filtered": f"{reverse('admin:queue')}?year=1999",
        "week": reverse("admin:queue_week"),
        "readers' searches": reverse("admin:queue_searches"),
        "workbench": f"{bench}{flood.pk}",
        "workbench, second page": reverse("admin:workbench", args=[second.pk]),
        "own changes": reverse("admin:articles_review_changelist"),
        "own change": reverse("admin:articles_review_change", args=[waiting]),
        "replacements": reverse("admin:articles_replacement_changelist"),
        "new replacement": reverse("admin:articles_replacement_add"),
        "preview": reverse("admin:articles_replacement_change", args=[draft]),
        "outcome": reverse("admin:articles_replacement_change", args=[done]),
        "proposals": reverse("admin:articles_segmentationproposal_changelist"),
        "proposal": reverse("admin:articles_segmentationproposal_change", args=[proposal]),
        "differences": reverse("admin:articles_proposal_differences", args=[proposal]),
        "reports": reverse("admin:articles_report_changelist"),
        "articles": reverse("admin:articles_article_changelist"),
        "article": reverse("admin:articles_article_change", args=[library.pk]),
        "revision": reverse("admin:articles_article_revision", args=[library.pk, 0]),
    }


def pages_of_administrator(editor: User) -> dict[str, str]:
    return {
        "front page of an administrator": reverse("admin:index"),
        "log": reverse("admin:articles_auditentry_changelist"),
        "log, bad day": f"{reverse('admin:articles_auditentry_changelist')}?from=x",
        "line of the log": reverse("admin:articles_auditentry_change", args=[AuditEntry.objects.latest("pk").pk]),
        "users": reverse("admin:auth_user_changelist"),
        "user": reverse("admin:auth_user_change", args=[editor.pk]),
        "groups": reverse("admin:auth_group_changelist"),
        "group": reverse("admin:auth_group_change", args=[Group.objects.get(name="编辑").pk]),
        "revisions": reverse("admin:articles_revision_changelist"),
    }


def propose_otherwise(page: Page, editor: User) -> int:
    """Two items made one, one made two; the segmenter would have it as it was."""
    flood, school, library = living(page)
    merge_articles(flood, [school], by=editor, bases={})
    split_article(library, page, place(page, "周末照常")[0], by=editor, bases={})
    draft, _ = source_draft(page_draft([Item(*FLOOD), Item(*SCHOOL), Item(*LIBRARY)]))
    return propose(page, draft).pk


def replacement_runs(editor: User) -> tuple[int, int]:
    """One that is looked at, one that was carried out."""
    ids = list(Article.objects.published().values_list("pk", flat=True))
    done = prepare(find="迎客", replacement="纳客", fields=["body"], article_ids=ids, by=editor, chosen="全部文章")
    start(done, by=editor)
    carry_out(seconds=20)
    draft = prepare(find="本市", replacement="我市", fields=["body"], article_ids=ids, by=editor, chosen="全部文章")
    return draft.pk, done.pk


def asked_words() -> None:
    today = timezone.localdate()
    SearchDay.objects.create(day=today, searches=9, found_nothing=2)
    AskedQuery.objects.create(day=today, text="三所小学", times=4)
    AskedQuery.objects.create(day=today, text="三所小孛", times=2, found_nothing=True)
