"""Articles at the desk: found through the index, corrected by revisions, never saved past the services."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.admin.article_form import CREDITS_FIELD, ArticleForm
from articles.admin.article_page import beside_the_form
from articles.admin.article_search import find_articles
from articles.admin.article_views import WITHDRAW_RIGHT, ArticleViews
from articles.admin.newspaper_filter import BY_NEWSPAPER, NewspaperFilter, newspaper_of
from articles.admin.records import KeptRecordAdmin
from articles.admin.submitted import told
from articles.admin.titles import page_link, public_address, title_of, with_first_words
from articles.bylines import byline
from articles.errors import StaleRevisionError
from articles.models import Article
from articles.services.article_text import WORDS
from articles.services.kinds import submit_text_and_kind
from articles.services.review import REVIEW_RIGHT
from articles.services.typed_articles import type_article

#: Articles whose numbers an address can hold.
CHOSEN_AT_ONCE = 300
SHOWN = ("public_id_shown", "state_shown", "page_shown", "continuation_shown", "doubts_shown")


@dataclass(frozen=True, slots=True)
class Listed:
    """What a row's box is sent as, and called."""

    pk: int
    name: str

    def __str__(self) -> str:
        return self.name


def facts_of(article: Article) -> tuple[str, ...]:
    """What stands over the form; a line that would be empty is left out."""
    continues = bool(article.continued_from or article.continues_to)
    empty = {"continuation_shown": not continues, "doubts_shown": not article.notes}
    return tuple(name for name in SHOWN if not empty.get(name))


