"""A page read anew keeps the borders that a person set, whatever the new scan and the new segmenter make of it."""

from hypothesis import given
from hypothesis import strategies as st

from articles.borders.pieces import Piece, Pieces
from articles.borders.transferring import transfer
from articles.ingest.coverage import coverage_faults
from articles.ingest.drafts import Part
from tests.borders.pages import MadePage, edited, pages

OLD = "防汛响应启动\n昨日启动响应，干部上堤巡查。\n三所小学投用\n城南三所小学秋季投用。\n"
NEW = "防汛响応启动\n\n昨日启动响应，千部上堤 巡查。\n三所小学投用\n城南三所小学秋季投用了。\n图书馆延长开放\n"


def piece(text: str, words: str, part: Part = Part.BODY) -> Piece:
    return Piece(1, text.index(words), text.index(words) + len(words), part)


@given(st.data())
def test_kept_and_new_items_together_hold_the_whole_new_text(data: st.DataObject) -> None:
    old = data.draw(pages())
    new = data.draw(edited(old.text)) + "\n" + data.draw(edited(old.text))
    kept = {key: old.layout[key] for key in data.draw(st.sets(st.sampled_from(sorted(old.layout))))}
    middle = data.draw(st.integers(0, len(new)))
    others = {
        100 + number: (Piece(1, start, end, Part.BODY),)
        for number, (start, end) in enumerate([(0, middle), (middle, len(new))])
        if new[start:end].strip()
    }
    done = transfer(1, old.text, new, kept, others)
    held = [(p.start, p.end) for layout in (done.kept, done.others) for pieces in layout.values() for p in pieces]
    assert coverage_faults(new, held) == []


@given(pages())
def test_the_same_text_keeps_every_border(page: MadePage) -> None:
    whole: dict[int, Pieces] = {9: (Piece(1, 0, len(page.text), Part.BODY),)}
    done = transfer(1, page.text, page.text, page.layout, whole)
    assert done.kept == page.layout
    assert done.others == {}


def test_a_border_inside_what_the_new_reading_joins_stays_where_a_person_set_it() -> None:
    kept = {
        1: (piece(OLD, "防汛响应启动", Part.HEADLINE), piece(OLD, "昨日启动响应，")),
        2: (piece(OLD, "干部上堤巡查。"),),
    }
    others = {
        7: (piece(NEW, "防汛响応启动", Part.HEADLINE), piece(NEW, "昨日启动响应，千部上堤 巡查。")),
        8: (piece(NEW, "三所小学投用", Part.HEADLINE), piece(NEW, "城南三所小学秋季投用了。")),
        9: (piece(NEW, "图书馆延长开放"),),
    }
    done = transfer(1, OLD, NEW, kept, others)
    assert done.kept == {
        1: (piece(NEW, "防汛响応启动", Part.HEADLINE), piece(NEW, "昨日启动响应，")),
        2: (piece(NEW, "千部上堤 巡查。"),),
    }
    assert done.others == {8: others[8], 9: others[9]}


def test_what_a_new_scan_adds_is_the_new_readings() -> None:
    kept = {1: (piece(OLD, "城南三所小学秋季投用。"),)}
    done = transfer(1, OLD, NEW, kept, {9: (Piece(1, 0, len(NEW) - 1, Part.BODY),)})
    assert done.kept == {1: (piece(NEW, "城南三所小学秋季投用了。"),)}
    assert piece(NEW, "图书馆延长开放") in done.others[9]


def test_items_that_a_new_reading_has_in_another_order_are_found() -> None:
    flood, school = OLD.split("三所小学投用\n")
    new = f"三所小学投用\n{school}{flood}"
    kept = {1: (piece(OLD, "昨日启动响应，"),), 2: (piece(OLD, "干部上堤巡查。"),), 3: (piece(OLD, "城南三所小学"),)}
    lines = ["三所小学投用\n城南三所小学秋季投用。", "防汛响应启动", "昨日启动响应，干部上堤巡查。"]
    done = transfer(1, OLD, new, kept, {7 + number: (piece(new, line),) for number, line in enumerate(lines)})
    assert set(done.others) == {7, 8}
    assert {key: [new[p.start : p.end] for p in pieces] for key, pieces in done.kept.items()} == {
        1: ["昨日启动响应，"],
        2: ["干部上堤巡查。"],
        3: ["城南三所小学"],
    }
