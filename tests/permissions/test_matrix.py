"""The permission matrix: every address and every action, as everybody who may knock. New addresses need a row."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.http import HttpRequest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from articles.models import Article, HiddenPassage
from tests.discovery.test_headers import arguments, public_names
from tests.permissions.table import ACTIONS, ADDRESSES, MODELS, PUBLIC, SAY_400, SENT
from tests.site.conftest import Archive

pytestmark = pytest.mark.django_db

STAFF = ("无权", "编辑", "审校", "管理员")
OUTSIDE = ("匿名", "读者")
#: A model's own pages, and the letter that each asks for to be looked at and to be sent.
PAGES = {
    "changelist": ("v", "v"),
    "add": ("a", "a"),
    "change": ("v", "c"),
    "history": ("v", "v"),
    "delete": ("d", "d"),
}


def desk_names() -> Iterator[str]:
    """The names of the desk's addresses; those without a name lead to one that has."""

    def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
        for each in resolver.url_patterns:
            if isinstance(each, URLResolver):
                yield from patterns(each)
            else:
                yield each

    desk = next(
        each for each in get_resolver().url_patterns if isinstance(each, URLResolver) and each.namespace == "admin"
    )
    return (f"admin:{pattern.name}" for pattern in patterns(desk) if pattern.name)


def model_pages() -> Iterator[tuple[str, str, str]]:
    """Label, page and name of every address that a model at the desk has of itself."""
    for model in admin.site._registry:
        for page in PAGES:
            yield model._meta.label_lower, page, f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"


def answer(client: Client, address: str, method: str, data: dict[str, Any] | None = None) -> Any:
    """The answer; what it changed is taken back."""
    with transaction.atomic():
        response = getattr(client, method)(address, data or {})
        transaction.set_rollback(True)
    return response


def is_login(response: Any) -> bool:
    return bool(response.status_code == 302 and response["Location"].startswith("/admin/login/?next="))


def test_every_address_and_every_model_of_the_desk_has_a_row() -> None:
    own = {name for _, _, name in model_pages()}
    assert set(MODELS) == {label for label, _, _ in model_pages()}
    assert set(ADDRESSES) == set(desk_names()) - own - {"admin:login", "admin:logout"}


@pytest.mark.parametrize("role", STAFF)
def test_pages_of_models_are_for_those_who_hold_the_letter(
    role: str, everything: Article, clients: dict[str, Client]
) -> None:
    wrong = []
    for label, page, name in model_pages():
        letters = dict(zip(STAFF, ("", *MODELS[label]), strict=True))[role]
        address, exists = page_address(label, page, name)
        for method, letter in zip(("get", "post"), PAGES[page], strict=True):
            status = answer(clients[role], address, method).status_code
            allowed = {200, 302} if method == "post" else {200} if exists else {302}
            if method == "post" and f"{label}:{page}" in SAY_400:
                allowed = {400}
            # Django looks for the row before it looks at rights: what one does not see is not there.
            refused = {403, 302} if page == "history" else {403}
            if status not in (allowed if letter in letters else refused):
                wrong.append(f"{method} {address}: {status}")
    assert not wrong, "\n".join(wrong)


def page_address(label: str, page: str, name: str) -> tuple[str, bool]:
    """The address, with the first row of the model where it needs one, and whether there is one."""
    if page in ("changelist", "add"):
        return reverse(name), True
    row = apps.get_model(label)._default_manager.order_by("pk").first()
    return reverse(name, args=[row.pk if row else 0]), row is not None


def arguments_of_desk(article: Article) -> dict[str, list[Any]]:
    def first(label: str) -> int:
        return int(apps.get_model(label)._default_manager.order_by("pk").values_list("pk", flat=True)[0])

    return {
        "admin:app_list": ["articles"],
        "admin:view_on_site": [ContentType.objects.get_for_model(Article).pk, article.pk],
        "admin:articles_source_bytes": [article.page.source_id],
        "admin:articles_article_revision": [article.pk, 0],
        "admin:articles_article_revert": [article.pk, 0],
        "admin:articles_article_unhide": [article.pk, HiddenPassage.objects.get().pk],
        "admin:articles_department_merge": [first("articles.department")],
        "admin:entities_program_merge": [first("entities.program")],
        "admin:entities_candidate_decide": [first("entities.candidate")],
        "admin:registry_file": ["departments.csv"],
        "admin:articles_auditentry_export": ["csv"],
        "admin:articles_proposal_differences": [first("articles.segmentationproposal")],
        "admin:articles_replacement_undo": [first("articles.replacement")],
        "admin:workbench": [article.page_id],
        "admin:auth_user_password_change": [first("auth.user")],
        **{f"admin:articles_article_{name}": [article.pk] for name in ("withdraw", "restore", "decide", "hide")},
    }


QUERIES = {"admin:autocomplete": "?app_label=articles&model_name=credit&field_name=reporter"}


@pytest.mark.parametrize("role", STAFF)
def test_other_addresses_of_the_desk_answer_as_their_rows_say(
    role: str, everything: Article, clients: dict[str, Client]
) -> None:
    known, wrong = arguments_of_desk(everything), []
    for name, row in ADDRESSES.items():
        address = reverse(name, args=known.get(name)) + QUERIES.get(name, "")
        for method, statuses in zip(("get", "post"), row, strict=True):
            expected = statuses[STAFF.index(role)]
            status = answer(clients[role], address, method, SENT.get(name)).status_code
            if status != expected:
                wrong.append(f"{method} {name}: {status}, not {expected}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("role", OUTSIDE)
def test_who_is_not_of_the_desk_is_sent_to_the_login(
    role: str, everything: Article, clients: dict[str, Client]
) -> None:
    known, wrong = arguments_of_desk(everything), []
    addresses = [page_address(*page)[0] for page in model_pages()]
    addresses += [reverse(name, args=known.get(name)) for name in ADDRESSES]
    for address in addresses:
        wrong += [
            f"{method} {address}" for method in ("get", "post") if not is_login(answer(clients[role], address, method))
        ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("role", [*OUTSIDE, *STAFF])
def test_everybody_may_log_in_and_out(role: str, clients: dict[str, Client]) -> None:
    seen = clients[role].get(reverse("admin:login")).status_code
    assert seen == (200 if role in OUTSIDE else 302)
    assert clients[role].get(reverse("admin:logout")).status_code == (302 if role in OUTSIDE else 405)
    left = clients[role].post(reverse("admin:logout"))
    assert left.status_code in (200, 302)
    assert is_login(clients[role].get(reverse("admin:index")))


@pytest.mark.parametrize("role", STAFF)
def test_actions_of_lists_are_offered_to_those_who_may(role: str, clients: dict[str, Client]) -> None:
    """Django carries out no action that it does not offer."""
    request = HttpRequest()
    request.user = clients[role].get(reverse("admin:index")).wsgi_request.user
    offered = {
        f"{model._meta.label_lower}:{action}"
        for model, model_admin in admin.site._registry.items()
        for action in model_admin.get_actions(request)
    }
    assert offered == {action for action, roles in ACTIONS.items() if role in roles}


@pytest.mark.usefixtures("indexed")
def test_addresses_outside_the_desk_answer_anybody(client: Client, archive: Archive) -> None:
    known, wrong = arguments(archive), []
    for name in sorted(public_names()):
        address = reverse(name, kwargs=known.get(name))
        for method, expected in zip(("get", "post"), PUBLIC.get(name, (200, 405)), strict=True):
            status = answer(client, address, method).status_code
            if status != expected:
                wrong.append(f"{method} {name}: {status}, not {expected}")
    assert not wrong, "\n".join(wrong)
