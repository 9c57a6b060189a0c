"""Does once, before the first visitor, what would make him wait: addresses, database, dictionary, names, the desk's
knowledge of words."""

import gc
import logging

from django.db import DatabaseError, connections
from django.template.loader import get_template
from django.urls import reverse

from articles.doubts.find import find_doubts
from articles.errors import IndexUnavailableError
from articles.search.backend import search_backend
from articles.search.doubt_knowledge import knowledge_of
from articles.search.draining import follow_commit
from articles.search.known_names import known_names
from articles.services import replacements
from entities.following import resume
from entities.matching.confusions import Likeness, alike
from entities.registry import current_registry

logger = logging.getLogger(__name__)

ANY_QUERY = "文库"
#: A character stands alone in it: whatever it may have been read for is looked up, here and in the index.
ANY_TEXT = "昨大本市文库开放。"
#: The desk's largest page, with all that it is put together from.
DESK_PAGE = "admin/workbench/page.html"
#: Objects that a page makes some ten thousand of, and all but a few gives back itself.
COLLECTED_AFTER = 20_000


def warm_up() -> None:
    """Start what starts on demand, and go on with what a crash left undone: the index, and links to follow.

    A database that is not there yet is no reason not to serve: it may come.
    """
    # Loads every view, and how each address is written.
    reverse("admin:index")
    get_template(DESK_PAGE)
    try:
        connections["default"].ensure_connection()
        search_backend().parse(ANY_QUERY)
        warm_names()
        for likeness in Likeness:
            alike(likeness)
        find_doubts({"body": ANY_TEXT}, knowledge_of(current_registry().version))
        follow_commit()
        resume()
        replacements.resume()
    except DatabaseError as error:
        logger.error("the database does not answer: %s", error)
    connections.close_all()
    spare_what_stays()


def warm_names() -> None:
    try:
        known_names()
    except IndexUnavailableError as error:
        logger.warning("no names to suggest yet: %s", error)


def spare_what_stays() -> None:
    """What is loaded by now stays for good: the collector, which would look through all of it in the middle of some
    request, for a tenth of a second and more, need never do so again. What a page is made of goes when it is sent,
    without the collector, which is to look for what does not after some pages, not a hundred times for each."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECTED_AFTER, *gc.get_threshold()[1:])
