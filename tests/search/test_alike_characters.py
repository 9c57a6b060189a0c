"""The files of characters that are taken for one another: what stands in them, and that nothing stands twice."""

from itertools import combinations

from articles.search.alike_characters import SHAPES_FILE, SOUNDS_FILE, alike
from entities.matching.confusions import shape_groups


def test_the_file_of_shapes_holds_groups_that_say_something_of_their_own() -> None:
    groups = SHAPES_FILE.read_text(encoding="utf-8").splitlines()
    assert all(len(group) > 1 and len(set(group)) == len(group) and "".join(group.split()) == group for group in groups)
    sets = [set(group) for group in groups]
    assert not [one & other for one, other in combinations(sets, 2) if one <= other or other <= one]
    known = [set(group) for group in shape_groups()]
    assert not [group for group in sets if any(group <= other for other in known)]


def test_the_file_of_sounds_has_each_character_once() -> None:
    lines = [line.split(" ") for line in SOUNDS_FILE.read_text(encoding="utf-8").splitlines()]
    assert all(len(line) == 2 and line[0].isascii() and line[1] for line in lines)
    characters = "".join(group for _, group in lines)
    assert len(set(characters)) == len(characters)


def test_likeness_of_shape_goes_both_ways() -> None:
    for group in [*SHAPES_FILE.read_text(encoding="utf-8").split(), *shape_groups()]:
        assert all(other in alike(one) for one in group for other in group if other != one), group
