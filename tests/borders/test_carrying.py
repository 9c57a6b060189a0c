"""The words go where their characters go, and what a person corrected stays corrected."""

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from articles.borders.carrying import Carried, carry
from articles.borders.operations import NEW, merge, move, set_part, split
from articles.borders.pieces import Layout, Piece, Pieces, Stretch
from articles.borders.words import Ground, Memory, Words
from articles.ingest.drafts import CreditDraft, Part
from tests.borders.pages import MadePage, any_corrected_pages, stretches

TEXT = "防汛响应启动\n本报讯（记者 王一鸣）昨日启动响应。\n干部上堤巡查。\n三所小学投用\n城南三所小学秋季投用。\n"
GROUNDS = {1: Ground(TEXT)}
WANG = CreditDraft("王一鸣", "记者")


def place(words: str, part: Part) -> Piece:
    start = TEXT.index(words)
    return Piece(1, start, start + len(words), part)


FLOOD: Pieces = (
    place("防汛响应启动", Part.HEADLINE),
    place("本报讯（记者 王一鸣）", Part.BYLINE),
    place("昨日启动响应。\n干部上堤巡查。", Part.BODY),
)
SCHOOL: Pieces = (place("三所小学投用", Part.HEADLINE), place("城南三所小学秋季投用。", Part.BODY))
FLOOD_WORDS = Words(headline="防汛响应启动", dateline="本报讯", body="昨日启动响应。\n干部上堤巡查。", credits=(WANG,))
SCHOOL_WORDS = Words(headline="三所小学投用", body="城南三所小学秋季投用。")
BOTH = {1: FLOOD, 2: SCHOOL}
WORDS = {1: FLOOD_WORDS, 2: SCHOOL_WORDS}


def stretch(words: str) -> Stretch:
    return Stretch(1, TEXT.index(words), TEXT.index(words) + len(words))


def memory_of(*carried: Carried) -> Memory:
    """As the service keeps it: the newest change first."""
    seams = {pair: gap for one in carried for pair, gap in one.seams.items()}
    newest_first = carried[::-1]
    return Memory(
        seams,
        [stowed for one in newest_first for stowed in one.stowed],
        [shared for one in newest_first for shared in one.shares],
    )


def letters(words: dict[int, Words] | Words) -> Counter[str]:
    held = words.values() if isinstance(words, dict) else [words]
    return Counter(
        character
        for each in held
        for character in each.kicker + each.headline + each.subtitle + each.body
        if not character.isspace()
    )


@given(any_corrected_pages(), st.data())
def test_split_and_merged_again_an_item_says_what_it_said(page: MadePage, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(sorted(page.layout)))
    start, end = page.layout[key][0].start, page.layout[key][-1].end
    before, behind = split(page.layout[key], 1, data.draw(st.integers(start, end)), page.texts)
    if not before or not behind:
        return
    apart = carry({key: page.layout[key]}, page.words, {key: before, NEW: behind}, page.grounds)
    layout = merge({key: before, NEW: behind}, key, [NEW], page.texts)
    assert layout == {key: page.layout[key]}
    again = carry(
        {key: before, NEW: behind}, apart.words, layout, page.grounds, heirs={NEW: key}, memory=memory_of(apart)
    )
    assert again.words[key] == page.words[key]


@given(any_corrected_pages(), st.data())
def test_no_word_of_a_text_is_lost_or_doubled_by_moving_it(page: MadePage, data: st.DataObject) -> None:
    """Among text parts; what becomes a byline leaves the text."""
    layout: Layout = page.layout
    words = dict(page.words)
    for _ in range(data.draw(st.integers(1, 3))):
        where = [Stretch(1, *data.draw(stretches(page.text)))]
        to = data.draw(st.sampled_from(sorted(layout)))
        after = move(layout, where, to, page.texts)
        heirs = {key: to for key in layout if key not in after}
        carried = carry(layout, words, after, page.grounds, heirs=heirs)
        assert letters(dict(carried.words)) == letters(words)
        layout, words = after, dict(carried.words)


