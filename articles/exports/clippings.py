"""Articles as clippings: the text as it stands now, with its source line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from django.db.models import Prefetch

from articles.bylines import byline
from articles.models import Article, Credit
from articles.templatetags.archive_dates import inferred, short_date
from articles.templatetags.headlines import has_headline, title
from articles.views.annotations import is_subhead

#: Articles that one volume holds at most.
MOST_CLIPPINGS = 500


@dataclass(frozen=True, slots=True)
class ClippedParagraph:
    text: str
    is_subhead: bool = False


@dataclass(frozen=True, slots=True)
class Clipping:
    """`is_borrowed`: the page prints no headline, and `headline` is the first sentence."""

    public_id: int
    kicker: str
    headline: str
    subtitle: str
    is_borrowed: bool
    source_line: str
    paragraphs: tuple[ClippedParagraph, ...]
    url: str
    newspaper: str
    rights: str


def clippings_of(ids: Sequence[int], *, field: Literal["pk", "public_id"], base: str) -> list[Clipping]:
    """The public articles of these ids in the order given; two queries. `base` begins every address."""
    articles = (
        Article.objects.published()
        .with_home()
        .only(
            *("public_id", "kind", "kicker", "headline", "subtitle", "dateline", "agency", "body"),
            *(
                "page__label",
                "page__issue__date",
                "page__issue__date_source",
                "page__newspaper__name",
                "page__newspaper__rights",
            ),
        )
        .prefetch_related(Prefetch("credits", Credit.objects.order_by("rank", "id")))
        .in_bulk(ids, field_name=field)
    )
    return [_clipping(articles[each], base) for each in ids if each in articles]


def _clipping(article: Article, base: str) -> Clipping:
    return Clipping(
        public_id=article.public_id,
        kicker=article.kicker,
        headline=title(article),
        subtitle=article.subtitle,
        is_borrowed=not has_headline(article),
        source_line=source_line(article),
        paragraphs=tuple(_paragraphs(article)),
        url=base + article.get_absolute_url(),
        newspaper=article.page.newspaper.name,
        rights=article.page.newspaper.rights,
    )


def _paragraphs(article: Article) -> Iterator[ClippedParagraph]:
    """Sub-heads are told from running text as on the article's page."""
    lines = [line for each in article.body.split("\n") if (line := each.strip())]
    for number, line in enumerate(lines):
        opening = f"{article.dateline}　" if article.dateline and not number else ""
        yield ClippedParagraph(opening + line, is_subhead(lines, number))


def source_line(article: Article) -> str:
    """怀川日报　2022年1月28日　第A01版　记者 王晓明"""
    page = article.page
    parts = [
        page.newspaper.name,
        short_date(page.issue.date) + inferred(page.issue) if page.issue else "日期不详",
        f"第{page.label}版" if page.label else "",
        article.agency,
        byline(article.credits.all()),
    ]
    return "　".join(part for part in parts if part)
