"""What each of the desk's three roles may do. The table is the floor: applied after every `migrate`, it gives a group
what it lacks, new models' rights among it, and takes nothing away that an administrator added by hand.

Whoever wants a narrower role makes a group of another name: what is taken out of these three comes back.
"""

from collections.abc import Iterable, Mapping
from typing import Any

#: Models whose rows everybody at the desk may look at: what editors work on, and what they look up for it.
LOOKED_AT = (
    "articles.article",
    "articles.review",
    "articles.borderchange",
    "articles.page",
    "articles.issue",
    "articles.newspaper",
    "articles.source",
    "articles.redirect",
    "articles.revision",
    "articles.hiddenpassage",
    "articles.replacement",
    "articles.replacedarticle",
    "articles.segmentationproposal",
    "articles.credit",
    "articles.reporter",
    "articles.department",
    "articles.departmentalias",
    "articles.departmentlink",
    "entities.program",
    "entities.programalias",
    "entities.mention",
)

#: What only administrators have to look at: how things came in, and how the registries work.
INNER = (
    "articles.span",
    "articles.pagereplacement",
    "articles.replacedarticle",
    "articles.ingestrun",
    "articles.ingestitem",
    "articles.registrystate",
    "articles.indexqueueentry",
    "entities.programdecision",
    "entities.figure",
    "entities.candidate",
    "entities.sighting",
    "entities.followup",
    "entities.movedslug",
    "entities.foundbefore",
    "entities.loadedline",
    "entities.registrychange",
)

#: Registries, which administrators keep.
REGISTRIES = (
    "articles.newspaper",
    "articles.reporter",
    "articles.department",
    "articles.departmentalias",
    "articles.departmentsuccession",
    "entities.program",
    "entities.programalias",
    "entities.programrelation",
    "entities.place",
)


def rights(actions: Iterable[str], models: Iterable[str]) -> set[str]:
    actions = tuple(actions)
    return {
        f"{app}.{action}_{model}" for app, _, model in (name.partition(".") for name in models) for action in actions
    }


EDITOR = rights(["view"], LOOKED_AT) | {
    "articles.add_article",
    "articles.change_article",
    "articles.add_page",
    "articles.change_page",
    "articles.change_issue",
    "articles.change_departmentlink",
    "entities.change_mention",
    "articles.handle_report",
}

REVIEWER = EDITOR | {
    "articles.review_article",
    "articles.change_credit",
    "articles.withdraw_article",
    "articles.view_report_contact",
    "articles.view_auditentry",
    "articles.view_claim",
}

#: Whoever appoints editors and reviewers holds their rights: nobody gives away what he does not hold.
ADMINISTRATOR = (
    REVIEWER
    | rights(["view", "add", "change", "delete"], REGISTRIES)
    | rights(["view", "add", "change"], ["auth.user", "auth.group"])
    | rights(["change"], ["articles.ingestitem", "entities.candidate"])
    | rights(["view"], INNER)
)

#: The one of the three that never reviews.
EDITORS = "编辑"

ROLES: Mapping[str, frozenset[str]] = {
    EDITORS: frozenset(EDITOR),
    "审校": frozenset(REVIEWER),
    "管理员": frozenset(ADMINISTRATOR),
}


def grant_roles(apps: Any) -> None:
    """Make the groups that are missing and give each the rights of the table that exist and that it lacks.

    `apps` are those of a migration's state or the program's own. A right whose model is not there yet is given when
    it is: this runs after every `migrate`.
    """
    group_model, permission_model = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    codes = {code.partition(".")[2] for codes in ROLES.values() for code in codes}
    rows = permission_model.objects.filter(codename__in=codes).select_related("content_type")
    by_code = {f"{row.content_type.app_label}.{row.codename}": row for row in rows}
    for name, codes_of_role in ROLES.items():
        group, _ = group_model.objects.get_or_create(name=name)
        held = set(group.permissions.values_list("pk", flat=True))
        found = [by_code[code] for code in sorted(codes_of_role) if code in by_code]
        group.permissions.add(*[row for row in found if row.pk not in held])


def grant_roles_after_migrate(sender: Any, apps: Any = None, **options: Any) -> None:
    """Receiver of `post_migrate`, behind the one of Django that makes the sender's permissions. After a flush Django
    names no `apps`."""
    from django.apps import apps as own_apps

    if sender.label in ("articles", "entities", "auth"):
        grant_roles(apps or own_apps)
