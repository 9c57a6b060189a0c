"""What holds for any input: a result or a clear error, every character in one item, the same result again."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.errors import IngestError
from articles.ingest.coverage import coverage_faults
from articles.ingest.drafts import Hints, Kind, Part, SourceDraft
from articles.ingest.result_json import page_result
from articles.ingest.segment import segment_source
from tests.ingest.reading import articles, read

SCRAPS = st.sampled_from(
    [
        *(
            "本报讯（记者李青河）",
            "本报记者 周 晓",
            "新华社郑州5月6日电",
            "（上接A01版①）",
            "（下转A03版②）",
            "图①② ",
            "王春林 摄",
            "（市总工会提供）",
        ),
        *(
            "●",
            "■相关链接",
            "导读",
            "▶▶▶ 详见今日本报A06版",
            "公 示",
            "# ",
            "### ",
            "<p>",
            "</p>",
            "**",
            "——",
            "\t",
            "|---|",
            "一、",
            "A02版 要闻",
        ),
        *(
            "2021年6月18日 星期五",
            "市图书馆新馆开馆",
            "市民纷纷前来，",
            "秩序井然。",
            "“",
            "”",
            "（",
            "）",
            " ",
            "  ",
            "\n",
            "\n\n",
            "\n\n\n\n",
            "\f",
            "\u3000",
        ),
        *("\n ", "开 馆 首 日", "12 个", "IPO 材料", "\ufeff", "\ufffd", "\u2028", "e\u0301", "𠮷"),
    ]
)
#: Marks that hold no text, which a model leaves where it saw a rule, a picture or an empty row.
BARE = st.sampled_from(
    [
        "|---|",
        "|",
        "****",
        "***",
        "\ufeff",
        "\u200b",
        "# ",
        "<p>",
        "</p>",
        "<br>",
        "```",
        "> ",
        "![图](a.png)",
        "<td>",
        "&nbsp;",
    ]
)
#: What a body may leave out of the text that it stands on.
MARKS = frozenset("#*_|-—<>/pbrtd`~=![](a.ng)图&s;:\ufeff\u200b")
PAGES = st.lists(SCRAPS | BARE, max_size=60).map("".join)


def fitting(text: str) -> SourceDraft | None:
    try:
        return read(text)
    except IngestError as error:
        assert error.code in {"empty", "binary", "no_text", "undecodable"}
        assert error.message
        return None


def check(draft: SourceDraft) -> None:
    for number, page in enumerate(draft.pages):
        spans = [span for article in page.articles for span in article.spans]
        assert coverage_faults(page.text, [(span.start, span.end) for span in spans]) == []
        assert {span.page for span in spans} <= {number}
        assert all(page.text[span.start : span.end].strip() for span in spans)
        starts = [min(span.start for span in article.spans) for article in page.articles]
        assert starts == sorted(starts)
    assert page_result(draft, {})["unassigned_lines"] == []


@settings(max_examples=150)
@given(PAGES)
def test_every_character_of_any_page_is_in_exactly_one_item(text: str) -> None:
    draft = fitting(text)
    if draft is not None:
        check(draft)
        assert draft == read(text)


@settings(max_examples=100)
@given(st.text(max_size=300))
def test_any_unicode_gives_a_result_or_a_clear_error(text: str) -> None:
    draft = fitting(text.encode("utf-8", "replace").decode())
    if draft is not None:
        check(draft)


@settings(max_examples=150)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_result_or_a_clear_error(data: bytes) -> None:
    try:
        check(segment_source(data, name="x", hints=Hints()))
    except IngestError as error:
        assert error.code in {"empty", "binary", "no_text", "undecodable"}


@settings(max_examples=150)
@given(PAGES)
def test_no_word_of_a_body_is_invented_and_only_marks_are_dropped(text: str) -> None:
    draft = fitting(text)
    for page in draft.pages if draft else ():
        for article in page.articles:
            spans = (page.text[span.start : span.end] for span in article.spans if span.part is Part.BODY)
            printed = "".join("".join(spans).split())
            assert dropped(printed, "".join(article.body.split())) <= MARKS


def dropped(printed: str, body: str) -> set[str]:
    """The characters of the printed text that the body does not take up, one after the other."""
    left: set[str] = set()
    place = 0
    for character in printed:
        if place < len(body) and body[place] == character:
            place += 1
        else:
            left.add(character)
    assert place == len(body), f"{body[place:]!r} is not printed"
    return left


@settings(max_examples=150)
@given(
    st.sampled_from(["简讯\n\n●各县情况如下\n", "简讯\n", "市民纷纷前来，\n\n\n\n", "公 示\n", ""]),
    st.lists(BARE, max_size=6),
)
def test_marks_without_text_stand_behind_anything(before: str, marks: list[str]) -> None:
    for text in (before + "\n".join(marks), before + "\n".join(marks) + "\n王春林 摄\n秩序井然。"):
        draft = fitting(text)
        if draft is not None:
            check(draft)


@pytest.mark.parametrize(
    "text",
    [
        "焦" * 200_000,
        "市政府今天。" * 40_000,
        "焦" + " " * 200_000 + "作",
        "（上接A01版①）字" * 3_000,
        "本报记者 王明\n" * 3_000,
        "焦\n" * 8_000,
        "# 标题\n" * 5_000,
    ],
    ids=["long_line", "long_sentences", "blanks", "marks", "bylines", "tiny_lines", "headings"],
)
def test_odd_giants_are_read_whole(text: str) -> None:
    check(read(text))


def test_an_empty_part_of_a_page_makes_no_item() -> None:
    assert articles("\n\n \n市图书馆新馆开馆\n \n", Kind.PHOTO_CAPTION) == []
