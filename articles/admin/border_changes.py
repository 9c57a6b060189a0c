"""What people did to the borders of items, all of it: looked at here, taken back on the workbench of its page."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.admin.numbers import sent_number
from articles.admin.records import ReadOnlyAdmin
from articles.admin.titles import article_link, page_link
from articles.models import Article, BorderChange, Page

#: Changes of one page or article that a list reaches back to.
MOST_OF_ONE = 2000
LONG = ("before", "after", "carried")


def holding(column: str, pk: int) -> list[int]:
    """The changes of this page or article, found by the column's index: in the list's own order the database might
    rather walk through all there are."""
    found = BorderChange.objects.filter(**{f"{column}__contains": [pk]}).order_by()
    return sorted(found.values_list("pk", flat=True), reverse=True)[:MOST_OF_ONE]


class PageFilter(admin.SimpleListFilter):
    """Given by an address alone: there are too many pages to choose from."""

    title = "版面"
    parameter_name = "page"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        number = sent_number(request.GET.get(self.parameter_name))
        pages = Page.objects.select_related("issue").defer("text", "line_sketch")
        page = None if number is None else pages.filter(pk=number).first()
        return [(str(page.pk), str(page))] if page else [("0", "没有这一版")] if number is not None else []

    def queryset(self, request: HttpRequest, queryset: QuerySet[BorderChange]) -> QuerySet[BorderChange]:
        number = sent_number(self.value())
        return queryset if number is None else queryset.filter(pk__in=holding("pages", number))


@admin.register(BorderChange)
class BorderChangeAdmin(ReadOnlyAdmin):
    list_display = ("pk", "action", "articles_shown", "pages_shown", "made_by", "made_at", "reason", "state_shown")
    list_display_links = ("pk", "action")
    list_filter = (PageFilter, "action")
    list_select_related = ("made_by", "undone_by")
    ordering = ("-pk",)
    sortable_by = ()
    number_lookups = ("pk",)
    text_lookups = ("made_by__username",)
    search_help_text = "文章编号，或经手人的用户名。"
    fields = ("action", "made_by", "made_at", "reason", "state_shown", "pages_shown", "items_shown")
    readonly_fields = ("state_shown", "pages_shown", "items_shown")

    def get_queryset(self, request: HttpRequest) -> QuerySet[BorderChange]:
        rows = super().get_queryset(request).select_related("made_by", "undone_by", "undoes")
        match = request.resolver_match
        if match is not None and match.url_name == "articles_borderchange_change":
            return rows
        joined = [f"{name}__{column}" for name in ("undone_by", "undoes") for column in LONG]
        return rows.defer(*LONG, *joined)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        number = sent_number(search_term.strip())
        if number is None:
            return super().get_search_results(request, queryset, search_term)
        article = Article.objects.filter(public_id=number).values_list("pk", flat=True).first()
        return queryset.filter(pk__in=holding("articles", article) if article else []), False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """What the rows name is read for all of them at once."""
        response = super().changelist_view(request, extra_context)
        context = getattr(response, "context_data", None)
        if context and "cl" in context:
            rows = context["cl"].result_list = list(context["cl"].result_list)
            name_records(rows)
        return response

    @admin.display(description="文章")
    def articles_shown(self, change: BorderChange) -> SafeString:
        links = ((article_link(pk, str(number)),) for pk, number in change.numbers)  # type: ignore[attr-defined]
        return format_html_join("、", "{}", links)

    @admin.display(description="版面")
    def pages_shown(self, change: BorderChange) -> SafeString:
        if not hasattr(change, "places"):
            name_records([change])
        return format_html_join("、", "{}", ((page_link(page),) for page in change.places))  # type: ignore[attr-defined]

    @admin.display(description="现况")
    def state_shown(self, change: BorderChange) -> SafeString | str:
        address = "admin:articles_borderchange_change"
        undo: BorderChange | None = getattr(change, "undone_by", None)
        if undo is not None:
            return format_html('已由<a href="{}">第{}号</a>撤销', reverse(address, args=[undo.pk]), undo.pk)
        if change.undoes_id is not None:
            return format_html(
                '撤销了<a href="{}">第{}号</a>', reverse(address, args=[change.undoes_id]), change.undoes_id
            )
        return "有效"

    @admin.display(description="各篇原来和改后")
    def items_shown(self, change: BorderChange) -> SafeString:
        rows = format_html_join("", "{}：{} → {}<br>", items_of(change))
        workbench = reverse("admin:workbench", args=change.pages[:1] or [0])
        return format_html('{}<a href="{}">到工作台看本版</a>', rows, workbench)


def name_records(changes: list[BorderChange]) -> None:
    """Two queries for all of them."""
    articles = {pk for change in changes for pk in change.articles}
    numbers = dict(Article.objects.filter(pk__in=articles).order_by("pk").values_list("pk", "public_id"))
    slim = Page.objects.select_related("issue").defer("text", "line_sketch", "date_evidence")
    pages = slim.in_bulk({pk for change in changes for pk in change.pages})
    for change in changes:
        change.numbers = [(pk, numbers[pk]) for pk in change.articles if pk in numbers]  # type: ignore[attr-defined]
        change.places = [pages[pk] for pk in change.pages if pk in pages]  # type: ignore[attr-defined]


def items_of(change: BorderChange) -> Iterator[tuple[SafeString, str, str]]:
    """Each item with what it was and is: kind, revision, number of the page's characters that it holds."""
    before, after = change.before.get("items", {}), change.after.get("items", {})
    for pk in sorted({*before, *after}, key=int):
        held = after.get(pk) or before[pk]
        yield article_link(int(pk), f"文章 {held['public_id']}"), item_words(before.get(pk)), item_words(after.get(pk))


def item_words(item: dict[str, Any] | None) -> str:
    if item is None:
        return "没有这一篇"
    characters = sum(end - start for _, start, end, _ in item["pieces"])
    kind, state = Article.Kind(item["kind"]).label, Article.State(item["state"]).label
    return f"{kind}，{state}，第{item['revision']}稿，版面文字 {characters} 字"
