"""Every doubt is told to the editor with its line and its words, and a clean article carries none."""

import pytest

from articles.ingest.drafts import ArticleDraft, Hints, Kind, Part, SpanDraft
from articles.ingest.segment import segment_source
from articles.ingest.stages.doubts import with_doubts

CLEAN = "本市昨日启动防汛四级应急响应，各乡镇干部连夜上堤巡查。\n气象部门预计，降雨将持续三天。"


def doubted(body: str, *, headline: str = "怀川启动应急响应", kind: Kind = Kind.ARTICLE, **fields: str) -> ArticleDraft:
    """The article whose page text is its body, from line 11 of the source on."""
    spans = (SpanDraft(0, 0, len(body), Part.BODY),)
    article = ArticleDraft(kind, spans, headline=headline, body=body, **fields)  # type: ignore[arg-type]
    return with_doubts(article, body, 11)


def test_a_clean_article_carries_no_doubt() -> None:
    article = doubted(CLEAN)
    assert (article.notes, article.confidence) == ((), 1.0)


@pytest.mark.parametrize(
    ("body", "code", "line", "words"),
    [
        (f"，{CLEAN}", "starts_inside", 11, "本市昨日启动"),
        (CLEAN.removesuffix("三天。"), "unfinished", 12, "降雨将持续"),
        (CLEAN.replace("气象部门预计，", "气象部门预计：“"), "unbalanced_quotes", 12, "“”不成对"),
        (f"{CLEAN}\n本市昨日启动防汛四级应急响应，各乡镇干部连夜上堤巡查。", "repeated_sentence", 13, "出现了两次"),
        (CLEAN.replace("三天", "三\ufffd"), "unreadable", 12, "降雨将持续三\ufffd"),
        ("本市昨日启动应急响应。", "very_short", 11, "很短"),
    ],
)
def test_a_doubt_names_its_line_and_its_words(body: str, code: str, line: int, words: str) -> None:
    article = doubted(body)
    assert [(note.code, note.line) for note in article.notes] == [(code, line)]
    assert words in article.notes[0].message
    assert article.confidence < 1


def test_an_article_without_its_headline_says_so() -> None:
    assert [note.code for note in doubted(CLEAN, headline="").notes] == ["no_headline"]


def test_halves_may_begin_and_end_inside_a_sentence() -> None:
    assert doubted(CLEAN.removesuffix("三天。"), continues_to="A02版①").notes == ()
    tail = doubted(f"，{CLEAN}", headline="", kind=Kind.CONTINUATION, continued_from="A01版①")
    assert tail.notes == ()


def test_a_quotation_over_several_paragraphs_opens_each() -> None:
    spoken = "“防汛工作不能有半点松懈。\n“各级干部要下沉一线，守好每一段河堤。”"
    assert "unbalanced_quotes" not in {note.code for note in doubted(spoken).notes}


def test_captions_and_notices_are_not_doubted() -> None:
    assert doubted("图为干部上堤巡查", kind=Kind.PHOTO_CAPTION).notes == ()


def test_doubts_multiply() -> None:
    one, two = doubted(CLEAN, headline=""), doubted(CLEAN.removesuffix("三天。"), headline="")
    assert two.confidence < one.confidence < 1


def test_the_segmenter_marks_doubts() -> None:
    body = "本市昨日启动防汛四级应急响应，各乡镇干部连夜上堤巡查，气象部门预计降雨"
    page = f"# 怀川启动应急响应\n\n本报讯（记者王一鸣）{body}\n"
    draft = segment_source(page.encode(), name="a.md", hints=Hints())
    (article,) = draft.pages[0].articles
    assert [(note.code, note.line) for note in article.notes] == [("unfinished", 3)]
