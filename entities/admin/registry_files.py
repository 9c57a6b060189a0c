"""The registry as CSV files at the desk: downloaded whole or one by one, taken in after a look at what it changes."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from articles.admin.confirmation import CONFIRMED
from articles.admin.registries import PreviewingAdmin
from articles.models import AuditEntry, RegistryState
from articles.services.audit import entry, record_each
from entities.import_plan import ImportPlan
from entities.previews import preview
from entities.registry_export import export_all, export_table
from entities.registry_faults import RegistryFileError
from entities.registry_import import IMPORTED, import_table
from entities.registry_tables import (
    DEPARTMENT_ALIASES,
    DEPARTMENTS,
    PLACES,
    PROGRAM_ALIASES,
    PROGRAMS,
    RELATIONS,
    SUCCESSIONS,
    TABLES,
)

#: In bytes. What was looked at is sent once more to be confirmed, and Django takes forms of 2.5 MB.
LARGEST_FILE = 2 * 1024 * 1024
FAULTS_SHOWN = 50
FILE_CHOICES = [(table.file, table.file) for table in IMPORTED]


class ImportForm(forms.Form):
    table = forms.ChoiceField(label="哪一个文件", choices=FILE_CHOICES)
    file = forms.FileField(label="CSV 文件（不超过 2 MB）", required=False)
    text = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        upload = cleaned.get("file")
        if upload is None:
            if not cleaned.get("text"):
                self.add_error("file", "请选择一个文件。")
            return cleaned
        if upload.size > LARGEST_FILE:
            self.add_error("file", "文件超过 2 MB，请分开导入。")
            return cleaned
        try:
            cleaned["text"] = decoded(upload.read())
        except UnicodeDecodeError:
            self.add_error("file", "文件既不是 UTF-8 编码也不是 GB18030 编码；请在表格软件里另存为“CSV UTF-8”。")
        return cleaned


def decoded(content: bytes) -> str:
    """Chinese spreadsheet programs save CSV as GB18030 unless told otherwise. Raises UnicodeDecodeError."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


#: A file needs the right to add and to change what it speaks of.
SUBJECTS = {
    PLACES.file: "entities.{}_place",
    PROGRAMS.file: "entities.{}_program",
    PROGRAM_ALIASES.file: "entities.{}_program",
    RELATIONS.file: "entities.{}_program",
    DEPARTMENTS.file: "articles.{}_department",
    DEPARTMENT_ALIASES.file: "articles.{}_department",
    SUCCESSIONS.file: "articles.{}_department",
}


def may_import(user: Any, file: str) -> bool:
    return bool(user.has_perms([SUBJECTS[file].format(verb) for verb in ("add", "change")]))


def log_import(user: Any, file: str, plan: ImportPlan) -> None:
    """What a file made and changed stands in the log like what a form made and changed."""
    words = f"导入 {file}"
    for rows, flag in ((plan.created, ADDITION), (list(plan.changed.values()), CHANGE)):
        if rows:
            LogEntry.objects.log_actions(user.pk, rows, flag, change_message=words)
    created = (entry(AuditEntry.Action.CREATED, f"新增：{words}", about=row, by=user) for row in plan.created)
    changed = (
        entry(AuditEntry.Action.CHANGED, f"修改：{words}", about=row, by=user, details=plan.told(row))
        for row in plan.changed.values()
    )
    record_each([*created, *changed])


def may_import_any(user: Any) -> bool:
    return any(may_import(user, file) for file in SUBJECTS)


class RegistryFilesAdmin(PreviewingAdmin):
    """Gives a registry's list the two pages. Who may change the model may take files in; who may view, download."""

    change_list_template = "admin/registry_change_list.html"

    def get_urls(self) -> list[URLPattern]:
        def view(route: str, name: str, function: Any) -> URLPattern:
            pattern: URLPattern = path(route, self.admin_site.admin_view(function), name=name)
            return pattern

        return [
            view("files/", "registry_files", self.files),
            view("files/registry.zip", "registry_zip", self.download_all),
            view("files/<str:name>", "registry_file", self.download),
            *super().get_urls(),
        ]

    def files(self, request: HttpRequest) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        form = ImportForm(request.POST or None, request.FILES or None)
        if request.method == "POST":
            if form.is_valid():
                if not may_import(request.user, form.cleaned_data["table"]):
                    raise PermissionDenied
                if response := self.take_in(request, form):
                    return response
            elif not may_import_any(request.user):
                raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": "名录文件",
            "opts": self.opts,
            "form": form,
            "files": [table.file for table in TABLES],
            "may_import": may_import_any(request.user),
        }
        return TemplateResponse(request, "admin/registry_files.html", context)

    def take_in(self, request: HttpRequest, form: ImportForm) -> HttpResponse | None:
        """The page of the difference, or where to go after the file was taken in; None when the form must say more."""
        table = next(each for each in IMPORTED if each.file == form.cleaned_data["table"])
        text = form.cleaned_data["text"]
        try:
            if CONFIRMED not in request.POST:
                difference, _ = preview(lambda: import_table(table, text))
                if not difference.is_empty:
                    return self.show_difference(request, difference, values=[("table", table.file), ("text", text)])
            version = RegistryState.current()
            with transaction.atomic():
                plan = import_table(table, text)
                log_import(request.user, table.file, plan)
        except RegistryFileError as error:
            for fault in error.faults[:FAULTS_SHOWN]:
                form.add_error(None, fault.for_editors)
            if len(error.faults) > FAULTS_SHOWN:
                form.add_error(None, f"一共有{len(error.faults)}处错误，这里列出前{FAULTS_SHOWN}处。")
            return None
        counts = plan.counts
        words = f"{table.file}：新增{counts['created']}行，修改{counts['changed']}行，{counts['unchanged']}行没有变化。"
        self.message_user(request, words, messages.SUCCESS)
        self.follow(request, version)
        return HttpResponseRedirect(reverse("admin:registry_files"))

    def download(self, request: HttpRequest, name: str) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        table = next((table for table in TABLES if table.file == name), None)
        if table is None:
            raise Http404(f"没有名为 {name} 的名录文件。")
        # The byte order mark makes spreadsheets read the file as UTF-8; the import takes it away again.
        response = HttpResponse("\ufeff" + export_table(table), content_type="text/csv; charset=utf-8")
        response.headers["Content-Disposition"] = f'attachment; filename="{table.file}"'
        return response

    def download_all(self, request: HttpRequest) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        response = HttpResponse(export_all(TABLES), content_type="application/zip")
        response.headers["Content-Disposition"] = 'attachment; filename="registry.zip"'
        return response
