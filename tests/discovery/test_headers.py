"""The headers that protect readers, on every address of the site."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from articles.models import Article
from tests.site.conftest import Archive

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]


def public_names() -> set[str]:
    """The names of every address outside the admin."""

    def names(resolver: URLResolver, prefix: str) -> Iterator[str]:
        for each in resolver.url_patterns:
            if isinstance(each, URLResolver):
                if each.namespace != "admin":
                    yield from names(each, f"{each.namespace}:" if each.namespace else prefix)
            elif isinstance(each, URLPattern):
                yield f"{prefix}{each.name}"

    return set(names(get_resolver(), ""))


def arguments(archive: Archive) -> dict[str, dict[str, Any]]:
    """What the address of each name is made with, where it is made with anything."""
    reporter = archive.launch.credits.get().reporter
    assert reporter is not None
    slugs = {"departments": archive.department.slug, "programs": archive.program.slug, "reporters": reporter.slug}
    day: dict[str, Any] = {"newspaper": archive.newspaper.slug, "date": archive.issue.date}
    found: dict[str, dict[str, Any]] = {
        "articles:article": {"public_id": archive.launch.public_id},
        "articles:citation": {"public_id": archive.launch.public_id, "file_format": "ris"},
        "articles:department": {"slug": archive.department.slug},
        "articles:department_events": {"slug": archive.department.slug},
        "entities:program_events": {"slug": archive.program.slug},
        "articles:department_figures": {"slug": archive.department.slug},
        "entities:program_figures": {"slug": archive.program.slug},
        "articles:reporter": {"slug": reporter.slug},
        "entities:program": {"slug": archive.program.slug},
        "articles:newspaper": {"newspaper": archive.newspaper.slug},
        "articles:undated_pages": {"newspaper": archive.newspaper.slug},
        "articles:undated": {"newspaper": archive.newspaper.slug, "source_id": 1},
        "articles:issue": day,
        "articles:page": day | {"label": "A01"},
        "discovery:sitemap_section": {"section": "articles"},
        "exports:statistics": {"subject": "departments", "file_format": "csv"},
        "exports:search": {"file_format": "csv"},
        "exports:figures_of_department": {"slug": archive.department.slug, "file_format": "csv"},
        "exports:figures_of_program": {"slug": archive.program.slug, "file_format": "xlsx"},
        "api:article": {"public_id": archive.launch.public_id},
        "reports:article": {"public_id": archive.launch.public_id},
        "reports:ticket": {"number": "00000-00000-00000"},
        "api:issue": day,
        "api:department": {"slug": archive.department.slug},
        "api:program": {"slug": archive.program.slug},
        "api:reporter": {"slug": reporter.slug},
        "api:missing": {"rest": "none"},
    }
    for section, slug in slugs.items():
        found[f"exports:{section}"] = {"slug": slug, "file_format": "xlsx"}
        found[f"exports:index_of_{section}"] = {"file_format": "xlsx"}
        found[f"discovery:{section}"] = {"slug": slug}
    return found


def check(response: Any, address: str) -> None:
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy, address
    for directive in ("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'"):
        assert directive in policy, address
    assert response["X-Content-Type-Options"] == "nosniff", address
    assert response["X-Frame-Options"] == "DENY", address
    assert response["Referrer-Policy"] == "same-origin", address


def test_every_public_address_protects_its_reader(client: Client, archive: Archive) -> None:
    known = arguments(archive)
    for name in sorted(public_names()):
        address = reverse(name, kwargs=known.get(name))
        check(client.get(address), address)


def test_every_page_of_the_desk_does_so_too(admin_client: Client, archive: Archive) -> None:
    addresses = ["/admin/", "/admin/login/", "/admin/password_change/"]
    for model in admin.site._registry:
        addresses.append(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"))
    addresses.append(reverse("admin:articles_article_change", args=[archive.launch.pk]))
    for address in addresses:
        response = admin_client.get(address)
        assert response.status_code in {200, 302}, address
        check(response, address)


def test_errors_and_files_do_so_too(client: Client, archive: Archive) -> None:
    Article.objects.filter(pk=archive.older.pk).update(state=Article.State.WITHDRAWN)
    expected = {
        "/article/999999/": 404,
        archive.older.get_absolute_url(): 410,
        "/search/?year=x": 400,
        "/static/css/base.css": 200,
        "/clippings/change/": 405,
    }
    for address, status in expected.items():
        response = client.get(address)
        assert response.status_code == status, address
        check(response, address)
    refused = Client(enforce_csrf_checks=True).post("/clippings/add/")
    assert refused.status_code == 403
    check(refused, "/clippings/add/")
