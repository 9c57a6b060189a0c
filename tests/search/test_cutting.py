"""Words are cut once and kept; what an index is built of later is what was cut then."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Article, ArticleWords
from articles.search.backend import search_backend
from articles.search.cutting import cut_articles, jieba_dir
from articles.search.documents import load_articles
from articles.search.draining import drain
from articles.search.normalize import normalize
from articles.search.parsing import is_punctuation
from articles.search.rebuilding import rebuild
from articles.search.words import LONGEST_WORD, WordCutter, text_length, word_cutter
from tests.builders import make_program
from tests.search.archive import change, found, stored, stored_meetings
from tests.search.invented import MARKS, WORDS


@pytest.fixture
def cut_texts(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The texts that are cut from now on."""
    texts: list[str] = []
    lengths = WordCutter.lengths

    def noted(cutter: WordCutter, text: str) -> str:
        texts.append(text)
        return lengths(cutter, text)

    monkeypatch.setattr(WordCutter, "lengths", noted)
    yield texts


@pytest.mark.django_db
def test_a_rebuild_cuts_nothing_again(cut_texts: list[str]) -> None:
    articles = stored_meetings(3)
    drain()
    assert len(cut_texts) == 4 * len(articles)
    cut_texts.clear()
    rebuild(search_backend())
    assert cut_texts == []
    assert len(found("怀川市")) == 3


@pytest.mark.django_db
def test_a_correction_cuts_its_article_and_no_other(cut_texts: list[str]) -> None:
    articles = stored_meetings(3)
    drain()
    cut_texts.clear()
    change(articles[1], body="改过的正文", revision_number=1)
    assert cut_texts == ["", articles[1].headline, "", "改过的正文"]
    kept = ArticleWords.objects.get(article=articles[1])
    assert kept.revision_number == 1 and text_length(kept.body) == 5


@pytest.mark.django_db
def test_a_change_of_links_cuts_nothing(cut_texts: list[str]) -> None:
    (article,) = stored_meetings(1)
    drain()
    cut_texts.clear()
    change(article, state=Article.State.WITHDRAWN)
    change(article, state=Article.State.PUBLISHED)
    assert cut_texts == []


@pytest.mark.django_db
def test_a_new_name_cuts_the_articles_that_hold_it(cut_texts: list[str]) -> None:
    holding, other = stored(headline="怀川融上线", body="服务企业。"), stored(headline="春耕", body="小麦返青。")
    drain()
    before = ArticleWords.objects.get(article=other)
    cut_texts.clear()
    make_program(name="怀川融")
    rebuild(search_backend())
    assert cut_texts == ["", "怀川融上线", "", "服务企业。"]
    assert ArticleWords.objects.get(article=holding).titles.split("\n")[1] == "32"
    assert ArticleWords.objects.get(article=other) == before
    cut_texts.clear()
    rebuild(search_backend())
    assert cut_texts == []


@pytest.mark.django_db
def test_another_way_of_cutting_cuts_everything(cut_texts: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    stored_meetings(2)
    drain()
    cut_texts.clear()
    monkeypatch.setattr("articles.search.words.CUTTING_VERSION", 99)
    rebuild(search_backend())
    assert len(cut_texts) == 8


@pytest.mark.django_db
def test_kept_words_that_do_not_fit_the_text_are_not_used() -> None:
    article = stored(headline="怀川市召开大会")
    drain()
    ArticleWords.objects.update(body="9", titles="\n9\n")
    rebuild(search_backend())
    assert found("怀川市召开大会") == [article.pk]


@pytest.mark.django_db
def test_the_queries_do_not_grow_with_the_articles() -> None:
    articles = load_articles([article.pk for article in stored_meetings(6)])
    for many in (articles[:1], articles):
        with CaptureQueriesContext(connection) as queries:
            cut_articles(many, ("怀川市",))
        assert len(queries) <= 8


@given(st.lists(st.sampled_from([*WORDS, *MARKS, "x" * (2 * LONGEST_WORD + 1)])).map("".join))
def test_lengths_give_the_words_back(text: str) -> None:
    cutter = word_cutter(("怀川市",), jieba_dir())
    normalized, lengths = normalize(text), cutter.lengths(text)
    assert text_length(lengths) == len(normalized)
    if "x" * LONGEST_WORD not in text:
        expected = [
            word
            for run in text.split()
            for word in cutter._tokenizer.cut_for_search(normalize(run))
            if not is_punctuation(word)
        ]
        assert " ".join(cutter.words_and_parts(normalized, lengths)[1]).split() == expected
