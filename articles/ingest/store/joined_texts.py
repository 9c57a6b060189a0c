"""The text of an article that stands on several pages, as joining the present drafts of these pages gives it."""

from collections.abc import Callable
from itertools import groupby

from articles.ingest.drafts import ArticleDraft, PageDraft
from articles.ingest.store.births import credits_of
from articles.models import Article, Page, Revision, Source
from articles.services.article_text import WORDS, ArticleText, credits_to_json, text_of_article
from articles.services.continuations import joined_text
from articles.services.text_changed import text_changed
from articles.services.write_credits import write_credits

#: The present draft of a page, None for one that cannot be cut anew by itself.
DraftOf = Callable[[Page], PageDraft | None]
Places = frozenset[tuple[int, int, str]]


def redo_joined_texts(page: Page, draft_of: DraftOf, source: Source, *, reason: str) -> int:
    """Write the joined texts anew of the articles on this page and others, where they differ; how many did.

    Articles that a person changed stay as they are, and so does one whose other page is cut otherwise by now: it is
    redone with that page.
    """
    ids = page.spans.values("article_id")
    shared = Article.objects.filter(pk__in=ids, is_touched=False, state=Article.State.PUBLISHED).order_by("pk")
    changed = [
        article.pk
        for article in shared.filter(origin=Article.Origin.PAGE).select_for_update()
        if _redo(article, draft_of, source, reason)
    ]
    text_changed(changed)
    return len(changed)


def _redo(article: Article, draft_of: DraftOf, source: Source, reason: str) -> bool:
    parts = [
        (page, frozenset((span.start, span.end, span.part) for span in spans))
        for page, spans in groupby(article.spans.select_related("page").order_by("rank"), key=lambda span: span.page)
    ]
    if len(parts) < 2:
        return False
    halves = [_drawn(draft_of(page), places) for page, places in parts]
    texts = [_text_of_draft(half) for half in halves if half is not None]
    if len(texts) < len(parts):
        return False
    text = texts.pop()
    while texts:
        text = joined_text(texts.pop(), text)
    if text == text_of_article(article):
        return False
    _append(article, text, source, reason)
    return True


def _drawn(draft: PageDraft | None, places: Places) -> ArticleDraft | None:
    """The draft's article that stands at these places."""
    articles = draft.articles if draft else ()
    return next((one for one in articles if {(s.start, s.end, s.part.value) for s in one.spans} == places), None)


def _text_of_draft(draft: ArticleDraft) -> ArticleText:
    return ArticleText(**{name: getattr(draft, name) for name in WORDS}, credits=tuple(credits_of(draft)))


def _append(article: Article, text: ArticleText, source: Source, reason: str) -> None:
    present = article.revisions.get(number=article.revision_number)
    words = {name: getattr(text, name) for name in WORDS}
    Revision.objects.create(
        article=article,
        number=present.number + 1,
        supersedes=present,
        origin=Revision.Origin.REINGEST,
        source=source,
        reason=reason,
        credits=credits_to_json(text.credits),
        **words,
    )
    for name, value in words.items():
        setattr(article, name, value)
    article.revision_number = present.number + 1
    article.save(update_fields=[*WORDS, "revision_number"])
    write_credits(article, text.credits)
