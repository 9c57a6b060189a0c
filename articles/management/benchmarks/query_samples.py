"""The queries that an archive is measured with, drawn from its own texts. The same archive gives the same queries."""

import re
from collections.abc import Sequence
from random import Random

from articles.models import Article
from articles.search.cutting import jieba_dir
from articles.search.normalize import normalize
from articles.search.registered_names import registered_names
from articles.search.words import WordCutter, lexicon_of, word_cutter

COMMONEST = ("的", "中国", "发展", "工作", "企业", "记者", "项目", "建设", "今年", "服务")
QUOTES = str.maketrans("", "", '“”"＂')
#: Where scripts meet, at punctuation, quotes and line ends: what indexes of words get wrong.
BORDER = re.compile(r"(?<=[0-9A-Za-z])(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])|[“”《》（）\n，。、%·—]")


def dice(what: str) -> Random:
    return Random(f"queries: {what}")  # noqa: S311 (repeatable queries are wanted, not secrets)


def typical_queries(articles: Sequence[Article], count: int) -> list[str]:
    """What readers type: a word of a headline, two that follow each other, two words apart, a registered name."""
    source, cutter = dice("typical"), _cutter()
    names = sorted(registered_names())
    queries: list[str] = []
    for article in _again(source, articles, count * 3):
        words = [word for word in cutter.words(normalize(article.headline)) if len(word) > 1]
        if len(words) < 3:
            continue
        at = source.randrange(len(words) - 1)
        one, other = words[at], words[at + 1]
        kinds = (one, one + other, f"{one} {other}", source.choice(names))
        queries.append(kinds[len(queries) % len(kinds)])
        if len(queries) == count:
            break
    return queries


def headline_fragments(articles: Sequence[Article], count: int) -> list[tuple[str, Article]]:
    """Runs of 6 to 10 characters of headlines, each with the article it was taken from."""
    source = dice("fragments")
    fragments: list[tuple[str, Article]] = []
    for article in _again(source, articles, count * 3):
        length = source.randint(6, 10)
        if len(article.headline) >= length and len(fragments) < count:
            start = source.randrange(len(article.headline) - length + 1)
            fragment = article.headline[start : start + length].translate(QUOTES)
            if len(normalize(fragment)) >= 6:
                fragments.append((fragment, article))
    return fragments


def random_substrings(articles: Sequence[Article], count: int) -> list[str]:
    """Strings of 1 to 12 code points that stand in a headline or a body."""
    source = dice("substrings")
    texts = [text for article in articles for text in (article.headline, article.body) if text]
    strings: dict[str, None] = {}
    while len(strings) < count:
        text = source.choice(texts)
        start = source.randrange(len(text))
        _add(strings, text[start : start + source.randint(1, 12)])
    return list(strings)


def adversarial_substrings(articles: Sequence[Article], count: int) -> list[str]:
    """Strings over borders of scripts, punctuation and lines, and strings that look as if they stood somewhere."""
    source = dice("adversarial")
    strings: dict[str, None] = {}
    while len(strings) < count:
        article = source.choice(articles)
        text = article.body
        borders = [found.start() for found in BORDER.finditer(text)]
        at = source.choice(borders) if borders else 0
        start = max(0, at - source.randint(0, 5))
        string = text[start : at + source.randint(1, 6)]
        kind = source.randrange(4)
        if kind == 0:
            string = article.headline[-3:] + text[:3]
        elif kind == 1 and len(string) > 2:
            string = string[:1] + string[2:]
        _add(strings, string[:12])
    return list(strings)


def _add(strings: dict[str, None], string: str) -> None:
    string = string.translate(QUOTES).strip()
    if normalize(string):
        strings[string] = None


def _again(source: Random, articles: Sequence[Article], count: int) -> list[Article]:
    return [source.choice(articles) for _ in range(count)] if articles else []


def _cutter() -> WordCutter:
    return word_cutter(lexicon_of(registered_names()), jieba_dir())
