"""Puts pages under the right date and label, and issues on the right day. What an editor set, no program changes."""

import datetime
import re
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q

from articles.errors import PagePlaceError
from articles.facts.kinds import Fact
from articles.ingest.page_labels import kept_label
from articles.models import Article, AuditEntry, Issue, Newspaper, Page, Review
from articles.services.continuations import join_continuations
from articles.services.listed_actions import article_of_page, list_action
from articles.services.record_action import record_action
from articles.services.review import REVIEW_RIGHT
from articles.services.text_changed import dates_changed

#: Letters, digits and Chinese words such as 特刊1; never the p12 by which an unlabelled page is addressed.
LABEL = re.compile(r"(?!P[0-9]+$)[A-Z0-9\u4e00-\u9fff-]{1,12}")

#: What says on which day something was printed, and who says so.
DAY = ("date", "date_source")


@transaction.atomic
def set_page_date(page: Page, date: datetime.date, *, by: User, label: str | None = None) -> Page:
    """Date an undated page, or move a page to another day; `label`, when given, becomes its label in the same step.

    The issue of that day is opened when there is none; an issue left without pages is closed. Raises PagePlaceError
    when another page of that day carries the label.
    """
    locked = lock_page(page)
    before = place_of(locked)
    left = locked.issue
    refuse_redating(left, date, by=by, page=locked)
    locked.issue = issue_for_editor(locked.newspaper, date)
    put_label(locked, label)
    refuse_taken_label(locked)
    locked.save(update_fields=["issue", "label", "label_source"])
    if left and left != locked.issue:
        close_empty_issue(left)
    return announce(locked, before, by)


@transaction.atomic
def move_page(page: Page, issue: Issue) -> Page:
    """Put a page under the issue of the day that a program reads in it; its old issue is closed when left empty.

    Raises PagePlaceError when another page of that issue carries the label.
    """
    locked = lock_page(page)
    left, locked.issue = locked.issue, issue
    refuse_taken_label(locked)
    locked.save(update_fields=["issue"])
    if left and left != issue:
        close_empty_issue(left)
    dates_changed(article_ids_on([locked.pk]))
    join_continuations(issue)
    return locked


@transaction.atomic
def set_page_label(page: Page, label: str, *, by: User) -> Page:
    """Give a page its label, empty when unknown. Raises PagePlaceError when another page of the issue carries it."""
    locked = lock_page(page)
    before = place_of(locked)
    put_label(locked, label)
    refuse_taken_label(locked)
    locked.save(update_fields=["label", "label_source"])
    return announce(locked, before, by)


@transaction.atomic
def confirm_issue_date(issue: Issue, *, by: User) -> Issue:
    """A person vouches for the date; no program changes it any more."""
    locked = Issue.objects.select_for_update(of=("self",)).select_related("newspaper").get(pk=issue.pk)
    if locked.date_source != Issue.DateSource.EDITOR:
        before = date_of_issue(locked)
        locked.date_source = Issue.DateSource.EDITOR
        locked.save(update_fields=["date_source"])
        words = f"确认日期 {locked.date.isoformat()}"
        record_action(locked, by=by, message=words, action=AuditEntry.Action.PLACE)
        list_date(locked, before, words, by=by)
    return locked


@transaction.atomic
def correct_issue_date(issue: Issue, date: datetime.date, *, by: User) -> Issue:
    """Put a whole issue on another day; where the newspaper has an issue that day, its pages join that one.

    Returns the issue that holds the pages now. Raises PagePlaceError when both hold a page of the same label.
    """
    locked = Issue.objects.select_for_update(of=("self",)).select_related("newspaper").get(pk=issue.pk)
    if locked.date == date:
        return confirm_issue_date(locked, by=by)
    refuse_redating(locked, date, by=by)
    was, number, before = locked.date, locked.pk, date_of_issue(locked)
    target = Issue.objects.select_for_update().filter(newspaper=locked.newspaper, date=date).first()
    if target is None:
        locked.date, locked.date_source = date, Issue.DateSource.EDITOR
        locked.save(update_fields=["date", "date_source"])
        target = locked
    else:
        refuse_shared_labels(locked, target)
        locked.pages.update(issue=target)
        locked.delete()
        target = confirm_issue_date(target, by=by)
        join_continuations(target)
    words = f"日期：{was.isoformat()} → {date.isoformat()}"
    record_action(target, by=by, message=words, action=AuditEntry.Action.PLACE)
    list_date(target, before, words, by=by, number=number)
    dates_changed(article_ids_on(target.pages.values_list("pk", flat=True)))
    return target


def refuse_redating(issue: Issue | None, date: datetime.date, *, by: User, page: Page | None = None) -> None:
    """Whoever may not review dates what has no date, a guessed one, or one that he gave himself and nobody passed; any
    other date is changed by a second person's right. `issue` is the one that the pages stand in so far, `page` the only
    one that leaves it. Raises PagePlaceError.
    """
    if issue is None or issue.date == date or issue.date_source == Issue.DateSource.INFERRED:
        return
    if not by.has_perm(REVIEW_RIGHT) and not _dated_by(by, issue, page):
        source = issue.get_date_source_display()
        raise PagePlaceError(
            "no_right", f"{issue.date.isoformat()} 这个日期是“{source}”的，只有审校和管理员可以改；请告诉他们改成哪天。"
        )


