"""Names found by any part, by pinyin and by initials, the best first."""

from hypothesis import given
from hypothesis import strategies as st

from articles.pinyin import pinyin_key
from articles.search.name_index import NamedEntry, NameIndex, NameKind
from articles.search.normalize import normalize


def entry(kind: NameKind, *names: str, count: int = 1) -> NamedEntry:
    is_person = kind is NameKind.REPORTER
    readings = tuple(pinyin_key(name, is_person=is_person) for name in names)
    return NamedEntry(kind, f"/{names[0]}/", count, names, readings)


INDEX = NameIndex(
    [
        entry(NameKind.PROGRAM, "万人助万企", "“万人助万企”活动", count=9),
        entry(NameKind.PROGRAM, "怀川万人计划", count=40),
        entry(NameKind.PROGRAM, "企业纾困360", count=2),
        entry(NameKind.DEPARTMENT, "怀川市政务服务和大数据管理局", "市大数据局", count=7),
        entry(NameKind.DEPARTMENT, "怀川市万里镇", count=3),
        entry(NameKind.REPORTER, "王爱红", count=5),
        entry(NameKind.REPORTER, "王安", count=80),
        entry(NameKind.REPORTER, "单小川", count=1),
    ]
)


def found(typed: str, limit: int = 5) -> list[str]:
    return [each.entry.names[0] for each in INDEX.find(typed, limit=limit)]


def test_a_beginning_stands_above_an_inside_and_more_articles_above_fewer() -> None:
    assert found("万人") == ["万人助万企", "怀川万人计划"]
    assert found("王") == ["王安", "王爱红"]
    assert found("王", limit=1) == ["王安"]


def test_kinds_come_in_their_order_each_with_its_own_limit() -> None:
    assert found("万", limit=1) == ["万人助万企", "怀川市万里镇"]


def test_names_are_compared_as_texts_are() -> None:
    assert found("萬人助萬企") == ["万人助万企"]
    assert found("“万人”助 万企") == ["万人助万企"]
    assert found("３６０") == ["企业纾困360"]


def test_pinyin_and_its_initials_find_names() -> None:
    assert found("wanren") == ["万人助万企", "怀川万人计划"]
    assert found("wrzwq") == ["万人助万企"]
    assert found("WangAi") == ["王爱红"]
    assert found("wah") == ["王爱红"]
    assert found("dsj") == ["怀川市政务服务和大数据管理局"]
    assert found("shanxiao") == ["单小川"]


def test_pinyin_is_found_from_the_beginning_of_a_syllable_only() -> None:
    assert found("anren") == []
    assert found("w") == []


def test_an_alias_is_told_where_the_name_itself_does_not_hold_the_words() -> None:
    (by_alias,) = INDEX.find("市大数据局", limit=5)
    assert (by_alias.entry.names[0], by_alias.alias) == ("怀川市政务服务和大数据管理局", "市大数据局")
    (by_name, *_) = INDEX.find("大数据", limit=5)
    assert by_name.alias == ""


def test_nothing_is_found_for_nothing() -> None:
    assert [found(typed) for typed in ("", " ", "“”", "\n", "万\n人助万企x", "查无此名")] == [[]] * 6
    assert NameIndex([]).find("万", limit=3) == []


NAMES = st.lists(st.text("万人助企市局王a1", min_size=1, max_size=6), max_size=8)


@given(NAMES, st.text("万人助企市局王a1", min_size=1, max_size=3))
def test_every_name_that_holds_the_words_is_found(names: list[str], typed: str) -> None:
    index = NameIndex(entry(NameKind.PROGRAM, name) for name in names)
    holding = [name for name in names if normalize(typed) in normalize(name)]
    found_names = [each.entry.names[0] for each in index.find(typed, limit=len(names) + 1)]
    assert sorted(holding) == sorted(name for name in found_names if normalize(typed) in normalize(name))
