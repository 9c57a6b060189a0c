"""Hides passages of an article from everybody outside the desk, and shows them again. The record keeps every word."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.errors import InvalidTextError
from articles.models import Article, AuditEntry, HiddenPassage, Review, Span
from articles.search.normalize import normalize
from articles.services.article_text import WORDS, field_label
from articles.services.blacking_out import BLOCK, counterparts, passage_ranges
from articles.services.clean_text import clean_reason
from articles.services.hidden_passages import SHORTEST_PASSAGE, holds_passage, overlaps_name, passages_in_force
from articles.services.listed_actions import list_action
from articles.services.private_numbers import PrivateNumber, private_numbers
from articles.services.record_action import record_action
from articles.services.text_changed import text_changed
from articles.services.withdrawal import refuse_superseded

LONGEST = 2000
SCANNED = "版面识别文字"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage stands: in which text, and what is before and behind it there."""

    label: str
    before: str
    passage: str
    after: str


@dataclass(frozen=True, slots=True)
class Texts:
    """Every text of an article, whole: the present fields by name, then those that earlier revisions had and the page
    has otherwise, each with a label."""

    present: Mapping[str, str]
    others: tuple[tuple[str, str], ...]

    def labelled(self) -> Iterable[tuple[str, str]]:
        yield from ((field_label(name), text) for name, text in self.present.items() if text)
        yield from self.others


def texts_of(article: Article) -> Texts:
    """Two queries."""
    latest, *earlier = article.revisions.order_by("-number")
    present = {name: getattr(latest, name) for name in WORDS}
    others: dict[str, str] = {}
    for revision in earlier:
        for name, text in ((name, getattr(revision, name)) for name in WORDS):
            if text and text != present[name]:
                others.setdefault(text, f"第{revision.number}稿的{field_label(name)}")
    if scanned := scanned_text(article):
        others[scanned] = SCANNED
    return Texts(present, tuple((label, text) for text, label in others.items()))


def scanned_text(article: Article) -> str:
    spans = Span.objects.filter(article=article).select_related("page").only("start", "end", "rank", "page__text")
    return "\n".join(span.page.text[span.start : span.end] for span in spans.order_by("rank"))


def places_of(texts: Texts, passage: str, *, around: int = 12) -> list[Place]:
    return [
        Place(label, text[max(0, start - around) : start], text[start:end], text[end : end + around])
        for label, text in texts.labelled()
        for start, end in passage_ranges(text, passage)
    ]


def proposals(texts: Texts) -> list[PrivateNumber]:
    """Likely private numbers of all the texts, each once."""
    found = [each for _, text in texts.labelled() for each in private_numbers(text)]
    return list({normalize(each.text): each for each in reversed(found)}.values())[::-1]


def readings_of(texts: Texts, passage: str) -> list[str]:
    """The passage, and what the scanner or the program read in its place."""
    found = [passage]
    for text in texts.present.values():
        for _, other in texts.others:
            found += counterparts(passage, text, other)
    return list({normalize(each): each for each in found if len(normalize(each)) >= SHORTEST_PASSAGE}.values())


@transaction.atomic
def hide_passages(article: Article, passages: Sequence[str], *, by: User, reason: str) -> list[str]:
    """Hide the passages, as given and as read otherwise; all that is hidden now. Raises InvalidTextError, hiding none.

    Each must stand in a text of the article. The reason is needed; the words themselves go into no log.
    """
    locked = Article.objects.select_for_update().get(pk=article.pk)
    refuse_superseded(locked)
    cleaned_reason = _reason(reason)
    texts, held = texts_of(locked), {normalize(row.text) for row in _in_force(locked)}
    cleaned = [clean_passage(each) for each in passages]
    if not cleaned:
        raise InvalidTextError("text", "请写出或勾选要隐去的文字。")
    for passage in cleaned:
        _refuse_name(locked, passage)
        if not places_of(texts, passage):
            raise InvalidTextError("text", f"这篇文章里没有“{passage}”；请照原样抄下来（空白不计）。")
    hidden = {normalize(each): each for passage in cleaned for each in readings_of(texts, passage)}
    if holds_passage(cleaned_reason, hidden.values()):
        raise InvalidTextError("reason", "原因会记入日志，请不要在里面写出要隐去的文字。")
    fresh = {key: each for key, each in hidden.items() if key not in held}
    if not fresh:
        raise InvalidTextError("text", "这段文字已经隐去了。")
    rows = _record(locked, fresh.values(), is_hidden=True, by=by, reason=cleaned_reason)
    _list(locked, texts, rows, by=by, reason=cleaned_reason)
    return list(fresh.values())


