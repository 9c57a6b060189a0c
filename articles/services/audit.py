"""Writes the log of everything that was changed. Call it inside the transaction that makes the change."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model

from articles.models import Article, AuditEntry
from articles.services.actors import person_acting, program_running

#: Code points of a value before or after a change that are kept; texts stand in revisions.
LONGEST_VALUE = 200
LONGEST_WORDS = 200
BATCH = 1000


def record(
    action: AuditEntry.Action,
    summary: str,
    *,
    about: Model | None = None,
    by: User | None = None,
    program: str = "",
    details: Mapping[str, Any] | None = None,
) -> None:
    """One line. Without `by` and `program` it is whoever acts at the moment."""
    entry(action, summary, about=about, by=by, program=program, details=details).save(force_insert=True)


def record_each(entries: Iterable[AuditEntry]) -> None:
    """Lines made by `entry`, in bulk."""
    AuditEntry.objects.bulk_create(entries, batch_size=BATCH)


def entry(
    action: AuditEntry.Action,
    summary: str,
    *,
    about: Model | None = None,
    by: User | None = None,
    program: str = "",
    details: Mapping[str, Any] | None = None,
) -> AuditEntry:
    person = None if program else by or person_acting()
    return AuditEntry(
        actor_id=person.pk if person else None,
        program="" if person else (program or program_running())[:60],
        action=action,
        summary=summary,
        details=dict(details or {}),
        **subject(about),
    )


def subject(about: Model | None) -> dict[str, Any]:
    """How the log names a record. An article, and what belongs to one, by its number: titles may be hidden later."""
    if about is None:
        return {}
    article = about if isinstance(about, Article) else getattr(about, "article", None)
    named = {"record_type": about._meta.label_lower, "record_id": about.pk}
    if isinstance(article, Article):
        return named | {"article_number": article.public_id}
    return named | {"record_words": str(about)[:LONGEST_WORDS]}


def values_told(before: Mapping[str, object], after: Mapping[str, object]) -> dict[str, list[str]]:
    """Each field whose value differs, with both values, cut to what a log needs."""
    names = [name for name in after if as_words(before.get(name)) != as_words(after[name])]
    return {name: [as_words(before.get(name)), as_words(after[name])] for name in names}


def as_words(value: object) -> str:
    words = "" if value is None else str(value)
    return words if len(words) <= LONGEST_VALUE else f"{words[: LONGEST_VALUE - 1]}…"
