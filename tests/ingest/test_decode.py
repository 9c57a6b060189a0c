"""Encodings are recognised, what is no text is refused by code, what a database cannot hold is replaced."""

import pytest

from articles.errors import IngestError
from articles.ingest.drafts import Hints
from articles.ingest.segment import segment_source
from articles.ingest.stages.decode import decode_source

TEXT = "本报讯（记者李青河）昨日，市图书馆新馆开馆，首日接待读者1200人次。\n\n市图书馆新馆开馆\n"


@pytest.mark.parametrize(
    ("codec", "mark", "encoding"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", b"\xef\xbb\xbf", "utf-8-sig"),
        ("gb18030", b"", "gb18030"),
        ("gbk", b"", "gb18030"),
        ("utf-16-le", b"\xff\xfe", "utf-16-le"),
        ("utf-16-be", b"\xfe\xff", "utf-16-be"),
        ("utf-16-le", b"", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
    ],
)
def test_encoding_is_recognised(codec: str, mark: bytes, encoding: str) -> None:
    decoded = decode_source(mark + TEXT.encode(codec))

    assert decoded.text == TEXT
    assert decoded.encoding == encoding
    assert decoded.notes == ()


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16-le"])
def test_a_single_headline_is_enough_to_tell_the_encoding(codec: str) -> None:
    assert decode_source("全市工业经济形势分析会召开".encode(codec)).text == "全市工业经济形势分析会召开"


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends_become_line_feeds(line_end: str) -> None:
    assert decode_source(TEXT.replace("\n", line_end).encode()).text == TEXT


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"%PDF-1.7\n", "binary"),
        (b"\x89PNG\r\n\x1a\n", "binary"),
        (bytes(range(256)) * 40, "binary"),
        (b"\x00" * 400, "binary"),
        ("Ünïcödé été ñandú ".encode("latin-1") * 20, "undecodable"),
        (" \n\t\f\n\u3000\n".encode(), "no_text"),
        ("\ufeff\u200b\n".encode(), "no_text"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(IngestError) as refused:
        segment_source(data, name="x.txt", hints=Hints())

    assert refused.value.code == code
    assert len(refused.value.message) > 20


def test_nul_and_control_characters_are_replaced_one_for_one_and_said() -> None:
    damaged = TEXT.replace("新馆", "新\x00\x0b馆", 1)

    decoded = decode_source(damaged.encode())

    assert decoded.text == damaged.replace("\x00", "\ufffd").replace("\x0b", "\ufffd")
    (note,) = decoded.notes
    assert (note.code, note.line) == ("control_characters", 1)
    assert "2 个" in note.message


def test_a_few_damaged_bytes_do_not_refuse_a_page() -> None:
    data = bytearray((TEXT * 40).encode())
    data[30] = 0xFF

    decoded = decode_source(bytes(data))

    assert decoded.encoding == "utf-8"
    assert "\ufffd" in decoded.text
    assert [note.code for note in decoded.notes] == ["bad_bytes"]


def test_a_lone_surrogate_in_utf8_is_one_character_replaced_also_in_a_short_file() -> None:
    decoded = decode_source("本市昨".encode() + b"\xed\xa0\x80" + "日开工。".encode())

    assert (decoded.text, decoded.encoding) == ("本市昨\ufffd日开工。", "utf-8")
    assert [note.code for note in decoded.notes] == ["lone_surrogates"]


def test_lone_surrogates_of_utf16_are_replaced() -> None:
    data = b"\xff\xfe" + (TEXT * 20).encode("utf-16-le") + b"\x00\xd8" + "。".encode("utf-16-le")

    decoded = decode_source(data)

    assert decoded.text.endswith("\ufffd。")
    decoded.text.encode("utf-8")
