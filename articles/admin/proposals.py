"""What a newer segmenter would make of pages that a person has touched: looked at, never applied by itself."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.admin.proposal_differences import decide, differences_context
from articles.admin.records import ReadOnlyAdmin
from articles.admin.titles import page_link
from articles.errors import ArchiveError
from articles.models import Article, SegmentationProposal


@admin.register(SegmentationProposal)
class SegmentationProposalAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "segmenter_version", "created_at")
    list_select_related = ("page__issue__newspaper", "page__newspaper")
    ordering = ("-pk",)
    number_lookups = ("page_id",)
    fields = ("page_shown", "segmenter_version", "created_at", "articles_shown")

    def get_queryset(self, request: HttpRequest) -> QuerySet[SegmentationProposal]:
        return super().get_queryset(request).defer("page__text", "page__line_sketch")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.differences)
        return [path("<int:pk>/differences/", view, name="articles_proposal_differences"), *super().get_urls()]

    def differences(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The proposal difference by difference; deciding takes the permission to correct articles."""
        proposal = get_object_or_404(SegmentationProposal.objects.select_related("page__issue__newspaper"), pk=pk)
        may_act = bool(request.user.has_perm("articles.change_article"))
        if not (may_act if request.method == "POST" else may_act or self.has_view_permission(request, proposal)):
            raise PermissionDenied
        if request.method == "POST":
            try:
                self.message_user(request, decide(request, proposal), messages.SUCCESS)
            except ArchiveError as error:
                self.message_user(request, error.message, messages.ERROR)
            return HttpResponseRedirect(reverse("admin:articles_proposal_differences", args=[pk]))
        context = {**self.admin_site.each_context(request), "title": "切分建议", "opts": self.opts, "may_act": may_act}
        context |= differences_context(proposal)
        return TemplateResponse(request, "admin/articles/segmentationproposal/differences.html", context)

    @admin.display(description="版面")
    def page_shown(self, proposal: SegmentationProposal) -> SafeString:
        return page_link(proposal.page)

    @admin.display(description="建议的文章")
    def articles_shown(self, proposal: SegmentationProposal) -> SafeString:
        rows = format_html_join(
            "", "<li>{}　{}　<small>{}</small></li>", (proposed_row(article) for article in proposal.articles)
        )
        return format_html("<ol>{}</ol>", rows)


def proposed_row(article: dict[str, object]) -> tuple[str, str, str]:
    """Kind, headline, and how the body begins."""
    kind = Article.Kind(str(article["kind"])).label
    return kind, str(article["headline"] or "（版面文字中无标题）"), str(article["body"] or "")[:40]
