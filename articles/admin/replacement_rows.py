"""The preview of a run: every change in its sentence, article by article, each with a box to take it out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from articles.admin.numbers import sent_numbers
from articles.admin.titles import title_of, with_first_words
from articles.models import Article, ReplacedArticle, Replacement
from articles.services.article_text import field_label
from articles.services.replacements import found_in, revisions_at
from articles.services.replacing_text import Place
from articles.views.sentences import sentence_around

#: Articles of one page of the preview, and places of one article that have a box of their own: together below what a
#: form may send. The rest of an article's places goes with one box.
ARTICLES_A_PAGE = 20
PLACES_SHOWN = 40
SENTENCE_LENGTH = 90


@dataclass(frozen=True, slots=True)
class Change:
    place: Place
    label: str
    before: str
    after: str
    is_kept: bool


@dataclass(frozen=True, slots=True)
class PreviewRow:
    row: ReplacedArticle
    title: str
    public_id: int
    changes: list[Change]
    hidden: int
    more: int
    more_is_kept: bool
    is_stale: bool


def preview_rows(run: Replacement, rows: list[ReplacedArticle]) -> list[PreviewRow]:
    """Four queries, however many places there are."""
    articles = with_first_words(Article.objects.filter(pk__in=[row.article_id for row in rows]))
    by_pk = {article.pk: article for article in articles.only("public_id", "revision_number")}
    revisions = revisions_at({row.article_id: row.base_revision for row in rows})
    places = {revision.article_id: found for revision, found in found_in(run, list(revisions.values()))}
    return [preview_row(run, row, by_pk[row.article_id], places.get(row.article_id, [])) for row in rows]


def preview_row(run: Replacement, row: ReplacedArticle, article: Any, places: list[Place]) -> PreviewRow:
    offered = [place for place in places if not place.is_hidden]
    excluded = set(row.excluded)
    rest = offered[PLACES_SHOWN:]
    return PreviewRow(
        row=row,
        title=title_of(article),
        public_id=article.public_id,
        changes=[change(run, place, place.number not in excluded) for place in offered[:PLACES_SHOWN]],
        hidden=len(places) - len(offered),
        more=len(rest),
        more_is_kept=any(place.number not in excluded for place in rest),
        is_stale=article.revision_number != row.base_revision,
    )


def change(run: Replacement, place: Place, is_kept: bool) -> Change:
    before, _, after = sentence_around(place.text, place.start, place.start + len(run.find), SENTENCE_LENGTH)
    return Change(place, field_label(place.field), before, after, is_kept)


def take_choice(run: Replacement, sent: QueryDict) -> None:
    """Keep what the boxes of one page say: whatever was shown and is not ticked is taken out."""
    shown = sent_numbers(sent.getlist("shown"))
    rows = list(run.articles.filter(pk__in=shown[:ARTICLES_A_PAGE]))
    if not rows:
        return
    revisions = revisions_at({row.article_id: row.base_revision for row in rows})
    places = {revision.article_id: found for revision, found in found_in(run, list(revisions.values()))}
    for row in rows:
        row.excluded = taken_out(row, places.get(row.article_id, []), sent)
    ReplacedArticle.objects.bulk_update(rows, ["excluded"])


def taken_out(row: ReplacedArticle, places: list[Place], sent: Mapping[str, Any]) -> list[int]:
    offered = [place for place in places if not place.is_hidden]
    single = [place.number for place in offered[:PLACES_SHOWN] if f"keep-{row.pk}-{place.number}" not in sent]
    rest = [] if f"keep-{row.pk}-rest" in sent else [place.number for place in offered[PLACES_SHOWN:]]
    return single + rest
