"""校对队列: what to correct next, taken in hand with one click, and the next one after it."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from articles.admin.queue_form import QueueForm
from articles.admin.queue_rows import QueuePage, page_number, row_of, shown
from articles.admin.queue_week import QueueWeek
from articles.admin.titles import workbench_address
from articles.admin.vain_searches import VainSearches
from articles.errors import ArchiveError
from articles.models import Article, ArticleWorth, Claim
from articles.services.queue_claims import claim_item, claim_next, finish_item, keep_claim, release_item
from articles.services.queue_figures import day_of
from articles.services.queue_filters import QueueFilters, queue_items

#: Where the session keeps which part of the queue its editor works at: the next item is of the same.
PART = "queue_part"


class Queue:
    """Whoever may correct articles sees the queue and takes items from it."""

    def __init__(self, site: AdminSite) -> None:
        self.site = site

    def urls(self) -> list[URLPattern]:
        def view(route: str, function: Any, name: str) -> URLPattern:
            pattern: URLPattern = path(route, self.site.admin_view(function), name=name)
            return pattern

        return [
            view("queue/", self.show, "queue"),
            view("queue/claim/", self.claim, "queue_claim"),
            view("queue/release/", self.release, "queue_release"),
            view("queue/faultless/", self.settle_faultless, "queue_faultless"),
            view("queue/keep/", self.keep, "queue_keep"),
            view("queue/week/", QueueWeek(self.site).show, "queue_week"),
            view("queue/searches/", VainSearches(self.site).show, "queue_searches"),
        ]

    def show(self, request: Any) -> HttpResponse:
        require_editor(request)
        form = QueueForm(request.GET, person_id=request.user.pk)
        is_readable = form.is_valid()
        items = queue_items(form.filters()) if is_readable else ArticleWorth.objects.none()
        context = {
            **self.site.each_context(request),
            "title": "校对队列",
            "form": form,
            "page": QueuePage(items, page_number(request.GET.get("page", "")), request.user),
            "part": part_of(request.GET),
            "mine": in_hand(request.user),
            "today": day_of(request.user.pk, timezone.localdate()),
            "is_unranked": not ArticleWorth.objects.exists() and Article.objects.exists(),
        }
        return TemplateResponse(request, "admin/queue/queue.html", context, status=200 if is_readable else 400)

    def claim(self, request: Any) -> HttpResponse:
        """The item that was asked for, else the worthiest free one of the part that is worked at."""
        if (refused := refuse_all_but_post(request)) is not None:
            return refused
        if "part" in request.POST:
            request.session[PART] = part_of(QueryDict(request.POST["part"]))
        asked = number_in(request, "article")
        if asked is None:
            return self.go_to_next(request)
        try:
            return HttpResponseRedirect(address_of(claim_item(asked, request.user)))
        except ArchiveError as error:
            messages.warning(request, error.message)
            return HttpResponseRedirect(queue_address(request))

    def release(self, request: Any) -> HttpResponse:
        if (refused := refuse_all_but_post(request)) is not None:
            return refused
        asked = number_in(request, "article")
        if asked is not None and release_item(asked, request.user):
            messages.success(request, "已放回队列。")
        return HttpResponseRedirect(queue_address(request))

    def settle_faultless(self, request: Any) -> HttpResponse:
        if (refused := refuse_all_but_post(request)) is not None:
            return refused
        asked = number_in(request, "article")
        try:
            if asked is None or not Article.objects.filter(pk=asked).exists():
                raise ArchiveError("no_article", "没有这一篇文章。")
            finish_item(asked, request.user, Claim.Outcome.FAULTLESS)
        except ArchiveError as error:
            messages.warning(request, error.message)
            return HttpResponseRedirect(queue_address(request))
        messages.success(request, "已记为无误。")
        return self.go_to_next(request)

    def keep(self, request: Any) -> HttpResponse:
        """A page that is worked at says so from time to time; 409 tells it that the item is no longer its editor's."""
        if (refused := refuse_all_but_post(request)) is not None:
            return refused
        asked = number_in(request, "article")
        return HttpResponse(status=204 if asked is not None and keep_claim(asked, request.user) else 409)

    def go_to_next(self, request: Any) -> HttpResponse:
        return HttpResponseRedirect(next_address(request))


def next_address(request: Any) -> str:
    """Takes the next item in hand, of the part that is worked at: where to correct it, else the queue."""
    form = QueueForm(QueryDict(request.session.get(PART, "")), person_id=request.user.pk)
    filters = form.filters() if form.is_valid() else QueueFilters()
    if (article_id := claim_next(request.user, filters)) is not None:
        return address_of(article_id)
    messages.info(request, "这里没有待校的文章了。")
    return queue_address(request)


def address_of(article_id: int) -> str:
    return workbench_address(Article.objects.only("page_id").get(pk=article_id))


def queue_address(request: Any) -> str:
    part = request.session.get(PART, "")
    return reverse("admin:queue") + (f"?{part}" if part else "")


def part_of(data: QueryDict) -> str:
    """The filters of an address that the next item keeps to: not the page, nor what is in hand already."""
    kept = QueryDict(mutable=True)
    for name in ("newspaper", "year", "kind", "program", "department"):
        if value := data.get(name):
            kept[name] = str(value)
    return kept.urlencode()


def in_hand(person: Any) -> list[Any]:
    """What the person has in hand, oldest claim first."""
    items = shown(ArticleWorth.objects.held_by(person.pk).order_by("held_until"))
    return [row_of(item, person, timezone.localdate()) for item in items]


def require_editor(request: HttpRequest) -> None:
    if not request.user.has_perm("articles.change_article"):
        raise PermissionDenied


def refuse_all_but_post(request: HttpRequest) -> HttpResponse | None:
    require_editor(request)
    return None if request.method == "POST" else HttpResponseNotAllowed(["POST"])


def number_in(request: HttpRequest, name: str) -> int | None:
    value = str(request.POST.get(name) or "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else None
