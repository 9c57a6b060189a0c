"""Reads invented page text the way the archive does, and finds one article in the result."""

from articles.ingest.drafts import ArticleDraft, Hints, Kind, Part, SourceDraft
from articles.ingest.segment import segment_source


def read(text: str, **hints: object) -> SourceDraft:
    return segment_source(text.encode("utf-8"), name="样例.txt", hints=Hints(**hints))  # type: ignore[arg-type]


def articles(text: str, kind: Kind = Kind.ARTICLE) -> list[ArticleDraft]:
    return [article for page in read(text).pages for article in page.articles if article.kind is kind]


def headed(text: str) -> dict[str, str]:
    """Headline → the first eight characters of the body, for every article of the text."""
    return {article.headline: article.body[:8] for article in articles(text)}


def only(text: str, kind: Kind = Kind.ARTICLE) -> ArticleDraft:
    (article,) = articles(text, kind)
    return article


def span_texts(source: SourceDraft, article: ArticleDraft, part: Part) -> list[str]:
    return [source.pages[span.page].text[span.start : span.end] for span in article.spans if span.part is part]


def printed(text: str, width: int) -> str:
    """Text as a PDF's text layer gives it: lines of `width` characters, the first of a paragraph two shorter."""
    paragraphs = []
    for paragraph in text.split("\n"):
        first, rest = paragraph[: width - 2], paragraph[width - 2 :]
        lines = [first, *(rest[start : start + width] for start in range(0, len(rest), width))]
        paragraphs.append("\n".join(line for line in lines if line))
    return "\n\n".join(paragraphs)
