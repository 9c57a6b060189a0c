"""Names that nobody registered, at the desk: an editor makes entries or aliases of them, or dismisses them for good.

Nothing is done before the editor saw what it does to the links of articles.
"""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString

from articles.admin.confirmation import CONFIRMED
from articles.admin.records import ReadOnlyAdmin
from articles.admin.registries import PreviewingAdmin
from articles.admin.titles import linked_title, with_first_words
from articles.models import Article, Department, MatchRule, RegistryState
from articles.views.sentences import sentence_around
from entities.admission import (
    CandidateError,
    accept_department,
    accept_program,
    dismiss_candidate,
    merge_candidate,
    reopen_candidate,
)
from entities.discovery import ARTICLES_TO_TELL, SURE
from entities.matching.likely_entries import likely_kind, likely_level, likely_place, nearest_names
from entities.models import Candidate, Place, Program, Sighting
from entities.previews import preview

EXAMPLES = 8
NEAR_ENTRIES = 20
SENTENCE_LENGTH = 80
WORTH_A_LOOK = Q(score__gte=SURE) | Q(article_count__gte=ARTICLES_TO_TELL)


#: What a decision on a candidate does to the registry, and the right that this needs besides the candidate's own.
NEEDED = {
    "department": "articles.add_department",
    "program": "entities.add_program",
    "merge": "",
    "dismiss": "",
    "reopen": "",
}


def may_decide(user: Any, action: str, target: Department | Program | None = None) -> bool:
    needed = NEEDED[action]
    if action == "merge":
        rights = ("articles.change_department", "entities.change_program")
        if target is None:
            return any(user.has_perm(right) for right in rights)
        needed = rights[isinstance(target, Program)]
    return not needed or bool(user.has_perm(needed))


class DecisionForm(forms.Form):
    """Which of the four, and what it needs. `entry` is the name of a registered department or program."""

    action = forms.ChoiceField(
        choices=[("department", ""), ("program", ""), ("merge", ""), ("dismiss", ""), ("reopen", "")]
    )
    name = forms.CharField(label="名称", max_length=100, required=False)
    level = forms.ChoiceField(label="层级", choices=Department.Level.choices, required=False)
    place = forms.CharField(label="地方", max_length=60, required=False)
    kind = forms.ChoiceField(label="类别", choices=Program.Kind.choices, required=False)
    entry = forms.CharField(
        label="已有条目的名称",
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"list": "near-entries", "size": 40, "autocomplete": "off"}),
    )
    rule = forms.ChoiceField(label="匹配规则", choices=MatchRule.choices, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        needed = {"department": ("name", "level"), "program": ("name", "kind"), "merge": ("entry", "rule")}
        for field in needed.get(cleaned.get("action", ""), ()):
            if not cleaned.get(field):
                self.add_error(field, f"请填写{self.fields[field].label}。")
        if cleaned.get("action") == "merge" and cleaned.get("entry"):
            name = cleaned["entry"]
            cleaned["target"] = (
                Department.objects.filter(name=name).first() or Program.objects.filter(name=name).first()
            )
            if cleaned["target"] is None:
                self.add_error("entry", f"名录里没有“{name}”；请写条目的正式名称。")
        return cleaned


class WorthFilter(admin.SimpleListFilter):
    title = "范围"
    parameter_name = "scope"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("all", "全部，包括只见于一两篇的引语")]

    def choices(self, changelist: Any) -> Any:
        first, *rest = super().choices(changelist)
        yield {**first, "display": "值得看的"}
        yield from rest

    def queryset(self, request: HttpRequest, queryset: QuerySet[Candidate]) -> QuerySet[Candidate]:
        return queryset if self.value() else queryset.filter(WORTH_A_LOOK)


class StatusFilter(admin.SimpleListFilter):
    title = "处理"
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(value, label) for value, label in Candidate.Status.choices if value != Candidate.Status.OPEN]

    def choices(self, changelist: Any) -> Any:
        first, *rest = super().choices(changelist)
        yield {**first, "display": "待定"}
        yield from rest

    def queryset(self, request: HttpRequest, queryset: QuerySet[Candidate]) -> QuerySet[Candidate]:
        return queryset.filter(status=self.value() or Candidate.Status.OPEN)


