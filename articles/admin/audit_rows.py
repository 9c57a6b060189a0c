"""Lines of the log with what they speak of as it is now: no title and no reason is kept in the log itself."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from articles.admin.titles import title_of, with_first_words, workbench_address
from articles.models import Article, AuditEntry, BorderChange, Revision
from articles.services.blacking_out import blacked_out
from articles.services.hidden_passages import passages_in_force
from articles.spreadsheets import guarded

CHUNK = 1000
HEADINGS = ("时间", "人", "程序", "做了什么", "文章编号", "记录种类", "记录", "名称", "内容", "说明", "细节")


class _Echo:
    """Gives a CSV writer's lines back instead of keeping them."""

    def write(self, line: str) -> str:
        return line


def told(rows: Iterable[AuditEntry]) -> list[AuditEntry]:
    """The rows, each with `title` and `bench` (of its article, as it is now) and `reason` (of its revision), nothing
    of what is hidden in the article in them; a fixed number of queries."""
    lines = list(rows)
    numbers = {row.article_number for row in lines if row.article_number is not None}
    titles, benches, numbered = {}, {}, {}
    if numbers:
        articles = with_first_words(Article.objects.filter(public_id__in=numbers)).only("public_id", "page_id")
        for article in articles:
            titles[article.public_id], benches[article.public_id] = title_of(article), workbench_address(article)
            numbered[article.pk] = article.public_id
    hidden = {numbered[pk]: [each.text for each in passages] for pk, passages in passages_in_force(numbered).items()}
    reasons = reasons_of([row for row in lines if row.action == AuditEntry.Action.TEXT])
    for row in lines:
        row.title = titles.get(row.article_number, "")  # type: ignore[attr-defined]
        row.bench = benches.get(row.article_number, "")  # type: ignore[attr-defined]
        passages = hidden.get(row.article_number or 0, ())
        reason = reasons.get((row.record_id, row.details.get("revision")), "")
        row.reason = blacked_out(reason, passages)  # type: ignore[attr-defined]
        row.summary = blacked_out(row.summary, passages)
    return lines


def reasons_of(rows: Sequence[AuditEntry]) -> dict[tuple[Any, Any], str]:
    if not rows:
        return {}
    found = Revision.objects.filter(
        article_id__in={row.record_id for row in rows}, number__in={row.details.get("revision", 0) for row in rows}
    )
    return {(pk, number): reason for pk, number, reason in found.values_list("article_id", "number", "reason")}


def chunks_of(rows: QuerySet[AuditEntry]) -> Iterator[list[AuditEntry]]:
    chunk: list[AuditEntry] = []
    for row in rows.select_related("actor").iterator(chunk_size=CHUNK):
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield told(chunk)
            chunk = []
    if chunk:
        yield told(chunk)


def values_of(row: Any) -> list[str]:
    return [
        timezone.localtime(row.at).isoformat(sep=" ", timespec="seconds"),
        row.actor.get_username() if row.actor else "",
        row.program,
        row.get_action_display(),
        "" if row.article_number is None else str(row.article_number),
        row.record_type,
        "" if row.record_id is None else str(row.record_id),
        row.record_words or row.title,
        row.summary,
        row.reason,
        json.dumps(row.details, ensure_ascii=False) if row.details else "",
    ]


def csv_lines(rows: QuerySet[AuditEntry]) -> Iterator[str]:
    """With the byte order mark by which spreadsheet programs know UTF-8; no cell is taken for a formula."""
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(HEADINGS)
    for chunk in chunks_of(rows):
        yield "".join(writer.writerow([guarded(each) for each in values_of(row)]) for row in chunk)


def json_lines(rows: QuerySet[AuditEntry]) -> Iterator[str]:
    for chunk in chunks_of(rows):
        yield "".join(f"{json.dumps(as_json(row), ensure_ascii=False)}\n" for row in chunk)


def as_json(row: Any) -> dict[str, Any]:
    return {
        "id": row.pk,
        "at": row.at.isoformat(),
        "actor": row.actor.get_username() if row.actor else None,
        "program": row.program or None,
        "action": row.action,
        "article": row.article_number,
        "record_type": row.record_type,
        "record_id": row.record_id,
        "record": row.record_words or row.title,
        "summary": row.summary,
        "reason": row.reason,
        "details": row.details,
    }


def record_address(row: Any) -> str:
    """The desk's page of the record, of a change of borders the workbench that takes it back; empty where there is
    none, or no more."""
    if row.record_type == BorderChange._meta.label_lower:
        return str(row.bench)
    if row.record_id is None or "." not in row.record_type or row.action == AuditEntry.Action.REMOVED:
        return ""
    try:
        return reverse(f"admin:{row.record_type.replace('.', '_')}_change", args=[row.record_id])
    except NoReverseMatch:
        return ""
