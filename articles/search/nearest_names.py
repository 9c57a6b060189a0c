"""Registered names that a reader may have meant who typed something like one. Pure."""

from collections.abc import Iterable, Iterator

from articles.search.alike_characters import toneless_reading
from articles.search.name_index import NameIndex
from articles.search.normalize import normalize

#: A shorter name is one slip away from too many others.
SHORTEST = 3
LONGEST = 30


def names_like(typed: str, names: NameIndex, *, limit: int) -> list[str]:
    """At most `limit` names, normalised: those that sound like `typed` first, then those that differ least."""
    wanted = normalize(typed)
    if not SHORTEST <= len(wanted) <= LONGEST:
        return []
    most = max(1, len(wanted) // 3)
    sounding = names.find(toneless_reading(wanted), limit=limit)
    alike = [normalize(found.alias or found.entry.names[0]) for found in sounding]
    near = sorted(_near(wanted, map(normalize, names.all_names()), most))
    different = dict.fromkeys(
        [*(name for name in alike if _is_near_in_length(name, wanted, most)), *map(_second, near)]
    )
    return [name for name in different if name != wanted][:limit]


def _near(wanted: str, names: Iterable[str], most: int) -> Iterator[tuple[int, str]]:
    """Names at a distance of at most `most`, with it. Those that share few characters are not even measured."""
    characters = set(wanted)
    for name in names:
        if not _is_near_in_length(name, wanted, most) or len(characters.intersection(name)) < len(characters) - most:
            continue
        distance = edit_distance(wanted, name)
        if distance <= most:
            yield distance, name


def _is_near_in_length(name: str, wanted: str, most: int) -> bool:
    return abs(len(name) - len(wanted)) <= most


def _second(pair: tuple[int, str]) -> str:
    return pair[1]


def edit_distance(first: str, second: str) -> int:
    """Levenshtein's: characters put in, left out or changed to make the one of the other."""
    row = list(range(len(second) + 1))
    for number, character in enumerate(first, 1):
        above = row
        row = [number]
        for column, other in enumerate(second, 1):
            row.append(min(above[column] + 1, row[-1] + 1, above[column - 1] + (character != other)))
    return row[-1]