def _dated_by(editor: User, issue: Issue, page: Page | None) -> bool:
    """Whether he gave this day himself to what had a guessed one or none, and nobody did or passed anything since."""
    about = Q(action__about=f"issue:{issue.pk}")
    if page is not None:
        about = Q(action__about=f"page:{page.pk}")
        about |= Q(action__about__startswith="issue:", action__before__pages__contains=[page.pk])
    reviews = Review.objects.open().filter(about, subject=Review.Subject.PLACE).select_related("action").order_by("pk")
    actions = [review.action for review in reviews if review.action]
    dated = [each for each in actions if any(each.before[name] != each.after[name] for name in DAY)]
    if not dated or any(each.made_by_id != editor.pk for each in dated):
        return False
    first = next((each for each in dated if each.before["date"] != each.after["date"]), dated[0]).before
    if first["date"] and first["date_source"] != Issue.DateSource.INFERRED:
        return False
    came_later = page is None and issue.pages.exclude(pk__in=first["pages"]).exists()
    return not came_later and bool(dated[-1].after["date"] == issue.date.isoformat())


def lock_page(page: Page) -> Page:
    return (
        Page.objects.select_for_update(of=("self",))
        .select_related("issue", "newspaper")
        .defer("text", "line_sketch")
        .get(pk=page.pk)
    )


def issue_for_editor(newspaper: Newspaper, date: datetime.date) -> Issue:
    """The issue of that day. A guessed date that a person arrives at too is a guess no more."""
    editor = Issue.DateSource.EDITOR
    issue, _ = Issue.objects.get_or_create(newspaper=newspaper, date=date, defaults={"date_source": editor})
    if issue.date_source == Issue.DateSource.INFERRED:
        issue.date_source = editor
        issue.save(update_fields=["date_source"])
    return issue


def put_label(page: Page, label: str | None) -> None:
    if label is None or kept_label(label) == page.label:
        return
    page.label = clean_label(label)
    page.label_source = Page.LabelSource.EDITOR if page.label else Page.LabelSource.UNKNOWN


def clean_label(label: str) -> str:
    cleaned = kept_label(label)
    if cleaned and not LABEL.fullmatch(cleaned):
        raise PagePlaceError(
            "bad_label", f"版次“{label}”不能用：请填 A01、5、特刊1 这样的字母、数字或汉字，最多12个字。"
        )
    return cleaned


def refuse_taken_label(page: Page) -> None:
    if not page.label or page.issue_id is None:
        return
    other = Page.objects.filter(issue_id=page.issue_id, label=page.label).exclude(pk=page.pk).only("pk").first()
    if other:
        raise PagePlaceError(
            "label_taken", f"{page.issue} 已有第{page.label}版（版面 {other.pk}）；请改版次，或先处理那一版。"
        )


def refuse_shared_labels(issue: Issue, target: Issue) -> None:
    labels = issue.pages.exclude(label="").values("label")
    shared = sorted(target.pages.filter(label__in=labels).values_list("label", flat=True))
    if shared:
        raise PagePlaceError("label_taken", f"{target} 已有第{'、'.join(shared)}版；请先逐版处理。")


def close_empty_issue(issue: Issue) -> None:
    if not Page.objects.filter(issue=issue).exists():
        issue.delete()


def place_words(page: Page) -> str:
    date = page.issue.date.isoformat() if page.issue else "日期不详"
    return f"{date} {page.name}"


def place_of(page: Page) -> dict[str, str]:
    """Day and label of a page, as a review of them keeps them, with the words that the desk says of them."""
    issue = page.issue
    held = {"words": place_words(page), "label": page.label, "label_source": page.label_source}
    return held | {"date": issue.date.isoformat() if issue else "", "date_source": issue.date_source if issue else ""}


def date_of_issue(issue: Issue) -> dict[str, Any]:
    """As `place_of`, of an issue, with its pages."""
    held = {"words": f"{issue.date.isoformat()}（{issue.get_date_source_display()}）", "date": issue.date.isoformat()}
    pages = sorted(issue.pages.values_list("pk", flat=True))
    return held | {"date_source": issue.date_source, "pages": pages}


def list_date(issue: Issue, before: dict[str, Any], words: str, *, by: User, number: int | None = None) -> None:
    """List a date that an editor confirmed or changed. `issue` holds the pages now; `number` is the id of the one that
    did, if that is another."""
    after = date_of_issue(issue) | {"pages": before["pages"]}
    article = next((found for pk in before["pages"] if (found := article_of_page(pk))), None)
    place, about = Review.Subject.PLACE, f"issue:{number or issue.pk}"
    list_action(article, place, about=about, summary=words, before=before, after=after, by=by, touches=[Fact.DATE])


def announce(page: Page, before: dict[str, str], by: User) -> Page:
    after = place_of(page)
    if after["words"] != before["words"]:
        words = f"{before['words']} → {after['words']}"
        record_action(page, by=by, message=words, action=AuditEntry.Action.PLACE)
        touches = [Fact.DATE] if after["date"] != before["date"] else []
        place, about, article = Review.Subject.PLACE, f"page:{page.pk}", article_of_page(page.pk)
        list_action(article, place, about=about, summary=words, before=before, after=after, by=by, touches=touches)
        dates_changed(article_ids_on([page.pk]))
        if page.issue:
            join_continuations(page.issue)
    return page


def article_ids_on(page_ids: Iterable[int]) -> list[int]:
    """Every article at home on these pages: its date and address follow its home page."""
    return list(Article.objects.filter(page__in=page_ids).order_by("pk").values_list("pk", flat=True))
