"""The periods that most who filter a list by date want, counted back from what the archive holds last."""

from articles.charts.months import Month
from articles.filters import ArticleFilterSet
from articles.views.addresses import ChoiceLink, address_of
from articles.views.archive_months import date_parameters, held_months

QUARTER = 3
YEAR = 12


def date_presets(filterset: ArticleFilterSet) -> tuple[ChoiceLink, ...]:
    """None where the archive is empty. One question to the index."""
    held = held_months()
    if not held:
        return ()
    last = max(held)
    periods = (("最近一季", quarter_of(last)), ("最近一年", last.later(1 - YEAR)))
    chosen = {name: filterset.data.get(name, "") for name in ("date_from", "date_to")}
    links = []
    for label, first in periods:
        dates = date_parameters(first, last)
        # A year that was chosen gives way: it need not be one of the period's.
        is_on = chosen == dates and not filterset.data.get("year")
        links.append(ChoiceLink(label, address_of(filterset.data, year="", **dates), is_on))
    return tuple(links)


def quarter_of(month: Month) -> Month:
    """The first month of the quarter of a year that the month is in."""
    return Month(month.year, (month.month - 1) // QUARTER * QUARTER + 1)
