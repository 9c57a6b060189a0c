"""The way from the top of the site to where the reader stands."""

from dataclasses import dataclass

from articles.models import Article, Department, Issue, Newspaper, Page
from articles.templatetags.archive_dates import short_date
from articles.templatetags.headlines import title


@dataclass(frozen=True, slots=True)
class Crumb:
    label: str
    url: str


NEWSPAPERS = Crumb("报纸", "/newspapers/")
DEPARTMENTS = Crumb("部门", "/departments/")
PROGRAMS = Crumb("项目", "/programs/")
REPORTERS = Crumb("记者", "/reporters/")


def to_newspaper(newspaper: Newspaper) -> list[Crumb]:
    return [NEWSPAPERS, Crumb(newspaper.name, newspaper.get_absolute_url())]


def to_undated(newspaper: Newspaper) -> list[Crumb]:
    return [*to_newspaper(newspaper), Crumb("日期不详", f"{newspaper.get_absolute_url()}undated/")]


def to_issue(issue: Issue) -> list[Crumb]:
    return [*to_newspaper(issue.newspaper), Crumb(short_date(issue.date), issue.get_absolute_url())]


def to_page(page: Page) -> list[Crumb]:
    if page.issue is None:
        return [*to_undated(page.newspaper), Crumb(page.name, page.get_absolute_url())]
    return [*to_issue(page.issue), Crumb(page.name, page.get_absolute_url())]


def to_article(article: Article) -> list[Crumb]:
    return [*to_page(article.page), Crumb(title(article), article.get_absolute_url())]


def to_department(department: Department) -> list[Crumb]:
    above = [Crumb(department.parent.name, department.parent.get_absolute_url())] if department.parent else []
    return [DEPARTMENTS, *above, Crumb(department.name, department.get_absolute_url())]
