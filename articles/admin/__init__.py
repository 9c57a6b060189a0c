"""The editors' desk. Every change goes through a service; what must not change is shown and cannot be edited."""

from articles.admin import (
    articles,
    claims,
    credits,
    departments,
    hidden_passages,
    links,
    newspapers,
    outbox,
    pages,
    proposals,
    revisions,
    runs,
    sources,
    spans,
)

__all__ = [
    "articles",
    "claims",
    "credits",
    "departments",
    "hidden_passages",
    "links",
    "newspapers",
    "outbox",
    "pages",
    "proposals",
    "revisions",
    "runs",
    "sources",
    "spans",
]
