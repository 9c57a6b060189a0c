"""A page for staff: paste a text, see what it names."""

from dataclasses import dataclass

from django import forms
from django.contrib.admin.views.decorators import staff_member_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.models import Department, Newspaper, default_newspaper
from entities.matching.registry import AUTOMATIC_FROM, Home
from entities.models import Program
from entities.named_in import CANDIDATE, NamedInText, named_in

LONGEST_TEXT = 20_000


class TextForm(forms.Form):
    text = forms.CharField(
        label="文字", max_length=LONGEST_TEXT, strip=False, widget=forms.Textarea(attrs={"rows": 12})
    )


#: Why a name counts, in words for staff.
RULES = {
    "exact": "登记的名称",
    "standalone": "登记的名称，独立出现",
    "quoted": "引号内，或在“活动”“平台”等词之前",
    "home": "本市、本省的简称",
    "context": "前文已说明地名",
    "elided": "并列名单中省去地名",
    "anaphora": "“该局”一类指代",
    "head": "负责人以职务出现",
    "near": "疑有一字识错",
    "ambiguous": "几个条目同名，不能断定",
    "pattern": "合乎机构名称的构成",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A name found, and the page of what it means; an empty address where there is none."""

    named: NamedInText
    url: str
    kind: str

    @property
    def rule(self) -> str:
        return RULES.get(self.named.rule, self.named.rule)

    @property
    def effect(self) -> str:
        """What the archive would make of the name in an article."""
        if self.named.type == CANDIDATE:
            return "候选"
        return "自动关联" if self.named.score >= AUTOMATIC_FROM else "待核"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text; `kind` is empty where it names nothing."""

    text: str
    kind: str = ""


@staff_member_required
def find_in_text(request: HttpRequest) -> HttpResponse:
    """POST, so that a text that is not published stands in no address and no log."""
    form = TextForm(request.POST or None)
    rows: list[Row] | None = None
    pieces: list[Piece] = []
    if request.method == "POST" and form.is_valid():
        newspaper = default_newspaper(Newspaper.objects.all())
        home = Home(newspaper.city, newspaper.province) if newspaper else Home()
        text = form.cleaned_data["text"]
        found = named_in(text, home)
        rows, pieces = rows_of(found), pieces_of(text, found)
    return render(request, "entities/text.html", {"form": form, "rows": rows, "pieces": pieces})


def pieces_of(text: str, found: list[NamedInText]) -> list[Piece]:
    """The text cut at the names it holds; of names that overlap the first and longest is shown."""
    pieces: list[Piece] = []
    end = 0
    for each in sorted(found, key=lambda each: (each.start, -each.end)):
        if each.start >= end:
            pieces += [Piece(text[end : each.start]), Piece(text[each.start : each.end], each.type)]
            end = each.end
    return [*pieces, Piece(text[end:])]


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
