"""Makes one article of two halves that stand on different pages of an issue, once both are in the archive."""

from django.db.models import F, Max

from articles.ingest.continuations import Half, join_bodies, pair_halves
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
    """Join the halves of this issue that belong together, link and index them anew.

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
    head.notes = [*head.notes, *tail.notes]
    head.save(update_fields=[*WORDS, "continues_to", "revision_number", "notes"])
    write_credits(head, text.credits)
    supersede(tail, head, reason=REASON)


def joined_text(head: ArticleText, tail: ArticleText) -> ArticleText:
    """A title over the second half is a sub-head of the whole, or its headline where the first half has none."""
    credits = dict.fromkeys([*head.credits, *tail.credits])
    words = {name: getattr(head, name) or getattr(tail, name) for name in WORDS}
    subhead = " ".join(filter(None, [tail.kicker, tail.headline])) if head.headline else ""
    words["body"] = f"{head.body}\n{subhead}\n{tail.body}" if subhead else join_bodies(head.body, tail.body)
    return ArticleText(**words, credits=tuple(credits))
