"""Stores a batch of a publisher's articles in one transaction, none of them twice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from psycopg.types.json import Jsonb

from articles.ingest.drafts import CreditDraft
from articles.ingest.publisher_lines import PublisherArticle
from articles.models import Article, AuditEntry, Credit, Newspaper, Reporter, Revision, allot_public_ids
from articles.services.article_text import CreditText, credits_to_json
from articles.services.audit import record
from articles.services.copy_rows import allot_ids, copy_rows
from articles.services.imported_pages import PageKey, places_on_pages
from articles.services.reporters import reporters_for
from articles.services.store_lock import lock_store
from articles.services.text_changed import text_changed

ARTICLE_COLUMNS = ("id", "public_id", "page", "position", "origin", "headline", "agency", "body", "import_key")
REVISION_COLUMNS = ("article", "number", "origin", "headline", "agency", "body", "credits")
CREDIT_COLUMNS = ("article", "reporter", "name", "role", "rank")


@dataclass(frozen=True, slots=True)
class Incoming:
    """A checked line, its newspaper on record and the key under which it comes in once."""

    newspaper: Newspaper
    article: PublisherArticle
    key: str


@dataclass(frozen=True, slots=True)
class Placed:
    """An article with the ids it is going to have, its page and its place there."""

    incoming: Incoming
    id: int
    public_id: int
    page_id: int
    position: int


@transaction.atomic
def import_batch(incoming: Sequence[Incoming]) -> int:
    """Store the articles whose keys are not in yet; the number stored. The queries do not grow with the articles."""
    lock_store()
    held = set(
        Article.objects.filter(import_key__in=[one.key for one in incoming]).values_list("import_key", flat=True)
    )
    fresh = [one for one in incoming if one.key not in held]
    if not fresh:
        return 0
    placed = place(fresh)
    reporters = _reporters_of(fresh)
    copy_rows(Article, ARTICLE_COLUMNS, map(_article_row, placed))
    copy_rows(Revision, REVISION_COLUMNS, map(_revision_row, placed))
    copy_rows(Credit, CREDIT_COLUMNS, (row for one in placed for row in _credit_rows(one, reporters)))
    text_changed([one.id for one in placed])
    details = {"first": placed[0].public_id, "last": placed[-1].public_id}
    record(AuditEntry.Action.PROGRAM, f"批量导入 {len(placed)} 篇文章", details=details)
    return len(placed)


def place(fresh: Sequence[Incoming]) -> list[Placed]:
    keys = [PageKey(one.newspaper.pk, one.article.date, one.article.label) for one in fresh]
    places = places_on_pages(keys)
    ids = allot_ids(Article, len(fresh))
    public_ids = allot_public_ids(len(fresh))
    return [
        Placed(one, article_id, public_id, page_id, position)
        for one, article_id, public_id, (page_id, position) in zip(fresh, ids, public_ids, places, strict=True)
    ]


def _reporters_of(fresh: Sequence[Incoming]) -> dict[tuple[int, str], Reporter]:
    names: dict[Newspaper, set[str]] = {}
    for one in fresh:
        names.setdefault(one.newspaper, set()).update(c.name for c in one.article.credits if c.is_person)
    return {
        (newspaper.pk, name): reporter
        for newspaper, persons in names.items()
        if persons
        for name, reporter in reporters_for(newspaper, persons).items()
    }


def _article_row(one: Placed) -> tuple[object, ...]:
    article = one.incoming.article
    return (
        one.id,
        one.public_id,
        one.page_id,
        one.position,
        Article.Origin.IMPORT.value,
        article.title,
        article.agency,
        article.body,
        one.incoming.key,
    )


def _revision_row(one: Placed) -> tuple[object, ...]:
    article = one.incoming.article
    credits = credits_to_json(CreditText(credit.name, credit.role, credit.is_person) for credit in article.credits)
    return (one.id, 0, Revision.Origin.IMPORT.value, article.title, article.agency, article.body, Jsonb(credits))


def _credit_rows(one: Placed, reporters: dict[tuple[int, str], Reporter]) -> Iterator[tuple[object, ...]]:
    def reporter_id(credit: CreditDraft) -> int | None:
        return reporters[one.incoming.newspaper.pk, credit.name].pk if credit.is_person else None

    for rank, credit in enumerate(one.incoming.article.credits):
        yield (one.id, reporter_id(credit), credit.name, credit.role, rank)
