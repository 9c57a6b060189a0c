"""A page for staff: paste a text, see what it names."""

from dataclasses import dataclass

from django import forms
from django.contrib.admin.views.decorators import staff_member_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.models import Department, Newspaper, default_newspaper
from entities.matching.registry import Home
from entities.models import Program
from entities.named_in import NamedInText, named_in

LONGEST_TEXT = 20_000


class TextForm(forms.Form):
    text = forms.CharField(
        label="文字", max_length=LONGEST_TEXT, strip=False, widget=forms.Textarea(attrs={"rows": 12})
    )


@dataclass(frozen=True, slots=True)
class Row:
    """A name found, and the page of what it means; an empty address where there is none."""

    named: NamedInText
    url: str
    kind: str


@staff_member_required
def find_in_text(request: HttpRequest) -> HttpResponse:
    """POST, so that a text that is not published stands in no address and no log."""
    form = TextForm(request.POST or None)
    rows: list[Row] | None = None
    if request.method == "POST" and form.is_valid():
        newspaper = default_newspaper(Newspaper.objects.all())
        home = Home(newspaper.city, newspaper.province) if newspaper else Home()
        rows = rows_of(named_in(form.cleaned_data["text"], home))
    return render(request, "entities/text.html", {"form": form, "rows": rows})


def rows_of(found: list[NamedInText]) -> list[Row]:
    addresses = {
        kind: {
            entry.pk: entry.get_absolute_url() for entry in model._default_manager.in_bulk(ids_of(found, kind)).values()
        }
        for kind, model in (("department", Department), ("program", Program))
    }
    kinds = {"department": "部门", "program": "项目"}
    return [
        Row(
            each,
            addresses.get(each.type, {}).get(each.entry_id or 0, ""),
            kinds.get(each.type, f"未登记（像是{kinds.get(each.likely, '')}）"),
        )
        for each in found
    ]


def ids_of(found: list[NamedInText], kind: str) -> list[int]:
    return [each.entry_id for each in found if each.type == kind and each.entry_id is not None]