@admin.register(Candidate)
class CandidateAdmin(PreviewingAdmin):
    list_display = ("name", "type", "article_count", "score", "status", "decided_by")
    list_filter = (StatusFilter, "type", WorthFilter)
    list_select_related = ("decided_by",)
    sortable_by = ()
    text_lookups = ("name__icontains",)
    actions = ("dismiss",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.decide)
        return [path("<int:pk>/decide/", view, name="entities_candidate_decide"), *super().get_urls()]

    @admin.action(description="不收所选名称", permissions=["change"])
    def dismiss(self, request: Any, queryset: QuerySet[Candidate]) -> None:
        count = 0
        for candidate in queryset.filter(status=Candidate.Status.OPEN)[:200]:
            with transaction.atomic():
                dismiss_candidate(candidate, by=request.user)
                self.log_change(request, candidate, f"“{candidate}”以后不再列出。")
            count += 1
        self.message_user(request, f"{count}个名称以后不再列出。", messages.SUCCESS)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if object_id is None:
            raise PermissionDenied
        candidate = get_object_or_404(Candidate, pk=object_id)
        if not self.has_view_permission(request, candidate):
            raise PermissionDenied
        return self.show(request, candidate, DecisionForm(initial=self.guesses(candidate)))

    def guesses(self, candidate: Candidate) -> dict[str, str]:
        return {
            "name": candidate.name,
            "level": likely_level(candidate.name),
            "place": likely_place(candidate.name, Place.objects.values_list("name", flat=True)),
            "kind": likely_kind(candidate.name),
        }

    def show(self, request: HttpRequest, candidate: Candidate, form: DecisionForm) -> HttpResponse:
        may_change = self.has_change_permission(request, candidate)
        context = {
            **self.admin_site.each_context(request),
            "title": candidate.name,
            "opts": self.opts,
            "candidate": candidate,
            "examples": examples_of(candidate),
            "form": form,
            "near": near_entries(candidate),
            "is_open": candidate.status == Candidate.Status.OPEN,
            "allowed": {action for action in NEEDED if may_change and may_decide(request.user, action)},
        }
        return TemplateResponse(request, "admin/entities/candidate/decide.html", context)

    def decide(self, request: Any, pk: int) -> HttpResponse:
        candidate = get_object_or_404(Candidate, pk=pk)
        if not self.has_change_permission(request, candidate):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseRedirect(reverse("admin:entities_candidate_change", args=[pk]))
        form = DecisionForm(request.POST)
        if not form.is_valid():
            return self.show(request, candidate, form)
        if not may_decide(request.user, form.cleaned_data["action"], form.cleaned_data.get("target")):
            raise PermissionDenied
        try:
            if CONFIRMED not in request.POST:
                difference, _ = preview(
                    lambda: carry_out(Candidate.objects.get(pk=pk), form.cleaned_data, request.user)
                )
                if not difference.is_empty:
                    return self.show_difference(request, difference)
            version = RegistryState.current()
            with transaction.atomic():
                words = carry_out(candidate, form.cleaned_data, request.user)
                self.log_change(request, candidate, words)
        except CandidateError as error:
            form.add_error(None, error.message)
            return self.show(request, candidate, form)
        self.message_user(request, words, messages.SUCCESS)
        self.follow(request, version)
        return HttpResponseRedirect(reverse("admin:entities_candidate_changelist"))


def carry_out(candidate: Candidate, choice: dict[str, Any], by: Any) -> str:
    """What was done, in words."""
    action, name = choice["action"], choice["name"]
    if action == "department":
        entry = accept_department(candidate, name=name, level=choice["level"], place=choice["place"], by=by)
        return f"“{entry}”已收入部门名录。"
    if action == "program":
        return f"“{accept_program(candidate, name=name, kind=choice['kind'], by=by)}”已收入项目名录。"
    if action == "merge":
        merge_candidate(candidate, choice["target"], rule=choice["rule"], by=by)
        return f"“{candidate}”已作为“{choice['target']}”的别名。"
    if action == "reopen":
        reopen_candidate(candidate)
        return f"“{candidate}”重新待定。"
    dismiss_candidate(candidate, by=by)
    return f"“{candidate}”以后不再列出。"


def near_entries(candidate: Candidate) -> list[str]:
    """Registered names that the candidate may be another form of, offered where an entry is to be named."""
    names = [*Department.objects.values_list("name", flat=True), *Program.objects.values_list("name", flat=True)]
    return nearest_names(candidate.name, names, NEAR_ENTRIES)


def examples_of(candidate: Candidate) -> list[tuple[Article, tuple[str, str, str]]]:
    """A few articles that print the name, each with its sentence; those corrected since are left out."""
    sightings = candidate.sightings.select_related("article__page__issue__newspaper", "article__page__newspaper")[
        : EXAMPLES * 2
    ]
    found = []
    for sighting in sightings:
        article = sighting.article
        if sighting.revision_number == article.revision_number:
            text = str(getattr(article, sighting.field))
            found.append((article, sentence_around(text, sighting.start, sighting.end, SENTENCE_LENGTH)))
    return found[:EXAMPLES]


@admin.register(Sighting)
class SightingAdmin(ReadOnlyAdmin):
    list_display = ("pk", "candidate", "article_shown", "field", "start", "end")
    list_select_related = ("candidate",)
    ordering = ("-pk",)
    sortable_by = ()
    text_lookups = ("candidate__name",)
    fields = ("candidate", "article_shown", "revision_number", "field", "start", "end")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Sighting]:
        return with_first_words(super().get_queryset(request).select_related("candidate"), prefix="article__")

    @admin.display(description="文章")
    def article_shown(self, sighting: Sighting) -> SafeString:
        return linked_title(sighting)
