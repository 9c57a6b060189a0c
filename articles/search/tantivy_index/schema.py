"""The fields of the index and what an article becomes in it.

Raise `VERSION` with every change here, in `grams` or in how words are cut: an index of another version is not read.
"""

import datetime
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain

import tantivy

from articles.search.indexed_article import IndexedArticle
from articles.search.normalize import normalize
from articles.search.tantivy_index.grams import bigram_tokens, character_tokens
from articles.search.words import WordCutter, text_length

VERSION = 2

#: What is searched: everything readers see of an article, its titles apart, and what the scanner saw. Each has a field
#: of bigrams and one of characters.
TEXT, TITLE, SCANNED = "text", "title", "scanned"
TEXT_PARTS = (TEXT, TITLE, SCANNED)
#: Fields of words, with what a word in them is worth when articles are ranked. A word stands in one of the three.
WORD_WEIGHTS = {"title_words": 4.0, "lead_words": 2.0, "rest_words": 1.0}
LEAD_LENGTH = 200

#: Numbers an article may have several of, or none.
ID_FIELDS = (
    "newspaper", "issue", "page", "department", "primary_department", "mentioned_department", "program", "reporter",
    "year", "month",
)  # fmt: skip

#: Where undated articles stand in both orders of date: last.
LAST_DAY = datetime.date.max.toordinal()
RECENCY_EPOCH = datetime.date(1900, 1, 1).toordinal()
RECENCY_SPAN_DAYS = 73_000


@cache
def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for part in TEXT_PARTS:
        builder.add_text_field(f"{part}_bigrams", tokenizer_name="whitespace", index_option="position")
        builder.add_text_field(f"{part}_characters", tokenizer_name="whitespace", index_option="basic")
    for name in WORD_WEIGHTS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in ("article", *ID_FIELDS):
        builder.add_unsigned_field(name, indexed=True, fast=True)
    for name in ("public_id", "fingerprint", "day", "newest", "oldest"):
        builder.add_unsigned_field(name, fast=True)
    builder.add_text_field("kind", tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_float_field("recency", fast=True)
    return builder.build()


def to_document(article: IndexedArticle, cutter: WordCutter) -> tantivy.Document:
    document = tantivy.Document()
    titles, body = [normalize(title) for title in article.titles], normalize(article.body)
    byline = map(normalize, article.byline)
    _add_texts(document, {TEXT: [*titles, body, *byline], TITLE: titles, SCANNED: [*map(normalize, article.scanned)]})
    _add_words(document, article, titles, body, cutter)
    _add_ids(document, article)
    _add_dates(document, article)
    return document


def _add_texts(document: tantivy.Document, parts: Mapping[str, Sequence[str]]) -> None:
    for part, values in parts.items():
        document.add_text(f"{part}_bigrams", bigram_tokens(values))
        document.add_text(f"{part}_characters", character_tokens(values))


def _add_words(
    document: tantivy.Document, article: IndexedArticle, titles: Sequence[str], body: str, cutter: WordCutter
) -> None:
    words = article.words
    if words is None or [*map(text_length, (*words.titles, words.body))] != [*map(len, (*titles, body))]:
        words = cutter.cut(article.titles, article.body)
    title_words = [cutter.words_and_parts(*title)[1] for title in zip(titles, words.titles, strict=True)]
    ends, body_words = cutter.words_and_parts(body, words.body)
    lead = bisect_right(ends, len(normalize(_lead(article.body))))
    document.add_text("title_words", " ".join(chain(*title_words)))
    document.add_text("lead_words", " ".join(body_words[:lead]))
    document.add_text("rest_words", " ".join(body_words[lead:]))


def _lead(body: str) -> str:
    """The first paragraph, of a long one the beginning up to a sentence's end."""
    lead = body[:LEAD_LENGTH].split("\n", 1)[0]
    if len(lead) == LEAD_LENGTH and (ends := list(re.finditer("[。！？；]", lead))):
        lead = lead[: ends[-1].end()]
    return lead


def _add_ids(document: tantivy.Document, article: IndexedArticle) -> None:
    document.add_unsigned("article", article.article_id)
    document.add_unsigned("public_id", article.public_id)
    document.add_unsigned("fingerprint", article.fingerprint())
    document.add_text("kind", article.kind)
    document.add_unsigned("newspaper", article.newspaper_id)
    document.add_unsigned("page", article.page_id)
    if article.issue_id is not None:
        document.add_unsigned("issue", article.issue_id)
    for department_id in article.department_ids:
        role = "primary" if department_id in article.primary_department_ids else "mentioned"
        document.add_unsigned("department", department_id)
        document.add_unsigned(f"{role}_department", department_id)
    for program_id in article.program_ids:
        document.add_unsigned("program", program_id)
    for reporter_id in article.reporter_ids:
        document.add_unsigned("reporter", reporter_id)


def _add_dates(document: tantivy.Document, article: IndexedArticle) -> None:
    place = _place_in_print(article)
    if article.date is None:
        document.add_unsigned("newest", 0 << 40 | (2**40 - 1 - place))
        document.add_unsigned("oldest", (LAST_DAY + 1) << 40 | place)
        document.add_float("recency", 0.0)
        return
    day = article.date.toordinal()
    document.add_unsigned("day", day)
    document.add_unsigned("year", article.date.year)
    document.add_unsigned("month", article.date.year * 100 + article.date.month)
    document.add_unsigned("newest", day << 40 | (2**40 - 1 - place))
    document.add_unsigned("oldest", day << 40 | place)
    # Some thousandths a decade: enough to part articles of equal worth, and no more.
    document.add_float("recency", 0.1 * min(max((day - RECENCY_EPOCH) / RECENCY_SPAN_DAYS, 0.0), 1.0))


def _place_in_print(article: IndexedArticle) -> int:
    """40 bits that order the articles of one day as they were printed: by newspaper, page label, place on the page."""
    letters, digits = re.match(r"([A-Z]*)(\d*)", article.page_label.upper()).groups()  # type: ignore[union-attr]
    letter = ord(letters[0]) - ord("A") + 1 if letters else 0
    number = min(int(digits or 0), 2**10 - 1)
    return (article.newspaper_id % 2**10) << 30 | letter << 25 | number << 15 | min(article.position, 2**15 - 1)
