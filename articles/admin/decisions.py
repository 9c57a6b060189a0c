"""An editor's word on what an article speaks of, from a button or from a list's action."""

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import transaction

from articles.admin.numbers import sent_number
from articles.errors import ArticleStateError
from articles.models import Article, Department, DepartmentLink, LinkStatus
from entities.decisions import decide_department, decide_program, undo_department, undo_program
from entities.models import Mention, Program

UNDO = "undo"
WORDS = {LinkStatus.CONFIRMED.value: "已确认", LinkStatus.REJECTED.value: "已否定", UNDO: "判定已取消，改由程序判断"}


def decide(article: Article, decision: str, *, by: User) -> str:
    """Carry out a button's `department:12:confirmed` or `program:7:undo`; what was done, in words."""
    kind, _, rest = decision.partition(":")
    number, _, verdict = rest.partition(":")
    if kind not in ("department", "program") or sent_number(number) is None or verdict not in WORDS:
        raise ArticleStateError("no_decision", "看不懂这个判定，请重新打开文章。")
    entry = (Department if kind == "department" else Program).objects.filter(pk=sent_number(number)).first()
    if entry is None:
        raise ArticleStateError("no_entry", "名录里已没有这一条，请重新打开文章。")
    carry_out(article, entry, verdict, by=by)
    return f"{entry}：{WORDS[verdict]}。"


def carry_out(article: Article, entry: Department | Program, verdict: str, *, by: User) -> None:
    if isinstance(entry, Department):
        if verdict == UNDO:
            undo_department(article, entry, by=by)
        else:
            decide_department(article, entry, verdict, by=by)
    elif verdict == UNDO:
        undo_program(article, entry, by=by)
    else:
        decide_program(article, entry, verdict, by=by)


@transaction.atomic
def decide_links(links: Iterable[DepartmentLink], verdict: LinkStatus, *, by: User) -> int:
    count = 0
    for link in links:
        decide_department(link.article, link.department, verdict, by=by)
        count += 1
    return count


@transaction.atomic
def decide_mentions(mentions: Iterable[Mention], verdict: LinkStatus, *, by: User) -> int:
    """One decision for each article and program, however many places were chosen."""
    pairs = {(mention.article_id, mention.program_id): mention for mention in mentions}
    for mention in pairs.values():
        decide_program(mention.article, mention.program, verdict, by=by)
    return len(pairs)
