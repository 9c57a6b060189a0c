"""The departments and programs of one article: where they stand in its text, and the sentence that names each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from articles.models import SHOWN_STATUSES, Article, DepartmentLink
from articles.views.annotations import Anchor
from articles.views.sentences import sentence_around
from entities.models import Mention, Program

SENTENCE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class LinkedEntry:
    """A department or program of the article; `sentence` is what stands before, in and after its name, or empty.

    `note` is the department's role or the program's kind in words, `code` the same as the record has it.
    """

    pk: int
    slug: str
    name: str
    url: str
    code: str
    note: str
    sentence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleLinks:
    departments: tuple[LinkedEntry, ...]
    programs: tuple[LinkedEntry, ...]
    anchors: tuple[Anchor, ...]


def links_of(article: Article) -> ArticleLinks:
    """Two queries. Places that were found in another revision, or that do not hold their words, are not pointed at."""
    links = list(
        DepartmentLink.objects.filter(article=article, status__in=SHOWN_STATUSES)
        .select_related("department")
        .order_by("-role", "id")
    )
    mentions = list(
        Mention.objects.filter(article=article, status__in=SHOWN_STATUSES)
        .select_related("program")
        .order_by("start", "id")
    )
    departments = [
        (link, [place for place in link.evidence if is_present(article, link.revision_number, place)]) for link in links
    ]
    programs = mentions_by_program(article, mentions)
    anchors = [anchor_of(link.department, place) for link, places in departments for place in places if in_body(place)]
    anchors += [anchor_of(program, place) for program, places in programs for place in places if in_body(place)]
    return ArticleLinks(
        departments=tuple(
            linked(link.department, link.role, link.get_role_display(), sentence(article, places))
            for link, places in departments
        ),
        programs=tuple(
            linked(program, program.kind, program.get_kind_display(), sentence(article, places))
            for program, places in programs
            if program.is_listed
        ),
        anchors=tuple(anchors),
    )


def linked(entry: Any, code: str, note: str, sentence: tuple[str, ...]) -> LinkedEntry:
    return LinkedEntry(entry.pk, entry.slug, entry.name, entry.get_absolute_url(), code, note, sentence)


def mentions_by_program(article: Article, mentions: Iterable[Mention]) -> list[tuple[Program, list[dict[str, Any]]]]:
    grouped: dict[int, tuple[Program, list[dict[str, Any]]]] = {}
    for mention in mentions:
        place = {"field": mention.field, "start": mention.start, "end": mention.end, "surface": mention.surface}
        _, places = grouped.setdefault(mention.program_id, (mention.program, []))
        if is_present(article, mention.revision_number, place):
            places.append(place)
    return list(grouped.values())


def is_present(article: Article, revision_number: int, place: dict[str, Any]) -> bool:
    if revision_number != article.revision_number:
        return False
    surface: str = place["surface"]
    return text_at(article, place) == surface


def text_at(article: Article, place: dict[str, Any]) -> str:
    return str(getattr(article, place["field"]))[place["start"] : place["end"]]


def in_body(place: Mapping[str, Any]) -> bool:
    field: str = place["field"]
    return field == "body"


def anchor_of(entry: Any, place: dict[str, Any]) -> Anchor:
    return Anchor(place["start"], place["end"], entry.get_absolute_url(), entry.name)


def sentence(article: Article, places: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    """Of the first place in the body, else in the headlines; empty where nothing is known of places."""
    for place in sorted(places, key=lambda each: (not in_body(each), each["start"])):
        return sentence_around(getattr(article, place["field"]), place["start"], place["end"], SENTENCE_LENGTH)
    return ()