@given(any_corrected_pages(), st.data())
def test_text_taken_out_and_put_back_leaves_everything_as_it_was(page: MadePage, data: st.DataObject) -> None:
    where = [Stretch(1, *data.draw(stretches(page.text)))]
    apart = move(page.layout, where, NEW, page.texts)
    if len(apart) < len(page.layout) + 1 or len(page.layout) > 1:
        return
    taken = carry(page.layout, page.words, apart, page.grounds)
    back = move(apart, where, 1, page.texts)
    again = carry(apart, taken.words, back, page.grounds, heirs={NEW: 1}, memory=memory_of(taken))
    assert again.words[1].body == page.words[1].body


def test_a_word_put_in_beside_a_stray_character_is_not_parted_by_what_is_put_back_there() -> None:
    """The scan repeats a character behind the text; once what stood between is gone, either may be the one meant."""
    text = "1111111\n1111111111\n\n通讯员 赵 云\n\n1\n  \n21\n"
    texts, grounds = {1: text}, {1: Ground(text)}
    layout = {
        1: (
            Piece(1, 0, 7, Part.KICKER),
            Piece(1, 8, 18, Part.HEADLINE),
            Piece(1, 20, 27, Part.BYLINE),
            Piece(1, 29, 36, Part.BODY),
        )
    }
    credits = (CreditDraft("赵云", "通讯员"),)
    words = {1: Words(kicker="1111111", headline="1111111111", body="句1\n2", credits=credits)}
    where = [Stretch(1, 30, 35)]
    apart = move(layout, where, NEW, texts)
    taken = carry(layout, words, apart, grounds)
    assert (taken.words[1].body, taken.words[NEW].body) == ("句1", "2")
    back = move(apart, where, 1, texts)
    assert back == layout
    again = carry(apart, taken.words, back, grounds, heirs={NEW: 1}, memory=memory_of(taken))
    assert again.words == words


def test_words_stay_together_that_were_corrected_while_they_were_apart() -> None:
    """A correction elsewhere in the text does not make it forgotten whose the other words are."""
    text = "全市防\n上堤防汛\n"
    texts, grounds = {1: text}, {1: Ground(text)}
    layout: Layout = {1: (Piece(1, 0, len(text) - 1, Part.BODY),)}
    where = [Stretch(1, text.index("上"), text.index("堤") + 1)]
    apart = move(layout, where, NEW, texts)
    taken = carry(layout, {1: Words(body="全市严防\n上堤汛")}, apart, grounds)
    corrected = {**taken.words, 1: replace(taken.words[1], body=taken.words[1].body.replace("全", "本"))}
    back = move(apart, where, 1, texts)
    again = carry(apart, corrected, back, grounds, heirs={NEW: 1}, memory=memory_of(taken))
    assert again.words[1].body == "本市严防\n上堤汛"


def test_a_corrected_word_survives_a_split_and_the_first_revision_says_what_the_page_says() -> None:
    words = replace(FLOOD_WORDS, body="昨日启动三级响应。\n党员干部上坝巡查。")
    before, behind = split(FLOOD, 1, TEXT.index("干部"), {1: TEXT})
    carried = carry({1: FLOOD}, {1: words}, {1: before, NEW: behind}, GROUNDS)
    assert carried.words[1] == replace(words, body="昨日启动三级响应。")
    assert carried.words[NEW].body == "党员干部上坝巡查。"
    assert carried.scanned[NEW].body == "干部上堤巡查。"


def test_a_headline_taken_from_the_body_leaves_the_body() -> None:
    stolen = {1: (*FLOOD[:2], replace(FLOOD[2], end=SCHOOL[0].end)), 2: SCHOOL[1:]}
    words = {
        1: replace(FLOOD_WORDS, body="昨日启动响应。\n干部上堤巡查。\n三所小学投用"),
        2: replace(SCHOOL_WORDS, headline=""),
    }
    layout = set_part(stolen, [stretch("三所小学投用")], 2, Part.HEADLINE, {1: TEXT})
    carried = carry(stolen, words, layout, GROUNDS)
    assert carried.words == WORDS
    back = set_part(layout, [stretch("三所小学投用")], 2, Part.BODY, {1: TEXT})
    assert carry(layout, carried.words, back, GROUNDS).words[2].body == "三所小学投用\n城南三所小学秋季投用。"


