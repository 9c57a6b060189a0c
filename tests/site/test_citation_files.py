"""An article as an entry that reference managers import."""

import datetime
from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from articles.citation_files import bibtex, ris
from articles.citations import Cited, Signature
from articles.models import Article, Redirect
from articles.services.withdrawal import withdraw_article
from tests.site.conftest import Archive
from tests.site.pages import Seen

ADDRESS = "https://archive.example.org/article/7/"
CITED = Cited(
    "怀川码上办正式上线",
    "怀川日报",
    datetime.date(2022, 1, 28),
    label="A01",
    subtitle="八百项事项一网通办",
    signatures=tuple(Signature(name, "记者") for name in ("甲", "乙", "丙", "丁")),
)


def test_ris_names_every_author_and_where_it_stood() -> None:
    lines = ris(CITED, address=ADDRESS, archive="报刊文库").split("\r\n")
    assert lines == [
        *("TY  - NEWS", "AU  - 甲", "AU  - 乙", "AU  - 丙", "AU  - 丁", "TI  - 怀川码上办正式上线：八百项事项一网通办"),
        *("T2  - 怀川日报", "PY  - 2022", "DA  - 2022/01/28", "SP  - A01", f"UR  - {ADDRESS}", "DB  - 报刊文库"),
        *("LA  - zh", "ER  - ", ""),
    ]


def test_bibtex_keeps_names_whole() -> None:
    entry = bibtex(CITED, key="article-7", address=ADDRESS)
    assert entry.startswith("@article{article-7,\n  author = {{甲} and {乙} and {丙} and {丁}},\n")
    assert "  title = {{怀川码上办正式上线：八百项事项一网通办}},\n" in entry
    assert "  journal = {怀川日报},\n  year = {2022},\n  month = {1},\n  date = {2022-01-28},\n" in entry
    assert entry.endswith("}\n")


def test_what_the_newspaper_does_not_say_is_a_note() -> None:
    estimate = replace(CITED, is_date_inferred=True)
    assert "N1  - 日期据文中所写推断\r\n" in ris(estimate, address=ADDRESS, archive="报刊文库")
    borrowed = replace(CITED, date=None, is_title_printed=False)
    entry = bibtex(borrowed, key="a", address=ADDRESS)
    assert "note = {日期不详；版面文字中无标题，题名取自首句}" in entry and "year" not in entry
    assert "八百项" not in entry


def test_signs_of_bibtex_stand_for_themselves() -> None:
    entry = bibtex(replace(CITED, title="50%_{a}\\b & c~"), key="a", address=ADDRESS)
    assert r"50\%\_\textbraceleft{}a\textbraceright{}\textbackslash{}b \& c\textasciitilde{}" in entry


@given(st.text(max_size=60), st.text(max_size=20))
def test_nothing_printed_makes_a_line_of_its_own(title: str, name: str) -> None:
    cited = replace(CITED, title=title, newspaper=name, subtitle="", signatures=())
    entry = ris(cited, address=ADDRESS, archive="报刊文库")
    assert entry.count("\r\n") == len(entry.splitlines()) == 10
    # Whatever stands before them, as BibTeX counts.
    depth = 0
    for sign in bibtex(cited, key="a", address=ADDRESS):
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0


@pytest.mark.django_db
@pytest.mark.usefixtures("indexed")
def test_an_article_leads_to_both_and_they_go_where_it_goes(client: Client, archive: Archive) -> None:
    page = Seen(client.get(archive.launch.get_absolute_url()))
    for label, words in {"RIS": "AU  - 王晓明\r\n", "BibTeX": "author = {{王晓明}}"}.items():
        (link,) = page.links(label)
        answer = client.get(link)
        assert words in answer.content.decode() and answer["X-Robots-Tag"] == "noindex"
        assert archive.launch.get_absolute_url() in answer.content.decode()
        assert answer["Content-Disposition"].startswith("attachment; filename=")
    assert client.get(f"{archive.launch.get_absolute_url()}citation.docx").status_code == 404
    withdraw_article(archive.launch, by=User.objects.create(username="editor"), reason="失实")
    assert client.get(f"{archive.launch.get_absolute_url()}citation.ris").status_code == 410
    Article.objects.filter(pk=archive.weather.pk).update(state=Article.State.SUPERSEDED)
    Redirect.objects.create(old_public_id=archive.weather.public_id, article=archive.older, reason="并入")
    moved = client.get(f"{archive.weather.get_absolute_url()}citation.ris")
    assert (moved.status_code, moved["Location"]) == (301, f"{archive.older.get_absolute_url()}citation.ris")
