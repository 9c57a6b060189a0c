"""A manifest names each file's newspaper, date and page; a wrong one is refused whole, line by line."""

import datetime
from pathlib import Path

import pytest

from articles.errors import ManifestError
from articles.ingest.runner.manifest import read_manifest

HEADER = "path,newspaper,date,page\n"
KNOWN = {"huaichuan", "jiaozuo-ribao"}


def manifest(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "目录.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_rows_become_jobs_with_paths_relative_to_the_manifest(tmp_path: Path, encoding: str) -> None:
    path = manifest(tmp_path, HEADER + "一月/要闻.txt,huaichuan,2022-01-28,A02\n\n二月.md,,,\n", encoding)
    first, second = read_manifest(path, newspapers=KNOWN, default_newspaper="jiaozuo-ribao")
    assert (first.path, first.newspaper) == (tmp_path / "一月/要闻.txt", "huaichuan")
    assert (first.hints.date, first.hints.label) == (datetime.date(2022, 1, 28), "A02")
    assert (second.newspaper, second.hints.date, second.hints.label) == ("jiaozuo-ribao", None, "")


def test_what_a_row_leaves_open_the_file_name_fills(tmp_path: Path) -> None:
    path = manifest(tmp_path, HEADER + "2022-03-01-A03.txt,,,A04\n")
    (job,) = read_manifest(path, newspapers=KNOWN)
    assert (job.hints.date, job.hints.label) == (datetime.date(2022, 3, 1), "A04")


def test_every_wrong_line_is_named_with_its_column(tmp_path: Path) -> None:
    rows = "a.txt,,2022-02-30,A01\n,huaichuan,,\nb.txt,weekly,,\n"
    rows += "c.txt,,,AAAAAAAAAAAAAAAA\nd.txt,,,A01,extra\ne.txt,,,\n"
    with pytest.raises(ManifestError) as error:
        read_manifest(manifest(tmp_path, HEADER + rows), newspapers=KNOWN)
    message = str(error.value)
    assert "line 2, column date: '2022-02-30'" in message
    assert "line 3, column path: empty" in message
    assert "line 4, column newspaper: 'weekly'" in message and "huaichuan" in message
    assert "line 5, column page" in message
    assert "line 6: more cells" in message
    assert "line 7" not in message


@pytest.mark.parametrize(("header", "said"), [("path,datum\n", "'datum'"), ("date,page\n", "'path'"), ("", "'a.txt'")])
def test_a_wrong_column_is_named_with_the_right_ones(tmp_path: Path, header: str, said: str) -> None:
    with pytest.raises(ManifestError, match=said) as error:
        read_manifest(manifest(tmp_path, header + "a.txt,2022-01-28\n"), newspapers=KNOWN)
    assert "path, newspaper, date, page" in str(error.value)


def test_a_missing_manifest_and_a_binary_one_are_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="cannot be read"):
        read_manifest(tmp_path / "none.csv", newspapers=KNOWN)
    binary = tmp_path / "binary.csv"
    binary.write_bytes(b"\xff\xff\xff\x80\x81")
    with pytest.raises(ManifestError, match="neither UTF-8 nor GB18030"):
        read_manifest(binary, newspapers=KNOWN)


def test_an_unclosed_quote_names_its_line(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="line 2: not valid CSV"):
        read_manifest(manifest(tmp_path, HEADER + '"a.txt,,,\n'), newspapers=KNOWN)


def test_many_faults_are_counted_not_listed(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="and 30 more"):
        read_manifest(manifest(tmp_path, HEADER + "".join(f"{n}.txt,,gestern,\n" for n in range(50))), newspapers=KNOWN)


def test_a_file_that_stands_twice_is_no_choice_to_make_silently(tmp_path: Path) -> None:
    rows = "a.txt,,2022-01-28,A01\nb.txt,,2022-01-28,A02\na.txt,,2022-01-29,A01\n"
    with pytest.raises(ManifestError, match=r"line 4, column path: 'a\.txt' stands in line 2 already"):
        read_manifest(manifest(tmp_path, HEADER + rows), newspapers=KNOWN)


def test_a_path_with_a_nul_names_its_line(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="line 2, column path: holds a NUL character"):
        read_manifest(manifest(tmp_path, HEADER + "a\0.txt,,,\n"), newspapers=KNOWN)


def test_a_column_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="twice the column 'path'"):
        read_manifest(manifest(tmp_path, "path,path\na.txt,b.txt\n"), newspapers=KNOWN)