@admin.register(Article)
class ArticleAdmin(ArticleViews, KeptRecordAdmin):
    form = ArticleForm
    # Revisions stand in the log by themselves, and the services write down the rest.
    records_changes = False
    change_form_template = "admin/articles/article/change_form.html"
    list_display = ("public_id", "title", "kind", "page_shown", "state", "revision_number", "changed_at")
    list_display_links = ("public_id", "title")
    list_filter = ("state", "kind", "is_touched", "origin", ("newspaper", NewspaperFilter))
    list_select_related = ("page__issue",)
    sortable_by = ("public_id", "changed_at")
    search_help_text = "编号，或标题、正文、署名中的任何字句；改动前的扫描文字也找。"
    # The index answers; see get_search_results.
    search_fields = ("public_id",)
    raw_id_fields = ("page",)
    actions = ("find_and_replace",)

    class Media:
        css = {"all": ("css/desk.css", "css/reviews.css")}

    @admin.action(description="在所选文章里查找替换", permissions=["change"])
    def find_and_replace(self, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse | None:
        numbers = list(queryset.order_by("-pk").values_list("public_id", flat=True)[: CHOSEN_AT_ONCE + 1])
        if len(numbers) > CHOSEN_AT_ONCE:
            words = f"一次最多选 {CHOSEN_AT_ONCE} 篇；更多的，请在查找替换里用检索条件来选。"
            self.message_user(request, words, messages.WARNING)
            return None
        return HttpResponseRedirect(
            f"{reverse('admin:articles_replacement_add')}?numbers={','.join(map(str, numbers))}"
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("articles.add_article"))

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """An article that became part of another is looked at, not changed."""
        is_superseded = isinstance(obj, Article) and obj.state == Article.State.SUPERSEDED
        return not is_superseded and super().has_change_permission(request, obj)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        allowed = ("page__id__exact", "page__issue__id__exact")
        return lookup in allowed or super().lookup_allowed(lookup, value, request)  # type: ignore[arg-type]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        articles = super().get_queryset(request).select_related("page__issue", "page__newspaper")
        slim = articles.defer("page__text", "page__line_sketch", "page__date_evidence")
        match = request.resolver_match
        if match is not None and match.url_name == "articles_article_changelist":
            return with_first_words(slim.defer("notes", *WORDS, "page__text", "page__line_sketch"))
        return slim

    def get_ordering(self, request: HttpRequest) -> Any:
        return BY_NEWSPAPER if newspaper_of(request) is not None else super().get_ordering(request)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Article], search_term: str
    ) -> tuple[QuerySet[Article], bool]:
        term = search_term.strip()
        if not term:
            return queryset, False
        if term.isdecimal() and Article.objects.filter(public_id=int(term) if len(term) < 19 else 0).exists():
            return queryset.filter(public_id=int(term)), False
        found = find_articles(term)
        for note in found.notes:
            self.message_user(request, note, messages.WARNING)
        return queryset.filter(pk__in=found.ids), False

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        text: tuple[str, ...] = (*WORDS, CREDITS_FIELD, "kind", "reason")
        if obj is None:
            text = ("page", *text)
        elif self.has_change_permission(request, obj):
            text = (*facts_of(obj), *text, "base_revision", "base_kind")
        else:
            text = (*facts_of(obj), *WORDS, "credits_shown", "kind")
        return ((None, {"fields": text}),)

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        return SHOWN if obj else ()

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        kind, reason = Article.Kind(form.cleaned_data["kind"]), form.cleaned_data["reason"]
        if not change:
            page = form.cleaned_data["page"]
            obj.pk = type_article(page, form.text, editor=request.user, reason=reason, kind=kind).pk
            if not self.may(request, REVIEW_RIGHT):
                words = "新录入的文章已列给审校，通过以后才公开。"
                self.message_user(request, words, messages.WARNING)
            return
        submitted, is_reclassified = submit_text_and_kind(
            obj,
            kind,
            base_kind=Article.Kind(form.cleaned_data["base_kind"]),
            base_revision=form.cleaned_data["base_revision"],
            editor=request.user,
            reason=reason,
            **{name: getattr(form.text, name) for name in (*WORDS, "credits")},
        )
        obj.is_idle = submitted.is_idle and not is_reclassified
        obj.told = told(submitted)
        live = submitted.live.revision if submitted.live and submitted.live.is_new else None
        form.done = f"第{live.number}稿：{live.reason}" if live else ""
        if removed := form.fields_with_removed_characters():
            words = f"{'、'.join(removed)}里有看不见的控制字符，已去掉；请核对。"
            self.message_user(request, words, messages.WARNING)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The services have written everything."""

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        return "编辑录入" if add else form.done

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """The service that changes a kind writes that down itself."""
        return super().log_change(request, obj, message) if message else None

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        if obj.is_idle:
            self.message_user(request, "没有改动，没有写新的修订。", messages.INFO)
            return self.response_post_save_change(request, obj)
        for words, level in obj.told:
            self.message_user(request, words, level)
        return super().response_change(request, obj)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except StaleRevisionError:
            # Somebody saved between our look and our lock: the form now sees that, and shows both texts.
            return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        stale = getattr(context["adminform"].form, "stale", None)
        is_stale = getattr(context["adminform"].form, "is_stale", False)
        if obj is not None:
            context |= beside_the_form(obj, request.user)
            context |= {"stale": stale, "may_correct": self.has_change_permission(request, obj)}
            context |= {"may_withdraw": self.may(request, WITHDRAW_RIGHT)}
        response = super().render_change_form(request, context, add, change, form_url, obj)
        if is_stale:
            response.status_code = 409
        return response

    @admin.display(description=getattr(admin.ModelAdmin.action_checkbox, "short_description", ""))
    def action_checkbox(self, obj: Article) -> SafeString:
        """Named by what the list has read: the article's own name would be a query for each row."""
        return super().action_checkbox(Listed(obj.pk, title_of(obj)))

    @admin.display(description="标题")
    def title(self, article: Article) -> str:
        return title_of(article)

    @admin.display(description="版面")
    def page_shown(self, article: Article) -> SafeString:
        return page_link(article.page)

    @admin.display(description="编号")
    def public_id_shown(self, article: Article) -> SafeString:
        return format_html("{} {}", article.public_id, public_address(article))

    @admin.display(description="状态")
    def state_shown(self, article: Article) -> str:
        reason = f"：{article.withdrawn_reason}" if article.withdrawn_reason else ""
        return f"{article.get_state_display()}{reason}；{article.get_origin_display()}"

    @admin.display(description="转版")
    def continuation_shown(self, article: Article) -> str:
        marks = (("上接", article.continued_from), ("下转", article.continues_to))
        return "；".join(f"{word} {mark}" for word, mark in marks if mark)

    @admin.display(description="切分疑点")
    def doubts_shown(self, article: Article) -> str:
        return "；".join(f"第{note['line']}行 {note['message']}" for note in article.notes)

    @admin.display(description="署名")
    def credits_shown(self, article: Article) -> str:
        return byline(article.credits.all())
