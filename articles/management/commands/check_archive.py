"""Proves what must always be true of the archive, and names every record of which it is not."""

from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.invariants import RULES, Rule
from articles.invariants.rules import archive_snapshot

SHOWN = 20


def whole_number(text: str) -> int:
    if not text.isdecimal():
        raise ArgumentTypeError("a whole number from 0")
    return int(text)


class Command(BaseCommand):
    help = (
        "Prove the invariants of the whole archive: no character lost, revisions unbroken, addresses and links sound. "
        "Reads only. Exit status 1 if any record is at fault."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        codes = [rule.code for rule in RULES]
        parser.add_argument("rules", nargs="*", metavar="RULE", help=f"check these only: {', '.join(codes)}")
        parser.add_argument(
            "--show", type=whole_number, default=SHOWN, metavar="N", help=f"faults shown of each rule ({SHOWN})"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        rules = self.chosen(options["rules"])
        with archive_snapshot():
            faults = sum(self.prove(rule, show=options["show"]) for rule in rules)
        if faults:
            raise CommandError(f"{faults} {'fault' if faults == 1 else 'faults'} found.")
        self.stdout.write(self.style.SUCCESS(f"The archive is sound: {len(rules)} rules hold."))

    def chosen(self, codes: list[str]) -> list[Rule]:
        known = {rule.code for rule in RULES}
        if unknown := [code for code in codes if code not in known]:
            raise CommandError(f"There is no rule {', '.join(unknown)}; the rules are {', '.join(sorted(known))}.")
        return [rule for rule in RULES if not codes or rule.code in codes]

    def prove(self, rule: Rule, *, show: int) -> int:
        """How many faults the rule has; as many as `show` are written out, the rest are counted."""
        found = 0
        for fault in rule.find():
            if not found:
                self.stdout.write(self.style.ERROR(f"FAULT {rule.code}: {rule.promise}"))
            found += 1
            if found <= show:
                self.stdout.write(f"      {fault.record}: {fault.message}")
        if found > show:
            self.stdout.write(f"      and {found - show} more")
        if not found:
            self.stdout.write(f"ok    {rule.code}: {rule.promise}")
        return found
