"""The segmenter's doubts go with the lines they are about."""

from collections.abc import Mapping
from typing import Any

from articles.borders.pieces import Layout, Pieces
from articles.ingest.drafts import Part
from articles.ingest.open_ends import FIRST_MISSING, REST_MISSING
from articles.models import Article
from articles.services.border_scene import Scene

HEADLINE_ALONE = "headline_alone"

Note = dict[str, Any]


def divide_notes(scene: Scene, articles: Mapping[int, Article], layout: Layout) -> None:
    """Give each of these articles the doubts about its lines, without those that the change settled; not saved.

    A doubt about no line stays where it is, or goes with the text of an article that ends.
    """
    lines = {pk: lines_of(scene, pieces) for pk, pieces in layout.items()}
    kept: dict[int, list[Note]] = {pk: [] for pk in articles}
    for pk, article in articles.items():
        for note in article.notes:
            owner = pk if pk not in lines or note["line"] in lines[pk] else None
            if owner is None or pk not in layout:
                owner = next((key for key, held in lines.items() if note["line"] in held), pk)
            if note not in kept[owner]:
                kept[owner].append(note)
    for pk, article in articles.items():
        article.notes = [note for note in kept[pk] if not _is_settled(note, article, layout.get(pk, ()))]


def _is_settled(note: Note, article: Article, pieces: Pieces) -> bool:
    if note["code"] == HEADLINE_ALONE:
        return any(piece.part is Part.BODY for piece in pieces)
    if note["code"] == REST_MISSING:
        return not article.continues_to
    return note["code"] == FIRST_MISSING and not article.continued_from


def lines_of(scene: Scene, pieces: Pieces) -> set[int]:
    """The source's lines on which the pieces stand."""
    lines: set[int] = set()
    for piece in pieces:
        page = scene.pages[piece.page]
        first = page.first_line + page.text.count("\n", 0, piece.start)
        lines |= {*range(first, first + page.text.count("\n", piece.start, piece.end) + 1)}
    return lines
