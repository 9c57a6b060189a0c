"""The editors' desk. Every change goes through a service; what must not change is shown and cannot be edited."""

from articles.admin import (
    articles,
    credits,
    departments,
    hidden_passages,
    links,
    newspapers,
    outbox,
    pages,
    people,
    proposals,
    reviews,
    revisions,
    runs,
    sources,
    spans,
)

__all__ = [
    "articles",
    "credits",
    "departments",
    "hidden_passages",
    "links",
    "newspapers",
    "outbox",
    "pages",
    "people",
    "proposals",
    "reviews",
    "revisions",
    "runs",
    "sources",
    "spans",
]
