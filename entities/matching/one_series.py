"""A name that a bureau and the one it became both had: which of them the paper of a day means. Pure."""

import datetime
from collections.abc import Collection

from entities.matching.registry import Entry


def meant_of_one_series(entries: Collection[Entry], printed_on: datetime.date | None) -> Entry | None:
    """The one that was called so on that day; where the day or their dates do not tell, the latest of them.

    None where they are not one body through the years, or two parts that a body was split into.
    """
    series = {entry.series for entry in entries}
    if len(series) != 1 or None in series:
        return None
    if printed_on is not None:
        of_the_day = [entry for entry in entries if is_of(entry, printed_on)]
        if len(of_the_day) == 1:
            return of_the_day[0]
    latest = max(entry.generation for entry in entries)
    heads = [entry for entry in entries if entry.generation == latest]
    return heads[0] if len(heads) == 1 else None


def is_of(entry: Entry, day: datetime.date) -> bool:
    return (entry.since is None or entry.since <= day) and (entry.until is None or day < entry.until)