def test_a_second_line_set_as_headline_is_appended() -> None:
    layout = set_part(BOTH, [stretch("干部上堤巡查。")], 1, Part.HEADLINE, {1: TEXT})
    assert carry(BOTH, WORDS, layout, GROUNDS).words[1].headline == "防汛响应启动 干部上堤巡查。"


def test_a_typed_headline_stays_and_becomes_a_sub_head_when_its_item_is_merged() -> None:
    layout = {1: FLOOD, 2: SCHOOL[1:]}
    words = {1: FLOOD_WORDS, 2: replace(SCHOOL_WORDS, headline="编辑拟的标题")}
    lower = move(BOTH | layout, [stretch("干部上堤巡查。")], 2, {1: TEXT})
    assert carry(layout, words, lower, GROUNDS).words[2].headline == "编辑拟的标题"
    merged = carry(layout, words, merge(layout, 1, [2], {1: TEXT}), GROUNDS, heirs={2: 1}).words[1]
    assert merged.body == "昨日启动响应。\n干部上堤巡查。\n编辑拟的标题\n城南三所小学秋季投用。"


def test_a_byline_that_moves_brings_its_credit_as_it_was_corrected() -> None:
    corrected = replace(FLOOD_WORDS, credits=(CreditDraft("王一明", "记者"), CreditDraft("赵云", "通讯员")))
    layout = move(BOTH, [stretch("本报讯（记者 王一鸣）")], 2, {1: TEXT})
    carried = carry(BOTH, {1: corrected, 2: SCHOOL_WORDS}, layout, GROUNDS)
    assert carried.words[2].credits == (CreditDraft("王一明", "记者"),)
    assert carried.words[2].dateline == "本报讯"
    assert carried.words[1].credits == (CreditDraft("赵云", "通讯员"),)
    assert (carried.words[1].dateline, carried.words[1].body) == ("", FLOOD_WORDS.body)


def test_a_line_that_becomes_a_byline_and_text_again_keeps_its_correction() -> None:
    words = {1: replace(FLOOD_WORDS, body="昨日启动响应。\n记者 赵子龙"), 2: SCHOOL_WORDS}
    layout = set_part(BOTH, [stretch("干部上堤巡查。")], 1, Part.BYLINE, {1: TEXT})
    signed = carry(BOTH, words, layout, GROUNDS)
    assert (signed.words[1].body, signed.words[1].credits) == ("昨日启动响应。", (WANG, CreditDraft("赵子龙", "记者")))
    back = set_part(layout, [stretch("干部上堤巡查。")], 1, Part.BODY, {1: TEXT})
    again = carry(layout, signed.words, back, GROUNDS, memory=memory_of(signed))
    assert again.words[1] == words[1]


def test_a_byline_that_becomes_text_says_what_the_page_says() -> None:
    layout = set_part(BOTH, [stretch("本报讯（记者 王一鸣）")], 1, Part.BODY, {1: TEXT})
    words = carry(BOTH, WORDS, layout, GROUNDS).words[1]
    assert (words.body, words.credits, words.dateline) == (
        "本报讯（记者 王一鸣）昨日启动响应。\n干部上堤巡查。", (), "",
    )  # fmt: skip


def test_marks_of_an_ocr_model_go_with_their_text_and_are_no_words() -> None:
    text = "# 防汛响应启动\n**昨日**启动响应。\n"
    pieces = (Piece(1, 0, 8, Part.HEADLINE), Piece(1, 9, len(text) - 1, Part.BODY))
    before, behind = split(pieces, 1, text.index("启动响应。"), {1: text})
    words = {1: Words(headline="防汛响应启动", body="昨日启动响应。")}
    carried = carry({1: pieces}, words, {1: before, NEW: behind}, {1: Ground(text)})
    assert (carried.words[1].body, carried.words[NEW].body) == ("昨日", "启动响应。")
    assert carried.scanned[NEW].body == "启动响应。"
