"""Many queries at once: a pasted list, one query a line, answered by a table or a CSV file.

The list comes by POST, because an address has no room for it; nothing is changed. A process answers one list at a time
and gives it a limited time, so that readers who search meanwhile do not wait.
"""

import csv
import io
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from articles.filters import bulk_filters
from articles.models import Article
from articles.rate_limits.counting import Scope, take
from articles.rate_limits.visitors import visitor_address
from articles.rate_limits.words import in_words
from articles.search.backend import search_backend
from articles.search.queries import Filters, SearchQuery
from articles.search.results import UNAVAILABLE_NOTE, SearchResults
from articles.spreadsheets import guarded
from articles.templatetags.archive_dates import inferred
from articles.templatetags.headlines import title
from articles.views.without_index import RETRY_AFTER

MOST_QUERIES = 100
LONGEST_QUERY = 200
FIRST_HITS = 3
#: As the page tells them.
LIMITS: dict[str, Any] = {"most": MOST_QUERIES, "longest": LONGEST_QUERY, "first_hits": FIRST_HITS}
#: What is not searched for by then is told to be left over.
SECONDS = 15.0

_one_at_a_time = threading.Lock()


class BadListError(ValueError):
    """The list cannot be searched for; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one query found; `results` is None where the time was over before its turn came.

    `left_out`: the notices and adverts found, where none of them may stand among the first.
    """

    query: str
    results: SearchResults | None
    first: tuple[Article, ...] = ()
    left_out: int = 0

    @property
    def url(self) -> str:
        return "/search/?" + urlencode({"q": self.query})

    @property
    def words_query(self) -> str:
        return "?" + urlencode({"q": self.query})


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def search_batch(request: HttpRequest) -> HttpResponse:
    """What is too long is refused before its token is looked for, which would have to read it."""
    most, size = settings.DATA_UPLOAD_MAX_MEMORY_SIZE, int(request.META.get("CONTENT_LENGTH") or 0)
    if size > most:
        error = f"这份清单有 {in_megabytes(size)}，一次最多收 {in_megabytes(most)}，没有查。请分几次贴。"
        return render(request, "articles/batch_search.html", LIMITS | {"error": error}, status=413)
    response: HttpResponse = csrf_protect(_search_batch)(request)
    return response


def in_megabytes(size: int) -> str:
    return f"{size / 2**20:.1f} MB"


def _search_batch(request: HttpRequest) -> HttpResponse:
    typed = request.POST.get("queries", "").replace("\x00", "")
    context = LIMITS | {"typed": typed}
    if request.method != "POST":
        return render(request, "articles/batch_search.html", context)
    try:
        queries = queries_of(typed)
    except BadListError as error:
        return render(request, "articles/batch_search.html", context | {"error": str(error)}, status=400)
    verdict = take(Scope.FILES, visitor_address(request))
    if not verdict.is_allowed:
        many = f"您所在的网络这段时间查的清单和取的文件已到上限，请过 {in_words(verdict.seconds_left)}再查。"
        response = render(request, "articles/batch_search.html", context | {"error": many}, status=429)
        response["Retry-After"] = str(verdict.seconds_left)
        return response
    if not _one_at_a_time.acquire(blocking=False):
        busy = "正在替别人查一份清单，请过几秒再按一次“全部查找”。"
        response = render(request, "articles/batch_search.html", context | {"error": busy}, status=503)
        response["Retry-After"] = str(int(SECONDS))
        return response
    is_file = request.POST.get("format") == "csv"
    try:
        answers = answers_to(queries, takes_away=is_file)
    finally:
        _one_at_a_time.release()
    if any(answer.results.is_unavailable for answer in answers if answer.results):
        response = render(request, "articles/batch_search.html", context | {"error": UNAVAILABLE_NOTE}, status=503)
        response["Retry-After"] = str(RETRY_AFTER)
        return response
    if is_file:
        return csv_response(answers, base=f"{request.scheme}://{request.get_host()}")
    left_over = sum(answer.results is None for answer in answers)
    return render(request, "articles/batch_search.html", context | {"answers": answers, "left_over": left_over})


def queries_of(typed: str) -> list[str]:
    """The lines that are not blank, each once. Raises `BadListError`."""
    queries = list(dict.fromkeys(line for each in typed.splitlines() if (line := each.strip())))
    if not queries:
        raise BadListError("清单是空的。请每行写一个检索词。")
    if len(queries) > MOST_QUERIES:
        raise BadListError(f"一次最多查 {MOST_QUERIES} 行，这里有 {len(queries)} 行。请分几次查。")
    if long := [query for query in queries if len(query) > LONGEST_QUERY]:
        raise BadListError(
            f"每行最多 {LONGEST_QUERY} 字，有 {len(long)} 行更长，第一个是“{long[0][:20]}…”。请缩短或分行。"
        )
    return queries


def answers_to(
    queries: Sequence[str], clock: Callable[[], float] = time.monotonic, *, takes_away: bool = False
) -> list[Answer]:
    """One search each, in order, and one query to the database for the first articles of all.

    `takes_away`: they go into a file, which names neither notices nor adverts; those are only counted.
    """
    backend = search_backend()
    deadline = clock() + SECONDS
    found: list[tuple[str, SearchResults | None, SearchResults | None]] = []
    for query in queries:
        results = backend.search(SearchQuery(query, limit=FIRST_HITS)) if clock() < deadline else None
        named = results
        if takes_away and results and results.total:
            named = backend.search(SearchQuery(query, bulk_filters(Filters()), limit=FIRST_HITS))
        found.append((query, results, named))
    ids = [article_id for _, _, named in found if named for article_id in named.article_ids]
    articles = (
        Article.objects.published().with_home().defer("page__text", "page__line_sketch", "notes").in_bulk(set(ids))
    )
    return [
        Answer(
            query,
            results,
            tuple(articles[each] for each in named.article_ids if each in articles),
            results.total - named.total,
        )
        if results and named
        else Answer(query, None)
        for query, results, named in found
    ]


def csv_response(answers: Sequence[Answer], *, base: str) -> HttpResponse:
    """One line a query. It begins with a byte order mark, by which spreadsheet programs know UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text)
    firsts = [f"第{number}篇{what}" for number in range(1, FIRST_HITS + 1) for what in ("标题", "日期", "地址")]
    writer.writerow(["检索词", "篇数", "原样含有", "说明", *firsts])
    for answer in answers:
        writer.writerow([guarded(cell) for cell in _row(answer, base)])
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="batch-search.csv"'
    return response


def _row(answer: Answer, base: str) -> list[str]:
    if answer.results is None:
        return [answer.query, "", "", "用时已到，没有查"]
    notes = [*answer.results.notes]
    if answer.left_out:
        notes.append(f"其中公告、广告 {answer.left_out} 篇可能涉及个人，只计数，不列出")
    row = [
        answer.query,
        str(answer.results.total),
        str(answer.results.exact_total),
        " ".join(notes),
    ]
    for article in answer.first:
        issue = article.page.issue
        day = issue.date.isoformat() + inferred(issue) if issue else ""
        row += [title(article), day, base + article.get_absolute_url()]
    return row
