"""What to look for, what to put in its place, and in which articles: the index finds them, none is read in vain."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from articles.models import Article, Newspaper
from articles.search.backend import search_backend
from articles.search.normalize import normalize
from articles.search.queries import Filters, SearchQuery, Sort
from articles.services.article_text import field_label
from articles.services.replacements import MOST_ARTICLES
from articles.services.replacing_text import REPLACED_FIELDS

FIELD_CHOICES = [(name, field_label(name)) for name in REPLACED_FIELDS]
USUAL_FIELDS = [name for name in REPLACED_FIELDS if name != "credits"]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Primary keys, and how many articles there are in all when there are more; `words` say how they were chosen."""

    ids: list[int]
    total: int
    words: str


class ReplacementForm(forms.Form):
    find = forms.CharField(label="查找", max_length=100, strip=False, help_text="照原样逐字查找，空格和标点也算。")
    replacement = forms.CharField(
        label="替换为", max_length=200, strip=False, required=False, help_text="留空则删去找到的字句。"
    )
    fields_chosen = forms.MultipleChoiceField(
        label="范围", choices=FIELD_CHOICES, initial=USUAL_FIELDS, widget=forms.CheckboxSelectMultiple
    )
    query = forms.CharField(label="文章里还有", max_length=200, required=False, help_text="写法和检索一样；可以不填。")
    newspaper = forms.ModelChoiceField(Newspaper.objects.all(), label="报纸", required=False, empty_label="不限")
    date_from = forms.DateField(label="自", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    date_to = forms.DateField(label="至", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    numbers = forms.CharField(
        label="文章编号",
        required=False,
        max_length=12_000,
        widget=forms.Textarea(attrs={"rows": 2, "cols": 60}),
        help_text="只在这些文章里找，用空格或逗号分开；填了编号，上面的条件不再起作用。",
    )

    def clean_numbers(self) -> list[int]:
        typed = self.cleaned_data["numbers"].replace("，", " ").replace(",", " ").replace("、", " ").split()
        if wrong := [each for each in typed if not (each.isascii() and each.isdecimal() and len(each) < 19)]:
            raise ValidationError(f"“{wrong[0][:30]}”不是文章编号。")
        if len(typed) > MOST_ARTICLES:
            raise ValidationError(f"一次最多 {MOST_ARTICLES} 篇文章。")
        return [int(each) for each in typed]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        find = cleaned.get("find")
        if find and find == cleaned.get("replacement"):
            self.add_error("replacement", "替换前后一样，没有要改的。")
        if find and not normalize(find) and not cleaned.get("numbers") and "numbers" not in self.errors:
            self.add_error("find", "引号、书名号和空白不在检索之内；单找它们，请填文章编号，或在文章列表里先勾选。")
        return cleaned

    def chosen(self) -> Chosen:
        """The articles that can hold the words, the newest first, at most as many as one run takes."""
        values = self.cleaned_data
        if values["numbers"]:
            found = Article.objects.filter(public_id__in=values["numbers"]).values_list("pk", flat=True)
            ids = list(found.order_by("-pk"))
            return Chosen(ids, len(ids), f"{len(ids)} 个编号")
        newspaper = values["newspaper"]
        filters = Filters(
            newspaper_ids=(newspaper.pk,) if newspaper else (),
            date_from=values["date_from"],
            date_to=values["date_to"],
        )
        text = f"“{normalize(values['find'])}” {values['query']}".strip()
        results = search_backend().search(
            SearchQuery(text=text, filters=filters, sort=Sort.NEWEST, limit=MOST_ARTICLES)
        )
        return Chosen(list(results.article_ids), results.total, self.conditions())

    def conditions(self) -> str:
        values = self.cleaned_data
        told = [f"含“{values['query']}”" if values["query"] else "", str(values["newspaper"] or "")]
        if values["date_from"] or values["date_to"]:
            told.append(f"{values['date_from'] or ''} 至 {values['date_to'] or ''}")
        return "，".join(filter(None, told)) or "全部文章"
