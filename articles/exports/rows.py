"""The rows of a spreadsheet: one article each, what a clerk files it by, and its address."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.db.models import Prefetch, QuerySet
from django.db.models.functions import Left, Length

from articles.bylines import byline
from articles.models import SHOWN_STATUSES, Article, Credit, DepartmentLink
from articles.templatetags.headlines import lead, title
from articles.views.headlines import LEAD_LENGTH
from entities.models import Mention, Program

HEADINGS = (
    *("编号", "报纸", "日期", "版次", "体裁", "引题", "标题", "副题", "署名"),
    *("主办部门", "提及部门", "项目", "字数", "首句", "地址", "权利说明", "日期来历"),
)
DATE_SOURCE = ("page__issue__date_source", "page__issue__date_earliest", "page__issue__date_latest")
#: Articles fetched at a time: few queries, and little memory however long the list.
CHUNK = 500

Row = tuple[str | int | Decimal, ...]


def spreadsheet_rows(article_ids: Sequence[int], base: str) -> Iterator[Row]:
    """The articles in the order given, as `HEADINGS`; one just withdrawn is left out. `base` begins every address."""
    for start in range(0, len(article_ids), CHUNK):
        chunk = article_ids[start : start + CHUNK]
        articles = _articles().in_bulk(chunk)
        yield from (_row(articles[each], base) for each in chunk if each in articles)


def _articles() -> QuerySet[Article]:
    shown = {"status__in": SHOWN_STATUSES}
    departments = DepartmentLink.objects.filter(**shown).select_related("department").order_by("id")
    mentions = Mention.objects.filter(program__in=Program.objects.listed(), **shown).select_related("program")
    return (
        Article.objects.published()
        .with_home()
        .only(
            *("public_id", "kind", "kicker", "headline", "subtitle"),
            *("page__label", "page__issue__date", *DATE_SOURCE, "page__newspaper__name", "page__newspaper__rights"),
        )
        .annotate(lead=Left("body", LEAD_LENGTH), length=Length("body"))
        .prefetch_related(
            Prefetch("credits", Credit.objects.order_by("rank", "id")),
            Prefetch("department_links", departments.only("article_id", "role", "department__name")),
            Prefetch("mentions", mentions.order_by("id").only("article_id", "program__name")),
        )
    )


def _row(article: Article, base: str) -> Row:
    page = article.page
    links = list(article.department_links.all())
    return (
        article.public_id,
        page.newspaper.name,
        page.issue.date.isoformat() if page.issue else "",
        page.label,
        article.get_kind_display(),
        article.kicker,
        title(article),
        article.subtitle,
        byline(article.credits.all()),
        "；".join(link.department.name for link in links if link.role == DepartmentLink.Role.PRIMARY),
        "；".join(link.department.name for link in links if link.role == DepartmentLink.Role.MENTIONED),
        "；".join(dict.fromkeys(mention.program.name for mention in article.mentions.all())),
        int(getattr(article, "length", 0)),
        lead(article),
        base + article.get_absolute_url(),
        page.newspaper.rights,
        page.issue.told_source if page.issue else "不详",
    )
