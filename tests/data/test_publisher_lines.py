"""A publisher's lines: what is taken as it is, what is put in order, what is refused and why."""

import datetime
import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.errors import IngestError
from articles.ingest import publisher_lines
from articles.ingest.publisher_lines import LineError, PublisherArticle, import_key, parse_line, read_publisher_file
from tests.data.jsonl import jsonl, line, write


def parse(fields: Any) -> PublisherArticle:
    return parse_line(json.dumps(fields).encode())


def reason(content: bytes) -> str:
    with pytest.raises(LineError) as caught:
        parse_line(content)
    return str(caught.value)


def test_a_good_line_is_taken_as_it_is() -> None:
    article = parse(line())
    assert (article.newspaper, article.date, article.label) == ("huaichuan", datetime.date(2022, 3, 1), "A01")
    assert article.title == "春耕备好“钱粮”"
    assert article.body == "上午点的申请，后天钱就到了卡上。\n卢保国流转了1200亩地。"
    assert [credit.name for credit in article.credits] == ["苗春雁", "靳海棠"]


def test_margins_and_empty_lines_go_and_paragraphs_stay() -> None:
    article = parse(line(body="　　第一段。\r\n\r\n\t第二段。 \n\n", title=" 上行\n下行 "))
    assert article.body == "第一段。\n第二段。"
    assert article.title == "上行 下行"


@pytest.mark.parametrize("name", ["title", "author", "page"])
def test_title_author_and_page_may_be_empty(name: str) -> None:
    for empty in ("", None, "  "):
        assert parse(line(**{name: empty})).body


def test_a_page_may_be_a_number() -> None:
    assert parse(line(page=5)).label == "05"


def test_the_default_newspaper_is_for_lines_that_name_none() -> None:
    nameless = json.dumps(line(newspaper="")).encode()
    assert parse_line(nameless, newspaper="huaichuan").newspaper == "huaichuan"
    assert parse_line(json.dumps(line()).encode(), newspaper="other").newspaper == "huaichuan"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "is not JSON"),
        ('["一"]', "must be a JSON object, not list"),
        ("甲".encode("gb18030"), "is not UTF-8 at byte 0"),
        ("[" * 100_000, "is not usable JSON"),
        ({"newspaper": "huaichuan", "date": "2022-03-01"}, "missing: page, title, author, body"),
        (line(newspaper=""), "newspaper is empty"),
        (line(body=" \n　"), "body is empty"),
        (line(body=None), "body is empty"),
        (line(body=["一段"]), "body must be text, not list"),
        (line(page=True), "page must be text, not bool"),
        (line(date=""), "date is empty"),
        (line(date="2022年3月1日"), "is not of the form 2022-01-28"),
        (line(date="20220301"), "is not of the form 2022-01-28"),
        (line(date="2022-02-30"), "is no day of the calendar"),
        (line(date="0202-02-20"), "is before 1800"),
        (line(title="长" * 301), "title has 301 characters, at most 300"),
        (line(page="A" * 13), "page has 13 characters, at most 12"),
        (line(author="名" * 61), "longer than 60 characters"),
        (line(body="甲\0乙"), "body: character 2 is U+0000"),
        (line(title="甲乙\x1b"), "title: character 3 is U+001B"),
        ('{"body": "\\ud800", "newspaper": "", "date": "", "page": "", "title": "", "author": ""}', "U+D800"),
    ],
)
def test_a_bad_line_names_its_reason(content: Any, words: str) -> None:
    if isinstance(content, dict):
        content = json.dumps(content)
    assert words in reason(content.encode() if isinstance(content, str) else content)


@pytest.mark.parametrize("fields", [{"title": "长" * 300}, {"page": "A" * 12}, {"author": "名" * 60}])
def test_the_longest_that_is_allowed_is_allowed(fields: dict[str, str]) -> None:
    assert parse(line(**fields)).body


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_give_an_article_or_a_reason(content: bytes) -> None:
    try:
        assert parse_line(content).body
    except LineError as error:
        assert str(error)


@given(st.fixed_dictionaries({name: st.text(max_size=30) for name in publisher_lines.REQUIRED}))
def test_any_text_in_the_fields_gives_an_article_or_a_reason(fields: dict[str, str]) -> None:
    try:
        parse(fields | {"date": "2022-03-01"})
    except LineError as error:
        assert str(error)


def test_the_key_depends_on_everything_but_the_author() -> None:
    key = import_key("huaichuan", parse(line()))
    assert key == import_key("huaichuan", parse(line(author="别人")))
    assert key == import_key("huaichuan", parse(line(body=line()["body"] + "\n\n")))
    changes = [{"date": "2022-03-02"}, {"page": "A02"}, {"title": "别题"}, {"body": "别文"}]
    keys = {import_key("huaichuan", parse(line(**change))) for change in changes}
    assert len(keys | {key, import_key("other", parse(line()))}) == len(changes) + 2


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_lines_are_numbered_as_they_stand(tmp_path: Path, pack: Any) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_bytes(pack(b"\xef\xbb\xbf" + jsonl(line(), "", "坏", line(title="又一篇"))))
    read = list(read_publisher_file(path))
    assert [(one.number, one.article is not None) for one in read] == [(1, True), (3, False), (4, True)]


def test_a_gzip_file_that_breaks_off_keeps_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl.gz"
    lines = [line(title=f"第{number}篇", body=f"{number * 7919}号正文。" * 50) for number in range(2000)]
    packed = gzip.compress(jsonl(*lines))
    path.write_bytes(packed[: len(packed) // 2])
    *good, last = read_publisher_file(path)
    assert good and all(one.article for one in good)
    assert "breaks off" in last.error and last.number == good[-1].number + 1


def test_a_line_beyond_all_measure_is_refused_and_the_next_one_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publisher_lines, "LONGEST_LINE", 1000)
    path = write(tmp_path, line(body="长" * 2000), line())
    long, good = read_publisher_file(path)
    assert "longer than" in long.error and good.article and good.number == 2


def test_a_file_that_is_not_there_or_not_utf8_is_refused_as_a_whole(tmp_path: Path) -> None:
    with pytest.raises(IngestError, match="no such file"):
        list(read_publisher_file(tmp_path / "none.jsonl"))
    with pytest.raises(IngestError, match="cannot be read"):
        list(read_publisher_file(tmp_path))
    path = tmp_path / "wide.jsonl"
    path.write_text(json.dumps(line()), encoding="utf-16")
    with pytest.raises(IngestError, match="UTF-16"):
        list(read_publisher_file(path))
