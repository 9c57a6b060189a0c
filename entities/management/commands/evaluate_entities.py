"""Measures how well names of departments and programs are found in texts whose names are known."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.errors import ArchiveError
from entities.management.commands.find_entities import chosen_home
from entities.matching.evaluation import (
    Score,
    score_articles,
    score_bodies_of_pages,
    score_bodies_of_sentences,
    true_articles,
)
from entities.matching.registry import Home
from entities.registry import current_registry

#: The file beside the truth that lists all departments of the pages with all forms of their names.
ENTITIES = "entities.json"


class Command(BaseCommand):
    help = (
        "Score the present registry on pages whose names are known: departments, programs, the primary department, and "
        "names of bodies found by how they are made. With --sentences also on CLUENER's labelled sentences."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("pages", type=Path, metavar="PAGES", help="folder of page files")
        parser.add_argument("truth", type=Path, metavar="TRUTH", help=f"folder of truth files and {ENTITIES}")
        parser.add_argument("--sentences", type=Path, metavar="FILE", help="labelled sentences, one JSON object a line")
        parser.add_argument("--newspaper", default="", metavar="SLUG", help="whose city 市X means, as in find_entities")
        parser.add_argument("--show", action="store_true", help="list each name that is wrong or missed")

    def handle(self, *args: Any, **options: Any) -> None:
        home = chosen_home(options["newspaper"])
        try:
            rows = [*page_rows(options["pages"], options["truth"], home), *sentence_rows(options["sentences"], home)]
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
        except ArchiveError as error:
            raise CommandError(error.message) from error
        except (ValueError, KeyError, TypeError) as error:
            raise CommandError(
                f"{options['truth']}: not the truth this command knows ({type(error).__name__}: {str(error)[:100]})."
            ) from error
        self.stdout.write(f"{'':34} {'P':>6} {'R':>6} {'right':>6} {'wrong':>6} {'missed':>6}")
        for title, score in rows:
            figures = f"{score.precision:6.3f} {score.recall:6.3f} {score.right:6} {len(score.wrong):6}"
            self.stdout.write(f"{title:34} {figures} {len(score.missed):6}")
            if options["show"]:
                self.stdout.writelines(f"  wrong:  {each}\n" for each in score.wrong)
                self.stdout.writelines(f"  missed: {each}\n" for each in score.missed)


def page_rows(pages: Path, truth: Path, home: Home) -> list[tuple[str, Score]]:
    articles = list(true_articles(pages, truth))
    if not articles:
        raise CommandError(f"{truth}: no truth file (*.json) here tells of an article of {pages}.")
    scores = score_articles(articles, current_registry().gazetteer, home)
    rows = [
        ("departments registered", scores.departments),
        ("programs registered", scores.programs),
        ("primary department", scores.primary),
    ]
    if (truth / ENTITIES).exists():
        names = [path.stem for path in sorted(truth.glob("*.json")) if (pages / f"{path.stem}.txt").exists()]
        rows.append(("bodies by pattern, none registered", score_bodies_of_pages(pages, truth / ENTITIES, names, home)))
    return rows


def sentence_rows(file: Path | None, home: Home) -> list[tuple[str, Score]]:
    if file is None:
        return []
    with file.open(encoding="utf-8") as lines:
        score = score_bodies_of_sentences(lines, current_registry().gazetteer, home)
    strictly = Score(score.found.right, [*score.found.wrong, *score.labelled_otherwise], score.found.missed)
    return [("bodies of labelled sentences", score.found), ("  what is labelled otherwise wrong", strictly)]
