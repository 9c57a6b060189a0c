"""The tantivy backend does what every backend must; the fixture `backend` of this folder is one."""

from tests.search.backend_contract import FindingContract, ListingContract
from tests.search.facets_contract import FacetsContract
from tests.search.language_contract import LanguageContract


class TestTantivyFinds(FindingContract):
    pass


class TestTantivyLists(ListingContract):
    pass


class TestTantivyCounts(FacetsContract):
    pass


class TestTantivyReads(LanguageContract):
    pass
