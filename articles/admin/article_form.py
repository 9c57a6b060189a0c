"""The form in which an editor changes an article: it knows the revision it was opened at, and drops nothing typed."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from articles.admin.credit_lines import HELP, CreditLinesField, credit_lines
from articles.admin.stale_texts import StaleText, compare_stale
from articles.errors import InvalidTextError
from articles.models import Article
from articles.services.article_text import WORDS, ArticleText, field_label, text_of_article
from articles.services.clean_text import REASON_LENGTH, clean_text, refuse_wordless, strip_unprintable

CREDITS_FIELD = "credit_lines"
ONE_LINE = forms.Textarea(attrs={"rows": 1, "cols": 60})


class WordsField(forms.CharField):
    """Takes characters out that nobody can see or type; the form says which field had them."""

    def to_python(self, value: Any) -> str:
        return super().to_python(strip_unprintable(value) if value else value) or ""


class ArticleForm(forms.ModelForm):
    """`text` is what was typed, in order; `stale` is set when somebody else saved meanwhile."""

    credit_lines = CreditLinesField(label="署名", required=False, help_text=HELP)
    reason = forms.CharField(
        label="提交说明", required=False, max_length=REASON_LENGTH, help_text="为什么改；不填则记下改了哪几项。"
    )
    base_revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    #: The kind as it was when the form was opened; no revision counts the changes of it.
    base_kind = forms.ChoiceField(choices=Article.Kind, widget=forms.HiddenInput, required=False)

    class Meta:
        model = Article
        fields = (*WORDS, "kind")
        field_classes = dict.fromkeys(WORDS, WordsField)
        widgets = {name: ONE_LINE for name in WORDS if name != "body"} | {
            "body": forms.Textarea(attrs={"rows": 24, "cols": 60})
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stale: StaleText | None = None
        self.text = ArticleText()
        # What the record says, before Django lays the typed values over the instance.
        self.present = text_of_article(self.instance) if self.instance.pk else ArticleText()
        self.present_revision = self.instance.revision_number
        self.present_kind = Article.Kind(self.instance.kind)
        self.is_kind_stale = False
        if self.instance.pk:
            # The instance has the public text; whoever may correct sees what is hidden too.
            self.initial.update({name: getattr(self.present, name) for name in WORDS})
            self.initial["base_revision"] = self.instance.revision_number
            self.initial["base_kind"] = self.instance.kind
            self.initial[CREDITS_FIELD] = credit_lines(self.present.credits)
            field = cast(CreditLinesField, self.fields[CREDITS_FIELD])
            field.known_roles = tuple(credit.role for credit in self.present.credits)

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self.errors:
            return self.cleaned_data
        base_revision = self.cleaned_data.get("base_revision")
        if self.instance.pk and base_revision is None:
            raise ValidationError("页面缺少所据修订号，请重新打开文章。", code="no_base_revision")
        try:
            self.text = clean_text(self.typed(), present=self.present)
            if self.instance.pk is None:
                refuse_wordless(self.text)
        except InvalidTextError as error:
            field = {"credits": CREDITS_FIELD}.get(error.field, error.field)
            raise ValidationError({field: ValidationError(error.message, code=error.code)}) from error
        if self.instance.pk:
            self.bring_kinds_together()
        if base_revision is not None and self.instance.pk and base_revision != self.present_revision:
            self.become_stale(base_revision)
        return self.cleaned_data

    def typed(self) -> ArticleText:
        words = {name: self.cleaned_data.get(name, "") for name in WORDS}
        return ArticleText(**words, credits=self.cleaned_data.get(CREDITS_FIELD, ()))

    @property
    def is_stale(self) -> bool:
        """Somebody saved something else in the same place since the form was opened."""
        return self.stale is not None or self.is_kind_stale

    def bring_kinds_together(self) -> None:
        """Whoever did not choose another kind leaves it as it is now, and is not asked."""
        base, chosen = self.cleaned_data.get("base_kind"), self.cleaned_data.get("kind")
        now = self.present_kind
        if chosen in (base, now):
            self.cleaned_data["kind"] = now if chosen == base else chosen
        elif base != now:
            self.is_kind_stale = True
            was = f"从“{Article.Kind(base).label}”改为" if base else "是"
            words = f"体裁现在{was}“{now.label}”，不是您改的；要用您选的，请再保存一次。"
            self.add_error("kind", ValidationError(words, code="stale_kind"))
        self.cleaned_data["base_kind"] = now
        self.show({"kind": str(self.cleaned_data.get("kind", chosen)), "base_kind": str(now)})

    def show(self, values: Mapping[str, str]) -> None:
        """Lay values over what was sent, for when the form is shown once more."""
        sent = {name: self.data.get(name) for name in self.data}
        self.data = sent | {self.add_prefix(name): value for name, value in values.items()}

    def become_stale(self, base_revision: int) -> None:
        """Show what the other saved and keep what was typed, brought together; saving again takes it as it stands."""
        self.stale = compare_stale(self.instance, present=self.present, base_revision=base_revision, typed=self.typed())
        merged = self.stale.merge.text
        words = {name: getattr(merged, name) for name in WORDS}
        shown = words | {CREDITS_FIELD: credit_lines(merged.credits), "base_revision": str(self.present_revision)}
        self.show(shown)
        raise ValidationError(self.stale.message, code="stale_revision")

    def fields_with_removed_characters(self) -> list[str]:
        raw = {name: self.data.get(self.add_prefix(name)) or "" for name in WORDS}
        return [field_label(name) for name, value in raw.items() if strip_unprintable(value) != value]
