"""The pages and buttons of an article beside its form: a revision and its revert, withdrawal, decisions on links."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from articles.admin.credit_lines import field_as_text
from articles.admin.decisions import decide
from articles.admin.hide_form import HideForm, hidden_rows
from articles.admin.numbers import sent_number
from articles.differences import differences
from articles.errors import ArchiveError, StaleRevisionError
from articles.models import Article, HiddenPassage, Revision
from articles.services.article_text import FIELDS, ArticleText, field_label, text_of_article, text_of_revision
from articles.services.hiding import show_passage
from articles.services.review import REVIEW_RIGHT, submit_revert
from articles.services.withdrawal import restore_article, withdraw_article

CHANGE = "admin:articles_article_change"
CHANGE_RIGHT = "articles.change_article"
WITHDRAW_RIGHT = "articles.withdraw_article"


class ArticleViews(admin.ModelAdmin):
    """Each of these asks for the permission to change the article, those that undo others' work or take it from the
    public for theirs; those that write take POST only."""

    def get_urls(self) -> list[URLPattern]:
        def view(name: str, route: str, function: Callable[..., HttpResponse]) -> URLPattern:
            return path(f"<int:pk>/{route}", self.admin_site.admin_view(function), name=f"articles_article_{name}")

        return [
            view("revision", "revisions/<int:number>/", self.show_revision),
            view("revert", "revisions/<int:number>/revert/", self.revert),
            view("withdraw", "withdraw/", self.withdraw),
            view("restore", "restore/", self.restore),
            view("decide", "decide/", self.decide_link),
            view("hide", "hide/", self.hide),
            view("unhide", "hide/<int:passage>/undo/", self.unhide),
            *super().get_urls(),
        ]

    def show_revision(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        article = get_object_or_404(Article, pk=pk)
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        revision = get_object_or_404(Revision.objects.select_related("editor"), article=article, number=number)
        old, present = text_of_revision(revision), text_of_article(article)
        context = {
            **self.admin_site.each_context(request),
            "title": f"第{number}稿",
            "opts": self.opts,
            "article": article,
            "revision": revision,
            "rows": compared(present, old),
            "may_revert": self.may(request, REVIEW_RIGHT) and not is_superseded(article) and old != present,
        }
        return TemplateResponse(request, "admin/articles/article/revision.html", context)

    def revert(self, request: Any, pk: int, number: int) -> HttpResponse:
        def act(article: Article) -> str:
            get_object_or_404(Revision, article=article, number=number)
            base, reason = sent_number(request.POST.get("base_revision")), request.POST.get("reason", "")
            if base is None:
                raise StaleRevisionError("页面缺少所据修订号，请重新打开这一稿。")
            done = submit_revert(article, to=number, base_revision=base, editor=request.user, reason=reason)
            return f"已恢复第{number}稿，写成第{done.revision.number}稿。" if done.is_new else "没有改动。"

        return self.carry_out(request, pk, act, right=REVIEW_RIGHT)

    def withdraw(self, request: Any, pk: int) -> HttpResponse:
        def act(article: Article) -> str:
            withdraw_article(article, by=request.user, reason=request.POST.get("reason", ""))
            return "已撤下；读者看到“此文已撤下”，文字和历史都还在。"

        return self.carry_out(request, pk, act, right=WITHDRAW_RIGHT)

    def restore(self, request: Any, pk: int) -> HttpResponse:
        def act(article: Article) -> str:
            restore_article(article, by=request.user, reason=request.POST.get("reason", ""))
            return "已恢复公开。"

        return self.carry_out(request, pk, act, right=WITHDRAW_RIGHT)

    def decide_link(self, request: Any, pk: int) -> HttpResponse:
        def act(article: Article) -> str:
            return decide(article, request.POST.get("decision", ""), by=request.user)

        return self.carry_out(request, pk, act)

    def hide(self, request: Any, pk: int) -> HttpResponse:
        """The page on which passages are chosen and looked at; its button 隐去 hides them."""
        article = get_object_or_404(Article, pk=pk)
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        form = HideForm(article, request.POST if request.method == "POST" else None)
        if form.is_to_be_carried_out() and (done := form.hide(by=request.user)):
            self.message_user(request, done, messages.SUCCESS)
            return HttpResponseRedirect(reverse("admin:articles_article_hide", args=[pk]))
        context = {**self.admin_site.each_context(request), "title": "隐去文字", "opts": self.opts, "form": form}
        context |= {"article": article, "hidden": hidden_rows(article)}
        status = 400 if form.error else 200
        return TemplateResponse(request, "admin/articles/article/hide.html", context, status=status)

    def unhide(self, request: Any, pk: int, passage: int) -> HttpResponse:
        def act(article: Article) -> str:
            row = get_object_or_404(HiddenPassage, pk=passage, article=article)
            show_passage(article, row, by=request.user, reason=request.POST.get("reason", ""))
            return "已恢复显示。"

        return self.carry_out(request, pk, act, to="admin:articles_article_hide")

    def may(self, request: HttpRequest, right: str) -> bool:
        return bool(request.user.has_perm(right))

    def carry_out(
        self,
        request: HttpRequest,
        pk: int,
        act: Callable[[Article], str],
        *,
        to: str = CHANGE,
        right: str = CHANGE_RIGHT,
    ) -> HttpResponse:
        """Do it, or say why not; either way back to the article, or to another page of it."""
        if request.method != "POST":
            return HttpResponse(status=405, headers={"Allow": "POST"})
        article = get_object_or_404(Article, pk=pk)
        if not self.may(request, right) or is_superseded(article):
            raise PermissionDenied
        try:
            self.message_user(request, act(article), messages.SUCCESS)
        except ArchiveError as error:
            self.message_user(request, error.message, messages.ERROR)
        return HttpResponseRedirect(reverse(to, args=[pk]))


def is_superseded(article: Article) -> bool:
    """It became part of another, and is looked at, not changed."""
    return article.state == Article.State.SUPERSEDED


def compared(present: ArticleText, old: ArticleText) -> list[dict[str, Any]]:
    """Every field that either text has, and what going back to the old one would change in it."""
    rows = []
    for name in FIELDS:
        now, then = field_as_text(present, name), field_as_text(old, name)
        if now or then:
            rows.append({"label": field_label(name), "pieces": differences(now, then), "changed": now != then})
    return rows
