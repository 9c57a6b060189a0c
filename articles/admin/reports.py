"""Readers' reports at the desk: what waits, whose it is, what is late; and each one, step by step.

Contacts are read by no list and no search; `services.reports.contacts` shows one on demand and records that.
"""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.db.models.functions import Left
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import SafeString

from articles.admin.numbers import sent_number
from articles.admin.records import ReadOnlyAdmin
from articles.admin.report_filters import AssignedFilter, OverdueFilter, StateFilter
from articles.admin.report_form import StepForm
from articles.admin.titles import linked_title, with_first_words, workbench_address
from articles.errors import ReportError
from articles.models import Article, Redirect, Report, ReportStep
from articles.services.article_text import WORDS
from articles.services.blacking_out import passage_ranges
from articles.services.reports.contacts import KEPT_FOR, VIEW, show_contact
from articles.services.reports.counting import overdue_words
from articles.services.reports.steps import Taken, take_step
from articles.ticket_numbers import grouped, parse_number

HANDLE = "articles.handle_report"
FIRST_WORDS = 30
TAKEN_AT_ONCE = 200


def work_address(article: Article, user: Any) -> str:
    """Where the article is put right: beside its page for whoever corrects, to be read for others."""
    if user.has_perm("articles.change_article") and article.state != Article.State.SUPERSEDED:
        return workbench_address(article)
    return reverse("admin:articles_article_change", args=[article.pk])


@admin.register(Report)
class ReportAdmin(ReadOnlyAdmin):
    list_display = ("place", "kind", "words", "about", "state_shown", "assigned_to", "sent_at", "answer_by")
    list_display_links = ("place", "kind", "words")
    list_filter = (StateFilter, OverdueFilter, "kind", "newspaper", AssignedFilter)
    list_select_related = ("assigned_to",)
    # What is due first stands first.
    ordering = ("answer_by", "pk")
    sortable_by = ("sent_at", "answer_by")
    search_help_text = "报错编号、文章编号，或所报文字中的字句。"
    number_lookups = ("pk", "article__public_id")
    text_lookups = ("message__icontains", "passage__icontains", "proposal__icontains")
    actions = ("accept",)

    class Media:
        css = {"all": ("css/desk.css",)}

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(HANDLE))

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return bool(request.user.has_perm(HANDLE))

    def has_handle_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(HANDLE))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Report]:
        reports = with_first_words(super().get_queryset(request), prefix="article__")
        first = {f"{name}_begins": Left(name, FIRST_WORDS) for name in ("passage", "proposal", "message")}
        slim: QuerySet[Report] = reports.annotate(**first).defer("passage", "proposal", "message")
        return slim

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Report], search_term: str
    ) -> tuple[QuerySet[Report], bool]:
        if number := parse_number(search_term):
            return queryset.filter(number=number), False
        return super().get_search_results(request, queryset, search_term)

    @admin.action(description="受理所选报错", permissions=["handle"])
    def accept(self, request: Any, queryset: QuerySet[Report]) -> None:
        count = 0
        for report in queryset.filter(state=Report.State.RECEIVED)[:TAKEN_AT_ONCE]:
            latest = report.steps.order_by("-pk").values_list("pk", flat=True).first() or 0
            try:
                take_step(report, Taken(ReportStep.Action.ACCEPTED), by=request.user, seen=latest)
            except ReportError:
                # Somebody else was quicker.
                continue
            count += 1
        self.message_user(request, f"受理了 {count} 件。", messages.SUCCESS if count else messages.WARNING)

    def changeform_view(
        self, request: Any, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if object_id is None or not self.has_view_permission(request):
            raise PermissionDenied
        reports = Report.objects.select_related("article__page", "newspaper", "assigned_to")
        key = sent_number(object_id) or 0
        report = get_object_or_404(reports.defer("article__page__text", "article__page__line_sketch"), pk=key)
        steps = list(report.steps.select_related("taken_by", "assigned_to").order_by("pk"))
        data = request.POST if request.method == "POST" else None
        form = StepForm(report, data, user=request.user, latest=steps[-1].pk if steps else 0)
        if data is not None and "contact" in data:
            if not request.user.has_perm(VIEW):
                raise PermissionDenied
            return self.show(request, report, steps, form, contact=show_contact(report, by=request.user))
        if data is not None:
            if step := form.take():
                self.message_user(request, f"{report}：{step.get_action_display()}。", messages.SUCCESS)
                return HttpResponseRedirect(request.path)
            # What somebody else did meanwhile is shown with what was typed.
            report.refresh_from_db()
            steps = list(report.steps.select_related("taken_by", "assigned_to").order_by("pk"))
            form.latest = steps[-1].pk if steps else 0
        return self.show(request, report, steps, form)

    def show(
        self, request: Any, report: Report, steps: list[ReportStep], form: StepForm, *, contact: str | None = None
    ) -> HttpResponse:
        article = present_article(report)
        context = {
            **self.admin_site.each_context(request),
            "title": str(report),
            "opts": self.opts,
            "report": report,
            "number": grouped(report.number),
            "late": overdue_words(report),
            "article": article,
            "work_address": work_address(article, request.user) if article else "",
            "passage_is_there": article is not None and holds(article, report.passage),
            "steps": steps,
            "form": form,
            "contact": contact,
            "kept_days": KEPT_FOR.days,
        }
        return TemplateResponse(request, "admin/articles/report/change_form.html", context, status=form.status)

    @admin.display(description="序号")
    def place(self, report: Report) -> int:
        return report.pk

    @admin.display(description="所报")
    def words(self, report: Any) -> str:
        """How it begins; what is private stands in no list."""
        if report.kind == Report.Kind.PRIVACY:
            return "（点开看）"
        begins = report.passage_begins or report.message_begins
        return f"{begins} → {report.proposal_begins}" if begins and report.proposal_begins else begins or "—"

    @admin.display(description="文章或页面")
    def about(self, report: Any) -> SafeString | str:
        return linked_title(report) if report.article_id else report.address or "全库"

    @admin.display(description="状态", ordering="state")
    def state_shown(self, report: Report) -> str:
        late = overdue_words(report)
        return f"{report.get_state_display()}（{late}）" if late else report.get_state_display()


def present_article(report: Report) -> Article | None:
    """The article, or the one that it became part of."""
    article = report.article
    if article is None or article.state != Article.State.SUPERSEDED:
        return article
    moved = Redirect.objects.filter(old_public_id=article.public_id).select_related("article__page").first()
    return moved.article if moved else article


def holds(article: Article, passage: str) -> bool:
    """Whether the public text still has the words, as the search compares them."""
    return bool(passage) and any(any(passage_ranges(getattr(article, name), passage)) for name in WORDS)
