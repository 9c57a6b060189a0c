"""The measures that articles tell of a program or department on several days, each as a line through its values."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Count, F, Q

from articles.charts.lines import FEWEST_DAYS, LineChart, Told, is_line, line_chart, thinned
from articles.models import Article
from articles.templatetags.headlines import title
from articles.views.sentence_links import sentence_address
from articles.views.told_figures import figures_told
from entities.models import Figure

MOST_LINES = 3
#: Measures looked at: of some, the articles were withdrawn or corrected, or tell them all on one day.
CANDIDATES = 5
#: Values looked at, the latest, and values drawn of one measure: each leads to its sentence, and a page stays light.
MOST_FIGURES, MOST_POINTS = 600, 24
#: Qualifiers that add weight to an exact number.
EMPHASES = frozenset({"高达", "多达", "低至", "只有", "仅"})


@dataclass(frozen=True, slots=True)
class Measure:
    """`count` values are told of it, on `days` days; `figures` are those that are drawn, in order of their days."""

    name: str
    unit: str
    days: int
    count: int
    figures: tuple[Figure, ...]


def measure_lines(told_of: Q) -> tuple[LineChart, ...]:
    """Those told on most days first. A query for the measures and, where one repeats, two for values and sentences."""
    measures = sorted(repeated_measures(told_of), key=lambda each: (-each.days, each.name, each.unit))[:MOST_LINES]
    ids = {figure.article_id for measure in measures for figure in measure.figures}
    articles = Article.objects.only("public_id", "headline", "body", "kind").in_bulk(ids) if ids else {}
    lines = []
    for place, measure in enumerate(measures, 1):
        told = [told_in(articles[figure.article_id], figure) for figure in measure.figures]
        lines.append(line_chart(f"measure-{place}", measure.name, measure.unit, told, of=measure.count))
    return tuple(lines)


def repeated_measures(told_of: Q) -> Iterator[Measure]:
    wanted = commonest_measures(told_of)
    if not wanted:
        return
    of_these = reduce(or_, (Q(measure=name, unit=unit) for name, unit in wanted))
    figures = figures_told(told_of).filter(of_these).exclude(Q(told_on=None)).select_related(None).defer(None)
    by_measure: defaultdict[tuple[str, str], list[Figure]] = defaultdict(list)
    latest = list(figures.order_by(F("told_on").desc(), "-article_id", "-start")[:MOST_FIGURES])
    for figure in reversed(latest):
        by_measure[figure.measure, figure.unit].append(figure)
    for (name, unit), told in by_measure.items():
        chosen = tuple(thinned(told, MOST_POINTS))
        if is_line(told_on(figure) for figure in chosen):
            yield Measure(name, unit, len({told_on(figure) for figure in told}), len(told), chosen)


def commonest_measures(told_of: Q) -> list[tuple[str, str]]:
    """Measure and unit of what the most articles tell. Asked of the figures alone, whatever became of their articles:
    thousands of them are looked through in a moment, where each article would be looked up."""
    counts = Figure.objects.filter(told_of).exclude(measure="").order_by().values_list("measure", "unit")
    repeated = counts.annotate(articles=Count("article", distinct=True)).filter(articles__gte=FEWEST_DAYS)
    return [(measure, unit) for measure, unit, _ in repeated.order_by("-articles", "measure", "unit")[:CANDIDATES]]


def told_on(figure: Figure) -> datetime.date:
    day: datetime.date = figure.told_on  # type: ignore[attr-defined]  # annotated by `figures_told`
    return day


def told_in(article: Article, figure: Figure) -> Told:
    upper = figure.normalized_upper
    return Told(
        on=told_on(figure),
        value=float(figure.normalized),
        upper=float(upper) if upper is not None else None,
        surface=figure.surface,
        url=sentence_address(article, article.body, figure.sentence_start, figure.sentence_end),
        is_about=bool(figure.qualifier) and figure.qualifier not in EMPHASES,
        source=title(article),
    )
