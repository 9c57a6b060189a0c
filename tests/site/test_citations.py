"""Citations after GB/T 7714-2015, as the standard has them."""

import datetime
from dataclasses import replace

import pytest

from articles.citations import Cited, Signature, authors_of, citation, online_citation

DAY = datetime.date(2022, 1, 28)
CITED = Cited("怀川码上办正式上线", "怀川日报", DAY, label="A01", signatures=(Signature("王晓明", "记者"),))


def signed(*names: str, role: str = "记者") -> tuple[Signature, ...]:
    return tuple(Signature(name, role) for name in names)


def test_a_signed_article() -> None:
    assert citation(CITED) == "王晓明. 怀川码上办正式上线[N]. 怀川日报, 2022-01-28(A01)."


def test_online_it_has_the_day_it_was_read_and_its_address() -> None:
    address = "https://archive.example.org/article/7/"
    assert online_citation(CITED, address=address, read_on=datetime.date(2026, 3, 1)) == (
        f"王晓明. 怀川码上办正式上线[N/OL]. 怀川日报, 2022-01-28(A01)[2026-03-01]. {address}."
    )


@pytest.mark.parametrize(
    ("names", "authors"),
    [
        ((), ""),
        (("甲",), "甲"),
        (("甲", "乙", "丙"), "甲, 乙, 丙"),
        (("甲", "乙", "丙", "丁"), "甲, 乙, 丙, 等"),
        (("甲", "甲"), "甲"),
    ],
)
def test_three_authors_are_named_and_of_more_the_first_three(names: tuple[str, ...], authors: str) -> None:
    assert authors_of(replace(CITED, signatures=signed(*names))) == authors


def test_without_an_author_the_title_comes_first() -> None:
    assert citation(replace(CITED, signatures=())) == "怀川码上办正式上线[N]. 怀川日报, 2022-01-28(A01)."


def test_an_agency_is_the_author_of_what_nobody_signs() -> None:
    assert authors_of(replace(CITED, signatures=(), agency="新华社")) == "新华社"
    assert authors_of(replace(CITED, agency="新华社")) == "王晓明"


def test_photographers_and_editors_are_authors_only_of_what_nobody_else_signs() -> None:
    photographer = Signature("赵立", "摄影")
    assert authors_of(replace(CITED, signatures=(photographer, Signature("王晓明", "记者")))) == "王晓明"
    assert authors_of(replace(CITED, signatures=(photographer,))) == "赵立"


def test_an_unknown_page_and_an_unknown_day() -> None:
    assert citation(replace(CITED, label="")).endswith("怀川日报, 2022-01-28.")
    assert citation(replace(CITED, date=None)).endswith("怀川日报, [日期不详](A01).")
    assert citation(replace(CITED, date=None, label="")).endswith("怀川日报, [日期不详].")


def test_the_subtitle_follows_the_title_and_lines_are_joined() -> None:
    cited = replace(CITED, title="怀川码上办\n正式上线", subtitle="八百项事项\n一网通办")
    assert "怀川码上办 正式上线：八百项事项 一网通办[N]" in citation(cited)


def test_a_title_that_is_not_printed_stands_in_brackets() -> None:
    cited = replace(CITED, title="今起三天我市有小雪", subtitle="副题", is_title_printed=False)
    assert citation(cited) == "王晓明. [今起三天我市有小雪][N]. 怀川日报, 2022-01-28(A01)."
