"""Where an article's text comes from: the lines of the pages it stood on, and what was corrected since."""

from collections.abc import Sequence
from typing import Any

from articles.models import Article, Revision, Span
from articles.services.blacking_out import blacked_out, blacked_out_together
from articles.views.source_lines import SourceLine, source_lines


def source_pages(article: Article, hidden: Sequence[str]) -> list[tuple[Any, list[SourceLine]]]:
    """The pages whose text the article is made of, in reading order, each with its lines."""
    ranges: dict[Any, list[tuple[int, int]]] = {}
    texts: dict[int, str] = {}
    found = Span.objects.filter(article=article).select_related(
        "page__issue__newspaper", "page__newspaper", "page__source"
    )
    spans = list(found.defer("page__source__data", "page__line_sketch").order_by("rank"))
    pieces = [span.page.text[span.start : span.end] for span in spans]
    for span, shown in zip(spans, blacked_out_together(pieces, hidden), strict=True):
        ranges.setdefault(span.page, []).append((span.start, span.end))
        text = texts.get(span.page_id, span.page.text)
        texts[span.page_id] = text[: span.start] + shown + text[span.end :] if hidden else text
    return [(page, source_lines(texts[page.pk], page.first_line, places)) for page, places in ranges.items()]


def corrections(article: Article, hidden: Sequence[str]) -> list[Revision]:
    """Every revision after the first, the latest first, without its text."""
    later = Revision.objects.filter(article=article, number__gt=0).order_by("-number")
    revisions = list(later.only("number", "origin", "reason", "created_at"))
    for revision in revisions:
        revision.reason = blacked_out(revision.reason, hidden)
    return revisions
