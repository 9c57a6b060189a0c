"""What a newer segmenter would make of pages that a person has touched: looked at, never applied by itself."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.admin.records import ReadOnlyAdmin
from articles.admin.titles import page_link
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
