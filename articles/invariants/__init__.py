"""What must always be true of a whole archive, and how to prove it. Reads only, in bounded memory."""

from articles.invariants.addresses import ADDRESSES
from articles.invariants.borders import BORDERS
from articles.invariants.hidden import HIDDEN
from articles.invariants.links import LINKS
from articles.invariants.pages import PAGES
from articles.invariants.revisions import REVISIONS
from articles.invariants.rules import Fault, Rule
from articles.invariants.spans import SPANS

RULES: tuple[Rule, ...] = (*PAGES, *SPANS, *REVISIONS, *HIDDEN, *ADDRESSES, *LINKS, *BORDERS)

__all__ = ["RULES", "Fault", "Rule"]
