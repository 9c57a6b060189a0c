"""Invented articles over a small alphabet, so that strings recur by accident, and an independent way to search them."""

import random
import unicodedata

from articles.search.indexed_article import IndexedArticle
from tests.search.articles import indexed

WORDS = [
    *["怀川", "怀川市", "数字", "数字经济", "经济", "发展", "政府", "政务", "服务", "服务局", "作家", "川作"],
    *["研究", "研究生", "生命", "一期", "二期", "臺灣", "發展", "後裏", "的", "了"],
    *["APP", "Ａpp", "360平台", "2021年度", "3.35亿", "99.9%", "①", "㎡"],
]
MARKS = [*"，。、：；！？（）“”‘’《》「」…—－-·%", " ", "\u3000", "\n", "\n\n", "\u200b", "——", "……"]
QUOTES = "“”‘’\"'「」『』《》〈〉"


def invented_text(source: random.Random, length: int) -> str:
    return "".join(source.choice(WORDS if source.random() < 0.7 else MARKS) for _ in range(length))


def invented_articles(count: int, seed: int = 7) -> list[IndexedArticle]:
    source = random.Random(seed)  # noqa: S311
    return [
        indexed(
            article_id=number + 1,
            kicker=invented_text(source, source.randint(0, 3)),
            headline=invented_text(source, source.randint(0, 8)),
            subtitle=invented_text(source, source.randint(0, 3)),
            body=invented_text(source, source.randint(0, 60)),
            byline=("本报讯", f"记者 {source.choice(WORDS)}明"),
        )
        for number in range(count)
    ]


def texts_of(article: IndexedArticle) -> list[str]:
    return [*article.titles, article.body, *article.byline]


def random_substrings(articles: list[IndexedArticle], count: int, seed: int = 8) -> list[str]:
    """Strings of 1 to 12 code points that stand in some article, and as many that may stand in none."""
    source = random.Random(seed)  # noqa: S311
    texts = [text for article in articles for text in texts_of(article) if text]
    strings = []
    for number in range(count):
        text = source.choice(texts)
        start = source.randrange(len(text))
        string = text[start : start + source.randint(1, 12)]
        # Two strings put together seldom stand anywhere, and so try the precision.
        strings.append(string if number % 2 else string[:3] + source.choice(texts)[:3])
    return strings


def plain(text: str) -> str:
    """What the architecture says of the normaliser, written down a second time without looking at the first."""
    text = "".join(unicodedata.normalize("NFKC", char).lower() for char in text)
    text = text.translate(str.maketrans("臺灣發後裏", "台湾发后里"))
    text = text.translate(str.maketrans("—－", "--"))
    return "".join(char for char in text if char not in QUOTES and char != "\u200b" and not char.isspace())
