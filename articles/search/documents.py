"""Reads from the database what the index must know of articles: a fixed number of queries, however many articles."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from articles.borders.glyphs import scanned_text
from articles.borders.pieces import Stretch
from articles.borders.words import Ground
from articles.ingest.drafts import Part
from articles.models import SHOWN_STATUSES, Article, Credit, DepartmentLink, Revision, Span
from articles.search.indexed_article import IndexedArticle
from articles.services.blacking_out import blacked_out
from articles.services.hidden_passages import passages_in_force
from articles.services.printed_text import printed_spans
from articles.services.series import department_series
from entities.models import Mention, ProgramDecision

TEXT_FIELDS = ("kicker", "headline", "subtitle", "body")

#: Revisions by which text came into an article or went out of it, or by which its page was read anew.
MOVED = (Revision.Origin.BORDERS, Revision.Origin.JOINED, Revision.Origin.REINGEST)

Grouped = dict[int, list[tuple[Any, ...]]]


def searchable() -> QuerySet[Article]:
    """The articles that belong in the index: public ones that are not the furniture of a page."""
    return Article.objects.published().exclude(kind=Article.Kind.PAGE_FURNITURE)


def load_articles(article_ids: Sequence[int]) -> list[IndexedArticle]:
    """The present state of those of the articles that belong in the index, by rising id."""
    ids = list(article_ids)
    rows = list(
        searchable()
        .filter(pk__in=ids)
        .order_by("pk")
        .values(
            "pk", "public_id", "kind", "position", "dateline", "agency", "page_id", "revision_number", *TEXT_FIELDS,
            "page__newspaper_id", "page__label", "page__issue_id", "page__issue__date",
        )
    )  # fmt: skip
    credits = _grouped(Credit.objects.filter(article__in=ids).order_by("rank", "pk"), "name", "role", "reporter_id")
    departments = _departments(ids)
    programs = _program_ids(ids)
    scanned = _scanned(ids)
    return [
        _indexed_article(row, credits[row["pk"]], departments[row["pk"]], programs[row["pk"]], scanned[row["pk"]])
        for row in rows
    ]


def load_in_batches(batch_size: int, *, after: int = 0) -> Iterator[list[IndexedArticle]]:
    """Every article that belongs in the index, by rising id, beginning behind `after`."""
    while ids := list(searchable().filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:batch_size]):
        after = ids[-1]
        if articles := load_articles(ids):
            yield articles


def _indexed_article(
    row: dict[str, Any],
    credits: list[tuple[Any, ...]],
    departments: list[tuple[Any, ...]],
    program_ids: set[int],
    scanned: list[tuple[Any, ...]],
) -> IndexedArticle:
    present = [row[field] for field in TEXT_FIELDS]
    return IndexedArticle(
        article_id=row["pk"],
        public_id=row["public_id"],
        kind=row["kind"],
        newspaper_id=row["page__newspaper_id"],
        page_id=row["page_id"],
        page_label=row["page__label"],
        position=row["position"],
        issue_id=row["page__issue_id"],
        date=row["page__issue__date"],
        revision_number=row["revision_number"],
        **dict(zip(TEXT_FIELDS, present, strict=True)),
        byline=_byline(row, credits),
        scanned=tuple(
            old for first in scanned for old, new in zip(first, present, strict=True) if old and not _is_same(old, new)
        ),
        department_ids=_sorted_ids(department_id for department_id, _ in departments),
        primary_department_ids=_sorted_ids(
            department_id for department_id, role in departments if role == DepartmentLink.Role.PRIMARY
        ),
        program_ids=_sorted_ids(program_ids),
        reporter_ids=_sorted_ids(reporter_id for _, _, reporter_id in credits if reporter_id is not None),
    )


def _is_same(old: str, new: str) -> bool:
    return old == new or "".join(old.split()) == "".join(new.split())


def _byline(row: dict[str, Any], credits: list[tuple[Any, ...]]) -> tuple[str, ...]:
    """As the article page shows it: the role before the name, so that either, or both together, can be found."""
    signed = [f"{role} {name}" for name, role, _ in credits]
    return tuple(value for value in [row["dateline"], row["agency"], *signed] if value)


def _scanned(ids: Sequence[int]) -> Grouped:
    """What the pages say of the corrected articles, without what is hidden.

    That is revision 0, but for articles whose borders were changed, or whose page has a new scan: text came in that it
    never had, or went out.
    """
    moved = Revision.objects.filter(article=OuterRef("article"), origin__in=MOVED)
    read_anew = Span.objects.filter(article=OuterRef("article")).exclude(page__source=OuterRef("source"))
    # The words of an article that nobody touched are its page's own.
    first = Revision.objects.filter(
        Q(article__revision_number__gt=0) | Q(article__is_touched=True), article__in=ids, number=0
    )
    is_moved = Exists(moved) | Exists(read_anew)
    rows = list(first.annotate(is_moved=is_moved).values_list("article_id", "is_moved", *TEXT_FIELDS))
    if not rows:
        return defaultdict(list)
    printed = _printed([pk for pk, is_moved, *_ in rows if is_moved])
    passages = passages_in_force([pk for pk, *_ in rows])
    scanned: Grouped = defaultdict(list)
    for pk, _, *texts in rows:
        hidden = [row.text for row in passages.get(pk, ())]
        scanned[pk] = [tuple(blacked_out(text, hidden) for text in printed.get(pk, texts))]
    return scanned


def _printed(ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The text fields as the pages alone have them, of the articles that stand on one; a query where there are any."""
    if not ids:
        return {}
    found: dict[int, dict[str, list[str]]] = {}
    for pk, part, text in printed_spans(ids):
        fields = found.setdefault(pk, {name: [] for name in TEXT_FIELDS})
        # A headline that stands behind text is a sub-head of it.
        field = Part.BODY.value if fields["body"] else part
        if part in fields:
            fields[field].append(scanned_text(Stretch(0, 0, len(text)), Ground(text)))
    return {pk: tuple("\n".join(texts) for texts in fields.values()) for pk, fields in found.items()}


