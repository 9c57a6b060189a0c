"""Last stage: marks what an editor should look at, each doubt with its line, and weighs them into a confidence.

A doubt is a sign, not a verdict: nothing of the article is changed here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from articles.ingest.drafts import ArticleDraft, Kind, Note, Part
from articles.ingest.stages.decode import REPLACEMENT

#: What is left of the confidence in an item that carries a doubt; several doubts multiply. On 180 generated pages, 0.97
#: of the 847 items without a doubt were right (text and headline), and of those with one the share set here. The doubts
#: that were too rare there are set beside their like.
KEPT = {
    "no_headline": 0.7,
    "starts_inside": 0.55,
    "unfinished": 0.55,
    "unbalanced_quotes": 0.9,
    "repeated_sentence": 0.9,
    "unreadable": 0.9,
    "very_short": 0.3,
    "maybe_two": 0.85,
    "maybe_one": 0.5,
    "doubtful_headline": 0.8,
}

#: Sentences shorter than this are repeated for a reason (“答：是的。”).
SHORTEST_REPEATED = 14
#: A body shorter than this may be a caption, a label or a piece of another article.
SHORTEST_BODY = 30

_FINISHED = re.compile(r"[。！？!?…；：][”’」』）)》]*$|[”’」』）)》]$")
_SENTENCE_END = re.compile(r"(?<=[。！？!?])|\n")
#: No Chinese sentence begins with these; what does was torn from the text before.
_INSIDE = re.compile(r"[，。、；：！？）」』”》％%]")
_QUOTES = (("“", "”"), ("「", "」"), ("《", "》"), ("（", "）"))
_READ = (Kind.ARTICLE, Kind.CONTINUATION)


@dataclass(frozen=True)
class _PageText:
    """The article's own characters without white space, each with its line of the source; read when first asked for."""

    article: ArticleDraft
    page_text: str
    first_line: int

    @property
    def first(self) -> int:
        """The line that the article begins on."""
        return self._lines[0]

    def line_of(self, words: str, *, last: bool = False) -> int:
        """The line where the words begin (their last or first place), else the article's first line."""
        dense = "".join(words.split())
        place = self._text.rfind(dense) if last else self._text.find(dense)
        return self._lines[place] if dense and place >= 0 else self.first

    @property
    def _text(self) -> str:
        return self._read[0]

    @property
    def _lines(self) -> list[int]:
        return self._read[1]

    @cached_property
    def _read(self) -> tuple[str, list[int]]:
        characters: list[str] = []
        lines: list[int] = []
        spans = self.article.spans
        for span in [span for span in spans if span.part in (Part.BODY, Part.BYLINE)] or spans:
            first = self.first_line + self.page_text.count("\n", 0, span.start)
            for number, piece in enumerate(self.page_text[span.start : span.end].split("\n"), first):
                dense = "".join(piece.split())
                characters.append(dense)
                lines += [number] * len(dense)
        return "".join(characters), lines


def with_doubts(article: ArticleDraft, page_text: str, first_line: int) -> ArticleDraft:
    """The article with a note for each doubt; `first_line` is the page's in its source."""
    if article.kind not in _READ or not article.body:
        return article
    notes = tuple(_doubts(article, _PageText(article, page_text, first_line)))
    confidence = article.confidence
    for note in (*article.notes, *notes):
        confidence *= KEPT.get(note.code, 1.0)
    return replace(article, notes=(*article.notes, *notes), confidence=round(confidence, 3))


def _doubts(article: ArticleDraft, page: _PageText) -> Iterator[Note]:
    body = article.body
    if article.kind is Kind.ARTICLE and not article.headline:
        yield Note("no_headline", page.first, "版面文字中没有找到标题")
    if _INSIDE.match(body) and not article.continued_from:
        yield Note("starts_inside", page.line_of(body[:12]), f"开头“{body[:8]}”像是从别处断下来的")
    if not _FINISHED.search(body[-8:]) and not article.continues_to:
        yield Note("unfinished", page.line_of(body[-12:], last=True), f"结尾“{body[-8:]}”不是完整的句子")
    if len("".join(body.split())) < SHORTEST_BODY and not article.continued_from:
        yield Note("very_short", page.first, "正文很短，可能是图片说明或别篇的一部分")
    yield from _unbalanced(body, page)
    yield from _repeated(body, page)
    if REPLACEMENT in body:
        near = body[max(0, body.index(REPLACEMENT) - 6) : body.index(REPLACEMENT) + 1]
        yield Note("unreadable", page.line_of(near), f"“{near}”处有无法辨认的字符")


def _unbalanced(body: str, page: _PageText) -> Iterator[Note]:
    """The first paragraph whose quotes or brackets do not pair; a quotation over several paragraphs opens each."""
    for paragraph in body.split("\n"):
        for opening, closing in _QUOTES:
            surplus = paragraph.count(opening) - paragraph.count(closing)
            is_long_quotation = opening == "“" and surplus == 1 and paragraph.startswith(opening)
            if surplus and not is_long_quotation:
                yield Note(
                    "unbalanced_quotes",
                    page.line_of(paragraph[:12]),
                    f"“{paragraph[:8]}”一段的{opening}{closing}不成对",
                )
                return


def _repeated(body: str, page: _PageText) -> Iterator[Note]:
    seen: set[str] = set()
    for sentence in (piece.strip() for piece in _SENTENCE_END.split(body)):
        if len(sentence) >= SHORTEST_REPEATED and sentence in seen:
            yield Note("repeated_sentence", page.line_of(sentence, last=True), f"“{sentence[:12]}…”一句出现了两次")
            return
        seen.add(sentence)
