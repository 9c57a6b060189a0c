"""Loads an archive to measure in bulk: rows by COPY, links by construction, and each paragraph's words cut once.

The articles are those of `archive_lines`. They do not come in as a publisher's do, because a million of those would
take an hour: how fast pages and articles come in is measured apart.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from psycopg.types.json import Jsonb

from articles.management.benchmarks.archive_lines import (
    ARTICLES_A_DAY,
    DAYS_A_NEWSPAPER,
    ArchiveArticle,
    Ingredients,
    archive_articles,
    archive_reporters,
    newspaper_name,
)
from articles.models import (
    Article,
    ArticleWords,
    Credit,
    Department,
    DepartmentLink,
    LinkStatus,
    Newspaper,
    Reporter,
    Revision,
    allot_public_ids,
)
from articles.pinyin import slug_base
from articles.search.cutting import jieba_dir, lexicon_row
from articles.search.registered_names import registered_names
from articles.search.words import lexicon_of, word_cutter
from articles.services.copy_rows import allot_ids, copy_rows
from articles.services.imported_pages import PageKey, places_on_pages
from articles.services.reporters import reporters_for
from entities.figures import replace_figures
from entities.models import Mention, Program

BATCH = 4000
#: Texts whose words are remembered: the paragraphs and titles that come again.
REMEMBERED = 400_000


class RememberedWords:
    """Cuts texts into words, each paragraph but once. A word never reaches over a line's end."""

    def __init__(self, lexicon: tuple[str, ...]) -> None:
        self._cutter = word_cutter(lexicon, jieba_dir())
        self._lengths: dict[str, str] = {}

    def lengths(self, text: str) -> str:
        return "".join(map(self._of_paragraph, text.split("\n")))

    def _of_paragraph(self, paragraph: str) -> str:
        lengths = self._lengths.get(paragraph)
        if lengths is None:
            lengths = self._cutter.lengths(paragraph)
            if len(self._lengths) < REMEMBERED:
                self._lengths[paragraph] = lengths
        return lengths


@dataclass(frozen=True, slots=True)
class Registries:
    """What the articles' rows refer to, by name."""

    newspapers: dict[str, Newspaper]
    reporters: dict[tuple[str, str], Reporter]
    programs: dict[str, int]
    departments: dict[str, int]
    lexicon_id: int
    words: RememberedWords


def load_archive(
    count: int, ingredients: Ingredients, *, seed: int = 1, progress: Callable[[int], object] = lambda done: None
) -> int:
    """Bring the archive to `count` articles; how many were added. A larger archive continues a smaller one."""
    held = Article.objects.filter(import_key__startswith="bench-").count()
    registries = prepare_registries(count, seed)
    for start in range(held, count, BATCH):
        numbers = range(start, min(start + BATCH, count))
        load_batch(numbers, list(archive_articles(numbers, ingredients, seed=seed)), registries)
        progress(numbers.stop)
    return max(0, count - held)


def prepare_registries(count: int, seed: int) -> Registries:
    """Everything that has a name comes first, so that all texts are cut with the same names."""
    newspapers = {}
    for number in range(count // (ARTICLES_A_DAY * DAYS_A_NEWSPAPER) + 1):
        name = newspaper_name(number)
        newspapers[name], _ = Newspaper.objects.get_or_create(name=name, defaults={"slug": slug_base(name)})
    reporters = {
        (newspaper.name, name): reporter
        for newspaper in newspapers.values()
        for name, reporter in reporters_for(newspaper, archive_reporters(seed=seed)).items()
    }
    lexicon = lexicon_of(registered_names())
    return Registries(
        newspapers,
        reporters,
        dict(Program.objects.values_list("name", "pk")),
        dict(Department.objects.values_list("name", "pk")),
        lexicon_row(lexicon).pk,
        RememberedWords(lexicon),
    )


@transaction.atomic
def load_batch(numbers: Sequence[int], articles: Sequence[ArchiveArticle], known: Registries) -> None:
    keys = [PageKey(known.newspapers[each.newspaper].pk, each.date, each.page) for each in articles]
    places = places_on_pages(keys)
    ids = allot_ids(Article, len(articles))
    rows = list(zip(ids, articles, strict=True))
    copy_rows(
        Article,
        ("id", "public_id", "page", "position", "origin", "headline", "body", "import_key"),
        (
            (pk, public_id, page_id, position, Article.Origin.IMPORT.value, each.title, each.body, f"bench-{number}")
            for (pk, each), public_id, (page_id, position), number in zip(
                rows, allot_public_ids(len(articles)), places, numbers, strict=True
            )
        ),
    )
    copy_rows(
        Revision,
        ("article", "number", "origin", "headline", "body", "credits"),
        ((pk, 0, Revision.Origin.IMPORT.value, each.title, each.body, Jsonb(credits_of(each))) for pk, each in rows),
    )
    copy_words(rows, known)
    copy_links(rows, known)


def credits_of(article: ArchiveArticle) -> list[dict[str, str]]:
    return [{"name": name, "role": role} for role, name in article.credits]


def copy_words(rows: Sequence[tuple[int, ArchiveArticle]], known: Registries) -> None:
    lengths = known.words.lengths
    copy_rows(
        ArticleWords,
        ("article", "lexicon", "revision_number", "titles", "body"),
        ((pk, known.lexicon_id, 0, f"\n{lengths(each.title)}\n", lengths(each.body)) for pk, each in rows),
    )


def copy_links(rows: Sequence[tuple[int, ArchiveArticle]], known: Registries) -> None:
    """Credits, departments and programs where they stand in the text, and then the figures told of them."""
    copy_rows(
        Credit,
        ("article", "reporter", "name", "role", "rank"),
        (
            (pk, known.reporters[each.newspaper, name].pk, name, role, rank)
            for pk, each in rows
            for rank, (role, name) in enumerate(each.credits)
        ),
    )
    copy_rows(
        DepartmentLink,
        ("article", "department", "role", "status", "evidence"),
        (
            (pk, known.departments[name], role_at(rank), LinkStatus.AUTOMATIC.value, Jsonb([evidence(each.body, name)]))
            for pk, each in rows
            for rank, name in enumerate(each.departments)
        ),
    )
    copy_rows(
        Mention,
        ("article", "program", "revision_number", "field", "start", "end", "surface", "rule", "status"),
        (
            (pk, known.programs[name], 0, Mention.Field.BODY.value, start, start + len(name), name, "exact",
             LinkStatus.AUTOMATIC.value)
            for pk, each in rows
            for name in each.programs
            for start in (each.body.index(name),)
        ),
    )  # fmt: skip
    replace_figures([pk for pk, _ in rows])


def role_at(rank: int) -> str:
    """Whose news it is, is named first."""
    return (DepartmentLink.Role.MENTIONED if rank else DepartmentLink.Role.PRIMARY).value


def evidence(body: str, name: str) -> dict[str, Any]:
    start = body.index(name)
    return {"field": "body", "start": start, "end": start + len(name), "surface": name, "rule": "exact", "score": 1.0}
