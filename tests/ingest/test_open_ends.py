"""A half whose other half is not in the file says so, with the line of its mark, and is less certain."""

from articles.ingest.drafts import Kind
from tests.ingest.reading import read

OPENING = (
    "# 沁河水系连通工程开工\n\n本报讯（记者李青河）沁河水系连通工程昨日开工，十二公里河道清淤后将建起三座橡胶坝。"
    "（下转A02版①）\n"
)
REST = "（上接A01版①）三座橡胶坝建成后，沿岸村庄用水不再发愁，工程计划明年汛期前完工，惠及三十个村。\n"
OTHER = "\n# 三所小学秋季投用\n\n本报讯（记者王一鸣）城南新建的三所小学将在秋季开学前投用，可新增学位三千六百个。\n"


def notes(text: str) -> list[tuple[str, int, str]]:
    articles = [article for page in read(text).pages for article in page.articles]
    assert all((article.confidence < 1) == bool(article.notes) for article in articles)
    return [(note.code, note.line, note.message) for article in articles for note in article.notes]


def test_a_first_half_without_a_rest_says_so() -> None:
    assert notes(OPENING + OTHER) == [("rest_missing", 3, "（下转A02版①）的后文还没有接上")]


def test_a_rest_without_a_first_half_says_so() -> None:
    assert notes(f"A02版 要闻 2021年6月18日\n{OTHER}\n\n{REST}")[-1] == (
        "first_half_missing",
        8,
        "（上接A01版①）的前文还没有接上",
    )


def test_halves_on_two_pages_of_one_file_lack_nothing() -> None:
    text = f"焦作日报 2021年6月18日 A01版 要闻\n\n{OPENING}{OTHER}\f焦作日报 2021年6月18日 A02版 综合\n\n{REST}{OTHER}"
    draft = read(text)

    assert [page.label for page in draft.pages] == ["A01", "A02"]
    halves = [a for page in draft.pages for a in page.articles if a.continues_to or a.continued_from]
    assert [half.kind for half in halves] == [Kind.ARTICLE, Kind.CONTINUATION]
    assert [note.code for half in halves for note in half.notes] == []
