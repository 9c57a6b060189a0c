"""The tantivy backend does what every backend must; the fixture `backend` of this folder is one."""

import pytest

from articles.search.queries import Place, SearchQuery
from tests.search.backend_contract import FindingContract, ListingContract
from tests.search.facets_contract import FacetsContract
from tests.search.language_contract import LanguageContract
from tests.search.walking_contract import WalkingContract


class TestTantivyFinds(FindingContract):
    pass


class TestTantivyLists(ListingContract):
    pass


class TestTantivyCounts(FacetsContract):
    pass


class TestTantivyReads(LanguageContract):
    pass


class TestTantivyWalks(WalkingContract):
    pass


def test_a_place_and_an_offset_exclude_each_other() -> None:
    with pytest.raises(ValueError, match="a walk begins after a place"):
        SearchQuery(offset=20, walks=True)
    with pytest.raises(ValueError, match="a walk begins after a place"):
        SearchQuery(after=Place(1, 1))
