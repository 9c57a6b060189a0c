"""Texts one slip away, the longest runs that are found, names that sound or look alike."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from articles.pinyin import pinyin_key
from articles.search.alike_characters import alike, toneless_reading
from articles.search.name_index import NamedEntry, NameIndex, NameKind
from articles.search.nearest_names import edit_distance, names_like
from articles.search.respellings import MOST_TRIED, longest_runs, respellings


def counting(*texts: str) -> Callable[[str], int]:
    return lambda run: sum(run in text for text in texts)


def mended(text: str, count: Callable[[str], int]) -> dict[str, int]:
    return respellings(text, count, lambda texts: {each: number for each in texts if (number := count(each))})


def test_alike_by_shape_and_by_sound() -> None:
    assert "已" in alike("己")
    assert "焦" in alike("交")
    assert "试" in alike("实")
    assert "己" not in alike("己")
    assert alike("a") == alike("。") == alike("龘") == ""


def test_a_text_is_read_without_tones() -> None:
    assert toneless_reading("万人APP 360") == "wan ren a p p 3 6 0"


def test_a_confused_character_is_put_right() -> None:
    count = counting("焦作市召开会议", "焦作市里", "会议已经开始")
    assert mended("交作市", count) == {"焦作市": 2}
    assert mended("己经开始", count) == {"已经开始": 1}


def test_characters_turned_round_or_too_many_are_put_right() -> None:
    count = counting("推进万人助万企活动")
    assert "万人助万企" in mended("人万助万企", count)
    assert "万人助万企" in mended("万人助力万企", count)


def test_the_most_frequent_comes_first() -> None:
    assert list(mended("时验", counting("实验", "试验", "实验室"))) == ["实验", "试验"]


def test_a_long_text_is_looked_at_where_it_breaks() -> None:
    text = "全市数字政府建设推进会议在市会议中心召开并作出安排"
    tried = []

    def count(run: str) -> int:
        tried.append(run)
        return counting(text)(run)

    assert mended(text.replace("建设", "健设"), count) == {text: 1}
    assert len(tried) < MOST_TRIED + 2 * len(text)


def test_what_is_too_short_or_too_long_is_left_alone() -> None:
    assert mended("焦", counting("交")) == mended("焦" * 50, counting("交" * 50)) == {}


def test_the_longest_runs_lie_apart() -> None:
    count = counting("数字政府建设", "推进会议", "政府建")
    assert longest_runs("数字政府建设推进会", count) == ["数字政府建设", "推进会"]
    assert longest_runs("查无此句", count) == []
    assert longest_runs("推进会议", count) == []


def test_runs_do_not_cut_latin_words_or_numbers() -> None:
    assert longest_runs("script", counting("scope", "ripe")) == []
    assert longest_runs("焦我办appx", counting("焦我办application")) == ["焦我办"]
    assert longest_runs("2021年度报告", counting("201", "1年度")) == ["年度"]


@given(st.text("甲乙丙", max_size=12), st.lists(st.text("甲乙丙", max_size=8), max_size=4))
def test_runs_are_found_and_none_that_stands_apart_is_longer(text: str, held: list[str]) -> None:
    count = counting(*held)
    runs = longest_runs(text, count)
    assert all(run in text and count(run) for run in runs)
    found = [text[start:stop] for start in range(len(text)) for stop in range(start + 2, len(text) + 1)]
    longest = max((len(run) for run in found if count(run)), default=0)
    assert longest == len(text) or longest == max(map(len, runs), default=0)


def index(*names: str) -> NameIndex:
    return NameIndex(NamedEntry(NameKind.PROGRAM, "/", 1, (name,), (pinyin_key(name),)) for name in names)


def test_names_that_sound_alike_come_before_those_that_look_alike() -> None:
    names = index("万人助万企", "万人助千企", "万人助万企活动领导小组", "智慧金服")
    assert names_like("万人住万起", names, limit=5) == ["万人助万企"]
    assert names_like("万人住万企", names, limit=5) == ["万人助万企"]
    assert names_like("万人助百企", names, limit=5) == ["万人助万企", "万人助千企"]
    assert names_like("万人助万企", names, limit=5) == ["万人助千企"]
    assert names_like("智慧", names, limit=5) == []
    assert names_like("企业书困360", index("企业纾困360"), limit=5) == ["企业纾困360"]


def test_edit_distance() -> None:
    assert [edit_distance("万人", other) for other in ("万人", "万", "万众人", "千人", "", "人万")] == [
        0,
        1,
        1,
        1,
        2,
        2,
    ]
