"""The JSON in which a border change holds what was before it and after it, and what it lets the next one bring back."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F

from articles.borders.carrying import Carried
from articles.borders.pieces import Piece, Pieces, Stretch
from articles.borders.words import Memory, Place, Shared, Stowed
from articles.ingest.drafts import Part
from articles.models import Article, BorderChange, DepartmentLink, LinkStatus, Redirect
from articles.services.border_scene import Scene
from entities.models import ProgramDecision

State = dict[str, Any]

#: Fields of an article that a change may set, beside its text and its place among others.
FIELDS = (
    "page_id",
    "kind",
    "state",
    "withdrawn_reason",
    "continued_from",
    "continues_to",
    "notes",
    "confidence",
)


def state_of(scene: Scene, articles: Mapping[int, Article], layout: Mapping[int, Pieces]) -> State:
    """`items`: these articles with their pieces, fields and revision. `orders`: who stands on their pages, in order.
    `texts`: digests of the pages' texts. `redirects`, `decisions`: what leads to the articles and was decided."""
    pages = sorted({article.page_id for article in articles.values()} | _pages_of(layout.values()))
    return {
        "items": {
            str(pk): {
                "public_id": article.public_id,
                "revision": article.revision_number,
                "pieces": [[p.page, p.start, p.end, p.part.value] for p in layout.get(pk, ())],
                **{name: getattr(article, name) for name in FIELDS},
            }
            for pk, article in articles.items()
        },
        "orders": {str(pk): order_of_page(pk) for pk in pages},
        "texts": {str(pk): digest(scene.texts[pk]) for pk in pages},
        "redirects": {
            str(old): pk
            for old, pk in Redirect.objects.filter(article__in=articles).values_list("old_public_id", "article_id")
        },
        "decisions": decisions_of(articles),
    }


def _pages_of(layouts: Iterable[Pieces]) -> set[int]:
    return {piece.page for pieces in layouts for piece in pieces}


def order_of_page(page_id: int) -> list[int]:
    at_home = Article.objects.filter(page=page_id).exclude(state=Article.State.SUPERSEDED)
    return list(at_home.order_by("position", "pk").values_list("pk", flat=True))


def decisions_of(articles: Iterable[int]) -> State:
    """What persons decided of these articles, as pairs of article and entry."""
    held = list(articles)
    programs = ProgramDecision.objects.filter(article__in=held).values_list("article_id", "program_id")
    decided = DepartmentLink.objects.filter(
        article__in=held, status__in=[LinkStatus.CONFIRMED, LinkStatus.REJECTED]
    ).values_list("article_id", "department_id")
    return {"programs": sorted(map(list, programs)), "departments": sorted(map(list, decided))}


def pieces_from(item: State) -> Pieces:
    return tuple(Piece(page, start, end, Part(part)) for page, start, end, part in item["pieces"])


def layout_from(state: State) -> dict[int, Pieces]:
    """The pieces of the items that held any."""
    return {int(pk): pieces_from(item) for pk, item in state["items"].items() if item["pieces"]}


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def carried_to_json(carried: Carried, heirs: Mapping[int, int]) -> State:
    """`heirs`: which item took over what one that ended said without a page holding it."""
    return {
        "heirs": {str(pk): heir for pk, heir in heirs.items()},
        "seams": [[*one, *other, gap] for (one, other), gap in carried.seams.items()],
        "stowed": [[s.stretch.page, s.stretch.start, s.stretch.end, s.text] for s in carried.stowed],
        "shares": [[[*place, words] for place, words in zip(s.places, s.words, strict=True)] for s in carried.shares],
    }


def memory_of(pages: Mapping[int, str]) -> Memory:
    """What earlier changes on these pages parted and put away, as far as the pages still have the same text."""
    digests = {str(pk): digest(text) for pk, text in pages.items()}
    seams: dict[tuple[Place, Place], str] = {}
    stowed: list[Stowed] = []
    rows = BorderChange.objects.filter(pages__overlap=list(pages)).exclude(carried={}).order_by("pk")
    for carried, texts in rows.annotate(texts=F("after__texts")).values_list("carried", "texts"):
        same = {int(pk) for pk, known in texts.items() if digests.get(pk) == known}
        for page, offset, other_page, other_offset, gap in carried["seams"]:
            if {page, other_page} <= same:
                seams[(page, offset), (other_page, other_offset)] = gap
        for page, start, end, text in carried["stowed"]:
            if page in same:
                stowed.append(Stowed(Stretch(page, start, end), text))
    return Memory(seams, stowed[::-1], shares_of(pages))


def shares_of(pages: Mapping[int, str], *, until: int | None = None) -> list[Shared]:
    """What earlier changes on these pages gave to other characters than the texts tell, newest first. Few do.

    `until`: the change before which to end.
    """
    digests = {str(pk): digest(text) for pk, text in pages.items()}
    rows = BorderChange.objects.filter(pages__overlap=list(pages), carried__shares__0__isnull=False).order_by("-pk")
    if until is not None:
        rows = rows.filter(pk__lt=until)
    shares: list[Shared] = []
    for told, texts in rows.annotate(texts=F("after__texts")).values_list("carried__shares", "texts"):
        same = {int(pk) for pk, known in texts.items() if digests.get(pk) == known}
        for row in reversed(told):
            if {page for page, _, _ in row} <= same:
                shares.append(Shared(tuple((page, offset) for page, offset, _ in row), tuple(said for *_, said in row)))
    return shares
