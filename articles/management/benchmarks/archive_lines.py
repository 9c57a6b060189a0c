"""The articles of an archive built for measuring: as many as asked for, always the same ones. Pure.

Article `n` is the same whatever the size of the archive, so that a larger one continues a smaller one.
"""

import datetime
import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
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
#: Of articles, the shares that name no program of the registry, one, two, three; and so with departments. What is named
#: most is what most of its newspaper is about: of 100,000 articles, more than 10,000 name the commonest program.
PROGRAM_SHARES = (0.62, 0.23, 0.1, 0.05)
DEPARTMENT_SHARES = (0.45, 0.3, 0.15, 0.1)
NAME_SKEW = 3.6
#: The share of articles signed by two.
SECOND_SHARE = 0.3


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


@dataclass(frozen=True, slots=True)
class ArchiveArticle:
    """An article and what was put into it: who signed it, in which roles, and which registered names it speaks of."""

    newspaper: str
    date: datetime.date
    page: str
    title: str
    body: str
    credits: tuple[tuple[str, str], ...]
    programs: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()

    def as_line(self) -> dict[str, str]:
        """As a publisher gives it."""
        return {
            "newspaper": self.newspaper,
            "date": self.date.isoformat(),
            "page": self.page,
            "title": self.title,
            "author": " ".join(f"{role} {name}" for role, name in self.credits),
            "body": self.body,
        }


def invented_articles(count: int, *, seed: int = 1) -> list[InventedArticle]:
    """What stands in for a corpus where there is none."""
    return [invent_article(_dice(seed, f"corpus {number}")) for number in range(count)]


def archive_lines(count: int, ingredients: Ingredients, *, seed: int = 1) -> Iterator[dict[str, str]]:
    """`count` lines as a publisher gives them, newest day first, `ARTICLES_A_DAY` an issue."""
    return (article.as_line() for article in archive_articles(range(count), ingredients, seed=seed))


def archive_articles(numbers: Iterable[int], ingredients: Ingredients, *, seed: int = 1) -> Iterator[ArchiveArticle]:
    reporters = archive_reporters(seed=seed)
    for number in numbers:
        yield archive_article(number, _dice(seed, str(number)), ingredients, reporters)


def archive_reporters(*, seed: int = 1) -> list[str]:
    """Those who sign the articles of every newspaper."""
    return invent_names(_dice(seed, "reporters"), REPORTERS)


def archive_article(number: int, dice: Random, ingredients: Ingredients, reporters: Sequence[str]) -> ArchiveArticle:
    day, place_in_issue = divmod(number, ARTICLES_A_DAY)
    newspaper, day = divmod(day, DAYS_A_NEWSPAPER)
    text = _text(number, dice, ingredients.corpus)
    credits = _credits(dice, reporters)
    programs = _some(dice, ingredients.programs, PROGRAM_SHARES)
    departments = _some(dice, ingredients.departments, DEPARTMENT_SHARES)
    return ArchiveArticle(
        newspaper=newspaper_name(newspaper),
        date=LAST_DAY - datetime.timedelta(days=day),
        page=f"A{place_in_issue // ARTICLES_A_PAGE + 1:02}",
        title=text.title,
        body=_with_names(text.body, dice, programs, departments),
        credits=credits,
        programs=programs,
        departments=departments,
    )


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


def _some(dice: Random, names: Sequence[str], shares: Sequence[float]) -> tuple[str, ...]:
    """As many different names as the shares say, the earlier ones of the list far more often."""
    (wanted,) = dice.choices(range(len(shares)), shares)
    return tuple(dict.fromkeys(common(dice, names, NAME_SKEW) for _ in range(wanted if names else 0)))


def _with_names(body: str, dice: Random, programs: Sequence[str], departments: Sequence[str]) -> str:
    extra = [fill(dice.choice(PROGRAM_SENTENCES), dice, program=name) for name in programs]
    extra += [fill(dice.choice(DEPARTMENT_SENTENCES), dice, department=name) for name in departments]
    if not extra:
        return body
    paragraphs = body.split("\n")
    place = dice.randint(1, len(paragraphs))
    return "\n".join([*paragraphs[:place], "".join(extra), *paragraphs[place:]])


def _credits(dice: Random, reporters: Sequence[str]) -> tuple[tuple[str, str], ...]:
    credits: tuple[tuple[str, str], ...] = (("记者", common(dice, reporters)),)
    if dice.random() < SECOND_SHARE:
        credits = (*credits, ("通讯员", common(dice, reporters)))
    return credits


def _dice(seed: int, what: str) -> Random:
    return Random(f"{seed}:{what}")  # noqa: S311 (repeatable text is wanted, not secrets)
