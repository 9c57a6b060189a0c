"""What waits for a person, above the list of everything on the desk's front page."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from articles.admin.queue import in_hand
from articles.models import AuditEntry, Report, Review
from articles.person_names import name_of
from articles.services.given_passwords import given_lately
from articles.services.reports.counting import overdue
from articles.usage.upkeep import is_overdue

#: Passwords set for others that are named one by one.
MOST_TOLD = 3


@dataclass(frozen=True, slots=True)
class Task:
    address: str
    name: str
    words: str = ""
    is_late: bool = False


def tasks_of(user: Any) -> list[Task]:
    """In the order in which a day goes; a few counts of what is open, none of the whole archive."""
    tasks = []
    if user.has_perm("articles.change_article"):
        held = len(in_hand(user))
        words = f"在您手上 {held} 篇" if held else "下一篇最要紧的文章"
        tasks.append(Task(reverse("admin:queue"), "校对队列", words))
    if user.has_perm("articles.view_review"):
        tasks.append(reviews_task(user))
    if user.has_perm("articles.handle_report"):
        tasks.append(reports_task())
    if user.has_perm("articles.change_article"):
        tasks.append(Task(reverse("admin:articles_replacement_add"), "查找替换", "许多篇里的同一个错"))
        tasks.append(Task(reverse("admin:queue_week"), "一周校对", "校了多少，各用多久"))
        tasks.append(Task(reverse("admin:queue_searches"), "读者的检索", "没有找到的词"))
    if user.has_perm("auth.change_user") and is_overdue():
        words = "过了保存期限的联系方式或访问计数还在"
        tasks.append(Task(reverse("admin:upkeep"), "到期未清理", words, is_late=True))
    if user.has_perm("auth.change_user") and (given := given_lately(but_by=user)):
        tasks.append(passwords_task(given))
    return tasks


def passwords_task(given: list[AuditEntry]) -> Task:
    """Whoever sets another's password could work in that name until its owner notices."""
    told = [f"{name_of(line.actor)}替{line.record_words}设了密码" for line in given[:MOST_TOLD] if line.actor]
    more = f"等 {len(given)} 次" if len(given) > MOST_TOLD else ""
    address = f"{reverse('admin:articles_auditentry_changelist')}?action__exact={AuditEntry.Action.ACCOUNT}"
    words = f"{'；'.join(told)}{more}。请向本人核实"
    return Task(address, "替别人设的密码", words, is_late=True)


def reviews_task(user: Any) -> Task:
    reviews = Review.objects.open()
    may_review = user.has_perm("articles.review_article")
    count = (reviews.exclude(editor=user) if may_review else reviews.filter(editor=user)).count()
    words = f"{count} 条待审" if may_review else f"{count} 条等审校"
    return Task(reverse("admin:articles_review_changelist"), "审校" if may_review else "我的改动", words)


def reports_task() -> Task:
    unanswered = Report.objects.filter(closed_at__isnull=True)
    count, late = unanswered.count(), overdue(unanswered).count()
    words = f"{count} 件未办结" + (f"，{late} 件逾期" if late else "")
    return Task(reverse("admin:articles_report_changelist"), "读者报错", words, is_late=bool(late))
