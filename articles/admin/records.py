"""What the desk's lists share: none counts a big table, none lets anyone past the services."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import lookup_spawns_duplicates
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

from articles.admin.paginators import LimitedCountPaginator

LARGEST_NUMBER = 2**63 - 1


class RecordAdmin(admin.ModelAdmin):
    """A list that stays fast on a million rows. `number_lookups` and `text_lookups` are what its search looks into.

    A search that is a whole number is looked up exactly in the `number_lookups`; anything is tried in the
    `text_lookups`, each a lookup that an index serves or that looks into a small table.
    """

    paginator = LimitedCountPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50
    list_max_show_all = 0
    number_lookups: tuple[str, ...] = ()
    text_lookups: tuple[str, ...] = ()

    def __init__(self, model: type[Any], admin_site: admin.AdminSite) -> None:
        super().__init__(model, admin_site)
        if not self.search_fields:
            self.search_fields = self.number_lookups + self.text_lookups  # type: ignore[misc]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        term = search_term.strip().replace("\x00", "")
        if not term:
            return queryset, False
        found = Q(pk__in=[])
        if term.isdecimal() and int(term) <= LARGEST_NUMBER:
            for lookup in self.number_lookups:
                found |= Q(**{lookup: int(term)})
        for lookup in self.text_lookups:
            found |= Q(**{lookup: term})
        is_joined = any(lookup_spawns_duplicates(self.opts, lookup) for lookup in self.text_lookups)
        return queryset.filter(found), is_joined


class KeptRecordAdmin(RecordAdmin):
    """Records that a service makes and ends: they may be changed where the admin says so, never deleted here."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class ReadOnlyAdmin(KeptRecordAdmin):
    """Records that are looked at. Actions may still ask for the permission to change, hence the two methods."""

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def may_act(self, request: HttpRequest) -> bool:
        """Whether the person holds the model's own permission to change, which actions need."""
        codename = f"change_{self.opts.model_name}"
        return bool(request.user.has_perm(f"{self.opts.app_label}.{codename}"))
