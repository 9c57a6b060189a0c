"""Whatever a person does to borders, every non-blank character stays in exactly one item."""

from collections.abc import Mapping
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.borders.operations import NEW, join, merge, move, part_off, set_part, split
from articles.borders.pieces import HEADS, Piece, Pieces, Stretch, characters, tidy
from articles.ingest.coverage import coverage_faults
from articles.ingest.drafts import Part
from tests.borders.pages import MadePage, pages, stretches

TEXT = "防汛响应启动\n本报讯（记者 王一鸣）昨日启动响应。\n干部上堤巡查。\n三所小学投用\n城南三所小学秋季投用。\n"
LINES = [0, *(place + 1 for place, character in enumerate(TEXT) if character == "\n")]


def line(number: int, part: Part) -> Piece:
    return Piece(1, LINES[number], LINES[number + 1] - 1, part)


FLOOD = (line(0, Part.HEADLINE), Piece(1, LINES[1], TEXT.index("昨日"), Part.BYLINE),
         Piece(1, TEXT.index("昨日"), LINES[3] - 1, Part.BODY))  # fmt: skip
SCHOOL = (line(3, Part.HEADLINE), line(4, Part.BODY))


def faults(page: MadePage, layout: Mapping[int, Pieces]) -> list[object]:
    ranges = [(piece.start, piece.end) for pieces in layout.values() for piece in pieces]
    blank = [each for each in ranges if not page.text[each[0] : each[1]].strip()]
    return [*coverage_faults(page.text, ranges), *blank]


@given(st.data())
def test_no_operation_loses_or_doubles_a_character(data: st.DataObject) -> None:
    page = data.draw(pages())
    layout: dict[int, Pieces] = dict(page.layout)
    for step in range(data.draw(st.integers(1, 8))):
        layout = apply_one(data, page, layout, fresh=100 + step)
        assert faults(page, layout) == []
        for pieces in layout.values():
            heads = [HEADS.index(piece.part) for piece in pieces if piece.part in HEADS]
            assert heads == sorted(heads)


def apply_one(data: st.DataObject, page: MadePage, layout: dict[int, Pieces], *, fresh: int) -> dict[int, Pieces]:
    keys = sorted(layout)
    one = data.draw(st.sampled_from(keys))
    action = data.draw(st.sampled_from(["merge", "split", "move", "move_new", "part"]))
    if action == "merge" and len(keys) > 1:
        other = data.draw(st.sampled_from([key for key in keys if key != one]))
        rest = {key: pieces for key, pieces in layout.items() if key not in (one, other)}
        chosen = {key: layout[key] for key in sorted((one, other), key=lambda key: layout[key][0].start)}
        return rest | merge(chosen, one, [other], page.texts)
    if action == "split":
        before, behind = split(layout[one], 1, data.draw(st.integers(0, len(page.text))), page.texts)
        made = {one: before, fresh: behind}
        return {key: pieces for key, pieces in (layout | made).items() if pieces}
    where = [Stretch(1, *data.draw(stretches(page.text)))]
    if action == "part":
        return set_part(layout, where, one, data.draw(st.sampled_from(list(Part))), page.texts)
    moved = move(layout, where, NEW if action == "move_new" else one, page.texts)
    return {fresh if key == NEW else key: pieces for key, pieces in moved.items()}


@given(st.data())
def test_a_split_inside_a_line_cuts_there_and_trims_blanks(data: st.DataObject) -> None:
    page = data.draw(pages(most_items=1))
    offset = data.draw(st.integers(0, len(page.text)))
    before, behind = split(page.layout[1], 1, offset, page.texts)
    # Pieces of these pages stand in order, so everything before the offset is read before it.
    assert all(place < offset for _, place in characters(before, page.texts))
    assert all(place >= offset for _, place in characters(behind, page.texts))


def test_a_headline_alone_and_its_story_become_one_headed_item() -> None:
    layout = {1: (line(3, Part.HEADLINE),), 2: (line(4, Part.BODY),)}
    assert merge(layout, 2, [1], {1: TEXT}) == {2: SCHOOL}


def test_two_lines_of_one_headline_stack_when_merged() -> None:
    layout = {1: (line(0, Part.HEADLINE),), 2: SCHOOL}
    assert merge(layout, 1, [2], {1: TEXT})[1] == (line(0, Part.HEADLINE), *SCHOOL)


def test_the_headline_of_a_second_story_is_a_sub_head_of_the_whole() -> None:
    merged = merge({1: FLOOD, 2: SCHOOL}, 1, [2], {1: TEXT})[1]
    assert [piece.part for piece in merged] == [Part.HEADLINE, Part.BYLINE, Part.BODY]
    assert merged[-1].end == SCHOOL[-1].end


def test_a_stolen_headline_goes_back_in_one_step() -> None:
    stolen = {1: (*FLOOD, Piece(1, LINES[3], LINES[4] - 1, Part.BODY)), 2: SCHOOL[1:]}
    assert set_part(stolen, [Stretch(1, LINES[3], LINES[4])], 2, Part.HEADLINE, {1: TEXT}) == {1: FLOOD, 2: SCHOOL}


def test_text_from_the_middle_goes_back_to_the_middle() -> None:
    moved = move({1: FLOOD, 2: SCHOOL}, [Stretch(1, TEXT.index("昨日"), LINES[2])], 2, {1: TEXT})
    back = move(moved, [Stretch(1, TEXT.index("昨日"), LINES[2])], 1, {1: TEXT})
    assert {key: tidy(pieces, {1: TEXT}) for key, pieces in back.items()} == {1: FLOOD, 2: SCHOOL}


def test_a_second_half_is_joined_and_parted_again() -> None:
    texts = {1: TEXT, 2: "续文的小标题\n续文的正文。\n"}
    tail = (Piece(2, 0, 6, Part.HEADLINE), Piece(2, 7, 13, Part.BODY))
    joined = join(FLOOD, tail, texts)
    assert [piece.part for piece in joined] == [Part.HEADLINE, Part.BYLINE, Part.BODY, Part.BODY]
    assert part_off(joined, 2, texts) == (FLOOD, (Piece(2, 0, 13, Part.BODY),))


@pytest.mark.parametrize("offset", [0, len(TEXT)])
def test_a_split_at_an_edge_leaves_one_side_empty(offset: int) -> None:
    assert () in split(FLOOD, 1, offset, {1: TEXT})


def test_lines_of_one_part_that_follow_one_another_are_one_piece() -> None:
    lines = [line(number, Part.BODY) for number in range(5)]
    assert tidy(lines, {1: TEXT}) == (Piece(1, 0, len(TEXT) - 1, Part.BODY),)
    assert all(one.end <= other.start for one, other in pairwise(lines))
