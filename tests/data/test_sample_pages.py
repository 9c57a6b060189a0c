"""The sample pages: of our own writing, in the encodings they stand for, and each with a truth that fits it."""

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGES = ROOT / "fixtures" / "pages"
TRUTH = ROOT / "fixtures" / "truth"
ENCODINGS = {
    "2022-06-08-A05.txt": "gb18030",
    "2022-11-24-A01.txt": "utf-16",
    "样例日报扫描件.txt": "utf-8-sig",
}
FILES = sorted(path.name for path in PAGES.iterdir())
#: As long as this, a run of characters is no name of a program or a department any more.
SHARED_RUN = 20


def text_of(name: str) -> str:
    return (PAGES / name).read_bytes().decode(ENCODINGS.get(name, "utf-8"))


def truth_of(name: str) -> dict[str, object]:
    truth: dict[str, object] = json.loads((TRUTH / f"{Path(name).stem}.json").read_text(encoding="utf-8"))
    return truth


def without_blanks(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_there_are_pages_of_both_families_over_several_issues() -> None:
    truths = [truth_of(name) for name in FILES]
    assert len(FILES) >= 10
    assert {truth["family"] for truth in truths} == {"A", "B"}
    assert len({truth["issue_date"] for truth in truths}) >= 6


@pytest.mark.parametrize("name", FILES)
def test_encoding_is_as_said(name: str) -> None:
    data = (PAGES / name).read_bytes()
    encoding = ENCODINGS.get(name, "utf-8")
    assert truth_of(name)["encoding"] == encoding
    assert data.decode(encoding).encode(encoding) == data
    if encoding in ("gb18030", "utf-16"):
        with pytest.raises(UnicodeDecodeError):
            data.decode("utf-8")


@pytest.mark.parametrize("name", FILES)
def test_the_name_carries_what_the_truth_says(name: str) -> None:
    truth = truth_of(name)
    stem = Path(name).stem
    if found := re.fullmatch(r"(\d{4}-\d{2}-\d{2})-(A\d{2})", stem):
        assert (truth["issue_date"], truth["page_label"]) == found.groups()
        assert not truth["issue_date_printed"]
    else:
        assert not re.search(r"\d", stem)
    if truth["issue_date_printed"]:
        day = date.fromisoformat(str(truth["issue_date"]))
        printed = f"{day.year}年{day.month}月{day.day}日 星期{'一二三四五六日'[day.weekday()]}"
        assert printed in text_of(name) and str(truth["page_label"]) in text_of(name)


@pytest.mark.parametrize("name", FILES)
def test_the_truth_accounts_for_the_page(name: str) -> None:
    """The words of the items are the words of the page, but for faults of reading, names of sections and marks."""
    truth = truth_of(name)
    items = truth["items"]
    assert isinstance(items, list)
    told = [str(item[key] or "") for item in items for key in ("kicker", "headline", "subtitle", "body")]
    told += [part for item in items for part in (item.get("credit", ""), item.get("label") or "")]
    told += [str(line) for line in truth["furniture"]]  # type: ignore[attr-defined]
    page, words = Counter(without_blanks(text_of(name))), Counter(without_blanks("".join(told)))
    assert (words - page).total() <= 3
    assert (page - words).total() < 0.08 * page.total()


def test_continuations_meet() -> None:
    out, into = [], []
    for name in FILES:
        truth = truth_of(name)
        for item in truth["items"]:  # type: ignore[attr-defined]
            if target := item["continues_to"]:
                out.append((truth["issue_date"], truth["page_label"], target["page"], target["mark"]))
            if origin := item["continued_from"]:
                into.append((truth["issue_date"], origin["page"], truth["page_label"], origin["mark"]))
    assert len(into) == 2 and set(into) < set(out)


def test_no_sentence_is_taken_from_the_real_pages(shared: Path) -> None:
    taken = set()
    for path in (shared / "pages").glob("*.txt"):
        text = without_blanks(path.read_text(encoding="utf-8"))
        taken |= {text[start : start + SHARED_RUN] for start in range(len(text) - SHARED_RUN + 1)}
    assert taken
    for name in FILES:
        own = without_blanks(text_of(name))
        assert not taken & {own[start : start + SHARED_RUN] for start in range(len(own) - SHARED_RUN + 1)}, name
