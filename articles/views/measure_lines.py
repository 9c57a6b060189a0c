"""The measures that articles tell of a program or department on several days, each as a line through its values."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Count, Q

from articles.charts.lines import FEWEST_DAYS, LineChart, Told, is_line, line_chart, thinned
from articles.models import Article, Issue
from articles.templatetags.archive_dates import inferred
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


#: Columns of `Value`, in the order of its fields.
COLUMNS = (
    *("measure", "unit", "day", "article_id", "surface", "qualifier", "normalized", "normalized_upper"),
    *("sentence_start", "sentence_end", "as_of", "article__page__issue__date_source"),
)


class Value(NamedTuple):
    """A figure as it is read for a line: hundreds are, and few of them drawn."""

    measure: str
    unit: str
    told_on: datetime.date
    article_id: int
    surface: str
    qualifier: str
    normalized: Decimal
    normalized_upper: Decimal | None
    sentence_start: int
    sentence_end: int
    as_of: datetime.date | None
    date_source: str | None

    @property
    def is_inferred(self) -> bool:
        return self.as_of is None and self.date_source == Issue.DateSource.INFERRED


@dataclass(frozen=True, slots=True)
class Measure:
    """`count` values are told of it, on `days` days; `values` are those that are drawn, in order of their days."""

    name: str
    unit: str
    days: int
    count: int
    values: tuple[Value, ...]


def measure_lines(told_of: Q) -> tuple[LineChart, ...]:
    """Those told on most days first. A query for the measures and, where one repeats, two for values and sentences."""
    measures = sorted(repeated_measures(told_of), key=lambda each: (-each.days, each.name, each.unit))[:MOST_LINES]
    ids = {value.article_id for measure in measures for value in measure.values}
    articles = Article.objects.only("public_id", "headline", "body", "kind").in_bulk(ids) if ids else {}
    lines = []
    for place, measure in enumerate(measures, 1):
        told = [told_in(articles[value.article_id], value) for value in measure.values]
        lines.append(line_chart(f"measure-{place}", measure.name, measure.unit, told, of=measure.count))
    return tuple(lines)


def repeated_measures(told_of: Q) -> Iterator[Measure]:
    wanted = commonest_measures(told_of)
    if not wanted:
        return
    of_these = reduce(or_, (Q(measure=name, unit=unit) for name, unit in wanted))
    figures = figures_told(told_of).filter(of_these).exclude(day=None)
    by_measure: defaultdict[tuple[str, str], list[Value]] = defaultdict(list)
    latest = figures.order_by("-day", "-article_id", "-start").values_list(*COLUMNS)[:MOST_FIGURES]
    for value in map(Value._make, reversed(list(latest))):
        by_measure[value.measure, value.unit].append(value)
    for (name, unit), told in by_measure.items():
        chosen = tuple(thinned(told, MOST_POINTS))
        if is_line(value.told_on for value in chosen):
            yield Measure(name, unit, len({value.told_on for value in told}), len(told), chosen)


def commonest_measures(told_of: Q) -> list[tuple[str, str]]:
    """Measure and unit of what the most articles tell. Asked of the figures alone, whatever became of their articles:
    thousands of them are looked through in a moment, where each article would be looked up."""
    counts = Figure.objects.filter(told_of).exclude(measure="").order_by().values_list("measure", "unit")
    repeated = counts.annotate(articles=Count("article", distinct=True)).filter(articles__gte=FEWEST_DAYS)
    return [(measure, unit) for measure, unit, _ in repeated.order_by("-articles", "measure", "unit")[:CANDIDATES]]


def told_in(article: Article, value: Value) -> Told:
    upper = value.normalized_upper
    return Told(
        on=value.told_on,
        value=float(value.normalized),
        upper=float(upper) if upper is not None else None,
        surface=value.surface,
        url=sentence_address(article, article.body, value.sentence_start, value.sentence_end),
        is_about=bool(value.qualifier) and value.qualifier not in EMPHASES,
        source=title(article),
        day_mark=inferred(value),
    )
