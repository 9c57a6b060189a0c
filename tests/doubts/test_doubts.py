"""Wrong-looking places of a text: what is doubted, where exactly, what is proposed, and what is left in peace."""

import datetime
from functools import cache

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.doubts.characters import WordBook
from articles.doubts.doubt import Doubt, DoubtKind
from articles.doubts.find import FIELDS, Knowledge, find_doubts
from articles.doubts.segmenter_notes import SegmenterNote
from entities.matching.gazetteer import build_gazetteer
from entities.matching.registry import Entry, EntryType

ISSUE = datetime.date(2022, 1, 28)


@cache
def knowledge(*names: str) -> Knowledge:
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    entries = [Entry(type=EntryType.DEPARTMENT, id=number, name=name) for number, name in enumerate(names)]
    return Knowledge(WordBook(tokenizer.FREQ, tokenizer.total), build_gazetteer(entries))


def doubts_in(body: str, *, names: tuple[str, ...] = (), **fields: str) -> list[Doubt]:
    return list(find_doubts({**fields, "body": body}, knowledge(*names), issue_date=ISSUE))


def told(body: str, names: tuple[str, ...] = ()) -> list[tuple[DoubtKind, str, tuple[str, ...]]]:
    """Kind, the doubted words themselves, and the proposals."""
    found = doubts_in(body, names=names)
    return [(doubt.kind, body[doubt.start : doubt.end], doubt.proposals) for doubt in found]


@pytest.mark.parametrize(
    ("wrong", "character", "meant"),
    [
        ("会议强调，要加快推迸项目建设。", "迸", "进"),
        ("全市巳经完成植树任务。", "巳", "已"),
        ("他己经回到怀川。", "己", "已"),
    ],
)
def test_a_character_that_would_make_a_known_word_is_doubted(wrong: str, character: str, meant: str) -> None:
    assert told(wrong) == [(DoubtKind.CHARACTER, character, (meant,))]


@pytest.mark.parametrize(
    "right",
    [
        "会议强调，要加快推进项目建设，已经完成的要抓紧验收。",
        "李婷、张晓辉、王梓萱三名同学获奖。",
        "全市各级各部门要担负起责任。",
        "“绿满怀川”活动启动，市民可在家门口挖野菜、赏花。",
    ],
)
def test_what_is_right_is_left_in_peace(right: str) -> None:
    assert told(right) == []


def test_what_stands_twice_is_a_word_of_its_own() -> None:
    assert told("推迸公司昨天开业。推迸公司是一家企业。") == []


def test_what_the_archive_prints_elsewhere_is_no_slip() -> None:
    book = WordBook(knowledge().words.frequencies, knowledge().words.total, printed=lambda text: 40)
    assert find_doubts({"body": "要加快推迸项目建设。"}, Knowledge(book)) == ()


def test_the_archive_bears_out_what_the_dictionary_alone_would_not() -> None:
    text = "末来三天我市天气晴好。"
    assert told(text) == []
    book = WordBook(knowledge().words.frequencies, knowledge().words.total, printed={"末来": 1, "未来": 12}.__getitem__)
    assert [each.proposals for each in find_doubts({"body": text}, Knowledge(book))] == [("未",)]


def test_a_slip_printed_now_and_then_is_still_one() -> None:
    counts = {"推迸": 3, "推进": 5000}
    book = WordBook(knowledge().words.frequencies, knowledge().words.total, printed=lambda text: counts[text])
    assert [each.proposals for each in find_doubts({"body": "要加快推迸项目建设。"}, Knowledge(book))] == [("进",)]


def test_a_registered_name_with_one_wrong_character_is_doubted() -> None:
    names = ("怀川市退役军人事务局",)
    assert told("怀川市退役军人享务局召开座谈会。", names=names) == [(DoubtKind.NAME, "享", ("事",))]
    assert told("怀川市退役军人事务局召开座谈会。", names=names) == []


