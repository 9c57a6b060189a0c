"""The forms of a registry entry and of its aliases: a name that another entry claims is refused, with its owner."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from articles.admin.addressed import AddressedForm
from entities.name_claims import NameClaims, Owner, registered_names
from entities.registry_files import fault_of_name


class EntryForm(AddressedForm):
    keep_old_name = forms.BooleanField(
        label="改名后，原名称留作别名",
        required=False,
        initial=True,
        help_text="已刊文章里用的是原名称；不留作别名，它们就不再归到这里。",
    )

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if name != self.initial.get("name"):
            refuse_unusable(name, owner_of(self.instance), registered_names())
        return name


class AliasFormSet(forms.BaseInlineFormSet):
    """Only aliases that are new or changed are held against the registry: what stands in it was taken in before."""

    def clean(self) -> None:
        super().clean()
        changed = [
            form
            for form in self.forms
            if "surface" in form.changed_data
            and form.cleaned_data.get("surface")
            and not form.cleaned_data.get("DELETE")
        ]
        claims = registered_names() if changed else None
        for form in changed:
            try:
                refuse_unusable(form.cleaned_data["surface"], owner_of(self.instance), claims)
            except ValidationError as error:
                form.add_error("surface", error)


def owner_of(entry: Any) -> Owner:
    return type(entry), entry.pk


def refuse_unusable(name: str, owner: Owner, claims: NameClaims | None) -> None:
    """Raises ValidationError."""
    if fault := fault_of_name(name):
        raise ValidationError(fault[1], code="too_short")
    others = claims.others(name, owner) if claims else []
    if others:
        named = "、".join(others)
        raise ValidationError(
            f"“{name}”已经是“{named}”的名称或别名；两个条目都用，文章就一个也关联不上。", code="claimed"
        )
