"""Finds the line of the source on which an article's words stand. Pure."""

from functools import cached_property

from articles.ingest.drafts import ArticleDraft, PageDraft, Part, SpanDraft


class ArticleLines:
    """An article's text without white space, made once for all the words that are looked up in it."""

    def __init__(self, page: PageDraft, article: ArticleDraft) -> None:
        self._page = page
        # Words are looked for where they are printed as text before they are looked for in a headline.
        self._spans = sorted(article.spans, key=lambda span: span.part not in (Part.BODY, Part.BYLINE))
        self._known: dict[str, int] = {}

    def of(self, words: str) -> int:
        """The line where the words first begin; the article's first line where they cannot be found."""
        if words not in self._known:
            text, lines = self._dense
            place = text.find("".join(words.split()))
            self._known[words] = lines[max(0, place)] if lines else self._page.first_line
        return self._known[words]

    @cached_property
    def byline(self) -> str:
        """Datelines, bylines and signatures, a line each, without white space."""
        return "\n".join("".join(self._raw(span).split()) for span in self._spans if span.part is Part.BYLINE)

    @cached_property
    def _dense(self) -> tuple[str, list[int]]:
        pieces: list[str] = []
        lines: list[int] = []
        for span in self._spans:
            first = self._page.first_line + self._page.text.count("\n", 0, span.start)
            for number, raw in enumerate(self._raw(span).split("\n"), first):
                dense = "".join(raw.split())
                pieces.append(dense)
                lines += [number] * len(dense)
        return "".join(pieces), lines

    def _raw(self, span: SpanDraft) -> str:
        return self._page.text[span.start : span.end]