def _departments(ids: Sequence[int]) -> Grouped:
    """(department id, role), also for the present bodies that a department of old became: a series is one."""
    series = department_series()
    links = _grouped(DepartmentLink.objects.filter(article__in=ids, status__in=SHOWN_STATUSES), "department_id", "role")
    for article_id, rows in links.items():
        links[article_id] = [(present, role) for named, role in rows for present in series.filed_under(named)]
    return links


def _program_ids(ids: Sequence[int]) -> dict[int, set[int]]:
    """Programs mentioned, with every person's decision above what the matcher found."""
    programs: dict[int, set[int]] = defaultdict(set)
    mentions = Mention.objects.filter(article__in=ids, status__in=SHOWN_STATUSES)
    for article_id, program_id in mentions.values_list("article_id", "program_id").distinct():
        programs[article_id].add(program_id)
    decisions = ProgramDecision.objects.filter(article__in=ids)
    for article_id, program_id, verdict in decisions.values_list("article_id", "program_id", "verdict"):
        if verdict == ProgramDecision.Verdict.CONFIRMED:
            programs[article_id].add(program_id)
        else:
            programs[article_id].discard(program_id)
    return programs


def _grouped(rows: QuerySet[Any], *columns: str) -> Grouped:
    grouped: Grouped = defaultdict(list)
    for article_id, *values in rows.values_list("article_id", *columns):
        grouped[article_id].append(tuple(values))
    return grouped


def _sorted_ids(ids: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(set(ids)))


def queue_everything() -> int:
    """Queue every article that belongs in the index; how many."""
    with connection.cursor() as cursor:
        select, parameters = searchable().order_by("pk").values("pk").query.sql_with_params()
        cursor.execute(f"INSERT INTO articles_indexqueueentry (article_id) {select}", parameters)
        return int(cursor.rowcount)
