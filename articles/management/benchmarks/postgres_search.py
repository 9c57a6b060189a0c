"""The same archive, the same words, searched by PostgreSQL itself: what the engine is compared with.

A table of its own holds for each article its words by jieba as a `tsvector` (headline A, lead B, rest D) under a GIN
index, and beside it the values that are counted, so that no join slows PostgreSQL down.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from django.db import connection

from articles.search.cutting import cut_articles, jieba_dir
from articles.search.documents import load_in_batches
from articles.search.indexed_article import IndexedArticle
from articles.search.normalize import normalize
from articles.search.registered_names import registered_names
from articles.search.words import CutWords, WordCutter, lexicon_of, word_cutter

BATCH = 2000
LEAD_LENGTH = 200
#: What a tsvector can hold: positions up to this, and so many of one word.
LAST_POSITION, MOST_POSITIONS = 16_383, 255
PAGE = 20
FACET_VALUES = 100

TABLE = "bench_words"
CREATE = f"""
CREATE UNLOGGED TABLE {TABLE} (article_id bigint, words tsvector, day date, year int, kind text, newspaper_id bigint,
    department_ids bigint[], program_ids bigint[], reporter_ids bigint[])
"""
COUNTED = ("department_ids", "program_ids", "reporter_ids")


def build_table(progress: Callable[[int], object] = lambda done: None) -> None:
    lexicon = lexicon_of(registered_names())
    cutter = word_cutter(lexicon, jieba_dir())
    done = 0
    drop_table()
    with connection.cursor() as cursor:
        cursor.execute(CREATE)
        for articles in load_in_batches(BATCH):
            rows = [row_of(article, cutter) for article in cut_articles(articles, lexicon)]
            with cursor.copy(f"COPY {TABLE} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            progress(done := done + len(rows))
        cursor.execute("SET maintenance_work_mem = '1GB'")
        cursor.execute(f"CREATE INDEX ON {TABLE} USING gin (words) WITH (fastupdate = off)")
        cursor.execute(f"ANALYZE {TABLE}")


def drop_table() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {TABLE}")


def row_of(article: IndexedArticle, cutter: WordCutter) -> tuple[Any, ...]:
    day = article.date
    ids = (list(article.department_ids), list(article.program_ids), list(article.reporter_ids))
    year = day.year if day else None
    return (article.article_id, tsvector(article, cutter), day, year, article.kind, article.newspaper_id, *ids)


def tsvector(article: IndexedArticle, cutter: WordCutter) -> str:
    places: dict[str, list[str]] = {}
    for position, (word, weight) in enumerate(weighted_words(article, cutter), 1):
        at = places.setdefault(word, [])
        if len(at) < MOST_POSITIONS:
            at.append(f"{min(position, LAST_POSITION)}{weight}")
    return " ".join(f"{quoted(word)}:{','.join(at)}" for word, at in places.items())


def weighted_words(article: IndexedArticle, cutter: WordCutter) -> Iterator[tuple[str, str]]:
    words = article.words or CutWords(("", "", ""), "")
    for title, lengths in zip(article.titles, words.titles, strict=True):
        for known in cutter.words_and_parts(normalize(title), lengths)[1]:
            yield from ((word, "A") for word in known.split())
    ends, body = cutter.words_and_parts(normalize(article.body), words.body)
    for end, known in zip(ends, body, strict=True):
        yield from ((word, "B" if end <= LEAD_LENGTH else "") for word in known.split())


@lru_cache(maxsize=100_000)
def quoted(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def first_page(word: str) -> tuple[list[int], int]:
    """The article ids of the first page, best and then newest first, and the number of all hits."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT article_id, count(*) OVER () FROM {TABLE} WHERE words @@ %s::tsquery "  # noqa: S608
            f"ORDER BY ts_rank(words, %s::tsquery) DESC, day DESC LIMIT {PAGE}",
            [quoted(word), quoted(word)],
        )
        rows = cursor.fetchall()
    return [row[0] for row in rows], rows[0][1] if rows else 0


def facets(word: str) -> dict[str, dict[Any, int]]:
    """The counts of the groups that a page of results shows, in one statement."""
    lists = [(name, f"found, unnest({name}) AS value", "value") for name in COUNTED]
    plain = [(name, "found", name) for name in ("year", "kind")]
    counted = " UNION ALL ".join(
        f"(SELECT '{name}', {value}::text, count(*) FROM {source} "  # noqa: S608
        f"GROUP BY {value} ORDER BY 3 DESC LIMIT {FACET_VALUES})"
        for name, source, value in lists + plain
    )
    columns = ", ".join((*COUNTED, "year", "kind"))
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH found AS MATERIALIZED (SELECT {columns} FROM {TABLE} WHERE words @@ %s::tsquery) {counted}",  # noqa: S608
            [quoted(word)],
        )
        groups: dict[str, dict[Any, int]] = {}
        for name, value, count in cursor.fetchall():
            groups.setdefault(name, {})[value] = count
    return groups


def table_exists() -> bool:
    return TABLE in connection.introspection.table_names()


def table_bytes() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_table_size(%s), pg_indexes_size(%s), pg_database_size(current_database())", [TABLE] * 2
        )
        table, index, database = cursor.fetchone()
    return {"table": table, "index": index, "database": database}
