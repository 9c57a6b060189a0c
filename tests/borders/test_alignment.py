"""Every character of a text belongs to one character of the page, whatever a person made of it."""

from hypothesis import given
from hypothesis import strategies as st

from articles.borders.alignment import Owned, blocks, share_out

dense = st.text("甲乙丙丁，。", max_size=60)


@given(dense.filter(bool), st.text("甲乙丙丁，。戊 \n", max_size=60))
def test_nothing_of_a_text_is_lost_or_doubled(printed: str, text: str) -> None:
    shares = share_out(printed, text)
    assert len(shares) == len(printed)
    assert "".join(share.content + share.gap for share in shares) == text


@given(dense, dense)
def test_the_blocks_follow_one_another_and_the_equal_ones_are_equal(old: str, new: str) -> None:
    at = (0, 0)
    for tag, i, j, m, n in blocks(old, new):
        assert (i, m) == at
        assert (old[i:j] == new[m:n]) == (tag == "equal")
        at = (j, n)
    assert at == (len(old), len(new))


def test_a_typed_character_takes_the_place_of_the_one_it_corrects() -> None:
    shares = share_out("怀川布防汛办", "怀川市防汛办")
    assert [share.content for share in shares] == list("怀川市防汛办")


def test_what_is_typed_between_two_stays_with_the_one_before_it() -> None:
    shares = share_out("怀川市防汛", "怀川市启动防汛")
    assert [share.content for share in shares] == ["怀", "川", "市启动", "防", "汛"]


def test_what_is_typed_at_the_beginning_of_a_paragraph_stays_in_it() -> None:
    shares = share_out("巡查。气象部门", "巡查。\n据市气象部门")
    assert [share.content for share in shares] == ["巡", "查", "。", "据市气", "象", "部", "门"]


def test_the_end_of_a_paragraph_is_the_gap_behind_its_last_character() -> None:
    assert share_out("一。二", "一。\n二") == [Owned("一"), Owned("。", "\n"), Owned("二")]


def test_long_texts_are_anchored_where_they_are_the_same() -> None:
    """Some thousand characters with changes throughout, more than difflib would compare in one go."""
    sentences = [f"第{number}条，怀川市各乡镇干部{number * 7}人上堤巡查{number * 13}公里。" for number in range(400)]
    printed = "".join(sentences)
    text = "\n".join(sentence.replace("堤", "坝").replace("干部", "党员干部") for sentence in sentences)
    shares = share_out(printed, text)
    assert "".join(share.content + share.gap for share in shares) == text
    wrong = [
        (character, share.content)
        for character, share in zip(printed, shares, strict=True)
        if share.content[:1] != {"堤": "坝"}.get(character, character)
    ]
    assert wrong == []
