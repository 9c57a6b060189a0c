"""The sitemap: an index, and lists of at most 10,000 addresses each, of what may be found from outside."""

import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.sitemaps import Sitemap
from django.db.models import Max, QuerySet

from articles.filters import NAMING_KINDS
from articles.models import Article, Department, Issue, Newspaper, Reporter
from articles.search.queries import FacetGroup
from articles.services.series import department_series
from articles.views.registry_counts import article_counts
from entities.models import Program

if TYPE_CHECKING:
    BaseSitemap = Sitemap[Any]
else:
    BaseSitemap = Sitemap

FRONT = (
    "/",
    "/newspapers/",
    "/departments/",
    "/programs/",
    "/reporters/",
    "/statistics/",
    "/statistics/programs/",
    "/statistics/reporters/",
    "/about/",
    "/quality/",
    "/api/",
)
HIDDEN_KINDS = (*NAMING_KINDS, Article.Kind.PAGE_FURNITURE)


class AddressSitemap(BaseSitemap):
    limit = 10_000


class ArticleSitemap(AddressSitemap):
    """Rows of public id and time of change. Notices and adverts name private persons and are left out."""

    def items(self) -> QuerySet[Article, tuple[int, datetime.datetime]]:
        articles = Article.objects.published().exclude(kind__in=HIDDEN_KINDS)
        return articles.order_by("id").values_list("public_id", "changed_at")

    def location(self, item: tuple[int, datetime.datetime]) -> str:
        return f"/article/{item[0]}/"

    def lastmod(self, item: tuple[int, datetime.datetime]) -> datetime.datetime:
        return item[1]

    def get_latest_lastmod(self) -> datetime.datetime | None:
        latest: datetime.datetime | None = Article.objects.aggregate(latest=Max("changed_at"))["latest"]
        return latest


class IssueSitemap(AddressSitemap):
    def items(self) -> QuerySet[Issue, tuple[str, datetime.date]]:
        return Issue.objects.order_by("id").values_list("newspaper__slug", "date")

    def location(self, item: tuple[str, datetime.date]) -> str:
        return f"/{item[0]}/{item[1].isoformat()}/"


class DepartmentSitemap(AddressSitemap):
    """Those that articles speak of, but for those whose address leads on to the one body that they became."""

    def items(self) -> QuerySet[Department]:
        spoken_of = article_counts(FacetGroup.DEPARTMENT)
        series = department_series()
        moved = [pk for pk in series.successors if series.head(pk) != pk]
        return Department.objects.filter(pk__in=spoken_of).exclude(pk__in=moved).order_by("id").only("slug")


class ProgramSitemap(AddressSitemap):
    def items(self) -> QuerySet[Program]:
        return Program.objects.listed().filter(pk__in=article_counts(FacetGroup.PROGRAM)).order_by("id").only("slug")


class ReporterSitemap(AddressSitemap):
    def items(self) -> QuerySet[Reporter]:
        return Reporter.objects.filter(pk__in=article_counts(FacetGroup.REPORTER)).order_by("id").only("slug")


class FrontSitemap(AddressSitemap):
    """The pages that lead to all others."""

    def items(self) -> list[str]:
        newspapers = [newspaper.get_absolute_url() for newspaper in Newspaper.objects.order_by("id")]
        return [*FRONT, *newspapers]

    def location(self, item: str) -> str:
        return item


SITEMAPS: dict[str, type[AddressSitemap]] = {
    "front": FrontSitemap,
    "issues": IssueSitemap,
    "articles": ArticleSitemap,
    "departments": DepartmentSitemap,
    "programs": ProgramSitemap,
    "reporters": ReporterSitemap,
}
