"""The JSON of a page result has the keys, the line numbers and the offsets that its readers count on."""

import datetime
import json
from pathlib import Path

import pytest

from articles.errors import IngestError
from articles.ingest.drafts import Hints
from articles.ingest.result_json import error_result, page_result
from articles.ingest.segment import segment_source
from tests.ingest.reading import read

BODY = "市图书馆新馆昨日开馆，首日接待读者一千二百人次，少儿阅览区座无虚席。"
TEXT = f"云溪日报\n2021年6月18日 星期五 A02版\n\n文明新风\n\n市图书馆新馆开门迎客\n\n本报讯（记者李青河）{BODY}\n"


def test_keys_and_values_of_an_article() -> None:
    result = page_result(read(TEXT), {1: (["云溪市文化广电和旅游局"], ["全民阅读"])})

    assert result["articles"][1] == {
        "kind": "article",
        "kicker": "文明新风",
        "headline": "市图书馆新馆开门迎客",
        "subtitle": None,
        "byline": [{"name": "李青河", "role": "记者"}],
        "agency": None,
        "dateline": "本报讯",
        "body": BODY,
        "spans": [[8, 8]],
        "char_spans": [],
        "headline_lines": [4, 6],
        "continued_from": None,
        "continues_to": None,
        "departments": ["云溪市文化广电和旅游局"],
        "programs": ["全民阅读"],
        "confidence": 1.0,
        "notes": [],
    }


def test_keys_of_a_page() -> None:
    result = page_result(read(TEXT), {})

    assert {key: value for key, value in result.items() if key != "articles"} == {
        "source": "样例.txt",
        "encoding": "utf-8",
        "issue_date": "2021-06-18",
        "issue_date_source": "printed",
        "issue_date_earliest": "2021-06-18",
        "issue_date_latest": "2021-06-18",
        "issue_date_evidence": [{"line": 2, "text": "2021年6月18日 星期五 A02版", "iso": "2021-06-18"}],
        "pages": [{"label": "A02", "first_line": 1, "last_line": 8}],
        "unassigned_lines": [],
    }
    assert json.loads(json.dumps(result, ensure_ascii=False)) == result


def test_a_line_shared_by_two_items_stands_in_both_with_its_columns() -> None:
    mark = "（上接A01版②）五是建立台账，逐项销号，确保问题整改不留死角。"
    line = f"本报讯（记者李青河）{BODY}"
    first, second = page_result(read(f"新馆开馆\n\n{line}{mark}\n"), {})["articles"]

    assert first["spans"] == second["spans"] == [[3, 3]]
    assert first["char_spans"] == [[3, 0, 3, len(line)]]
    assert second["char_spans"] == [[3, len(line), 3, len(line) + len(mark)]]


def test_entities_count_articles_through_all_pages() -> None:
    draft = read(f"新馆开馆\n\n本报讯{BODY}\f次日续报\n\n本报讯{BODY}")

    programs = [article["programs"] for article in page_result(draft, {1: ((), ["全民阅读"])})["articles"]]
    assert programs == [[], ["全民阅读"]]


def test_a_given_date_is_marked_as_given() -> None:
    result = page_result(read(f"新馆开馆\n\n本报讯{BODY}", date=datetime.date(2021, 6, 18)), {})

    assert (result["issue_date"], result["issue_date_source"]) == ("2021-06-18", "given")


def test_an_error_names_its_code() -> None:
    assert error_result("x.txt", IngestError("empty", "The file is empty.")) == {
        "source": "x.txt",
        "error": {"code": "empty", "message": "The file is empty."},
    }


@pytest.mark.parametrize("pattern", ["00[0-4]_*.txt"])
def test_real_pages_lose_no_character(shared: Path, pattern: str) -> None:
    pages = sorted((shared / "pages").glob(pattern))

    assert len(pages) == 5
    for page in pages:
        draft = segment_source(page.read_bytes(), name=page.name, hints=Hints())
        assert page_result(draft, {})["unassigned_lines"] == []
        assert any(article.headline and article.body for part in draft.pages for article in part.articles)
