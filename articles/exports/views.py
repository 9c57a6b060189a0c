"""The files of a list, at the address of its page: articles.csv, articles.xlsx, articles.docx.

A file is made whole before it is sent: what goes wrong gives an error and never half a file, and a slow line does not
keep others waiting for their turn.
"""

import tempfile
from collections.abc import Callable
from typing import IO

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.exports.clippings import MOST_CLIPPINGS, clippings_of
from articles.exports.file_names import file_name
from articles.exports.listed import BadAddressError, Listed, listed
from articles.exports.rows import spreadsheet_rows
from articles.exports.scopes import scope_of
from articles.exports.slots import RETRY_AFTER, BusyError, the_slot
from articles.exports.spreadsheets import write_table
from articles.exports.volume import Cover, write_volume
from articles.rate_limits.counting import OverLimitError, Scope, require
from articles.rate_limits.visitors import visitor_address
from articles.rate_limits.words import in_words
from articles.templatetags.readable import readable
from articles.views.addresses import address_below
from articles.views.result_lists import MOST_ROWS
from articles.views.without_index import needs_index

IN_MEMORY = 1_000_000
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
LIMITS = {"csv": MOST_ROWS, "xlsx": MOST_ROWS, "docx": MOST_CLIPPINGS}


@require_safe
@needs_index
def export_list(request: HttpRequest, section: str, file_format: str, slug: str = "") -> HttpResponseBase:
    """400 for a filter that cannot be used, 429 for a visitor's one too many, 503 while another file is being made
    or the index cannot be asked."""
    if file_format not in CONTENT_TYPES:
        raise Http404("列表只能存为 " + "、".join(each.upper() for each in CONTENT_TYPES) + "。")
    scope = scope_of(section, slug)
    if scope.has_moved:
        return redirect(address_below(request, scope.url))

    def made() -> HttpResponseBase:
        found = listed(request, scope, limit=LIMITS[file_format])
        name = file_name(found.title, found.in_short, file_format)
        return file_response(name, file_format, writer_of(request, found, file_format))

    try:
        return in_turn(request, made)
    except BadAddressError as error:
        return refusal(request, str(error), status=400)


def writer_of(request: HttpRequest, found: Listed, file_format: str) -> Callable[[IO[bytes]], None]:
    base = f"{request.scheme}://{request.get_host()}"
    if file_format == "docx":
        clippings = clippings_of(found.article_ids, field="pk", base=base)
        cover = Cover(found.title, tuple(f"{name}：{value}" for name, value in about(found) if name != "列表"))
        return lambda file: write_volume(file, cover, clippings)
    rows = spreadsheet_rows(found.article_ids, base)
    return lambda file: write_table(file, file_format, rows, about(found))


def about(found: Listed) -> list[tuple[str, str]]:
    """What a file says of itself."""
    left_out = "公告与广告可能涉及个人，未列入；要列入，请先在体裁中选它们。"
    count = f"{len(found.article_ids)} 篇"
    if len(found.article_ids) < found.total:
        count += f"（列表共 {found.total} 篇，此处只收前面的）"
    return [
        ("列表", found.title),
        *(("筛选", condition) for condition in found.conditions),
        ("篇数", count),
        ("地址", readable(found.url)),
        ("导出时间", timezone.localtime().strftime("%Y-%m-%d %H:%M")),
        *([("说明", left_out)] if found.leaves_out_notices else []),
        ("文字", "由版面识别而来，可能有误，以原报为准。"),
        ("权利", "各篇权利归其报纸，见所附权利说明。"),
    ]


def file_response(name: str, file_format: str, write: Callable[[IO[bytes]], None]) -> FileResponse:
    """`name` is one that `file_name` made."""
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the response closes it
    try:
        write(file)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    response = FileResponse(file, as_attachment=True, filename=name, content_type=CONTENT_TYPES[file_format])
    response["X-Robots-Tag"] = "noindex"
    return response


def in_turn(request: HttpRequest, make: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """What `make` answers with a file: 503 while another is being made, 429 for a visitor's one too many."""
    try:
        with the_slot():
            require(Scope.FILES, visitor_address(request))
            return make()
    except BusyError:
        return busy(request)
    except OverLimitError as error:
        return too_many(request, error)


def busy(request: HttpRequest) -> HttpResponse:
    response = refusal(request, f"正在替别人做一份文件，请过 {RETRY_AFTER} 秒再试一次。", status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    return response


def too_many(request: HttpRequest, error: OverLimitError) -> HttpResponse:
    verdict = error.verdict
    most = f"{verdict.limit.most} 份" if verdict.limit else ""
    wait = in_words(verdict.seconds_left)
    message = f"您所在的网络这段时间已经取了 {most}文件，到了上限，请过 {wait}再取。"
    response = refusal(request, message, status=429)
    response["Retry-After"] = str(verdict.seconds_left)
    return response


def refusal(request: HttpRequest, message: str, *, status: int) -> HttpResponse:
    return render(request, "articles/refusal.html", {"message": message}, status=status)
