"""What the desk's lists share: none counts a big table, none lets anyone past the services."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import lookup_spawns_duplicates
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

from articles.admin.audited import AuditedAdmin
from articles.admin.paginators import LimitedCountPaginator

LARGEST_NUMBER = 2**63 - 1
#: Entries of another table that one search follows into a list.
ENTRIES_AT_MOST = 200


class RecordAdmin(AuditedAdmin):
    """A list that stays fast on a million rows. `number_lookups` and `text_lookups` are what its search looks into.

    A whole number is looked up in the `number_lookups` alone, if there are any; anything else in the `text_lookups`.
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
        is_number = bool(self.number_lookups) and term.isdecimal() and int(term) <= LARGEST_NUMBER
        lookups = self.number_lookups if is_number else self.text_lookups
        found = Q(pk__in=[])
        for lookup in lookups:
            found |= resolve_lookup(self.opts, lookup, int(term) if is_number else term)
        return queryset.filter(found), any(lookup_spawns_duplicates(self.opts, lookup) for lookup in lookups)


def resolve_lookup(opts: Any, lookup: str, value: object) -> Q:
    """`lookup` as a condition; through a foreign key, the ids it leads to are looked up first.

    A join would let PostgreSQL walk the big table for the rows of one entry; ids it finds by the index.
    """
    name, _, rest = lookup.partition("__")
    field = opts.pk if name == "pk" else opts.get_field(name)
    if not (field.many_to_one and rest):
        return Q(**{lookup: value})
    ids = field.related_model._base_manager.filter(**{rest: value}).values_list("pk", flat=True)
    return Q(**{f"{name}__in": list(ids[:ENTRIES_AT_MOST])})


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
