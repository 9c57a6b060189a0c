"""The pure parts of the article page: sentences, source lines, linked and marked runs."""

from hypothesis import given
from hypothesis import strategies as st

from articles.views.annotations import Anchor, paragraphs_of, without_overlaps
from articles.views.sentences import first_sentence, sentence_around, without_bullet
from articles.views.source_lines import SourceLine, source_lines

TEXT = st.text(alphabet="甲乙丙，。“”<&\n 　", max_size=60)


def test_first_sentence_drops_the_full_stop_and_keeps_other_marks() -> None:
    assert first_sentence("　　老街开街了。游人如织。", 40) == "老街开街了"
    assert first_sentence("修好了吗？修好了。", 40) == "修好了吗？"
    assert first_sentence("他说：“好！”大家都笑。", 40) == "他说：“好！”"
    assert first_sentence("", 40) == ""


def test_first_sentence_is_cut_with_an_ellipsis() -> None:
    assert first_sentence("一" * 50 + "。", 10) == "一" * 9 + "…"


def test_sentence_around_stays_within_its_sentence() -> None:
    text = "先有一句。市民政局发放补贴，惠及千户。后有一句。"
    assert sentence_around(text, 5, 9, 60) == ("", "市民政局", "发放补贴，惠及千户。")


def test_sentence_around_leaves_what_closes_to_the_sentence_before() -> None:
    text = "“请你离开护栏。”喊话的是平台。"
    start = text.index("平台")
    assert sentence_around(text, start, start + 2, 60) == ("喊话的是", "平台", "。")


def test_a_title_is_shown_without_the_sign_of_its_column() -> None:
    assert without_bullet("●怀川码上办上线") == "怀川码上办上线"
    assert without_bullet("■ 怀川码上办上线") == "怀川码上办上线"
    assert without_bullet("怀川●码上办") == "怀川●码上办"
    assert without_bullet("●") == "●"


def test_sentence_around_is_cut_evenly_when_long() -> None:
    text = "前" * 80 + "民政局" + "后" * 80
    before, words, after = sentence_around(text, 80, 83, 23)
    assert (before, words, after) == ("…" + "前" * 10, "民政局", "后" * 10 + "…")


def test_sentence_around_gives_the_room_of_the_short_side_to_the_long_one() -> None:
    text = "市民政局" + "后" * 80
    assert sentence_around(text, 0, 4, 24) == ("", "市民政局", "后" * 20 + "…")


@given(TEXT, st.data())
def test_sentence_around_always_holds_its_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    before, words, after = sentence_around(text, start, end, 20)
    assert words == text[start:end]
    assert text[:start].endswith(before.removeprefix("…"))
    assert text[end:].startswith(after.removesuffix("…"))


def test_source_lines_join_the_pieces_of_one_line_and_mark_gaps() -> None:
    page = "甲甲乙乙\n丙丙\n\n丁丁\n"
    assert source_lines(page, 11, [(10, 11), (0, 2), (9, 10)]) == [
        SourceLine(11, "甲甲", False),
        SourceLine(14, "丁丁", True),
    ]


def test_blank_lines_between_make_no_gap() -> None:
    assert [line.follows_gap for line in source_lines("甲\n\n \n乙\n", 1, [(0, 1), (5, 6)])] == [False, False]


def test_a_range_over_several_lines_gives_each_its_number() -> None:
    assert [(line.number, line.text) for line in source_lines("甲\n\r\n乙乙\r\n丙", 5, [(0, 9)])] == [
        (5, "甲"),
        (7, "乙乙"),
        (8, "丙"),
    ]


@given(TEXT, st.integers(1, 900))
def test_the_whole_page_gives_all_its_lines(text: str, first: int) -> None:
    lines = source_lines(text, first, [(0, len(text))]) if text else []
    assert [(line.number - first, line.text) for line in lines] == [
        (number, line) for number, line in enumerate(text.split("\n")) if line.strip()
    ]


def test_anchors_and_hits_cross_without_losing_their_borders() -> None:
    (paragraph,) = paragraphs_of("市民政局发放补贴", [Anchor(0, 4, "/d/", "民政局")], [(2, 6)])
    runs = [(run.url, [(piece.text, piece.marked) for piece in run.pieces]) for run in paragraph.runs]
    assert runs == [("/d/", [("市民", False), ("政局", True)]), ("", [("发放", True), ("补贴", False)])]


def test_of_overlapping_anchors_the_longest_stands() -> None:
    long, short, apart = Anchor(2, 9, "/a/", ""), Anchor(0, 4, "/b/", ""), Anchor(9, 11, "/c/", "")
    assert without_overlaps([short, apart, long]) == [long, apart]


def test_an_anchor_over_a_line_end_is_left_out() -> None:
    first, second = paragraphs_of("上一段\n下一段", [Anchor(1, 5, "/a/", "")])
    assert [run.url for run in (*first.runs, *second.runs)] == ["", ""]


def test_a_short_line_between_full_paragraphs_is_a_subhead() -> None:
    long = "文" * 45
    kinds = [
        paragraph.is_subhead for paragraph in paragraphs_of(f"{long}\n把办公桌搬到工地\n{long}\n他说，好。\n{long}")
    ]
    assert kinds == [False, True, False, False, False]
    assert not any(each.is_subhead for each in paragraphs_of("张三李四\n王五赵六\n钱七孙八"))


@given(TEXT, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=6), st.data())
def test_runs_hold_every_character_once_and_in_order(
    text: str, places: list[tuple[int, int]], data: st.DataObject
) -> None:
    anchors = [Anchor(start, start + length, "/x/", "") for start, length in places if start + length <= len(text)]
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    hits = list(zip(cuts[::2], cuts[1::2], strict=False))
    found = [
        "".join(piece.text for run in each.runs for piece in run.pieces) for each in paragraphs_of(text, anchors, hits)
    ]
    assert found == [line.strip() for line in text.split("\n") if line.strip()]
