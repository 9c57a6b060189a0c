"""Blacked out texts: nothing of the passage is left, nothing else is lost, every offset holds."""

from hypothesis import given
from hypothesis import strategies as st

from articles.search.normalize import normalize
from articles.services.blacking_out import BLOCK, blacked_out, blacked_out_together, counterparts

texts = st.text(alphabet="张三丰 138\n０1３8“”—一臺台", max_size=40)


def test_every_way_to_print_the_passage_is_blacked_out() -> None:
    text = "张三，电话138 0000 1234；１３８００００１２３４；1380000\n1234。"
    assert blacked_out(text, ["13800001234"]) == (
        f"张三，电话{BLOCK * 3} {BLOCK * 4} {BLOCK * 4}；{BLOCK * 11}；{BLOCK * 7}\n{BLOCK * 4}。"
    )


def test_traditional_characters_hide_nothing_from_it() -> None:
    assert blacked_out("張三與张三", ["张三"]) == f"{BLOCK * 2}與{BLOCK * 2}"


@given(texts, texts)
def test_nothing_of_it_is_left_and_every_offset_holds(text: str, passage: str) -> None:
    shown = blacked_out(text, [passage])
    assert len(shown) == len(text)
    assert not normalize(passage) or normalize(passage) not in normalize(shown)
    assert all(new == old or (new == BLOCK and not old.isspace()) for new, old in zip(shown, text, strict=True))


def test_a_passage_torn_between_two_places_of_the_page_is_blacked_out_in_both() -> None:
    assert blacked_out_together(["电话13800", "001234，地址"], ["13800001234"]) == [
        f"电话{BLOCK * 5}",
        f"{BLOCK * 6}，地址",
    ]


def test_what_was_misread_in_its_place_is_recognised_by_what_stands_around_it() -> None:
    present = "王某遗失身份证，号码13800001234，声明作废。"
    assert counterparts("13800001234", present, "王某遗失身份证，号码I38O0001234，声明作废。") == ["I38O0001234"]
    assert counterparts("13800001234", present, present) == []
    assert counterparts("13800001234", present, "别的一篇文章，没有这些话。") == []
