"""Says which departments and programs stand in any text, registered or not, one passage a line."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.models import Newspaper, default_newspaper
from entities.matching.registry import Home
from entities.named_in import NamedInText, named_in


class Command(BaseCommand):
    help = (
        "Find departments and programs in a text, one passage a line, and names that seem to be such and are not "
        "registered. Offsets are code points of the line, the end exclusive."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", default="-", metavar="FILE", help="UTF-8; - is standard input")
        parser.add_argument(
            "--newspaper",
            default="",
            metavar="SLUG",
            help="whose city 市X means; unless said, the only one that is no sample",
        )
        parser.add_argument("--json", action="store_true", help="one JSON object a line of text")

    def handle(self, *args: Any, **options: Any) -> None:
        home = chosen_home(options["newspaper"])
        for number, line in enumerate(read_lines(options["file"]), start=1):
            found = named_in(line, home)
            if options["json"]:
                self.stdout.write(json.dumps(line_result(line, found), ensure_ascii=False))
                continue
            for each in found:
                meant = f" = {each.meaning}" if each.meaning else ""
                self.stdout.write(
                    f"{number}:{each.start}-{each.end} {each.surface}{meant} ({each.type}, {each.rule}, {each.score})"
                )


def chosen_home(slug: str) -> Home:
    """The city and province of the newspaper named, else of the only one that is no sample."""
    newspapers = {newspaper.slug: newspaper for newspaper in Newspaper.objects.all()}
    if slug and slug not in newspapers:
        raise CommandError(f"No newspaper has the address {slug!r}. Known: {', '.join(sorted(newspapers)) or 'none'}.")
    newspaper = newspapers[slug] if slug else default_newspaper(newspapers.values())
    return Home(newspaper.city, newspaper.province) if newspaper else Home()


def read_lines(name: str) -> Iterator[str]:
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise CommandError(f"{name}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{name}: not UTF-8 at byte {error.start}; convert the file first") from error
    for line in text.removesuffix("\n").split("\n") if text else []:
        yield line.removesuffix("\r")


def line_result(line: str, found: list[NamedInText]) -> dict[str, Any]:
    return {"text_length": len(line), "mentions": [each.as_json() for each in found]}
