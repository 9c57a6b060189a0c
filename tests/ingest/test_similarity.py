"""Articles of two readings of one page find each other by their text."""

from articles.ingest.similarity import pair_articles

FLOOD = "本市昨日启动防汛四级应急响应，各乡镇干部连夜上堤巡查。"
SCHOOL = "城南新建的三所小学将在秋季开学前投用，可新增学位三千六百个。"


def test_the_best_pairs_are_made_first() -> None:
    alike = FLOOD.replace("四级", "三级")
    assert pair_articles({1: alike, 2: FLOOD}, [FLOOD, alike]) == ({2: 0, 1: 1}, {})
    assert pair_articles({1: alike, 2: FLOOD}, [FLOOD]) == ({2: 0}, {1: 0})


def test_scattered_errors_of_the_scanner_are_forgiven_and_another_text_is_not() -> None:
    misread = FLOOD.replace("巡查", "巡杳")
    assert pair_articles({7: FLOOD, 9: SCHOOL}, [misread]) == ({7: 0}, {9: 0})


def test_spaces_and_line_ends_do_not_count() -> None:
    assert pair_articles({1: FLOOD}, ["\n ".join(FLOOD)])[0] == {1: 0}


def test_a_new_reading_without_articles_pairs_none() -> None:
    assert pair_articles({1: FLOOD}, []) == ({}, {})
