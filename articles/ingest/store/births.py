"""Writes the rows of new articles in bulk: article, revision 0, spans, credits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from articles.errors import IngestError
from articles.ingest.drafts import ArticleDraft, SpanDraft
from articles.models import Article, Credit, Newspaper, Page, Reporter, Revision, Source, Span, allot_public_ids
from articles.services.article_text import WORDS, CreditText, credits_to_json
from articles.services.reporters import reporters_for

LONGEST_NAME = Credit._meta.get_field("name").max_length or 0


@dataclass(frozen=True, slots=True)
class Placed:
    """A draft with the page it is at home on and its place there."""

    draft: ArticleDraft
    page: Page
    position: int


def bear_articles(placed: Sequence[Placed], pages: Sequence[Page], source: Source) -> list[Article]:
    """New articles for these drafts; `pages` are the source's pages in order, on which their spans stand."""
    articles = Article.objects.bulk_create(
        Article(public_id=public_id, origin=Article.Origin.PAGE, **article_fields(one))
        for public_id, one in zip(allot_public_ids(len(placed)), placed, strict=True)
    )
    Revision.objects.bulk_create(
        Revision(article=article, number=0, origin=Revision.Origin.OCR, source=source, **revision_fields(one.draft))
        for article, one in zip(articles, placed, strict=True)
    )
    write_spans(((article, one.draft.spans) for article, one in zip(articles, placed, strict=True)), pages)
    signed = {article.pk: credits_of(one.draft) for article, one in zip(articles, placed, strict=True)}
    write_first_credits(signed, pages[0].newspaper)
    return articles


def article_fields(one: Placed) -> dict[str, object]:
    draft = one.draft
    return {
        "page": one.page,
        "position": one.position,
        "kind": draft.kind.value,
        "continued_from": draft.continued_from,
        "continues_to": draft.continues_to,
        "confidence": draft.confidence,
        "notes": [{"code": note.code, "line": note.line, "message": note.message} for note in draft.notes],
        **text_fields(draft),
    }


def revision_fields(draft: ArticleDraft) -> dict[str, object]:
    return {**text_fields(draft), "credits": credits_to_json(credits_of(draft))}


def credits_of(draft: ArticleDraft) -> list[CreditText]:
    """In printed order, each signature once. Raises IngestError for a name that is none."""
    for credit in draft.credits:
        if len(credit.name) > LONGEST_NAME:
            raise IngestError(
                "name_too_long", f"The byline name {credit.name[:20]!r}… is longer than {LONGEST_NAME} characters."
            )
    return [CreditText(credit.name, credit.role, credit.is_person) for credit in dict.fromkeys(draft.credits)]


def text_fields(draft: ArticleDraft) -> dict[str, str]:
    return {name: getattr(draft, name) for name in WORDS}


def write_spans(
    owned: Iterable[tuple[Article, Sequence[SpanDraft]]], pages: Sequence[Page], *, first_rank: int = 0
) -> None:
    Span.objects.bulk_create(
        Span(article=article, page=pages[span.page], start=span.start, end=span.end, rank=rank, part=span.part.value)
        for article, spans in owned
        for rank, span in enumerate(spans, first_rank)
    )


def write_first_credits(signed: Mapping[int, Sequence[CreditText]], newspaper: Newspaper) -> None:
    """The credits of new articles, by article id, in bulk. Persons get a reporter; bodies that sign have none."""
    names = {credit.name for group in signed.values() for credit in group if credit.is_person}
    reporters: Mapping[str, Reporter] = reporters_for(newspaper, names) if names else {}
    Credit.objects.bulk_create(
        Credit(
            article_id=article_id,
            reporter=reporters[credit.name] if credit.is_person else None,
            name=credit.name,
            role=credit.role,
            rank=rank,
        )
        for article_id, group in signed.items()
        for rank, credit in enumerate(group)
    )
