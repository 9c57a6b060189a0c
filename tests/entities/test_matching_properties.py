"""What holds for every text: offsets point at what was found, and marks that mean nothing hide nothing."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from entities.matching.folding import fold, fold_with_offsets
from tests.entities.invented_registry import ENTRIES, find

names = st.sampled_from([entry.name for entry in ENTRIES if entry.level != "town" and entry.name != "一件事"])
filling = st.text(alphabet="的，。春风一12aＡ①…“”\n 　𠮷市省", max_size=12)
marks = st.text(alphabet=" \n\u3000\u200b“”‘’「」《》·", max_size=3)


@given(st.lists(st.one_of(names, filling), max_size=8).map("".join))
def test_a_surface_is_the_text_between_its_offsets(text: str) -> None:
    matches = find(text)
    assert all(match.surface == text[match.start : match.end] and match.surface for match in matches)


@given(st.lists(st.one_of(names, filling), max_size=8).map("".join))
def test_names_of_one_type_never_overlap(text: str) -> None:
    for kind in ("department", "program"):
        matches = [match for match in find(text) if match.type == kind]
        assert all(left.end <= right.start for left, right in pairwise(matches))


@given(names, st.data())
def test_marks_put_inside_a_name_do_not_hide_it(name: str, data: st.DataObject) -> None:
    spaced = name[0] + "".join(data.draw(marks) + character for character in name[1:])
    plain = [match.canonical for match in find(f"，{name}。")]
    assert name in plain
    assert [match.canonical for match in find(f"，{spaced}。")] == plain


@given(st.text(max_size=60))
def test_every_folded_character_knows_where_it_came_from(text: str) -> None:
    folded = fold_with_offsets(text)
    assert folded.text == fold(text)
    assert len(folded.offsets) == len(folded.text)
    assert list(folded.offsets) == sorted(folded.offsets)
    for offset, character in zip(folded.offsets, folded.text, strict=True):
        assert character in fold(text[offset])


@given(st.text(max_size=30), st.text(max_size=30))
def test_folding_works_one_character_at_a_time(left: str, right: str) -> None:
    assert fold(left + right) == fold(left) + fold(right)
