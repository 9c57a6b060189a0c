"""What the workbench's template and its script are given: fields, doubts, the strip of items, where text stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from articles.admin.article_form import CREDITS_FIELD, ArticleForm
from articles.admin.article_reviews import reviews_of_article
from articles.admin.workbench_alignment import ScannedLine, alignment
from articles.admin.workbench_borders import BASE, PARTS
from articles.admin.workbench_changes import recent_changes
from articles.admin.workbench_doubts import doubts_of_page
from articles.admin.workbench_line_list import line_list
from articles.admin.workbench_page import BenchPage, Item
from articles.admin.workbench_text import proposal_value
from articles.doubts.doubt import Doubt
from articles.models import Article
from articles.services.article_text import WORDS, field_label

#: Halves on other pages that are offered to be joined.
HALVES = 30
#: The part of a printed item that a field was printed as; a byline becomes credits, dateline and agency.
SHOWN_FIELDS = (*WORDS[:3], CREDITS_FIELD, *WORDS[3:])


@dataclass(frozen=True, slots=True)
class ShownDoubt:
    doubt: Doubt
    label: str
    #: Each proposal with what its box sends.
    proposals: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ShownItem:
    item: Item
    doubts: int
    base_name: str

    @property
    def state(self) -> str:
        if self.doubts:
            return "doubtful"
        return "corrected" if self.item.article.is_touched else "unseen"

    @property
    def state_words(self) -> str:
        return f"存疑{self.doubts}处" if self.doubts else "已校" if self.state == "corrected" else "未看"


def bench_context(bench: BenchPage, form: ArticleForm | None, user: Any) -> dict[str, Any]:
    texts = shown_texts(form)
    doubts = doubts_of_page(bench, texts)
    items = [ShownItem(item, doubts.counts[item.article.pk], f"{BASE}{item.article.pk}") for item in bench.items]
    return {
        "bench": bench,
        "form": form,
        "fields": [form[name] for name in SHOWN_FIELDS] if form else [],
        "stale": form.stale if form else None,
        "items": items,
        "lines": line_list(bench.lines),
        "elsewhere": [(each, line_list(each.lines)) for each in bench.elsewhere],
        "doubts": [shown_doubt(doubt, texts) for doubt in doubts.own],
        "changes": recent_changes(bench, user),
        "parts": [(part.value, words, part.label) for part, words in PARTS.items()],
        "halves": halves(bench),
        "script": script_values(bench, texts, doubts.own),
        "reviews": reviews_of_article(bench.chosen.article, user) if bench.chosen else None,
        "before": bench.beside(-1),
        "after": bench.beside(1),
    }


def shown_texts(form: ArticleForm | None) -> dict[str, str]:
    """The words of the form's fields as it shows them, with line ends as scripts and code points count them."""
    if form is None:
        return {}
    return {name: str(form[name].value() or "").replace("\r\n", "\n") for name in WORDS}


def shown_doubt(doubt: Doubt, texts: dict[str, str]) -> ShownDoubt:
    found = texts[doubt.field][doubt.start : doubt.end]
    proposals = [(new, proposal_value(doubt.field, doubt.start, found, new)) for new in doubt.proposals]
    return ShownDoubt(doubt, field_label(doubt.field), proposals)


def script_values(bench: BenchPage, texts: dict[str, str], doubts: Sequence[Doubt]) -> dict[str, Any]:
    """`runs`: for each field, [start, place, length] in code points; `doubts`: field, start, end, proposals."""
    lines = [ScannedLine(each.place, each.line.text, each.line.part) for each in bench.own_lines]
    runs = alignment({name: text for name, text in texts.items() if text}, lines)
    return {
        "runs": {name: [[run.start, run.place, run.length] for run in found] for name, found in runs.items()},
        "doubts": [[each.field, each.start, each.end, list(each.proposals)] for each in doubts],
    }


def halves(bench: BenchPage) -> list[tuple[str, str]]:
    """Items on the issue's other pages that may be the other half of the chosen one. One query."""
    if bench.chosen is None or bench.page.issue_id is None:
        return []
    open_ends = Q(kind=Article.Kind.CONTINUATION) | ~Q(continued_from="") | ~Q(continues_to="")
    others = Article.objects.filter(open_ends, page__issue=bench.page.issue_id).exclude(page=bench.page)
    others = others.exclude(state=Article.State.SUPERSEDED).select_related("page").order_by("page__label", "position")
    found = []
    for other in others.defer("page__text", "page__line_sketch", "notes")[:HALVES]:
        is_tail = bool(other.continued_from) or other.kind == Article.Kind.CONTINUATION
        words = f"{other.page.name}{'（续文）' if is_tail else '（首篇）'}{other}"
        found.append((f"{'tail' if is_tail else 'head'}:{other.pk}:{other.revision_number}", words[:50]))
    return found