@transaction.atomic
def show_passage(article: Article, passage: HiddenPassage, *, by: User, reason: str) -> None:
    """Show a hidden passage again. Raises InvalidTextError where it is not hidden."""
    show_passages(article, [passage], by=by, reason=reason)


@transaction.atomic
def show_passages(article: Article, passages: Sequence[HiddenPassage], *, by: User, reason: str) -> None:
    """As `show_passage`, for several of one article."""
    locked = Article.objects.select_for_update().get(pk=article.pk)
    refuse_superseded(locked)
    cleaned_reason = _reason(reason)
    held = {normalize(row.text) for row in _in_force(locked)}
    if any(normalize(passage.text) not in held for passage in passages):
        raise InvalidTextError("text", "这段文字没有隐去，不用恢复。")
    _record(locked, [passage.text for passage in passages], is_hidden=False, by=by, reason=cleaned_reason)


def clean_passage(passage: str) -> str:
    cleaned = passage.strip()
    if len(normalize(cleaned)) < SHORTEST_PASSAGE:
        raise InvalidTextError("text", f"要隐去的文字至少 {SHORTEST_PASSAGE} 个字；只有一个字会遮住全文的这个字。")
    if len(cleaned) > LONGEST:
        raise InvalidTextError("text", f"要隐去的文字有 {len(cleaned)} 字，最多 {LONGEST} 字；整篇不该公开的请撤下。")
    if BLOCK in cleaned:
        raise InvalidTextError("text", f"“{cleaned[:20]}”里有已经隐去的文字；请从全文里抄。")
    return cleaned


def _reason(reason: str) -> str:
    cleaned = clean_reason(reason, label="原因")
    if not cleaned:
        raise InvalidTextError("reason", "请写明原因。")
    return cleaned


def _refuse_name(article: Article, passage: str) -> None:
    for credit in article.credits.all():
        if overlaps_name(credit.name, passage):
            raise InvalidTextError("text", f"“{passage}”是本文的署名“{credit.name}”，署名要改请用订正。")


def _in_force(article: Article) -> tuple[HiddenPassage, ...]:
    return passages_in_force([article.pk]).get(article.pk, ())


def _list(article: Article, texts: Texts, rows: Sequence[HiddenPassage], *, by: User, reason: str) -> None:
    """For whoever reviews it, each passage with the first place where it stands."""
    firsts = [(row, next(iter(places_of(texts, row.text)), None)) for row in rows]
    places = [
        {"passage": row.pk, "label": place.label, "before": place.before, "text": place.passage, "after": place.after}
        for row, place in firsts
        if place
    ]
    list_action(
        article,
        Review.Subject.HIDING,
        about=f"hiding:{article.pk}",
        summary=f"隐去 {len(rows)} 段文字",
        before={},
        after={"passages": [row.pk for row in rows], "places": places},
        by=by,
        reason=reason,
    )


def _record(
    article: Article, passages: Iterable[str], *, is_hidden: bool, by: User, reason: str
) -> list[HiddenPassage]:
    rows = [
        HiddenPassage(article=article, text=text, is_hidden=is_hidden, reason=reason, decided_by=by)
        for text in passages
    ]
    rows = HiddenPassage.objects.bulk_create(rows)
    article.changed_at = timezone.now()
    article.save(update_fields=["changed_at"])
    done = "隐去" if is_hidden else "恢复显示"
    action = AuditEntry.Action.HIDDEN if is_hidden else AuditEntry.Action.SHOWN
    record_action(article, by=by, message=f"{done} {len(rows)} 段文字：{reason}", action=action)
    text_changed([article.pk])
    return rows
