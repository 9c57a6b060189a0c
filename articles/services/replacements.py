"""Find and replace over many articles: looked at first, then carried out article by article, each a revision of its own
in a transaction of its own, and taken back as a whole. What a kill interrupts goes on with the next start."""

import datetime
import logging
import threading
import time
from collections.abc import Iterable, Iterator, Sequence

from django.contrib.auth.models import User
from django.db import DatabaseError, InterfaceError, connections, transaction
from django.utils import timezone

from articles.errors import ArchiveError, InvalidTextError, StaleRevisionError
from articles.models import Article, AuditEntry, ReplacedArticle, Replacement, Revision
from articles.services.article_text import text_of_revision
from articles.services.audit import record
from articles.services.clean_text import REASON_LENGTH
from articles.services.hidden_passages import passages_in_force
from articles.services.replacing_text import REPLACED_FIELDS, Place, places_in, replaced_text
from articles.services.review import settle_undone, submit_correction, submit_revert
from articles.signals import deferred_draining

logger = logging.getLogger(__name__)

#: Articles of one run; whoever has more carries these out and looks again.
MOST_ARTICLES = 1000
READ_ARTICLES = 200
DRAFT_DAYS = 1
WAITS_TOO = "涉及事实的改动另待审校"
State, Outcome = Replacement.State, ReplacedArticle.Outcome


def prepare(
    *, find: str, replacement: str, fields: Sequence[str], article_ids: Iterable[int], by: User, chosen: str = ""
) -> Replacement:
    """A draft of the run over those of the articles that hold `find`, letter by letter. Raises InvalidTextError."""
    refuse_senseless(find, replacement, fields)
    ids = list(dict.fromkeys(article_ids))
    if len(ids) > MOST_ARTICLES:
        raise InvalidTextError("articles", f"一次最多 {MOST_ARTICLES} 篇文章；请缩小范围。")
    with transaction.atomic():
        old = timezone.now() - datetime.timedelta(days=DRAFT_DAYS)
        Replacement.objects.filter(made_by=by.pk, state=State.DRAFT, created_at__lt=old).delete()
        run = Replacement.objects.create(
            find=find, replacement=replacement, fields=list(fields), chosen=chosen[:300], made_by_id=by.pk
        )
        rows = [
            ReplacedArticle(run=run, article_id=revision.article_id, base_revision=revision.number, places=len(places))
            for start in range(0, len(ids), READ_ARTICLES)
            for revision, places in found_in(run, present_of(ids[start : start + READ_ARTICLES]))
        ]
        ReplacedArticle.objects.bulk_create(rows)
    return run


def refuse_senseless(find: str, replacement: str, fields: Sequence[str]) -> None:
    if not find:
        raise InvalidTextError("find", "请写要查找的字句。")
    if "\n" in find + replacement or "\r" in find + replacement:
        raise InvalidTextError("find", "查找和替换的字句都只能是一行。")
    if find == replacement:
        raise InvalidTextError("replacement", "替换前后一样，没有要改的。")
    if not fields or set(fields) - set(REPLACED_FIELDS):
        raise InvalidTextError("fields", "请选要在哪些部分里替换。")


def present_of(ids: Sequence[int]) -> list[Revision]:
    """The present revisions of the articles that can be changed, in the order of `ids`."""
    articles = Article.objects.filter(pk__in=ids).exclude(state=Article.State.SUPERSEDED)
    numbers = dict(articles.values_list("pk", "revision_number"))
    return [row for pk, row in revisions_at(numbers).items()]


def revisions_at(numbers: dict[int, int]) -> dict[int, Revision]:
    rows = Revision.objects.filter(article_id__in=numbers, number__in=set(numbers.values()))
    held = {row.article_id: row for row in rows if numbers[row.article_id] == row.number}
    return {pk: held[pk] for pk in numbers if pk in held}


def found_in(run: Replacement, revisions: Sequence[Revision]) -> Iterator[tuple[Revision, list[Place]]]:
    """The revisions that hold what the run looks for, with the places; one query."""
    passages = passages_in_force([row.article_id for row in revisions])
    for row in revisions:
        hidden = [each.text for each in passages.get(row.article_id, ())]
        if places := places_in(text_of_revision(row), run.find, run.fields, hidden):
            yield row, places


@transaction.atomic
def start(run: Replacement, *, by: User) -> None:
    """Let the worker carry the draft out. A second press does nothing."""
    if not Replacement.objects.filter(pk=run.pk, state=State.DRAFT).update(state=State.WAITING):
        return
    run.refresh_from_db()
    chosen = run.articles.count()
    record(AuditEntry.Action.REPLACED, f"开始替换，{chosen} 篇", about=run, by=by, details={"articles": chosen})


@transaction.atomic
def undo(run: Replacement, *, by: User) -> None:
    """Let the worker revert every article that nobody has changed since."""
    if not Replacement.objects.filter(pk=run.pk, state=State.DONE).update(state=State.UNDOING, undone_by=by.pk):
        return
    run.refresh_from_db()
    count = run.articles.filter(outcome=Outcome.DONE).count()
    record(AuditEntry.Action.REPLACED, f"开始撤回，{count} 篇", about=run, by=by, details={"articles": count})


