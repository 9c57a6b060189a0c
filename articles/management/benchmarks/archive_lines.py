"""The articles of an archive built for measuring: as many as asked for, always the same ones. Pure.

Article `n` is the same whatever the size of the archive, so that a larger one continues a smaller one.
"""

import datetime
import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from articles.management.benchmarks.invented import (
    DEPARTMENT_SENTENCES,
    PROGRAM_SENTENCES,
    InventedArticle,
    common,
    fill,
    invent_article,
    invent_names,
)

LAST_DAY = datetime.date(2023, 12, 31)
ARTICLES_A_DAY = 40
ARTICLES_A_PAGE = 5
#: A newspaper fills ten years; then the next one begins.
DAYS_A_NEWSPAPER = 3650
REPORTERS = 600
#: Shares of articles that name a program, a department of the registry; of those signed by two.
PROGRAM_SHARE, DEPARTMENT_SHARE, SECOND_SHARE = 0.35, 0.45, 0.3


@dataclass(frozen=True, slots=True)
class Ingredients:
    """`corpus` holds real articles (may be empty: then everything is invented); names are those of the registries."""

    corpus: Sequence[InventedArticle] = ()
    programs: Sequence[str] = ()
    departments: Sequence[str] = ()


def read_corpus(path: Path) -> list[InventedArticle]:
    """Title and body of every line of a gzipped JSONL file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = map(json.loads, lines)
        return [InventedArticle(row["title"][:300], row["body"]) for row in rows if row["body"].strip()]


def archive_lines(count: int, ingredients: Ingredients, *, seed: int = 1) -> Iterator[dict[str, str]]:
    """`count` lines as a publisher gives them, newest day first, `ARTICLES_A_DAY` an issue."""
    reporters = invent_names(_dice(seed, "reporters"), REPORTERS)
    for number in range(count):
        dice = _dice(seed, str(number))
        yield archive_line(number, dice, ingredients, reporters)


def archive_line(number: int, dice: Random, ingredients: Ingredients, reporters: Sequence[str]) -> dict[str, str]:
    day, place_in_issue = divmod(number, ARTICLES_A_DAY)
    newspaper, day = divmod(day, DAYS_A_NEWSPAPER)
    text = _text(number, dice, ingredients.corpus)
    return {
        "newspaper": newspaper_name(newspaper),
        "date": (LAST_DAY - datetime.timedelta(days=day)).isoformat(),
        "page": f"A{place_in_issue // ARTICLES_A_PAGE + 1:02}",
        "title": text.title,
        "author": _author(dice, reporters),
        "body": _with_names(text.body, dice, ingredients),
    }


def newspaper_name(number: int) -> str:
    return f"测速日报{number + 1}"


def _text(number: int, dice: Random, corpus: Sequence[InventedArticle]) -> InventedArticle:
    """Each real article once; after that the first half of one with the second half of another."""
    if not corpus:
        return invent_article(dice)
    text = corpus[number % len(corpus)]
    if number < len(corpus):
        return text
    other = corpus[dice.randrange(len(corpus))]
    head, tail = text.body.split("\n"), other.body.split("\n")
    return InventedArticle(text.title, "\n".join(head[: len(head) // 2 + 1] + tail[len(tail) // 2 :]))


def _with_names(body: str, dice: Random, ingredients: Ingredients) -> str:
    extra = []
    if ingredients.programs and dice.random() < PROGRAM_SHARE:
        program = common(dice, ingredients.programs)
        extra.append(fill(dice.choice(PROGRAM_SENTENCES), dice, program=program))
    if ingredients.departments and dice.random() < DEPARTMENT_SHARE:
        department = common(dice, ingredients.departments)
        extra.append(fill(dice.choice(DEPARTMENT_SENTENCES), dice, department=department))
    if not extra:
        return body
    paragraphs = body.split("\n")
    place = dice.randint(1, len(paragraphs))
    return "\n".join([*paragraphs[:place], "".join(extra), *paragraphs[place:]])


def _author(dice: Random, reporters: Sequence[str]) -> str:
    author = f"记者 {common(dice, reporters)}"
    if dice.random() < SECOND_SHARE:
        author += f" 通讯员 {common(dice, reporters)}"
    return author


def _dice(seed: int, what: str) -> Random:
    return Random(f"{seed}:{what}")  # noqa: S311 (repeatable text is wanted, not secrets)
