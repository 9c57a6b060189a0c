"""审校: what editors changed, with the difference in place, passed or sent back one by one or several at once."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from articles.admin.numbers import sent_numbers
from articles.admin.records import ReadOnlyAdmin
from articles.admin.review_conflicts import conflicts_of
from articles.admin.review_filters import EditorFilter, FactFilter, StateFilter
from articles.admin.review_rows import review_rows
from articles.errors import ArchiveError
from articles.models import Review
from articles.services.actions_in_force import is_in_force
from articles.services.review import REVIEW_RIGHT
from articles.services.review_decisions import REASON_LENGTH, Decided, approve_review, reject_review, take_back

LIST = "admin:articles_review_changelist"
#: What a review is shown by, without the pages' texts.
RELATED = (
    "article__page__issue",
    "newspaper",
    "editor",
    "decided_by",
    "waiting__base",
    "revision__supersedes",
    "border_change",
    "action",
    "outcome",
)
UNSEEN = (
    "article__body",
    "article__notes",
    "article__page__text",
    "article__page__line_sketch",
    "article__page__date_evidence",
    "border_change__before",
    "border_change__after",
    "border_change__carried",
    "outcome__body",
    "outcome__credits",
)


@admin.register(Review)
class ReviewAdmin(ReadOnlyAdmin):
    """Reviewers see all of it, editors what they changed themselves."""

    change_list_template = "admin/articles/review/change_list.html"
    list_display = ("pk", "subject", "article", "editor", "state")
    list_filter = (StateFilter, "subject", FactFilter, EditorFilter, "newspaper", "created_at")
    list_select_related = RELATED
    ordering = ("-pk",)
    sortable_by = ()
    number_lookups = ("article__public_id",)
    text_lookups = ("editor__username",)
    search_help_text = "文章编号，或编辑的用户名。"
    actions = None

    class Media:
        css = {"all": ("css/desk.css", "css/reviews.css")}
        js = (Script("js/reviews.js", defer=True),)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.decide)
        return [path("decide/", view, name="articles_review_decide"), *super().get_urls()]

    def get_queryset(self, request: Any) -> QuerySet[Review]:
        reviews: QuerySet[Review] = super().get_queryset(request).defer(*UNSEEN)
        return reviews if self.may_review(request) else reviews.filter(editor=request.user)

    def may_review(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(REVIEW_RIGHT))

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        is_own = not isinstance(obj, Review) or obj.editor_id == request.user.pk or self.may_review(request)
        return is_own and super().has_view_permission(request, obj)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        response = super().changelist_view(request, extra_context)
        context = getattr(response, "context_data", None)
        if context and "cl" in context:
            context |= self.shown(request, list(context["cl"].result_list)) | {"here": request.get_full_path()}
        return response

    def shown(self, request: Any, reviews: list[Review]) -> dict[str, Any]:
        may_review = self.may_review(request)
        return {
            "title": "审校" if may_review else "我的改动",
            "rows": review_rows(reviews, user=request.user, may_review=may_review),
            "may_review": may_review,
            "reason_length": REASON_LENGTH,
        }

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """One change by itself; where the text was changed meanwhile, both texts. Nobody adds one here."""
        if object_id is None or request.method != "GET" or not self.has_view_permission(request):
            raise PermissionDenied
        rows = self.get_queryset(request).select_related(*RELATED)
        review = get_object_or_404(rows, pk=object_id)
        if not self.has_view_permission(request, review):
            raise PermissionDenied
        context = {**self.admin_site.each_context(request), "opts": self.opts, "media": self.media}
        context |= self.shown(request, [review]) | {"title": str(review)}
        context |= {"review": review, "row": context["rows"][0], "here": reverse(LIST)}
        context["is_left"] = review.action is not None and not is_in_force(review.action)
        context["conflicts"] = conflicts_of(review) if review.state == Review.State.OPEN else []
        return TemplateResponse(request, "admin/articles/review/review.html", context)

    def decide(self, request: Any) -> HttpResponse:
        """Carries out `decision`: `approve:12`, `reject:12`, `take_back:12`, or approve or reject with `chosen`."""
        if request.method != "POST":
            return HttpResponse(status=405, headers={"Allow": "POST"})
        verb, _, number = request.POST.get("decision", "").partition(":")
        if verb not in ("approve", "reject", "take_back"):
            return HttpResponse("看不懂这个决定。", status=400, content_type="text/plain; charset=utf-8")
        if verb == "take_back":
            if not self.has_view_permission(request):
                raise PermissionDenied
        elif not self.may_review(request):
            raise PermissionDenied
        ids = [number] if number else request.POST.getlist("chosen")
        reason = request.POST.get(f"reason-{number}") or request.POST.get("reason", "")
        chosen = list(self.get_queryset(request).filter(pk__in=sent_numbers(ids)))
        act = self.action(verb, request.user, reason)
        # What was built on another goes before that.
        chosen.sort(key=lambda review: review.pk, reverse=verb == "reject")
        refused = self.carry_out(request, chosen, act, done={"approve": "通过", "reject": "退回"}.get(verb, "收回"))
        if len(ids) == 1 and refused:
            return HttpResponseRedirect(reverse("admin:articles_review_change", args=[refused[0].pk]))
        return HttpResponseRedirect(self.way_back(request))

    def action(self, verb: str, user: Any, reason: str) -> Callable[[Review], Decided]:
        if verb == "approve":
            return lambda review: approve_review(review, by=user)
        if verb == "reject":
            return lambda review: reject_review(review, by=user, reason=reason)
        return lambda review: take_back(review, by=user)

    def carry_out(
        self, request: HttpRequest, chosen: list[Review], act: Callable[[Review], Decided], *, done: str
    ) -> list[Review]:
        """Each by itself, so that one that cannot be decided holds up no other; those that could not."""
        refused: list[Review] = []
        decided: set[int] = set()
        for review in chosen:
            if review.pk in decided:
                continue
            try:
                answer = act(review)
            except ArchiveError as error:
                refused.append(review)
                self.message_user(request, f"第{review.pk}条没有{done}：{error.message}", messages.ERROR)
                continue
            decided |= {review.pk, *answer.twins}
            if answer.is_left:
                words = f"第{review.pk}条：后来又改过，现在的样子没有动。"
                self.message_user(request, words, messages.WARNING)
        count = len(decided)
        if count:
            self.message_user(request, f"已{done}{count}条。", messages.SUCCESS)
        elif not chosen:
            self.message_user(request, "没有选中要处理的改动。", messages.WARNING)
        return refused

    def way_back(self, request: HttpRequest) -> str:
        here = request.POST.get("next", "")
        is_ours = url_has_allowed_host_and_scheme(here, allowed_hosts=None) and here.startswith(reverse(LIST))
        return here if is_ours else reverse(LIST)