def carry_out(*, seconds: float | None = None) -> bool:
    """Work at what waits, for so many seconds; whether nothing is left. False also while another process works at it,
    which then goes on to what is left."""
    end = None if seconds is None else time.monotonic() + seconds
    with deferred_draining():
        while (pk := first_unfinished()) is not None:
            if (end is not None and time.monotonic() >= end) or not step(pk):
                return first_unfinished() is None
    return True


def carry_out_in_background() -> None:
    # Not a daemon: a command that ends waits for it.
    threading.Thread(target=_carry_out_and_leave, name="replacing").start()


def resume() -> None:
    """Go on with what a kill interrupted."""
    if first_unfinished() is not None:
        carry_out_in_background()


def _carry_out_and_leave() -> None:
    """In a thread of its own."""
    try:
        carry_out()
    except (DatabaseError, InterfaceError) as error:
        logger.error("replacing stopped: %s; the next start goes on", str(error).strip())
    finally:
        connections.close_all()


def first_unfinished() -> int | None:
    unfinished = Replacement.objects.filter(state__in=[State.WAITING, State.UNDOING])
    return unfinished.order_by("pk").values_list("pk", flat=True).first()


@transaction.atomic
def step(pk: int) -> bool:
    """One article, or the end of the run. False when another process holds the run."""
    unfinished = Replacement.objects.filter(pk=pk, state__in=[State.WAITING, State.UNDOING])
    run = unfinished.select_for_update(skip_locked=True).first()
    if run is None:
        return not unfinished.exists()
    is_undoing = run.state == State.UNDOING
    row = run.articles.filter(outcome=Outcome.DONE if is_undoing else Outcome.PENDING).order_by("pk").first()
    if row is None:
        finish(run)
    else:
        (take_back if is_undoing else replace_in)(run, row)
        row.save(update_fields=["outcome", "message", "revision_number"])
    return True


def replace_in(run: Replacement, row: ReplacedArticle) -> None:
    """One revision of the article, or the reason why there is none."""
    revision = Revision.objects.select_related("article").get(article=row.article_id, number=row.base_revision)
    places = next((places for _, places in found_in(run, [revision])), [])
    chosen = [place for place in places if place.number not in row.excluded and not place.is_hidden]
    if not chosen:
        row.outcome = Outcome.SKIPPED
        return
    changes = replaced_text(text_of_revision(revision), chosen, run.find, run.replacement)
    try:
        done = submit_correction(
            revision.article,
            base_revision=row.base_revision,
            editor=run.made_by,
            reason=reason_of(run),
            **changes,  # type: ignore[arg-type]
        )
    except StaleRevisionError:
        row.outcome = Outcome.STALE
    except ArchiveError as error:
        row.outcome, row.message = Outcome.REFUSED, error.message[:300]
    else:
        is_live = done.live is not None and done.live.is_new
        row.outcome = Outcome.DONE if is_live else Outcome.WAITS if done.waiting else Outcome.SKIPPED
        row.revision_number = done.live.revision.number if done.live and is_live else None
        row.message = WAITS_TOO if is_live and done.waiting else ""


def take_back(run: Replacement, row: ReplacedArticle) -> None:
    """A revision with the text before the run, if the run's own is still the present one. What that does to facts is
    listed for review; what the run did itself has no more to be."""
    article = Article.objects.get(pk=row.article_id)
    by = run.undone_by or run.made_by
    try:
        submit_revert(
            article,
            to=row.base_revision,
            base_revision=row.revision_number or 0,
            editor=by,
            reason=f"撤回第{run.pk}次查找替换",
        )
    except StaleRevisionError:
        row.outcome = Outcome.KEPT
    except ArchiveError as error:
        row.outcome, row.message = Outcome.KEPT, error.message[:300]
    else:
        row.outcome = Outcome.UNDONE
        settle_undone(article, row.revision_number or 0, by=by, reason=f"撤回了第{run.pk}次查找替换")


def finish(run: Replacement) -> None:
    is_undoing = run.state == State.UNDOING
    run.state, run.finished_at = State.UNDONE if is_undoing else State.DONE, timezone.now()
    run.save(update_fields=["state", "finished_at"])
    outcomes = run.articles.order_by().values_list("outcome", flat=True)
    counts: dict[str, int] = {}
    for outcome in outcomes:
        counts[outcome] = counts.get(outcome, 0) + 1
    words = "，".join(f"{Outcome(name).label} {count} 篇" for name, count in counts.items())
    done = "撤回完成" if is_undoing else "替换完成"
    by = run.undone_by if is_undoing else run.made_by
    record(AuditEntry.Action.REPLACED, f"{done}：{words or '没有文章'}", about=run, by=by, details=counts)


def reason_of(run: Replacement) -> str:
    """What stands with each revision; where articles show it, hidden words in it are blacked out like any other."""
    reason = f"查找替换：“{run.find}” → “{run.replacement}”" if run.replacement else f"查找替换：删去“{run.find}”"
    return reason if len(reason) <= REASON_LENGTH else f"第{run.pk}次查找替换"
