"""The issues and pages on which imported articles stand: found, or made without text."""

import datetime
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db.models import Max

from articles.models import Article, Issue, Page, RegistryState


class PageKey(NamedTuple):
    newspaper_id: int
    date: datetime.date
    label: str


def places_on_pages(keys: Sequence[PageKey]) -> list[tuple[int, int]]:
    """For each article's key the id of its page and its position there: after what is on it, in the order given."""
    pages = _pages(keys)
    held = Article.objects.filter(page__in=set(pages.values())).values("page").annotate(last=Max("position"))
    following = {row["page"]: row["last"] + 1 for row in held}
    places = []
    for key in keys:
        page_id = pages[key]
        position = following.get(page_id, 0)
        following[page_id] = position + 1
        places.append((page_id, position))
    return places


def _pages(keys: Iterable[PageKey]) -> dict[PageKey, int]:
    """Page ids. A page already in the archive is used; the others are made.

    A page without a label is only ever shared with other imported articles: which scan it is, nobody can say.
    """
    wanted = dict.fromkeys(keys)
    issues = _issues(wanted)
    on_record = Page.objects.filter(issue__in=set(issues.values())).values_list("pk", "issue_id", "label", "source_id")
    held = {(issue_id, label): pk for pk, issue_id, label, source_id in on_record if label or source_id is None}
    missing = [key for key in wanted if (issues[key[:2]], key.label) not in held]
    version = RegistryState.current() if missing else 0
    made = Page.objects.bulk_create(
        Page(
            issue_id=issues[key[:2]],
            newspaper_id=key.newspaper_id,
            label=key.label,
            label_source=Page.LabelSource.GIVEN if key.label else Page.LabelSource.UNKNOWN,
            registry_version=version,
        )
        for key in missing
    )
    held |= {(issues[key[:2]], key.label): page.pk for key, page in zip(missing, made, strict=True)}
    return {key: held[issues[key[:2]], key.label] for key in wanted}


def _issues(keys: Iterable[PageKey]) -> dict[tuple[int, datetime.date], int]:
    """Issue ids by newspaper and day; those that are missing are made."""
    days = dict.fromkeys(key[:2] for key in keys)
    Issue.objects.bulk_create(
        [Issue(newspaper_id=owner, date=date, date_source=Issue.DateSource.GIVEN) for owner, date in days],
        ignore_conflicts=True,
    )
    found = Issue.objects.filter(newspaper__in={owner for owner, _ in days}, date__in={date for _, date in days})
    return {(owner, date): pk for pk, owner, date in found.values_list("pk", "newspaper_id", "date")}
