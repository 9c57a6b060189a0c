"""Every kind of public page with the addresses it is measured at, and which of them a mixed load asks for how often."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from articles.management.benchmarks.page_samples import PageSamples, deep_page, nearest
from articles.models import Department, Reporter
from articles.search.queries import FacetGroup
from entities.models import Program

#: Rows of an export, articles of a volume that are measured: what a clerk takes away at once.
ROWS, CLIPPINGS = 1000, 300
IN_BASKET = 60
#: Addresses that answer nobody who is not logged in or has no number, that only change something, that say that there
#: is no such address, or that are another name of one.
NOT_PAGES = {
    *("clippings:change", "entities:find_in_text", "reports:ticket", "api:missing", "api:api-root"),
    "discovery:icon",
}
API = "/api/v1/"
PRIVATE = ("admin",)


@dataclass(frozen=True, slots=True)
class PageKind:
    """`weight` is how often a mixed load of readers asks for it; 0: never. `is_bulk`: a file of many articles, which
    is no page and has no target. `posted`: what is sent with the first address before, so that the rest show it."""

    name: str
    addresses: tuple[str, ...]
    weight: int = 0
    is_bulk: bool = False
    posted: dict[str, list[str]] = field(default_factory=dict)


def page_kinds(count: int) -> list[PageKind]:
    """Those that the archive has something for; at most `count` addresses each."""
    samples = PageSamples(count)
    kinds = [
        *front_kinds(samples),
        *list_kinds(samples),
        *article_kinds(samples),
        *registry_kinds(samples),
        *statistics_kinds(samples),
        *machine_kinds(samples),
        *api_kinds(samples),
        *file_kinds(),
    ]
    known = {resolve(path_of(address)).view_name for kind in kinds for address in kind.addresses}
    others = [PageKind(name, (reverse(name),) * count) for name in plain_names() if name not in known | NOT_PAGES]
    return [kind for kind in [*kinds, *others] if kind.addresses]


def front_kinds(samples: PageSamples) -> Iterator[PageKind]:
    often = samples.count
    yield PageKind("home", ("/",) * often, weight=10)
    yield PageKind("about", ("/about/",) * often, weight=1)
    yield PageKind("newspapers", ("/newspapers/",) * often, weight=1)
    yield PageKind("newspaper", urls_of(samples.newspapers), weight=1)
    years = [f"{issue.newspaper.get_absolute_url()}?year={issue.date.year}" for issue in samples.issues]
    yield PageKind("newspaper, a year", tuple(years))
    yield PageKind("issue", urls_of(samples.issues), weight=6)
    yield PageKind("page", urls_of(samples.pages), weight=10)
    yield PageKind("undated pages", urls_of(samples.undated))
    yield PageKind("undated pages of a newspaper", tuple(f"{url}undated/" for url in urls_of(samples.newspapers)))
    yield PageKind("basket, empty", ("/clippings/",) * often)
    picked = {"article": [str(article.public_id) for article in samples.articles[:IN_BASKET]]}
    yield PageKind("basket", ("/clippings/", "/clippings/print/") * (often // 2), posted=picked)
    docx = (reverse("clippings:docx"),) * 3
    yield PageKind(f"DOCX, a basket of {IN_BASKET}", docx, is_bulk=True, posted=picked)


def list_kinds(samples: PageSamples) -> Iterator[PageKind]:
    words = [f"q={quote(word)}" for word in samples.words]
    search = [f"/search/?{word}" for word in words]
    yield PageKind("search", tuple(search), weight=22)
    yield PageKind("search, everything", ("/search/",) * samples.count, weight=2)
    filters = samples.filtered("search")
    yield PageKind("search, filters alone", tuple(f"/search/?{each}" for each in filters), weight=4)
    both = [f"{url}&{each}" for url, each in zip(search, samples.filtered("search, words"), strict=False)]
    yield PageKind("search, words and filters", tuple(both), weight=8)
    orders = ("newest", "oldest")
    yield PageKind("search, sorted", tuple(f"{url}&sort={orders[n % 2]}" for n, url in enumerate(search)), weight=3)
    deep = [f"{url}&page={deep_page(word)}" for url, word in zip(search, samples.words, strict=True)]
    yield PageKind("search, deep page", tuple(deep), weight=2)
    yield PageKind("search, picking", tuple(f"{url}&pick=1" for url in search))
    missed = [f"/search/?q={quote(misspelt(word))}" for word in samples.words]
    yield PageKind("search, nothing found", tuple(missed), weight=1)
    typed = [word[:length] for word in samples.words for length in (1, 2, 4)][: samples.count]
    yield PageKind("suggestions", tuple(f"/search/suggest/?q={quote(each)}" for each in typed), weight=6)
    yield PageKind("several searches at once, form", ("/search/batch/",) * samples.count)


def article_kinds(samples: PageSamples) -> Iterator[PageKind]:
    urls = urls_of(samples.articles)
    yield PageKind("article", urls, weight=22)
    hits = [
        f"{url}?q={quote(article.headline[:4] or '的')}" for url, article in zip(urls, samples.articles, strict=True)
    ]
    yield PageKind("article, with hits", tuple(hits), weight=10)
    yield PageKind("citation as a file", tuple(f"{url}citation.ris" for url in urls))
    ids = [article.public_id for article in samples.articles]
    yield PageKind("picking one article", tuple(f"/clippings/add/?article={each}" for each in ids))
    yield PageKind("reporting an error", tuple(f"/report/{each}/" for each in ids))


def registry_kinds(samples: PageSamples) -> Iterator[PageKind]:
    registries: tuple[tuple[str, str, Sequence[Model]], ...] = (
        ("department", "/departments/", samples.departments),
        ("program", "/programs/", samples.programs),
        ("reporter", "/reporters/", samples.reporters),
    )
    for name, index, entries in registries:
        urls = urls_of(entries)
        words = [f"q={quote(word)}" for word in samples.words]
        typed = [quote(str(entry)[:2]) for entry in entries]
        yield PageKind(f"{name}s", (index,) * samples.count, weight=2)
        yield PageKind(f"{name}s, narrowed", tuple(f"{index}?q={each}" for each in typed))
        yield PageKind(name, urls, weight=5)
        yield PageKind(f"{name}, with words", joined(urls, words))
        yield PageKind(f"{name}, filtered", joined(urls, samples.filtered(name, leave_out=[name])), weight=2)
        if name != "reporter":
            yield PageKind(f"{name}, all events", tuple(f"{url}events/" for url in urls), weight=1)
            yield PageKind(f"{name}, all figures", tuple(f"{url}figures/" for url in urls), weight=1)
        yield PageKind(f"{name}, deep page", tuple(f"{url}?page=2&sort=oldest" for url in urls[: len(urls) // 2]))
    letters = [f"/reporters/?letter={letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
    yield PageKind("reporters, a letter", tuple(letters[: samples.count]), weight=1)


def statistics_kinds(samples: PageSamples) -> Iterator[PageKind]:
    """Each subject over periods that differ: no answer is one that the index remembers."""
    months = [issue.date.strftime("%Y-%m") for issue in samples.issues]
    paths = ("", "programs/", "reporters/")
    periods = [f"/statistics/{paths[place % 3]}?month_from={month}" for place, month in enumerate(months)]
    yield PageKind("statistics", tuple(periods), weight=1)
    files = tuple(f"/statistics/departments.{file_format}" for file_format in ("csv", "xlsx"))
    yield PageKind("statistics as a file", files, is_bulk=True)


def machine_kinds(samples: PageSamples) -> Iterator[PageKind]:
    feeds = [f"/search/feed.atom?q={quote(word)}" for word in samples.words]
    yield PageKind("feed of a search", tuple(feeds), weight=2)
    for name, entries in (
        ("department", samples.departments), ("program", samples.programs), ("reporter", samples.reporters)
    ):  # fmt: skip
        yield PageKind(f"feed of a {name}", tuple(f"{url}feed.atom" for url in urls_of(entries)))
    sections = ("front", "issues", "articles", "departments", "programs", "reporters")
    yield PageKind("sitemap, index", ("/sitemap.xml",) * samples.count)
    yield PageKind("sitemap, a part", tuple(f"/sitemap-{section}.xml" for section in sections), is_bulk=True)


def api_kinds(samples: PageSamples) -> Iterator[PageKind]:
    """Lists at their longest."""
    words = [f"q={quote(word)}&limit=100" for word in samples.words]
    yield PageKind("API: search", tuple(f"{API}search?{each}" for each in words))
    filters = samples.filtered("API")
    yield PageKind("API: articles, filtered", tuple(f"{API}articles?{each}&limit=100" for each in filters))
    ids = [article.public_id for article in samples.articles]
    yield PageKind("API: article", tuple(f"{API}articles/{each}" for each in ids), weight=2)
    issues = [f"{API}issues{issue.get_absolute_url()}".rstrip("/") for issue in samples.issues]
    yield PageKind("API: issue", tuple(issues))
    for name, entries in (
        ("department", samples.departments), ("program", samples.programs), ("reporter", samples.reporters)
    ):  # fmt: skip
        yield PageKind(f"API: {name}", tuple(f"{API}{url.strip('/')}" for url in urls_of(entries)))
        yield PageKind(f"API: {name}s", (f"{API}{name}s?limit=100",) * samples.count)


def file_kinds() -> Iterator[PageKind]:
    """Files of the entry whose list is nearest to the size that is measured, three of each."""
    models: dict[FacetGroup, type[Model]] = {
        FacetGroup.DEPARTMENT: Department, FacetGroup.PROGRAM: Program, FacetGroup.REPORTER: Reporter
    }  # fmt: skip
    for group, model in models.items():
        for file_format, size in (("csv", ROWS), ("xlsx", ROWS), ("docx", CLIPPINGS)):
            entry = model._default_manager.filter(pk=nearest(group, size)).first()
            urls = urls_of([entry] if entry else [])
            addresses = tuple(f"{url}articles.{file_format}" for url in urls * 3)
            yield PageKind(f"{file_format.upper()}, a {group}, nearest to {size:,} articles", addresses, is_bulk=True)
    for section in ("departments", "programs", "reporters"):
        addresses = tuple(f"/{section}/index.{file_format}" for file_format in ("csv", "xlsx"))
        yield PageKind(f"index of {section} as a file", addresses, is_bulk=True)
    for group in (FacetGroup.DEPARTMENT, FacetGroup.PROGRAM):
        entry = models[group]._default_manager.filter(pk=nearest(group, ROWS)).first()
        urls = urls_of([entry] if entry else [])
        addresses = tuple(f"{url}figures.{file_format}" for url in urls for file_format in ("csv", "xlsx"))
        yield PageKind(f"figures of that {group} as a file", addresses, is_bulk=True)
    first = Program.objects.filter(pk__in=[nearest(FacetGroup.PROGRAM, ROWS)]).first()
    if first is not None:
        url = f"/search/articles.csv?program={first.slug}"
        yield PageKind(f"CSV, a search, nearest to {ROWS:,} articles", (url,) * 3, is_bulk=True)


def plain_names() -> list[str]:
    """The names of the public addresses that take no argument, as the site is composed."""
    return [name for name, pattern in named_patterns() if not pattern.pattern.regex.groups]


def public_names() -> set[str]:
    return {name for name, _ in named_patterns()} - NOT_PAGES


def named_patterns() -> Iterator[tuple[str, URLPattern]]:
    for each in get_resolver().url_patterns:
        yield from _named(each, ())


def _named(pattern: URLPattern | URLResolver, namespaces: tuple[str, ...]) -> Iterator[tuple[str, URLPattern]]:
    if isinstance(pattern, URLPattern):
        if pattern.name:
            yield ":".join([*namespaces, pattern.name]), pattern
        return
    if pattern.namespace in PRIVATE:
        return
    inside = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
    for each in pattern.url_patterns:
        yield from _named(each, inside)


def path_of(address: str) -> str:
    return address.partition("?")[0]


def joined(urls: Sequence[str], queries: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{url}?{query}" for url, query in zip(urls, queries, strict=False))


def misspelt(word: str) -> str:
    """The word with a character in its middle that no article holds."""
    return f"{word[: len(word) // 2]}\u9f98{word[len(word) // 2 :]}"


def urls_of(records: Iterable[Model]) -> tuple[str, ...]:
    """Without the part that only a browser reads."""
    return tuple(record.get_absolute_url().partition("#")[0] for record in records)  # type: ignore[attr-defined]
