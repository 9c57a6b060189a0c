"""Corrects an article's text: a new revision that supersedes the present one, never an overwriting."""

from dataclasses import dataclass, replace
from typing import TypedDict, Unpack

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.errors import ArticleStateError, StaleRevisionError
from articles.models import Article, Revision
from articles.services.article_text import (
    WORDS,
    ArticleText,
    CreditText,
    changed_fields,
    credits_to_json,
    field_label,
    text_of_article,
    text_of_revision,
)
from articles.services.clean_text import clean_reason, clean_text
from articles.services.hidden_readings import hide_new_readings
from articles.services.text_changed import text_changed
from articles.services.write_credits import write_credits


class TextChanges(TypedDict, total=False):
    """The fields to change; those left out stay."""

    kicker: str
    headline: str
    subtitle: str
    dateline: str
    agency: str
    body: str
    credits: tuple[CreditText, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """`revision` is the present one afterwards; `is_new` is false when there was nothing to change."""

    revision: Revision
    is_new: bool


@transaction.atomic
def correct_article(
    article: Article, *, base_revision: int, editor: User, reason: str = "", **changes: Unpack[TextChanges]
) -> Correction:
    """Append a revision with the changes, make it the present text, link and index anew.

    Raises StaleRevisionError when `base_revision` is no longer the present one, InvalidTextError for text that cannot
    be stored, ArticleStateError for an article that became part of another. Without a reason the revision names the
    fields that were changed.
    """
    locked = lock_article(article, base_revision=base_revision)
    present = text_of_article(locked)
    new = clean_text(replace(present, **changes), present=present)
    return append_revision(locked, present, new, origin=Revision.Origin.CORRECTION, editor=editor, reason=reason)


@transaction.atomic
def revert_article(article: Article, *, to: int, base_revision: int, editor: User, reason: str = "") -> Correction:
    """Make the text of revision `to` the present one, as a new revision. Raises as `correct_article` does."""
    locked = lock_article(article, base_revision=base_revision)
    old = text_of_revision(locked.revisions.get(number=to))
    return append_revision(
        locked,
        text_of_article(locked),
        old,
        origin=Revision.Origin.REVERT,
        editor=editor,
        reason=reason or f"恢复第{to}稿",
    )


def lock_article(article: Article, *, base_revision: int) -> Article:
    """The article as it is now, its row locked until the transaction ends."""
    locked = Article.objects.select_for_update().get(pk=article.pk)
    if locked.state == Article.State.SUPERSEDED:
        raise ArticleStateError("superseded", f"文章 {locked.public_id} 已并入他篇，请改现在的那一篇。")
    if locked.revision_number != base_revision:
        raise StaleRevisionError(
            f"文章 {locked.public_id} 打开时是第{base_revision}稿，现在已是第{locked.revision_number}稿。"
        )
    return locked


def append_revision(
    article: Article,
    present: ArticleText,
    new: ArticleText,
    *,
    origin: Revision.Origin,
    editor: User,
    reason: str,
) -> Correction:
    """Write `new` over `present` on an article whose row is locked, link and index it anew."""
    correction = write_revision(article, present, new, origin=origin, editor=editor, reason=reason)
    if correction.is_new:
        text_changed([article.pk])
    return correction


def write_revision(
    article: Article,
    present: ArticleText,
    new: ArticleText,
    *,
    origin: Revision.Origin,
    editor: User,
    reason: str,
) -> Correction:
    """As `append_revision`, for a caller that links and indexes several articles together afterwards."""
    superseded = article.revisions.get(number=article.revision_number)
    changed = changed_fields(present, new)
    if not changed:
        return Correction(superseded, is_new=False)
    revision = Revision.objects.create(
        article=article,
        number=superseded.number + 1,
        supersedes=superseded,
        origin=origin,
        source_id=superseded.source_id,
        **{name: getattr(new, name) for name in WORDS},
        credits=credits_to_json(new.credits),
        editor=editor,
        reason=clean_reason(reason) or f"改{'、'.join(field_label(name) for name in changed)}",
    )
    hide_new_readings(article, present, new)
    make_present(article, revision, new)
    if "credits" in changed:
        write_credits(article, new.credits)
    return Correction(revision, is_new=True)


def make_present(article: Article, revision: Revision, text: ArticleText) -> None:
    for name in WORDS:
        setattr(article, name, getattr(text, name))
    article.revision_number = revision.number
    article.is_touched = True
    article.changed_at = timezone.now()
    article.save(update_fields=[*WORDS, "revision_number", "is_touched", "changed_at"])