@pytest.mark.parametrize(
    ("text", "found", "proposals"),
    [
        ("开展“万人助万企“活动。", "“", ("”",)),
        ("他说，“我们要把好事办好。", "“", ()),
        ("本月有《怀川晚报》读者见面会》。", "》", ()),
        ("活动由市文联（市作协主办。", "（", ()),
        ("会议指出，，要抓好落实。", "，，", ("，",)),
        ("会议指出，。要抓好落实。", "，。", ("。", "，")),
    ],
)
def test_marks_without_a_partner_or_twice(text: str, found: str, proposals: tuple[str, ...]) -> None:
    assert told(text) == [(DoubtKind.MARKS, found, proposals)]


@pytest.mark.parametrize(
    "text",
    [
        "“第一段引语。\n“第二段引语。”",
        "1）报名；2）考试。",
        "他说：“老师问‘懂了吗’，我答懂了。”",
        "（记者 王晓明)今天上午，活动开始。",
        "“他讲过“先做人”的道理。”",
    ],
)
def test_marks_that_are_in_order(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("会议定于13月2日举行。", "13月2日"),
        ("2021年2月29日，我市召开会议。", "2021年2月29日"),
        ("比赛将于25时10分开始。", "25时10分"),
        ("1月30日，我市召开了表彰大会。", "1月30日"),
        ("昨日（1月20日），我市召开表彰大会。", "1月20日"),
    ],
)
def test_days_out_of_range(text: str, found: str) -> None:
    assert told(text) == [(DoubtKind.DATE, found, ())]


@pytest.mark.parametrize(
    "text",
    [
        "1月27日，我市召开了表彰大会。",
        "12月30日，我市召开了表彰大会。",
        "2020年2月29日，我市召开了会议。",
        "活动将于2月15日举行。",
        "昨日（1月27日），我市召开表彰大会。",
    ],
)
def test_days_in_range(text: str) -> None:
    assert told(text) == []


def test_letters_among_figures() -> None:
    assert told("2O21年全市完成投资1l3亿元。") == [(DoubtKind.FIGURE, "O", ("0",)), (DoubtKind.FIGURE, "l", ("1",))]


def test_a_sentence_that_stands_twice_is_proposed_to_go() -> None:
    sentence = "全市今年计划完成造林五万亩以上。"
    body = f"{sentence}各县区进展顺利。{sentence}"
    (doubt,) = doubts_in(body)
    assert (doubt.kind, doubt.start, body[doubt.start : doubt.end]) == (
        DoubtKind.REPEAT,
        len(body) - len(sentence),
        sentence,
    )
    assert doubt.proposals == ("",)


def test_what_nobody_could_read() -> None:
    assert told("全市完成投资\N{REPLACEMENT CHARACTER}亿元。") == [
        (DoubtKind.UNREADABLE, "\N{REPLACEMENT CHARACTER}", ())
    ]


def test_a_note_of_the_segmenter_stands_where_its_words_do() -> None:
    notes = [
        SegmenterNote("maybe_two", "“拉网排查”也可能是另一篇的标题", "拉网排查"),
        SegmenterNote("no_headline", "版面文字中没有找到标题", ""),
        SegmenterNote("unbalanced_quotes", "“他说”一段的“”不成对", ""),
    ]
    body = "首段文字。\n拉网排查\n次段文字。"
    found = find_doubts({"headline": "", "body": body}, knowledge(), notes=notes)
    assert [(each.field, each.start, each.end) for each in found] == [("headline", 0, 0), ("body", 6, 10)]


@given(st.lists(st.sampled_from("“”《》（）()，。推迸进1月3日O0l的我市召开2022年\n"), max_size=60).map("".join))
def test_every_doubt_lies_within_its_text_and_overlaps_none(body: str) -> None:
    found = doubts_in(body, headline=body[:10].replace("\n", ""))
    for doubt in found:
        text = body if doubt.field == "body" else body[:10].replace("\n", "")
        assert doubt.field in FIELDS
        assert 0 <= doubt.start <= doubt.end <= len(text)
        assert all(new != text[doubt.start : doubt.end] for new in doubt.proposals)
        assert not any(doubt.meets(other) for other in found if other is not doubt)
