"""Measures the search engine on what the archive holds: hits and total, and the facets of the whole result."""

from collections.abc import Callable, Iterable, Sequence
from random import Random

from articles.management.benchmarks.clock import Measured, measure
from articles.models import Article
from articles.search.backend import search_backend
from articles.search.queries import SearchQuery, Sort

COMMON_WORDS = ("的", "中国", "发展", "我市", "工作", "企业", "项目", "记者", "今年", "群众")
ABSENT_WORDS = ("龘靐齉", "zzqqxx", "卍〇卐")


def search_speeds(articles: Sequence[Article], names: Sequence[str], *, samples: int) -> list[Measured]:
    """Latencies by kind of query; `articles` are those whose words are looked for, `names` of programs and bodies."""
    dice = Random("search")  # noqa: S311 (the same queries every time)
    passages = [passage for _ in range(samples) if (passage := _passage(dice, articles))]
    pairs = [f"{dice.choice(passages)[:2]} {dice.choice(passages)[:3]}" for _ in range(samples)] if passages else []
    kinds: list[tuple[str, Sequence[str]]] = [
        ("1-12 characters", passages),
        ("the same, quoted", [f'"{passage}"' for passage in passages]),
        ("two words", pairs),
        ("names", list(names)[:samples]),
        ("commonest words", COMMON_WORDS),
        ("absent words", ABSENT_WORDS),
    ]
    measured = []
    for name, texts in kinds:
        measured.append(measure(name, _searches(texts)))
        measured.append(measure(f"{name}, facets", _searches(texts, facets=True)))
    newest = _searches(COMMON_WORDS, sort=Sort.NEWEST)
    return [*measured, measure("commonest, by date", newest)]


def _searches(texts: Iterable[str], *, facets: bool = False, sort: Sort = Sort.RELEVANCE) -> list[Callable[[], str]]:
    backend = search_backend()

    def search(text: str) -> str:
        backend.search(SearchQuery(text=text, facets=facets, sort=sort))
        return ""

    return [lambda text=text: search(text) for text in texts]  # type: ignore[misc]


def _passage(dice: Random, articles: Sequence[Article]) -> str:
    """A run of 1 to 12 characters of some article's paragraph."""
    if not articles:
        return ""
    paragraph = dice.choice(dice.choice(articles).body.split("\n"))
    start = dice.randrange(max(1, len(paragraph)))
    return paragraph[start : start + dice.randint(1, 12)].strip()
