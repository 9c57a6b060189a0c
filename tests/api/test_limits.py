"""How many values and companions the API gives: its own limits, as its description tells them."""

import pytest

from articles.api import lists, registry_lists
from articles.api.endpoints import description
from articles.models import Article
from articles.search.draining import drain
from articles.services.text_changed import queue_index
from articles.views import dossiers, facets
from articles.views.result_lists import FACET_LIMIT
from tests import builders
from tests.api.conftest import Ask
from tests.site.conftest import Archive

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]


def test_facets_and_companions_are_given_to_the_limits_of_the_api(ask: Ask, archive: Archive) -> None:
    bureaus = [builders.make_department(name=f"怀川市第{number}局", slug=f"bureau-{number}") for number in range(45)]
    body = "怀川码上办上新，" + "、".join(each.name for each in bureaus)
    builders.make_article(page=archive.front, body=body, departments=bureaus, programs=[archive.program])
    queue_index(list(Article.objects.values_list("pk", flat=True)))
    drain()
    assert facets.SHOWN_AT_MOST < lists.FACET_VALUES == 40 and dossiers.COMPANIONS < registry_lists.COMPANIONS == 20
    assert len(ask("/search?q=上新&facets=department")["facets"]["department"]) == 40
    assert len(ask(f"/programs/{archive.program.slug}")["with_departments"]) == 20
    assert len(ask("/departments/bureau-3")["with_departments"]) == 20


def test_the_description_tells_them(ask: Ask) -> None:
    told = str(description())
    assert "每面最多 40 个值" in told and f"year 最多 {FACET_LIMIT} 个值" in told
    assert told.count("最多 20 个") == 5


def test_what_a_page_opens_is_nothing_of_the_api(ask: Ask) -> None:
    assert "facet" in ask("/search?q=怀川&facet=department", status=400)["detail"]
