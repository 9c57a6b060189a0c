"""The editors' desk. Every change goes through a service; what must not change is shown and cannot be edited."""

from articles.admin import (
    articles,
    audit,
    credits,
    departments,
    find_replace,
    hidden_passages,
    links,
    newspapers,
    outbox,
    pages,
    proposals,
    reports,
    revisions,
    runs,
    sources,
    spans,
)

__all__ = [
    "articles",
    "audit",
    "credits",
    "departments",
    "find_replace",
    "hidden_passages",
    "links",
    "newspapers",
    "outbox",
    "pages",
    "proposals",
    "reports",
    "revisions",
    "runs",
    "sources",
    "spans",
]
