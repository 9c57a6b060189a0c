"""Makes one article of two halves that stand on different pages of an issue, once both are in the archive."""

from collections.abc import Mapping

from django.db.models import F, Max

from articles.ingest.continuations import Half, join_bodies, pair_halves
from articles.ingest.drafts import Note
from articles.ingest.open_ends import FIRST_MISSING, KEPT, REST_MISSING, first_missing, rest_missing
from articles.models import Article, Issue, Revision
from articles.services.article_text import (
    WORDS,
    ArticleText,
    credits_to_json,
    text_of_article,
)
from articles.services.succession import supersede
from articles.services.text_changed import text_changed
from articles.services.write_credits import write_credits

REASON = "转版续文并入首篇"


def join_continuations(issue: Issue) -> None:
    """Join the halves of this issue that belong together, link and index them anew; note on the others what is missing.

    Call it inside the transaction that brought a page in. Halves that a person changed are left as they are.
    """
    halves = Article.objects.select_for_update(of=("self",)).filter(
        page__issue=issue, state=Article.State.PUBLISHED, origin=Article.Origin.PAGE, is_touched=False
    )
    heads = {article.pk: article for article in halves.exclude(continues_to="").select_related("page")}
    tails = {article.pk: article for article in halves.exclude(continued_from="").select_related("page")}
    pairs = pair_halves(
        [Half(pk, article.page.label, article.continues_to, article.body) for pk, article in heads.items()],
        [Half(pk, article.page.label, article.continued_from, article.body) for pk, article in tails.items()],
    )
    note_open_ends(
        {pk: article for pk, article in heads.items() if pk not in {head for head, _ in pairs}},
        {pk: article for pk, article in tails.items() if pk not in {tail for _, tail in pairs}},
    )
    # From the last page to the first, so that a middle part takes its own tail in before it becomes one.
    by_last_tail = sorted(pairs, key=lambda pair: tails[pair[1]].page.label, reverse=True)
    for head, tail in by_last_tail:
        join_articles(heads[head], tails[tail])
    text_changed([pk for pair in pairs for pk in pair])


def join_articles(head: Article, tail: Article) -> None:
    """`tail` becomes the end of `head`: text, spans, credits; its address leads there."""
    head.refresh_from_db()
    tail.refresh_from_db()
    present = head.revisions.get(number=head.revision_number)
    text = joined_text(text_of_article(head), text_of_article(tail))
    revision = Revision.objects.create(
        article=head,
        number=present.number + 1,
        supersedes=present,
        origin=Revision.Origin.JOINED,
        source_id=tail.page.source_id,
        **{name: getattr(text, name) for name in WORDS},
        credits=credits_to_json(text.credits),
        reason=REASON,
    )
    last_rank = head.spans.aggregate(last=Max("rank"))["last"]
    tail.spans.update(article=head, rank=F("rank") + last_rank + 1)
    for name in WORDS:
        setattr(head, name, getattr(text, name))
    head.continues_to, head.revision_number = tail.continues_to, revision.number
    close_end(head, REST_MISSING)
    close_end(tail, FIRST_MISSING)
    head.notes, head.confidence = [*head.notes, *tail.notes], min(head.confidence, tail.confidence)
    head.save(update_fields=[*WORDS, "continues_to", "revision_number", "notes", "confidence"])
    write_credits(head, text.credits)
    supersede(tail, head, reason=REASON)


def note_open_ends(heads: Mapping[int, Article], tails: Mapping[int, Article]) -> None:
    """A note on each first half without a rest and each rest without a first half that carries none yet."""
    for article in heads.values():
        _open_end(article, rest_missing(article.continues_to, _line_of(article, last=True)))
    for pk, article in tails.items():
        _open_end(heads.get(pk, article), first_missing(article.continued_from, _line_of(article, last=False)))


def _open_end(article: Article, note: Note) -> None:
    if any(other["code"] == note.code for other in article.notes):
        return
    article.notes = [*article.notes, {"code": note.code, "line": note.line, "message": note.message}]
    article.confidence = round(article.confidence * KEPT, 3)
    article.save(update_fields=["notes", "confidence"])


def close_end(article: Article, code: str) -> None:
    """Take the note away that said what was missing, and what it cost; the caller saves."""
    notes = [note for note in article.notes if note["code"] != code]
    if len(notes) < len(article.notes):
        article.notes, article.confidence = notes, min(1.0, round(article.confidence / KEPT, 3))


def _line_of(article: Article, *, last: bool) -> int:
    """The source's line on which the article begins or ends; 0 for one that stands on no page."""
    span = article.spans.select_related("page").order_by("-rank" if last else "rank").first()
    if span is None:
        return 0
    return int(span.page.first_line + span.page.text.count("\n", 0, span.end - 1 if last else span.start))


def joined_text(head: ArticleText, tail: ArticleText) -> ArticleText:
    """A title over the second half is a sub-head of the whole, or its headline where the first half has none."""
    credits = dict.fromkeys([*head.credits, *tail.credits])
    words = {name: getattr(head, name) or getattr(tail, name) for name in WORDS}
    subhead = " ".join(filter(None, [tail.kicker, tail.headline])) if head.headline else ""
    words["body"] = f"{head.body}\n{subhead}\n{tail.body}" if subhead else join_bodies(head.body, tail.body)
    return ArticleText(**words, credits=tuple(credits))
