"""Which values of a measure are looked at and drawn, of a body under all its names, and what is said of the others."""

import datetime
from collections.abc import Iterable

import pytest

from articles.models import Article, Department
from articles.views import measure_lines
from articles.views.measure_lines import MOST_LINES, MOST_POINTS
from articles.views.told_figures import FiguresQuery, ToldOf
from entities.models import Figure
from tests.builders import make_article, make_department, make_issue, make_page

pytestmark = pytest.mark.django_db

BEGIN = datetime.date(2010, 1, 4)


@pytest.fixture
def names() -> tuple[Department, Department]:
    return make_department(name="怀川市绿化处", slug="lv-hua"), make_department(name="怀川市林业局", slug="lin-ye")


def tell(department: Department, days: Iterable[datetime.date], measure: str = "植树") -> None:
    figures = []
    for day in days:
        body = f"{department.name}{measure}{day.year}棵。"
        article = make_article(page=make_page(issue=make_issue(date=day)), headline=f"{day}的消息", body=body)
        figures.append(figure(article, department, day, measure))
    Figure.objects.bulk_create(figures)


def figure(article: Article, department: Department, day: datetime.date, measure: str) -> Figure:
    start = article.body.index(str(day.year))
    return Figure(
        article=article, department=department, revision_number=article.revision_number, measure=measure, day=day,
        start=start, end=start + 5, sentence_start=0, sentence_end=len(article.body), surface=f"{day.year}棵",
        value=day.year, unit="棵", normalized=day.year,
    )  # fmt: skip


def weeks(count: int, begin: datetime.date = BEGIN) -> list[datetime.date]:
    return [begin + datetime.timedelta(weeks=number) for number in range(count)]


def test_a_body_under_two_names_has_one_line_of_what_both_told(names: tuple[Department, Department]) -> None:
    old, new = names
    tell(old, weeks(2))
    tell(new, weeks(2, datetime.date(2012, 1, 2)))
    (line,) = measure_lines.measure_lines(ToldOf("department", (old.pk, new.pk)))
    assert len(line.points) == 4 and line.left_out == 0
    assert measure_lines.measure_lines(ToldOf("department", (old.pk,))) == ()


def test_of_many_values_the_latest_are_looked_at_under_whichever_name(
    names: tuple[Department, Department], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measure_lines, "MOST_FIGURES", 20)
    monkeypatch.setattr(measure_lines, "LATEST", FiguresQuery(measure_lines._latest))
    old, new = names
    tell(old, weeks(3, datetime.date(2001, 1, 1)))
    tell(new, weeks(25))
    (line,) = measure_lines.measure_lines(ToldOf("department", (old.pk, new.pk)))
    assert len(line.points) == MOST_POINTS and "2001年" not in line.points[0].words
    assert line.left_out == 20 - MOST_POINTS and line.has_more_left_out


def test_fewer_values_are_counted_exactly(names: tuple[Department, Department]) -> None:
    _, new = names
    tell(new, weeks(25))
    tell(new, weeks(3, datetime.date(2015, 1, 5)), measure="育苗")
    first, second = measure_lines.measure_lines(ToldOf("department", (new.pk,)), MOST_LINES)
    assert (first.left_out, first.has_more_left_out) == (25 - MOST_POINTS, False)
    assert (first.title, second.title, second.left_out) == ("植树（棵）", "育苗（棵）", 0)
