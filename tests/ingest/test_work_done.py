"""How much is tried on a page is bounded by its runs of short lines, whatever stands on it: counted, not timed."""

from collections.abc import Sequence
from itertools import cycle, islice

import pytest

from articles.ingest.stages import choices
from articles.ingest.stages.assignment import Edges, best_assignment
from tests.ingest.reading import articles, printed
from tests.ingest.test_headlines import BRIDGE, CLINIC, HARVEST, LIBRARY, report

WORDS = ["图书", "新馆", "人行", "大桥", "秋收", "玉米", "医生", "巡诊", "老人", "社区", "车间", "工人", "河道", "湿地"]


@pytest.fixture
def solved(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many parts stood in each assignment that was solved."""
    sizes: list[int] = []

    def counting(rows: Sequence[Edges]) -> tuple[float, dict[int, int]]:
        sizes.append(len(rows))
        return best_assignment(rows)

    monkeypatch.setattr(choices, "best_assignment", counting)
    return sizes


def short_lines_with_scraps(blocks: int) -> str:
    source = cycle(WORDS)

    def words(count: int) -> str:
        next(source)
        return "".join(islice(source, count))

    return "".join(f"{words(3)}\n\n{words(4)}\n\n{words(5)}\n\n{words(3)}。\n，{words(4)}。\n\n" for _ in range(blocks))


def test_short_lines_without_end_are_assigned_once(solved: list[int]) -> None:
    articles(short_lines_with_scraps(150))

    assert len(solved) <= 8
    assert max(solved) <= 100


def test_a_page_of_many_articles_is_tried_a_few_times_a_run(solved: list[int]) -> None:
    texts = [LIBRARY, BRIDGE, HARVEST, CLINIC]
    heads = ["市图书馆新馆开门迎客", "东湖人行桥主体完工", "秋收时节玉米颗粒归仓", "家庭医生上门巡诊"]
    page = "\n\n".join(
        f"{printed(report(text) if number % 3 else text * 3, 16)}\n\n{head}\n\n民生关注\n\n——来自一线的报道"
        for number, (text, head) in enumerate(zip(texts * 5, heads * 5, strict=True))
    )

    articles(page)

    assert len(solved) <= 8 * 20
