"""The form of an entry that has an address of its own: given once from the name's pinyin, kept ever after."""

from typing import Any

from django import forms

from articles.pinyin import slug_base, unique_slugs
from entities.models import MovedSlug


class AddressedForm(forms.ModelForm):
    is_person = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = "留空则按名称的拼音生成；以后改名，地址不变。"

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if slug or "name" not in self.cleaned_data:
            return slug
        base = slug_base(self.cleaned_data["name"], is_person=self.is_person)
        entries = self._meta.model._default_manager.filter(slug__startswith=base)
        moved = MovedSlug.objects.filter(slug__startswith=base)
        taken = [*entries.values_list("slug", flat=True), *moved.values_list("slug", flat=True)]
        return unique_slugs([base], taken)[0]


class PersonForm(AddressedForm):
    is_person = True
