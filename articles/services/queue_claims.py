"""Takes items of the queue in hand and ends that: two editors never get the same, and nothing stays with one for good.

Whoever holds an item stands on its worth, whose row is locked for that; `Claim` is the history. Everything locks the
worth first. A claim that nobody renews is over after `CLAIM_LIFE` by itself: the time is compared.
"""

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.errors import ArticleStateError, ItemTakenError
from articles.models import SETTLING, Article, ArticleWorth, Claim
from articles.person_names import name_of
from articles.services.claim_times import CLAIM_LIFE
from articles.services.queue_filters import QueueFilters, queue_items
from articles.services.queue_ranking import rank_articles


@transaction.atomic
def claim_next(editor: User, filters: QueueFilters | None = None) -> int | None:
    """Take the worthiest free item in hand; its article, or None where nothing is left."""
    free = queue_items(filters or QueueFilters()).free()
    item = free.select_for_update(skip_locked=True, of=("self",)).first()
    return _take(item, editor) if item else None


@transaction.atomic
def claim_item(article_id: int, editor: User) -> int:
    """Take this item in hand, or go on having it. Raises ItemTakenError, ArticleStateError for what is in no queue.

    An item that was settled may be taken again: whoever opens it has something in mind.
    """
    if not ArticleWorth.objects.filter(pk=article_id).exists():
        rank_articles([article_id])
    item = ArticleWorth.objects.select_for_update().filter(pk=article_id).first()
    if item is None or not item.is_eligible:
        raise ArticleStateError("not_in_queue", "这一篇不在校对队列里：已并入他篇、已撤下，或是报头版头。")
    if item.holder_id == editor.pk and item.is_taken:
        _prolong(item)
        return item.article_id
    if item.is_taken:
        raise ItemTakenError(f"{_holder_name(item)} 正在校这一篇，请换一篇。")
    return _take(item, editor)


@transaction.atomic
def keep_claim(article_id: int, editor: User) -> bool:
    """Somebody still works at it; whether he has it in hand at all."""
    item = ArticleWorth.objects.select_for_update().filter(pk=article_id, holder=editor.pk).first()
    if item is None or not item.is_taken:
        return False
    _prolong(item)
    return True


@transaction.atomic
def release_item(article_id: int, editor: User) -> bool:
    """Put it back into the queue; whether it was this person's."""
    item = ArticleWorth.objects.select_for_update().filter(pk=article_id, holder=editor.pk).first()
    if item is None:
        return False
    _end_claims(item, Claim.Outcome.RELEASED)
    _let_go(item)
    return True


@transaction.atomic
def finish_item(article_id: int, editor: User, outcome: Claim.Outcome) -> None:
    """Done: `outcome` is one of `SETTLING`. The item leaves the queue until something is new about it.

    A correction that was saved does this by itself; call it for a change that waits for review, and for what has no
    fault. Raises ItemTakenError where another has it in hand.
    """
    if outcome not in SETTLING:
        raise ValueError(f"{outcome} does not settle an item")
    if not ArticleWorth.objects.filter(pk=article_id).exists():
        rank_articles([article_id])
    item = ArticleWorth.objects.select_for_update().get(pk=article_id)
    if item.is_taken and item.holder_id != editor.pk:
        raise ItemTakenError(f"{_holder_name(item)} 正在校这一篇，没有记下。")
    now = timezone.now()
    if not _end_claims(item, outcome, editor):
        Claim.objects.create(article_id=item.pk, editor=editor, claimed_at=now, ended_at=now, outcome=outcome)
    item.settled_at = now
    item.settled_revision = Article.objects.values_list("revision_number", flat=True).get(pk=item.pk)
    item.settled_doubts = item.doubts
    item.save(update_fields=["settled_at", "settled_revision", "settled_doubts"])
    _let_go(item)


def item_waits(article_id: int, editor: User) -> None:
    """A change of this editor waits for review, so his part is done; what another has in hand stays with him."""
    try:
        finish_item(article_id, editor, Claim.Outcome.WAITING)
    except ItemTakenError:
        return


def borders_settled(article_ids: Iterable[int], editor: User) -> None:
    """A change of borders, kind or order finishes what this editor has in hand of them; nothing else."""
    held = ArticleWorth.objects.filter(pk__in=list(article_ids), holder=editor.pk, held_until__gte=timezone.now())
    for pk in held.order_by("pk").values_list("pk", flat=True):
        finish_item(pk, editor, Claim.Outcome.CORRECTED)


def reopen_items(article_ids: list[int]) -> int:
    """Bring settled items back into the queue, for something is new about them; how many. Bulk, one statement."""
    settled = ArticleWorth.objects.filter(pk__in=article_ids, settled_at__isnull=False)
    return settled.update(settled_at=None)


def close_expired() -> int:
    """Write the end under claims whose time is over; how many. Until then they only read as over."""
    closed = 0
    over = ArticleWorth.objects.free().filter(holder__isnull=False)
    for pk in over.values_list("pk", flat=True):
        with transaction.atomic():
            item = over.select_for_update(skip_locked=True).filter(pk=pk).first()
            if item is not None:
                closed += _end_claims(item, Claim.Outcome.EXPIRED)
                _let_go(item)
    return closed


def _take(item: ArticleWorth, editor: User) -> int:
    _end_claims(item, Claim.Outcome.EXPIRED)
    Claim.objects.create(article_id=item.pk, editor=editor, claimed_at=timezone.now())
    item.holder = editor
    _prolong(item)
    return item.article_id


def _prolong(item: ArticleWorth) -> None:
    item.held_until = timezone.now() + CLAIM_LIFE
    item.save(update_fields=["holder", "held_until"])


def _let_go(item: ArticleWorth) -> None:
    item.holder = item.held_until = None
    item.save(update_fields=["holder", "held_until"])


def _end_claims(item: ArticleWorth, outcome: Claim.Outcome, editor: User | None = None) -> int:
    """End the open claim, if there is one. What expired ended when its time was over."""
    claims = Claim.objects.filter(article=item.pk, ended_at__isnull=True)
    if editor is not None:
        claims.exclude(editor=editor).update(ended_at=timezone.now(), outcome=Claim.Outcome.EXPIRED)
        claims = claims.filter(editor=editor)
    ended = item.held_until if outcome == Claim.Outcome.EXPIRED and item.held_until else timezone.now()
    return claims.update(ended_at=ended, outcome=outcome)


def _holder_name(item: ArticleWorth) -> str:
    return name_of(item.holder) if item.holder else "有人"
