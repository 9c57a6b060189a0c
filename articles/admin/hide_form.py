"""Choosing passages to hide: typed, a line each, or ticked among the likely ones; and where all of them stand."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.http import QueryDict

from articles.errors import ArchiveError
from articles.models import Article, HiddenPassage
from articles.search.normalize import normalize
from articles.services.blacking_out import passage_ranges
from articles.services.clean_text import REASON_LENGTH
from articles.services.hidden_passages import passages_in_force
from articles.services.hiding import Place, clean_passage, hide_passages, places_of, proposals, readings_of, texts_of
from articles.services.private_numbers import PrivateNumber

AROUND = 12


@dataclass(frozen=True, slots=True)
class Proposal:
    """A likely private number, what stands around it, and whether the editor ticked it."""

    number: PrivateNumber
    before: str
    after: str
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """One passage, or one other reading of it, and every place where it will be blacked out."""

    passage: str
    is_other_reading: bool
    places: list[Place]


class HideForm:
    """`error` says in Chinese why nothing was done."""

    reason_length = REASON_LENGTH

    def __init__(self, article: Article, data: QueryDict | None) -> None:
        self.article, self.data = article, data
        self.texts = texts_of(article)
        self.typed = data.get("passages", "") if data else ""
        self.reason = data.get("reason", "") if data else ""
        self.ticked = data.getlist("proposal") if data else []
        self.error = ""

    @property
    def passages(self) -> list[str]:
        """What is asked for, each once; a line a passage."""
        asked = [*self.ticked, *(line.strip() for line in self.typed.splitlines() if line.strip())]
        return list({normalize(each): each for each in asked}.values())

    def is_to_be_carried_out(self) -> bool:
        return self.data is not None and "hide" in self.data

    def hide(self, *, by: User) -> str:
        """What was done, in a sentence; empty where it could not be, with `error` set."""
        try:
            done = hide_passages(self.article, self.passages, by=by, reason=self.reason)
        except ArchiveError as error:
            self.error = error.message
            return ""
        others = len(done) - len(self.passages)
        also = f"，连同 {others} 处识别成别样的写法" if others > 0 else ""
        return f"已隐去 {len(self.passages)} 段文字{also}；读者处显示为 █，检索不到。"

    @property
    def proposals(self) -> list[Proposal]:
        held = {normalize(row.text) for row in in_force(self.article)}
        found = [each for each in proposals(self.texts) if normalize(each.text) not in held]
        return [self._proposal(each) for each in found]

    def _proposal(self, number: PrivateNumber) -> Proposal:
        place = places_of(self.texts, number.text, around=AROUND)[0]
        return Proposal(number, place.before, place.after, number.text in self.ticked)

    @property
    def previews(self) -> list[Preview]:
        """Empty until something is asked for; a passage that stands nowhere has no places."""
        found = []
        for passage in self.passages:
            try:
                readings = readings_of(self.texts, clean_passage(passage))
            except ArchiveError as error:
                self.error = self.error or error.message
                continue
            for reading in readings:
                found.append(Preview(reading, reading != readings[0], places_of(self.texts, reading, around=AROUND)))
        return found

    @property
    def lines(self) -> list[tuple[str, str]]:
        """The present text, to be read and selected in: each field with its label."""
        return [(label, text) for label, text in self.texts.labelled() if text in self.texts.present.values()]


def in_force(article: Article) -> tuple[HiddenPassage, ...]:
    return passages_in_force([article.pk]).get(article.pk, ())


def hidden_rows(article: Article) -> list[dict[str, Any]]:
    """The passages hidden now, each with who, when and why, and whether the present text still holds it."""
    present = texts_of(article).present.values()
    rows = HiddenPassage.objects.filter(pk__in=[row.pk for row in in_force(article)])
    return [
        {"passage": row, "is_present": any(any(passage_ranges(text, row.text)) for text in present)}
        for row in rows.select_related("decided_by", "carried_from__article").order_by("pk")
    ]
