"""The measures that articles tell of a program or department on several days, each as a line through its values."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import CharField, Count, Q, QuerySet

from articles.charts.lines import FEWEST_DAYS, LineChart, Told, is_line, line_chart, thinned
from articles.models import Article, Issue, article_address
from articles.templatetags.archive_dates import inferred
from articles.templatetags.headlines import title
from articles.views.fixed_queries import AnyGiven, FixedQuery, Given
from articles.views.sentence_links import sentence_address
from articles.views.told_figures import FiguresQuery, ToldOf, figures_told, rests_on_print
from entities.models import Figure

#: Lines on a dossier; the page of all figures draws more.
LINES_OF_DOSSIER, MOST_LINES = 1, 3
#: Measures looked at: of some, the articles were withdrawn or corrected, or tell them all on one day.
CANDIDATES = 5
LOOKED_AT = ("measure", "unit", "day", "article_id", "start", "pk")
#: Values of each looked at, the latest, and values drawn: each leads to its sentence, and a page stays light.
MOST_FIGURES, MOST_POINTS = 150, 12
#: Qualifiers that add weight to an exact number.
EMPHASES = frozenset({"高达", "多达", "低至", "只有", "仅"})


class Value(NamedTuple):
    """A figure that is drawn, with what is read of its article."""

    pk: int
    told_on: datetime.date
    surface: str
    qualifier: str
    normalized: Decimal
    normalized_upper: Decimal | None
    sentence_start: int
    sentence_end: int
    as_of_words: str
    date_source: str | None
    public_id: int
    kind: str
    headline: str
    body: str

    @property
    def is_inferred(self) -> bool:
        return self.date_source == Issue.DateSource.INFERRED and rests_on_print(self.as_of_words)

    def get_absolute_url(self) -> str:
        return article_address(self.public_id)

    def get_kind_display(self) -> str:
        return str(Article.Kind(self.kind).label)


#: Columns of `Value`, in the order of its fields.
COLUMNS = (
    *("pk", "day", "surface", "qualifier", "normalized", "normalized_upper", "sentence_start", "sentence_end"),
    "as_of_words",
    *("article__page__issue__date_source", "article__public_id", "article__kind", "article__headline", "article__body"),
)


@dataclass(frozen=True, slots=True)
class Measure:
    """`count` values were looked at, on `days` days; `values` are the ids of those that are drawn, in order of their
    days. `are_all`: no others are told."""

    name: str
    unit: str
    days: int
    count: int
    values: tuple[int, ...]
    are_all: bool


def _commonest(told_of: Q) -> QuerySet[Any, Any]:
    """Asked of the figures alone, whatever became of their articles: thousands of them are looked through in a moment,
    where each article would be looked up."""
    counts = Figure.objects.filter(told_of).exclude(measure="").order_by().values_list("measure", "unit")
    repeated = counts.annotate(articles=Count("article", distinct=True)).filter(articles__gte=FEWEST_DAYS)
    return repeated.order_by("-articles", "measure", "unit")[:CANDIDATES]


def _latest(told_of: Q) -> QuerySet[Any, Any]:
    """The latest of each measure, from an index that has them by day."""
    each = [_latest_of(told_of, place) for place in range(CANDIDATES)]
    return each[0].union(*each[1:], all=True)


def _latest_of(told_of: Q, place: int) -> QuerySet[Any, Any]:
    of_measure = Q(measure=Given(f"measure_{place}", CharField()), unit=Given(f"unit_{place}", CharField()))
    figures = figures_told(told_of & of_measure).exclude(day=None)
    return figures.order_by("-day", "-article_id", "-start").values_list(*LOOKED_AT)[:MOST_FIGURES]


COMMONEST, LATEST = FiguresQuery(_commonest, together=True), FiguresQuery(_latest)
VALUES = FixedQuery(lambda: Figure.objects.filter(pk=AnyGiven("ids")).order_by().values_list(*COLUMNS))


def measure_lines(told_of: ToldOf, most: int = LINES_OF_DOSSIER) -> tuple[LineChart, ...]:
    """`most` of them, those told on most days first. A query for the measures and, where one repeats, one for each id
    of the entry for the days of the values, and one for those that are drawn."""
    measures = sorted(repeated_measures(told_of), key=lambda each: (-each.days, each.name, each.unit))[:most]
    ids = [pk for measure in measures for pk in measure.values]
    values = {row[0]: Value._make(row) for row in VALUES.rows(ids=ids)} if ids else {}
    lines = []
    for place, measure in enumerate(measures, 1):
        # Figures are read anew when an article changes, which may be just now.
        drawn = [told_in(values[pk]) for pk in measure.values if pk in values]
        if is_line(told.on for told in drawn):
            lines.append(
                line_chart(
                    f"measure-{place}", measure.name, measure.unit, drawn, of=measure.count, are_all=measure.are_all
                )
            )
    return tuple(lines)


def repeated_measures(told_of: ToldOf) -> Iterator[Measure]:
    """Looked for among those that the most articles tell."""
    wanted = [(measure, unit) for measure, unit, _ in COMMONEST.rows(told_of)]
    if not wanted:
        return
    # The statement has room for so many. No figure has a blank for its unit.
    wanted += [("", " ")] * (CANDIDATES - len(wanted))
    given = {f"measure_{each}": measure for each, (measure, _) in enumerate(wanted)}
    given |= {f"unit_{each}": unit for each, (_, unit) in enumerate(wanted)}
    by_measure: defaultdict[tuple[str, str], list[tuple[datetime.date, int]]] = defaultdict(list)
    for measure, unit, day, *_, pk in sorted(LATEST.rows(told_of, **given), key=itemgetter(slice(2, None))):
        by_measure[measure, unit].append((day, pk))
    for (name, unit), looked_at in by_measure.items():
        told = looked_at[-MOST_FIGURES:]
        chosen = thinned(told, MOST_POINTS)
        if is_line(day for day, _ in chosen):
            days = len({day for day, _ in told})
            values = tuple(pk for _, pk in chosen)
            yield Measure(name, unit, days, len(told), values, are_all=len(told) < MOST_FIGURES)


def told_in(value: Value) -> Told:
    upper = value.normalized_upper
    return Told(
        on=value.told_on,
        value=float(value.normalized),
        upper=float(upper) if upper is not None else None,
        surface=value.surface,
        url=sentence_address(value, value.body, value.sentence_start, value.sentence_end),
        is_about=bool(value.qualifier) and value.qualifier not in EMPHASES,
        source=title(value),
        day_mark=inferred(value),
    )
