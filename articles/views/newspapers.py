"""Newspapers, their issues day by day, and the pages of an issue."""

import datetime

from django.db.models import Count, Exists, Max, Min, OuterRef, QuerySet
from django.db.models.functions import ExtractYear
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from articles.models import Issue, Newspaper, Page
from articles.views import crumbs
from articles.views.calendars import calendar_of, decades_of
from articles.views.lookups import get_or_missing
from articles.views.page_columns import columns_of, find_page, in_label_order
from articles.views.paging import BadPageError, page_number, paging_of

NO_NEWSPAPER = "文库里没有这份报纸。"
#: Undated pages below the calendar; the others have pages of their own.
UNDATED_SHOWN = 30
UNDATED_ON_A_PAGE = 100


def list_newspapers(request: HttpRequest) -> HttpResponse:
    newspapers = Newspaper.objects.order_by("kind", "slug").annotate(
        issue_count=Count("issues"),
        first_date=Min("issues__date"),
        last_date=Max("issues__date"),
        has_undated=Exists(Page.objects.filter(newspaper=OuterRef("pk"), issue__isnull=True)),
    )
    return render(request, "articles/newspapers.html", {"newspapers": list(newspapers)})


def show_newspaper(request: HttpRequest, newspaper: str) -> HttpResponse:
    """The calendar of one year (`?year=`, else the latest one held) and the first of the undated pages."""
    paper = get_or_missing(Newspaper.objects.all(), NO_NEWSPAPER, slug=newspaper)
    years = years_of(paper)
    asked = request.GET.get("year")
    year = next((each for each in years if str(each) == asked), None)
    if asked and year is None:
        raise Http404(f"没有 {asked[:10]} 年的报纸。")
    year = year or next(iter(years), None)
    days = list(paper.issues.filter(date__year=year).values_list("date", flat=True)) if year else []
    undated = list(undated_pages(paper)[: UNDATED_SHOWN + 1])
    context = {
        "newspaper": paper,
        "crumbs": crumbs.to_newspaper(paper),
        "decades": decades_of(years),
        "year": year,
        "earlier_year": max((each for each in years if each < year), default=None) if year else None,
        "later_year": min((each for each in years if each > year), default=None) if year else None,
        "issue_count": len(days),
        "months": calendar_of(year, days) if year else [],
        "undated": undated[:UNDATED_SHOWN],
        "has_more_undated": len(undated) > UNDATED_SHOWN,
    }
    return render(request, "articles/newspaper.html", context)


def years_of(newspaper: Newspaper) -> dict[int, int]:
    """Year → number of issues, the latest first."""
    by_year = newspaper.issues.annotate(year=ExtractYear("date")).order_by("-year").values_list("year")
    return dict(by_year.annotate(count=Count("pk")))


def list_undated(request: HttpRequest, newspaper: str) -> HttpResponse:
    """All undated pages of a newspaper, page by page."""
    paper = get_or_missing(Newspaper.objects.all(), NO_NEWSPAPER, slug=newspaper)
    pages = undated_pages(paper)
    total = pages.count()
    try:
        paging = paging_of(page_number(request.GET.get("page")), total, page_size=UNDATED_ON_A_PAGE)
    except BadPageError as error:
        raise Http404(str(error)) from error
    start = (paging.number - 1) * UNDATED_ON_A_PAGE
    context = {
        "newspaper": paper,
        "crumbs": crumbs.to_undated(paper),
        "undated": list(pages[start : start + UNDATED_ON_A_PAGE]),
        "total": total,
        "paging": paging,
    }
    return render(request, "articles/undated_pages.html", context)


def undated_pages(newspaper: Newspaper) -> QuerySet[Page]:
    """In the order in which they came, with their sources."""
    pages = Page.objects.filter(newspaper=newspaper, issue__isnull=True).select_related("source", "newspaper")
    return pages.defer("text", "line_sketch", "source__data").order_by("source", "number_in_source")


def show_issue(request: HttpRequest, newspaper: str, date: datetime.date) -> HttpResponse:
    issue = issue_or_404(newspaper, date)
    pages = pages_of(issue)
    context = {
        "issue": issue,
        "newspaper": issue.newspaper,
        "crumbs": crumbs.to_issue(issue),
        "columns": columns_of(pages),
        **neighbours(issue),
    }
    return render(request, "articles/issue.html", context)


def show_page(request: HttpRequest, newspaper: str, date: datetime.date, label: str) -> HttpResponse:
    issue = issue_or_404(newspaper, date)
    pages = pages_of(issue)
    page = find_page(pages, label)
    if page is None:
        raise Http404(f"{issue}没有“{label[:20]}”版。")
    if page.address_label != label:
        return redirect(page, permanent=True)
    place, columns = pages.index(page), columns_of(pages)
    context = {
        "issue": issue,
        "newspaper": issue.newspaper,
        "page": page,
        "crumbs": crumbs.to_page(page),
        "columns": columns,
        "column": columns[place],
        "previous_page": pages[place - 1] if place else None,
        "next_page": pages[place + 1] if place + 1 < len(pages) else None,
        **neighbours(issue),
    }
    return render(request, "articles/page.html", context)


def show_undated(request: HttpRequest, newspaper: str, source_id: int) -> HttpResponse:
    """The undated pages of one source. Once their issue is known, this address leads there."""
    paper = get_or_missing(Newspaper.objects.all(), NO_NEWSPAPER, slug=newspaper)
    of_source = Page.objects.filter(newspaper=paper, source_id=source_id).defer("text", "line_sketch")
    pages = list(
        of_source.select_related("issue__newspaper", "source").defer("source__data").order_by("number_in_source")
    )
    if not pages:
        raise Http404("没有这一份版面。")
    undated = [page for page in pages if page.is_undated]
    if not undated:
        return redirect(pages[0], permanent=False)
    for page in undated:
        page.newspaper = paper
    context = {
        "newspaper": paper,
        "crumbs": crumbs.to_page(undated[0]),
        "source": undated[0].source,
        "columns": columns_of(undated),
    }
    return render(request, "articles/undated.html", context)


def issue_or_404(newspaper: str, date: datetime.date) -> Issue:
    issue = Issue.objects.select_related("newspaper").filter(newspaper__slug=newspaper, date=date).first()
    if issue is None:
        raise Http404("馆藏中没有这一期。")
    return issue


def pages_of(issue: Issue) -> list[Page]:
    pages = list(issue.pages.defer("text", "line_sketch"))
    for page in pages:
        page.issue, page.newspaper = issue, issue.newspaper
    return in_label_order(pages)


def neighbours(issue: Issue) -> dict[str, Issue | None]:
    """The issues of the same newspaper before and after."""
    same = Issue.objects.select_related("newspaper").filter(newspaper=issue.newspaper)
    return {
        "previous_issue": same.filter(date__lt=issue.date).order_by("-date").first(),
        "next_issue": same.filter(date__gt=issue.date).order_by("date").first(),
    }
