"""Following a passage over borders says what carrying the text does: every character is found where it went."""

from hypothesis import given
from hypothesis import strategies as st

from articles.borders.carrying import carry
from articles.borders.following import Passage, Way
from articles.borders.operations import NEW, move, split
from articles.borders.pieces import TEXT_PARTS, Layout, Stretch
from articles.borders.words import Memory
from tests.borders.pages import MadePage, any_corrected_pages, stretches


def way_of(page: MadePage, after: Layout) -> Way:
    heir = min(after)
    heirs = {key: heir for key in page.layout if key not in after}
    carried = carry(page.layout, page.words, after, page.grounds, heirs=heirs)
    return Way(page.layout, page.words, after, carried.words, page.grounds, heirs)


def said(words: object, field: object, start: int, end: int) -> str:
    return "".join(words.of(field)[start:end].split())  # type: ignore[attr-defined]


@given(st.data())
def test_every_character_is_found_where_its_text_went(data: st.DataObject) -> None:
    page = data.draw(any_corrected_pages())
    where = Stretch(1, *data.draw(stretches(page.text)))
    after = move(page.layout, [where], data.draw(st.sampled_from([NEW, 1])), page.texts)
    way = way_of(page, after)
    lost = 0
    for key, words in page.words.items():
        for field in TEXT_PARTS:
            for place, character in enumerate(words.of(field)):
                if character.isspace():
                    continue
                found = way.follow(Passage(key, field, place, place + 1))
                lost += found is None
                if found is not None:
                    assert said(way.words_after[found.item], found.field, found.start, found.end) == character
    # What becomes a byline's is in no text any more; a move makes no bylines.
    assert lost == 0


@given(st.data())
def test_a_character_is_found_where_its_text_was_put_back(data: st.DataObject) -> None:
    page = data.draw(any_corrected_pages())
    where = [Stretch(1, *data.draw(stretches(page.text)))]
    apart = move(page.layout, where, NEW, page.texts)
    heirs = {key: NEW for key in page.layout if key not in apart}
    taken = carry(page.layout, page.words, apart, page.grounds, heirs=heirs)
    back = move(apart, where, 1, page.texts)
    ends = {key: 1 for key in apart if key not in back}
    memory = Memory(taken.seams, taken.stowed, taken.shares)
    again = carry(apart, taken.words, back, page.grounds, heirs=ends, memory=memory)
    way = Way(apart, taken.words, back, again.words, page.grounds, ends, taken.shares)
    for key, words in taken.words.items():
        for field in TEXT_PARTS:
            for place, character in enumerate(words.of(field)):
                if not character.isspace():
                    found = way.follow(Passage(key, field, place, place + 1))
                    assert found is not None
                    assert said(way.words_after[found.item], found.field, found.start, found.end) == character


@given(st.data())
def test_a_passage_is_found_whole_or_not_at_all(data: st.DataObject) -> None:
    page = data.draw(any_corrected_pages())
    key = data.draw(st.sampled_from(sorted(page.layout)))
    offset = data.draw(st.integers(0, len(page.text)))
    before, behind = split(page.layout[key], 1, offset, page.texts)
    if not before or not behind:
        return
    way = way_of(page, {**page.layout, key: before, NEW: behind})
    body = page.words[key].body
    start = data.draw(st.integers(0, len(body)))
    end = data.draw(st.integers(start, len(body)))
    passage = Passage(key, TEXT_PARTS[-1], start, end)
    found = way.follow(passage)
    if found is not None:
        assert said(way.words_after[found.item], found.field, found.start, found.end) == said(
            page.words[key], passage.field, start, end
        )
