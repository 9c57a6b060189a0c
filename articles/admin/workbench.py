"""The workbench: a page's OCR lines beside the fields of one of its articles, to put text and borders right."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from articles.admin.article_form import ArticleForm
from articles.admin.numbers import sent_number
from articles.admin.queue import next_address
from articles.admin.workbench_borders import BorderRequest, Done
from articles.admin.workbench_changes import change_to_undo, changed_meanwhile
from articles.admin.workbench_doubts import next_doubtful
from articles.admin.workbench_page import BenchPage, read_page
from articles.admin.workbench_saving import save_text
from articles.admin.workbench_shown import bench_context
from articles.admin.workbench_text import form_of, is_typed_on, with_proposals
from articles.errors import ArchiveError, StaleRevisionError
from articles.services.borders import undo


class Workbench:
    """One address a page. What a button sends is carried out, and the page answers as it is then."""

    def __init__(self, site: AdminSite) -> None:
        self.site = site

    def urls(self) -> list[URLPattern]:
        return [path("workbench/<int:page_id>/", self.site.admin_view(self.view), name="workbench")]

    def view(self, request: Any, page_id: int) -> HttpResponse:
        if not request.user.has_perm("articles.change_article"):
            raise PermissionDenied
        bench = read_page(page_id, chosen_number(request))
        if request.method != "POST":
            return self.render(request, bench, form_of(bench.chosen))
        if "undo" in request.POST or "border" in request.POST:
            return self.change_borders(request, bench)
        return self.save(request, bench)

    def save(self, request: Any, bench: BenchPage) -> HttpResponse:
        sent = with_proposals(request.POST)
        form = form_of(bench.chosen, sent.data)
        if form is None or bench.chosen is None:
            raise PermissionDenied
        for words in sent.refused:
            messages.warning(request, f"{words}处的文字已改动，没有采纳那一条建议。")
        if not form.is_valid():
            return self.render(request, bench, form)
        try:
            said = save_text(form, by=request.user)
        except StaleRevisionError:
            # Somebody saved between our look and our lock: the form now sees that, and shows both texts.
            return self.again(request, bench, sent.data)
        for words, level in said:
            messages.add_message(request, level, words)
        if request.POST.get("_save") == "queue":
            return HttpResponseRedirect(next_address(request))
        if request.POST.get("_save") != "next":
            return self.go_to(bench, bench.chosen.article.pk)
        following = next_doubtful(bench)
        if following is None:
            messages.info(request, "本版别的篇没有存疑了。")
        return self.go_to(bench, (following or bench.chosen).article.pk)

    def change_borders(self, request: Any, bench: BenchPage) -> HttpResponse:
        """Unsaved text is posted along: it stays in the form, brought together with what the change made of it."""
        typed = form_of(bench.chosen, request.POST)
        is_typed = typed is not None and is_typed_on(typed)
        try:
            done = self.carry_out(request, bench, is_typed=is_typed)
        except StaleRevisionError as error:
            messages.error(request, f"没有改动：{error.message}")
            return self.again(request, bench, request.POST, status=409, changed=changed_meanwhile(bench, request.POST))
        except ArchiveError as error:
            messages.error(request, error.message)
            return self.again(request, bench, request.POST, status=400)
        messages.success(request, done.words)
        if not is_typed:
            return self.go_to(bench, done.article_id)
        messages.warning(request, "您改的字还在表单里，还没有保存。")
        return self.again(request, bench, request.POST, status=200)

    def again(
        self, request: HttpRequest, bench: BenchPage, data: QueryDict, *, status: int | None = None, changed: Any = ()
    ) -> HttpResponse:
        """The page as it is now, with what was typed; the text of a newer revision is brought together with it."""
        fresh = read_page(bench.page.pk, bench.chosen.article.pk if bench.chosen else None)
        form = form_of(fresh.chosen, data)
        if form is not None:
            form.is_valid()
        return self.render(request, fresh, form, status=status, changed=changed)

    def carry_out(self, request: Any, bench: BenchPage, *, is_typed: bool) -> Done:
        if "undo" in request.POST:
            change = undo(change_to_undo(bench, request.POST["undo"], request.user), by=request.user)
            return Done(change, bench.chosen.article.pk if bench.chosen else 0)
        asked = BorderRequest(request.POST, bench, request.user)
        if is_typed and request.POST["border"].startswith("merge"):
            raise ArchiveError("unsaved", "这一篇里改的字还没有保存。请先保存，再并入别的篇。")
        return asked.carry_out()

    def go_to(self, bench: BenchPage, article_id: int) -> HttpResponse:
        return HttpResponseRedirect(f"{reverse('admin:workbench', args=[bench.page.pk])}?article={article_id}")

    def render(
        self,
        request: HttpRequest,
        bench: BenchPage,
        form: ArticleForm | None,
        *,
        status: int | None = None,
        changed: Any = (),
    ) -> HttpResponse:
        """409 when somebody else saved meanwhile, 400 for what cannot be saved."""
        if status is None:
            status = 200 if form is None or not form.is_bound or not form.errors else 409 if form.is_stale else 400
        context: dict[str, Any] = {
            **self.site.each_context(request),
            "title": f"工作台 {bench.page}",
            "changed": changed,
            **bench_context(bench, form, request.user),
        }
        return TemplateResponse(request, "admin/workbench/page.html", context, status=status)


def chosen_number(request: HttpRequest) -> int | None:
    """The article that the address names; nonsense names none."""
    value = request.GET.get("article", "")
    return sent_number(value)
