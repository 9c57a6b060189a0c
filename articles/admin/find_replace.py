"""Find and replace at the desk: what to look for, every change in its sentence, then what became of it."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet, Sum
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString

from articles.admin.records import ReadOnlyAdmin
from articles.admin.replacement_form import ReplacementForm
from articles.admin.replacement_rows import ARTICLES_A_PAGE, preview_rows, take_choice
from articles.admin.titles import linked_title, with_first_words
from articles.errors import InvalidTextError
from articles.models import Article, ReplacedArticle, Replacement
from articles.services.replacements import MOST_ARTICLES, carry_out, carry_out_in_background, prepare, start, undo

#: How long an editor waits for a run; the rest of it goes on in the background.
WAIT_SECONDS = 4.0
RIGHT = "articles.change_article"
OTHERS_WORK = "articles.review_article"
Outcome = ReplacedArticle.Outcome
#: What an editor must look at himself, and what another does; each is listed under its own heading.
LEFT_OUT = (Outcome.STALE, Outcome.REFUSED, Outcome.KEPT)
LEFT_OUT_SHOWN = 200


@admin.register(Replacement)
class ReplacementAdmin(ReadOnlyAdmin):
    list_display = ("pk", "words_shown", "made_by", "state", "created_at")
    list_display_links = ("pk", "words_shown")
    list_select_related = ("made_by",)
    list_filter = ("state",)
    sortable_by = ()
    number_lookups = ("pk",)
    text_lookups = ("find", "replacement", "made_by__username")
    actions = None

    class Media:
        css = {"all": ("css/desk.css",)}

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.has_perm(RIGHT))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(RIGHT))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(RIGHT)) or super().has_module_permission(request)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.take_back)
        return [path("<int:pk>/undo/", view, name="articles_replacement_undo"), *super().get_urls()]

    @admin.display(description="查找与替换")
    def words_shown(self, run: Replacement) -> str:
        return f"“{run.find}” → “{run.replacement}”"

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        if object_id is None:
            return self.begin(request)
        run = get_object_or_404(Replacement.objects.select_related("made_by"), pk=object_id)
        if run.state == Replacement.State.DRAFT:
            return self.preview(request, run)
        return self.outcome(request, run)

    def begin(self, request: Any) -> HttpResponse:
        """The form; its POST looks for the articles and leads to the preview."""
        initial = {"numbers": request.GET.get("numbers", "")}
        form = ReplacementForm(request.POST if request.method == "POST" else None, initial=initial)
        if request.method == "POST" and form.is_valid():
            chosen, values = form.chosen(), form.cleaned_data
            try:
                run = prepare(
                    find=values["find"],
                    replacement=values["replacement"],
                    fields=values["fields_chosen"],
                    article_ids=chosen.ids,
                    by=request.user,
                    chosen=chosen.words,
                )
            except InvalidTextError as error:
                form.add_error(None, error.message)
            else:
                if chosen.total > len(chosen.ids):
                    words = f"可能含有的有 {chosen.total} 篇，这次只看最新的 {MOST_ARTICLES} 篇；替换以后再查找一次。"
                    self.message_user(request, words, messages.WARNING)
                return HttpResponseRedirect(reverse("admin:articles_replacement_change", args=[run.pk]))
        return self.page(request, "begin", "新的查找替换", {"form": form}, status=400 if form.errors else 200)

    def preview(self, request: Any, run: Replacement) -> HttpResponse:
        """Its maker's alone: every button keeps the boxes of the page first."""
        may_apply = run.made_by_id == request.user.pk
        pages = Paginator(run.articles.order_by("pk"), ARTICLES_A_PAGE)
        number = request.GET.get("page", "1")
        if request.method == "POST":
            if not may_apply:
                raise PermissionDenied
            take_choice(run, request.POST)
            if "apply" in request.POST:
                return self.apply(request, run)
            number = request.POST.get("page", "1")
            address = reverse("admin:articles_replacement_change", args=[run.pk])
            return HttpResponseRedirect(f"{address}?page={pages.get_page(number).number}")
        page = pages.get_page(number)
        totals = run.articles.aggregate(articles=Count("pk"), places=Sum("places"))
        context = {"run": run, "page": page, "totals": totals, "may_apply": may_apply}
        context["rows"] = preview_rows(run, list(page.object_list))
        return self.page(request, "preview", f"预览：{self.words_shown(run)}", context)

    def apply(self, request: Any, run: Replacement) -> HttpResponse:
        start(run, by=request.user)
        return self.go_on(request, run, "已替换")

    def take_back(self, request: Any, pk: int) -> HttpResponse:
        if request.method != "POST":
            return HttpResponse(status=405, headers={"Allow": "POST"})
        run = get_object_or_404(Replacement, pk=pk)
        if not self.may_undo(request.user, run):
            raise PermissionDenied
        undo(run, by=request.user)
        return self.go_on(request, run, "已撤回")

    def may_undo(self, user: Any, run: Replacement) -> bool:
        """Others' work is taken back by those who review it."""
        return bool(user.has_perm(RIGHT)) and (run.made_by_id == user.pk or bool(user.has_perm(OTHERS_WORK)))

    def go_on(self, request: HttpRequest, run: Replacement, done: str) -> HttpResponse:
        carry_out(seconds=WAIT_SECONDS)
        run.refresh_from_db()
        if run.state in (Replacement.State.WAITING, Replacement.State.UNDOING):
            carry_out_in_background()
            self.message_user(request, "文章较多，正在后台进行，不必等待；重新打开这一页看进度。", messages.INFO)
        else:
            self.message_user(request, told_of(run, done), messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:articles_replacement_change", args=[run.pk]))

    def outcome(self, request: Any, run: Replacement) -> HttpResponse:
        listed = list(run.articles.filter(outcome__in=[Outcome.WAITS, *LEFT_OUT]).order_by("pk")[: LEFT_OUT_SHOWN + 1])
        articles = with_first_words(Article.objects.filter(pk__in=[row.article_id for row in listed]))
        titles = {article.pk: article for article in articles.only("public_id", "page_id")}
        shown = [(row, titles[row.article_id]) for row in listed[:LEFT_OUT_SHOWN]]
        context = {
            "run": run,
            "counts": [(Outcome(name).label, count) for name, count in outcomes_of(run).items()],
            "waiting": [pair for pair in shown if pair[0].outcome == Outcome.WAITS],
            "left_out": [pair for pair in shown if pair[0].outcome != Outcome.WAITS],
            "has_more": len(listed) > LEFT_OUT_SHOWN,
            "may_undo": run.state == Replacement.State.DONE
            and self.may_undo(request.user, run)
            and run.articles.filter(outcome=Outcome.DONE).exists(),
        }
        return self.page(request, "outcome", f"结果：{self.words_shown(run)}", context)

    def page(
        self, request: HttpRequest, name: str, title: str, context: dict[str, Any], *, status: int = 200
    ) -> HttpResponse:
        whole = {**self.admin_site.each_context(request), "title": title, "opts": self.opts, **context}
        return TemplateResponse(request, f"admin/articles/replacement/{name}.html", whole, status=status)


def outcomes_of(run: Replacement) -> dict[str, int]:
    return dict(run.articles.order_by().values_list("outcome").annotate(Count("pk")))


def told_of(run: Replacement, done: str) -> str:
    """Nothing is called replaced that still waits for somebody."""
    counts = outcomes_of(run)
    changed = counts.get(Outcome.DONE if run.state == Replacement.State.DONE else Outcome.UNDONE, 0)
    waiting = f"，{counts[Outcome.WAITS]} 篇待审校、通过后生效" if counts.get(Outcome.WAITS) else ""
    return f"{done} {changed} 篇{waiting}。"


@admin.register(ReplacedArticle)
class ReplacedArticleAdmin(ReadOnlyAdmin):
    list_display = ("pk", "run", "article_shown", "places", "outcome", "message")
    list_display_links = ("pk",)
    list_select_related = ("run",)
    list_filter = ("outcome",)
    ordering = ("-pk",)
    sortable_by = ()
    number_lookups = ("run_id", "article__public_id")
    fields = ("run", "article_shown", "base_revision", "places", "excluded", "outcome", "message", "revision_number")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReplacedArticle]:
        return with_first_words(super().get_queryset(request).select_related("run"), prefix="article__")

    @admin.display(description="文章")
    def article_shown(self, row: ReplacedArticle) -> SafeString:
        return linked_title(row)
