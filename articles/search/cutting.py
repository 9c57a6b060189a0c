"""The words of articles: taken from where they are kept, cut and kept where they are missing or out of date.

Words are cut when an article is first indexed after its text changed, which is right after the commit of an ingest or a
correction. Names that were registered since concern only the articles that hold one of them; those alone are cut anew.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick
from django.conf import settings

from articles.models import ArticleWords, Lexicon
from articles.search.indexed_article import IndexedArticle
from articles.search.normalize import normalize
from articles.search.words import CutWords, cut_by, lexicon_digest, word_cutter


def cut_articles(articles: Sequence[IndexedArticle], lexicon: tuple[str, ...]) -> list[IndexedArticle]:
    """The articles with their words as this lexicon cuts them; a fixed number of queries, however many articles."""
    if not articles:
        return []
    present = lexicon_row(lexicon)
    words = _kept_words(articles, present)
    missing = [article for article in articles if article.article_id not in words]
    if missing:
        cutter = word_cutter(lexicon, jieba_dir())
        words |= {article.article_id: cutter.cut(article.titles, article.body) for article in missing}
        _keep(missing, words, present)
    return [replace(article, words=words[article.article_id]) for article in articles]


def jieba_dir() -> Path:
    return Path(settings.VAR_DIR) / "jieba"


def lexicon_row(lexicon: tuple[str, ...]) -> Lexicon:
    """The record of these names; made where there is none."""
    digest = lexicon_digest(lexicon)
    row = Lexicon.objects.defer("names").filter(digest=digest).first()
    if row is None:
        row, _ = Lexicon.objects.get_or_create(digest=digest, defaults={"cut_by": cut_by(), "names": list(lexicon)})
    return row


def _kept_words(articles: Sequence[IndexedArticle], present: Lexicon) -> dict[int, CutWords]:
    """The words kept of those articles whose text and names are still the same."""
    by_id = {article.article_id: article for article in articles}
    rows = ArticleWords.objects.filter(article__in=by_id, lexicon__cut_by=present.cut_by)
    columns = ("article_id", "revision_number", "lexicon__digest", "titles", "body")
    return {
        article_id: CutWords(tuple(titles.split("\n")), body)
        for article_id, revision_number, digest, titles, body in rows.values_list(*columns)
        if revision_number == by_id[article_id].revision_number
        and not (digest != present.digest and _holds_changed_name(by_id[article_id], digest, present.digest))
    }


def _holds_changed_name(article: IndexedArticle, one: str, other: str) -> bool:
    changed = _changed_names(one, other)
    texts = (*article.titles, article.body)
    return any(changed.find_matches_as_indexes(normalize(text)) for text in texts)


@lru_cache(maxsize=8)
def _changed_names(one: str, other: str) -> AhoCorasick:
    """Finds the names that one lexicon has and the other has not. A lexicon's row never changes."""
    names = [set(row) for row in Lexicon.objects.filter(digest__in=[one, other]).values_list("names", flat=True)]
    return AhoCorasick(sorted(names[0] ^ names[1]))


def _keep(articles: Sequence[IndexedArticle], words: dict[int, CutWords], lexicon: Lexicon) -> None:
    rows = [
        ArticleWords(
            article_id=article.article_id,
            lexicon=lexicon,
            revision_number=article.revision_number,
            titles="\n".join(words[article.article_id].titles),
            body=words[article.article_id].body,
        )
        for article in articles
    ]
    ArticleWords.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=["lexicon", "revision_number", "titles", "body"],
    )
